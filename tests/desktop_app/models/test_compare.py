"""Two studies compared: named, their differing settings told one by one, their pairing refused where it must be."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from desktop_app.models.compare_build import RunChoice, build_comparison
from desktop_app.models.compare_words import differences_in_words, run_name, unnamed_settings
from engine.errors import InputError
from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import SCRATCH, SIMCLR, Initialisation, StudyConfig
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE
from engine.learning_curve.run_difference import compare_runs
from engine.pretraining.config import SimCLRConfig
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry
from tests.desktop_app.reviewed import add_study, make_reviewed_project

CONFIG = StudyConfig(budgets=(20, 80, 320))


@pytest.fixture
def project(tmp_path):
    make_reviewed_project(tmp_path / "p", study_key="older")
    add_study(tmp_path / "p", "newer", replace(CONFIG, image_size=128, seeds=2), better=0.04)
    return tmp_path / "p"


def entry(config: StudyConfig = CONFIG, **changes: object) -> StudyEntry:
    plain = StudyEntry("k", config, "2026-03-12T10:00:00+00:00", "finished", ("a", "b"), 1, config.budgets, 540, 700)
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_what_is_shown_is_what_the_engine_says(project) -> None:
    view = build_comparison(project, RunChoice("older", "simclr"), RunChoice("newer", "simclr"), "auc", FINE_TUNED)
    store = ProjectStore.open(project)
    older, newer = store.measurements("older"), store.measurements("newer")
    store.close()
    found = compare_runs((older, "simclr"), (newer, "simclr"), "auc", FINE_TUNED)
    assert [row.difference for row in view.rows] == [d.difference for d in found.differences]
    assert [row.labels for row in view.rows] == ["20", "80", "320"]  # the other budgets are the older study's alone
    assert view.curve.series[0].n_labels == (20, 40, 80, 160, 320)
    assert [s.look.label for s in view.curve.series] == ["SimCLR, study 1", "SimCLR, study 2"]
    assert view.obstacle == ""
    assert "Image size, pixels: 64 → 128" in view.settings
    assert "Labels tried: 20, 40, 80, 160, 320 → 20, 80, 320" in view.settings
    assert view.headline.startswith("At 320 labels ")
    for row, d in zip(view.rows, found.differences, strict=True):
        assert row.says.endswith("not shown") == (not d.shown)


def test_one_study_with_itself(project) -> None:
    view = build_comparison(project, RunChoice("older", "scratch"), RunChoice("older", "simclr"), "auc", FINE_TUNED)
    assert [s.look.label for s in view.curve.series] == ["From scratch", "SimCLR"]
    assert view.settings == ()
    assert len(view.rows) == 5


def test_other_test_images_are_not_paired(project) -> None:
    store = ProjectStore.open(project)
    store.set_meta("test_images newer", '["someone", "else"]')
    store.close()
    view = build_comparison(project, RunChoice("older", "simclr"), RunChoice("newer", "simclr"), "auc", FINE_TUNED)
    assert view.rows == ()
    assert view.headline == ""
    assert "other test images" in view.obstacle
    assert len(view.curve.series) == 2


def test_what_is_not_measured_or_gone(project) -> None:
    with pytest.raises(InputError):
        build_comparison(project, RunChoice("older", "simclr"), RunChoice("newer", "simclr"), "auc", LINEAR_PROBE)
    with pytest.raises(InputError, match="no longer"):
        build_comparison(project, RunChoice("older", "simclr"), RunChoice("gone", "simclr"), "auc", FINE_TUNED)


def test_every_setting_has_words() -> None:
    assert unnamed_settings(StudyConfig()) == set()


OTHER = {
    "backbone": "resnet34",
    "stop_when": "settled",
    "trained": "last_stage",
    "probe_l2": (0.5, 1.0),
    "crop_scale_min": 0.9,
    "min_steps": 41,
    "max_steps": 900,
}


def other(value: object, name: str) -> object:
    """Another value of a setting that is allowed."""
    if name in OTHER:
        return OTHER[name]
    if isinstance(value, bool):
        return not value
    return value * 2 if isinstance(value, int | float) and value else 0.3 if isinstance(value, float) else 7


@pytest.mark.parametrize("part", ["pretraining", "finetuning"])
def test_each_setting_alone_is_one_line(part: str) -> None:
    plain = getattr(CONFIG, part)
    for field in fields(plain):
        changed = replace(plain, **{field.name: other(getattr(plain, field.name), field.name)})
        lines = differences_in_words(entry(), entry(replace(CONFIG, **{part: changed})))
        assert len(lines) == 1, field.name
        assert " → " in lines[0]


def test_settings_of_the_study() -> None:
    assert differences_in_words(entry(), entry()) == ()
    wording_only = replace(CONFIG, preset="standard", target=0.9, minutes_per_image=3.0, metric="accuracy")
    assert differences_in_words(entry(), entry(wording_only)) == ()
    pool = replace(CONFIG, initialisations=(SCRATCH, SIMCLR, Initialisation("few", "simclr", 200)))
    (starts,) = differences_in_words(entry(), entry(pool))
    assert starts.startswith("Starts: From scratch, SimCLR pretrained → From scratch, SimCLR pretrained, ")
    assert "200 images" in starts
    assert differences_in_words(entry(n_pool=700), entry(n_pool=1400)) == ("Images to pretrain on: 700 → 1\u202f400",)
    scratch = replace(CONFIG, initialisations=(SCRATCH,))
    longer = replace(scratch, pretraining=SimCLRConfig(epochs=5))
    assert differences_in_words(entry(scratch), entry(longer)) == ()  # nothing is pretrained
    partly = replace(CONFIG, finetuning=FineTuneConfig(trained="last_stage"))
    assert differences_in_words(entry(), entry(partly)) == ("Training: layers trained: all → the last stage",)


def test_names() -> None:
    assert run_name(entry(), 2) == "2. Quick look, 12 March 2026"
    assert run_name(entry(created_at="?"), 1) == "1. Quick look"
