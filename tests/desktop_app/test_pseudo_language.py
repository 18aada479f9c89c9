"""No string is left out: under a language in other letters, nothing on screen stands in plain ones but data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.frame.theme_menu import open_theme_menu
from desktop_app.help_dialog import HelpDialog
from desktop_app.language import language_choices
from desktop_app.main_window import MainWindow
from desktop_app.pages.catalogue import STEPS
from desktop_app.pages.start import StartPage
from engine.learning_curve.presets import load_preset
from engine.learning_curve.savings import labels_saved
from engine.running import events
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry
from engine.translation import tr, use_catalogue, use_language
from tests.desktop_app.conftest import WindowStage
from tests.desktop_app.fakes import make_cohort, make_image, make_project
from tests.desktop_app.known_truth import BUDGETS, make_measurements
from tests.desktop_app.pseudo import OPEN, Pseudo, left_in_english, shown_by

PROJECT = "Ward 7 chest X-rays"
# What is no language: the data of these tests, names, file names, units, keys, and what the worker itself has said.
ALLOWED = re.compile(
    r"Ward 7 chest X-r\w*…?|covid|normal|pneumonia|Northmed|Kestrel|\b(?:CR|DX|CT)\b|subject\w*(?:\.png)?"
    r"|\b[0-9a-f]{4}\u202f[0-9a-f]{4}\b"
    r"|(?:[\w*^.-]*[/\\])+[\w .^()+*?\\-]*|\b[\w-]+\.(?:dcm|png|csv|json|onnx|safetensors|txt|md|svg)\b|\*\.\w+"
    r"|Annotation Budget Planner|SimCLR|DICOM\b|DICOMDIR\*?|dicomdir\*|English|x1[a-z]*"
    r"|\b(?:kB|MB|GB|TB)\b|\bCtrl\+\w+|\bF1\b"
    r"|\bunexpected: |The worker says\.?|\bTypeError at \w+:\d+"
)


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    """The language; a window made under it would choose English again, so the choice is taken from it."""
    use_catalogue(Pseudo())
    yield
    use_language("en")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What widgets draw themselves, letter by letter, and no property tells of."""
    texts: list[str] = []
    original = QPainter.drawText

    def draw(self: QPainter, *arguments: object) -> object:
        texts.extend(argument for argument in arguments if isinstance(argument, str))
        return original(self, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(QPainter, "drawText", draw)
    return texts


@pytest.fixture
def window(
    pseudo: None, monkeypatch: pytest.MonkeyPatch, drawn: list[str], request: pytest.FixtureRequest
) -> WindowStage:
    """A window under the language."""
    monkeypatch.setattr("desktop_app.app.speak", lambda *_: None)
    stage: WindowStage = request.getfixturevalue("window_stage")
    return stage


def english_in(root: QWidget, drawn: list[str], without: tuple[QWidget, ...] = ()) -> dict[str, str]:
    """What is left in English, by the words that are: where it stands and the whole of it."""
    root.grab()
    shown = [*shown_by(root, without), *(("painted", text) for text in drawn)]
    assert any(OPEN in text for _, text in shown)
    return {" ".join(words): f"{where}: {text}" for where, text in shown if (words := left_in_english(text, ALLOWED))}


def open_project(window: WindowStage, folder: Path, **cohort: object) -> MainWindow:
    make_project(folder, make_cohort(60, **cohort), PROJECT, pixels=4)  # type: ignore[arg-type]
    assert window.session.open_project(folder)
    return window.window


def measure(window: WindowStage) -> None:
    """A study, finished, with its answer."""
    session = window.session
    measured = make_measurements()
    session.study = StudyEntry(
        "k", load_preset("quick"), "2026", "finished", ("normal", "pneumonia"), 1, BUDGETS, 540, 300
    )
    session.measurements = measured
    session.savings = labels_saved(measured, "auc", "fine_tuned", replicates=200, seed=0)
    session.target = 0.86
    session.study_changed.emit()
    session.points_changed.emit()
    session.answer_changed.emit()


def settle(qtbot: QtBot, milliseconds: int = 600) -> None:
    """Until plots and suggestions that come from other threads are there."""
    qtbot.wait(milliseconds)


def test_the_language_keeps_places_and_nests() -> None:
    use_catalogue(Pseudo())
    try:
        inner = tr("{n} images", n=2)
        assert tr("Go to {where}", where=inner) == "⟦Ĝó ŧó ⟦2 íɱåĝéš⟧⟧"
        assert len(Pseudo(0.3)["x" * 100]) == 132
        assert left_in_english("⟦Ĝó⟧ 2 images, 3 MB, covid", ALLOWED) == ["images"]
    finally:
        use_language("en")


@pytest.mark.parametrize("name", [name for name, _ in STEPS])
@pytest.mark.parametrize("state", ["nothing", "project", "measured"])
def test_a_page(name: str, state: str, window: WindowStage, tmp_path: Path, drawn: list[str], qtbot: QtBot) -> None:
    page = window.window.page(name)
    if state != "nothing":
        open_project(window, tmp_path / "p")
    if state == "measured":
        measure(window)
    window.window.show_page(name)
    settle(qtbot)
    drawn.clear()
    frame = (window.window.job_bar, *(p for n, p in window.window.pages.items() if n != name))
    assert english_in(window.window, drawn, frame) == {}
    header = page.header()
    told = (header.question, header.answer, header.action or "")
    assert [word for text in told for word in left_in_english(text, ALLOWED)] == []


def test_start_with_recent_projects_and_the_form(
    window: WindowStage, tmp_path: Path, drawn: list[str], qtbot: QtBot
) -> None:
    make_project(tmp_path / "here", make_cohort(10), PROJECT)
    keeper = window.window.preferences
    keeper.change(keeper.current.with_recent(tmp_path / "here", PROJECT).with_recent(tmp_path / "gone", PROJECT))
    start = window.window.page("Start")
    assert isinstance(start, StartPage)
    start.refresh_recent()
    images = tmp_path / "x1"
    images.mkdir()
    for patient in range(4):
        for at in range(2):
            (images / f"subject{patient:03d}_{at}.png").write_bytes(b"")
    (tmp_path / "x1b").mkdir()
    start.begin_project(images, tmp_path / "x1b")
    start.form.pools.add(tmp_path / "x1b")
    start.form.advanced.button.setChecked(True)
    qtbot.waitUntil(lambda: start.form.patient_rule.box.count() > 1, timeout=5000)
    start.form.patient_rule.box.setCurrentIndex(1)
    drawn.clear()
    assert english_in(start, drawn) == {}
    for break_it in (start.form.name.clear, start.form.folder.clear, start.form.images.clear):
        break_it()
        start.form._submit()
        assert left_in_english(start.form.complaint.text(), ALLOWED) == []
        assert OPEN in start.form.complaint.text()


def test_what_the_file_dialogs_ask(window: WindowStage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def folder(_: object, title: str, *rest: object) -> str:
        asked.append(title)
        return ""

    def file(_: object, title: str, *rest: object) -> tuple[str, str]:
        asked.extend((title, str(rest[-1])))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", file)
    start, export = window.window.page("Start"), window.window.page("Export")
    assert isinstance(start, StartPage)
    start.ask_for_images()
    start.ask_for_project()
    start.ask_for_disc()
    for ask in (start.form._ask_images, start.form._ask_more_images, start.form._ask_folder, start.form._ask_pool):
        ask()
    export.primary_action()
    assert len(asked) == 9
    assert [word for text in asked for word in left_in_english(text, ALLOWED)] == []


def test_data_while_images_are_read_and_afterwards(
    window: WindowStage, tmp_path: Path, drawn: list[str], qtbot: QtBot
) -> None:
    main = open_project(window, tmp_path / "p")
    cohort = make_cohort(60)
    store = ProjectStore.open(tmp_path / "p")
    strange = [
        make_image(90 + at, None, notes=(note,), pool_only=at == 0, modality=None, manufacturer=None)
        for at, note in enumerate(("flat", "colour", "patient_from_name", "voi_lut"))
    ]
    problems = (*cohort.problems, replace(cohort.problems[0], file="a.dcm", code="modality", value="CT"))
    store.replace_scan(replace(cohort, images=(*cohort.images, *strange), problems=problems))
    store.close()
    assert window.session.open_project(tmp_path / "p")
    main.show_page("Data")
    page = main.page("Data")
    page.tools.skipped.setChecked(True)  # type: ignore[attr-defined]
    settle(qtbot, 100)
    assert english_in(page, drawn) == {}
    page.tools.skipped.setChecked(False)  # type: ignore[attr-defined]
    for image in strange:
        page.inspector.show_record(image, {})  # type: ignore[attr-defined]
        page.inspector.show_copies(2)  # type: ignore[attr-defined]
        assert english_in(page.inspector, []) == {}  # type: ignore[attr-defined]
    window.session.submit(window.session.reading.last_request())  # type: ignore[arg-type]
    window.send(
        events.RunStarted("scan", ("Reading images",), "CPU"),
        events.StageStarted("Reading images", 100, "files"),
        events.FilesRead((make_image(200),), ()),
    )
    settle(qtbot, 700)
    drawn.clear()
    assert english_in(page, drawn) == {}


def test_who_is_who(window: WindowStage, tmp_path: Path, drawn: list[str], qtbot: QtBot) -> None:
    images = tuple(
        make_image(at, None, patient_known=False, file=f"subject{at // 2:03d}_{at % 2}.png") for at in range(12)
    )
    make_project(tmp_path / "p", replace(make_cohort(1), images=images, problems=()), PROJECT)
    assert window.session.open_project(tmp_path / "p")
    window.window.show_page("Data")
    page = window.window.page("Data")
    page.ask_who_is_who()  # type: ignore[attr-defined]
    panel = page.patients  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(panel.rows), timeout=5000)
    panel.warning.show_notice("attention", tr("This rule finds a patient in no file's name."))
    for typed in (r"(\d+)_0", r"(a", "(x)", r"((a+)+)", r"(subject)"):
        panel.pattern.setText(typed)
        panel._typed()
        settle(qtbot, 350)
        assert english_in(page, drawn) == {}
    panel.set_busy(True)
    assert english_in(page, drawn) == {}


def test_the_guide_the_theme_menu_and_leaving(window: WindowStage, drawn: list[str], qtbot: QtBot) -> None:
    guide = HelpDialog()
    qtbot.addWidget(guide)
    # The guide's own pages are translated as files of their own, resources/help/<language>/.
    assert [w for _, text in shown_by(guide, (guide.text, guide.topics)) for w in left_in_english(text, ALLOWED)] == []
    menu = open_theme_menu(window.window.rail.theme_button, window.window.appearance)
    assert english_in(menu, []) == {}
    menu.close()
    window.window._leaving.ask()
    dialog = window.window._leaving.dialog
    assert dialog is not None
    assert english_in(dialog, []) == {}
    dialog.close()
    assert [word for text in language_choices().values() for word in left_in_english(text, ALLOWED)] == []


def test_what_is_said_while_a_job_runs(window: WindowStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = open_project(window, tmp_path / "p")
    said: list[str] = []
    window.session.problem.connect(said.append)
    monkeypatch.setattr(window.session, "busy", True)
    main.open_folder(tmp_path)
    window.session.open_project(tmp_path / "p")
    start = main.page("Start")
    assert isinstance(start, StartPage)
    start.begin_project(tmp_path)
    said += [start.complaint.text(), start.form.complaint.text()]
    said = [text for text in said if text]
    assert len(said) >= 3
    assert [word for text in said for word in left_in_english(text, ALLOWED)] == []


def test_the_job_bar(window: WindowStage, tmp_path: Path, drawn: list[str]) -> None:
    main = open_project(window, tmp_path / "p")
    window.session.submit(window.session.reading.last_request())  # type: ignore[arg-type]
    bar, stage = main.job_bar, "Reading images"
    window.send(events.RunStarted("scan", (stage,), "CPU"), events.StageStarted(stage, 100, "files"))
    assert english_in(bar, drawn) == {}
    window.send(events.StageProgress(stage, 20, 100, "files", 12.0, 60.0, 60.0, 0.2, 4e7, True))
    assert english_in(bar, drawn) == {}
    window.send(events.RunPaused())
    assert english_in(bar, drawn) == {}
    window.send(events.RunFailed("unexpected", "The worker says.", "TypeError at here:3"))
    assert english_in(bar, drawn) == {}


def test_an_export_from_the_first_click_to_its_check(
    window: WindowStage, tmp_path: Path, drawn: list[str], qtbot: QtBot
) -> None:
    main = open_project(window, tmp_path / "p")
    measure(window)
    main.show_page("Export")
    page = main.page("Export")
    page.export_to(tmp_path / "out")  # type: ignore[attr-defined]
    window.send(events.RunStarted("export", (), "CPU"))
    assert english_in(page, drawn) == {}
    (tmp_path / "out").mkdir()
    for difference in (0.0, 3e-6):
        (tmp_path / "out" / "model.json").write_text(
            f'{{"parity": {{"max_difference": {difference}, "images": 240}}}}', encoding="utf-8"
        )
        page._ended(events.RunFinished("The worker says.", str(tmp_path / "out")))  # type: ignore[attr-defined]
        assert english_in(page, drawn) == {}
