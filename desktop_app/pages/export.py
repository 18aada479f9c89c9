"""Export: take it with you. The model with its card, and the results as tables."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.save_points import ask_for_table, save_points
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, WIDEST_PAGE
from desktop_app.look.widgets import (
    Button,
    Card,
    EmptyState,
    Notice,
    body_label,
    centred,
    note_label,
    quiet_button,
    row,
    secondary_button,
)
from desktop_app.models.export_view import check_sentence, read_check
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.session import Session
from engine.translation import mark, tr

_MODEL_FILES = (
    ("model.onnx", mark("the trained model, runs without this program")),
    ("model.safetensors", mark("the same weights, for PyTorch")),
    ("encoder.safetensors", mark("the encoder as pretraining left it, if it was: a start for other projects")),
    ("model.json", mark("classes, image size, versions, and the check")),
    ("MODEL_CARD.md", mark("what it was trained on, how good it is, what it must not be used for")),
)
_RESULT_FILES = (
    ("points.csv", mark("every training: labels, start, repetition, and its metrics")),
    ("answer.json", mark("labels needed and labels saved, with their intervals")),
)


class ExportPage(Page):
    """Asks for an export and tells what was written, and how it was checked."""

    name = "Export"
    icon = "export"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.folder: Path | None = None
        self.empty = EmptyState(
            "export",
            tr("Nothing to take along yet"),
            tr("When a study has run, its best model, its model card and its results can be exported here."),
            tr("Choose a study"),
        )
        self.empty.action.connect(lambda: self.page_requested.emit("Study"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(centred(self._build_body(), WIDEST_PAGE))
        for signal in (session.project_changed, session.study_changed):
            signal.connect(self._forget)
        for signal in (session.points_changed, session.job_changed):
            signal.connect(self._show)
        session.job_ended.connect(self._ended)
        self._show()

    def _build_body(self) -> QWidget:
        self.result = Notice("good")
        self.open_folder = quiet_button(tr("Open the folder"), "folder-open")
        self.open_folder.clicked.connect(self._open_folder)
        self.model_check = body_label()
        self.model_button = secondary_button(tr("Export to a folder…"), "export")
        self.model_button.clicked.connect(self._choose_folder)
        self.results_check = body_label()
        self.results_button = secondary_button(tr("Save points.csv…"), "table")
        self.results_button.clicked.connect(self._choose_table)
        model = self._card(
            tr("Model and model card"),
            tr("The best model of the study, at its largest number of labels, with all results beside it."),
            (*_MODEL_FILES, *_RESULT_FILES),
            self.model_check,
            self.model_button,
        )
        results = self._card(
            tr("Results only"),
            tr("The measured points as a table for a spreadsheet or a statistics program."),
            _RESULT_FILES[:1],
            self.results_check,
            self.results_button,
        )
        cards = QHBoxLayout()
        cards.setSpacing(SPACE_BETWEEN)
        cards.addWidget(model, 3)
        cards.addWidget(results, 2)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        column.addLayout(row(self.result, self.open_folder))
        column.addLayout(cards)
        column.addWidget(note_label(tr("No patient's name, number or date and no image is in any exported file.")))
        column.addStretch(1)
        return body

    @staticmethod
    def _card(title: str, sentence: str, files: tuple[tuple[str, str], ...], check: QWidget, button: Button) -> Card:
        card = Card(title)
        card.body.addWidget(body_label(sentence))
        card.body.addSpacing(4)
        for name, meaning in files:
            file_name = body_label(name)
            file_name.setWordWrap(False)
            file_name.setFixedWidth(136)
            meaning_label = note_label(tr(meaning))
            line = row(file_name, meaning_label)
            line.setStretch(1, 1)
            line.setAlignment(file_name, Qt.AlignmentFlag.AlignTop)
            card.body.addLayout(line)
        card.body.addStretch(1)
        card.body.addSpacing(4)
        card.body.addWidget(check)
        card.body.addLayout(row(button, 1))
        return card

    # Page

    def header(self) -> PageHeader:
        question = tr("Take it with you")
        if self._nothing():
            return PageHeader(question)
        measured = self.session.measurements
        assert measured is not None
        told = wording.count(len(measured.cells), "measured point")
        answer = tr("The model, its card, and {points}", points=told)
        return PageHeader(question, answer, tr("Export…"), not self.session.busy)

    def primary_action(self) -> None:
        self._choose_folder()

    def state(self) -> StepState:
        if self._nothing():
            return StepState.NOTHING_YET
        job = self.session.job
        if self.session.busy and job is not None and job.job == "export":
            return StepState.IN_WORK
        return StepState.DONE if self.folder is not None else StepState.NOTHING_YET

    def _nothing(self) -> bool:
        return self.session.measurements is None or not self.session.measurements.cells

    # Showing

    def _forget(self) -> None:
        self.folder = None
        self.result.show_notice("good", "")
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        self._stack.setCurrentIndex(0 if self._nothing() else 1)
        idle = not self.session.busy
        self.model_button.setEnabled(idle)
        self.open_folder.setVisible(self.folder is not None)
        measured = self.session.measurements
        self.results_button.setEnabled(measured is not None)
        if measured is not None:
            self.results_check.setText(
                tr(
                    "{points}, the same numbers that the curve shows.",
                    points=wording.count(len(measured.cells), "measured point"),
                )
            )
        if self.folder is None:
            self.model_check.setText(
                tr("Checked on export: the ONNX model must answer as the app does.")
                if idle
                else tr(
                    "Checked on export: the ONNX model must answer as the app does. A job is running; export when it "
                    "is done."
                )
            )
        self.header_changed.emit()

    # Exporting

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Export to which folder?"))
        if folder:
            self.export_to(Path(folder))

    def export_to(self, folder: Path) -> None:
        """Ask for an export of the shown study to `folder`."""
        if self.session.store is None or self.session.busy:
            return
        from engine.running.requests import ExportRequest

        key = self.session.study.study_key if self.session.study is not None else None
        self.session.submit(ExportRequest(str(self.session.store.folder), str(folder), key))

    def _ended(self, outcome: object) -> None:
        from engine.running.events import RunFailed, RunFinished

        job = self.session.job
        if job is None or job.job != "export":
            return
        if isinstance(outcome, RunFinished):
            self.folder = Path(outcome.outcome)
            check = read_check(self.folder)
            self.result.show_notice("good", outcome.sentence)
            self.model_check.setText(check_sentence(check) if check else tr("Exported."))
        elif isinstance(outcome, RunFailed):
            self.result.show_notice("bad", outcome.sentence)
        self._show()

    def _choose_table(self) -> None:
        path = ask_for_table(self)
        if path is not None:
            self.save_points_to(path)

    def save_points_to(self, path: Path) -> None:
        """Write the measured points to `path`; a refusal of the disk is told through the session."""
        if save_points(self.session, path):
            self.results_check.setText(tr("Saved as {file}.", file=path.name))

    def _open_folder(self) -> None:
        if self.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))
