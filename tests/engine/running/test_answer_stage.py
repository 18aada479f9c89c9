"""The answer of a study, from made-up measurements: what is written down at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.learning_curve.design import SCRATCH, SIMCLR, StudyConfig
from engine.learning_curve.initialisations import simclr_on
from engine.planning.rounds import make_round
from engine.running.control import RunControl
from engine.running.events import AnswerUpdated, Event
from engine.running.jobs.answer_stage import answer, verdict_of
from engine.running.jobs.study_plan import StudyPlan
from engine.running.progress import Reporter
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry
from tests.engine.learning_curve.made_up import BUDGETS, study

MADE = study(seeds=2)
ENTRY = StudyEntry("key", StudyConfig(budgets=BUDGETS), "2026-01-01", "running", ("a", "b"), 1, BUDGETS, 500, 90)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProjectStore]:
    store = ProjectStore.create(tmp_path / "project")
    store.begin_study(ENTRY, MADE)
    yield store
    store.close()


def test_forecast_and_savings_are_on_disk_before_they_are_told_of(store: ProjectStore) -> None:
    for cell in MADE.cells:
        store.add_cell("key", cell)
    heard: list[tuple[Event, bool]] = []
    reporter = Reporter(lambda event: heard.append((event, store.savings("key") is not None)), RunControl())
    answer(StudyPlan(ENTRY, MADE, (), (), (), ()), store, reporter)
    assert heard == [(AnswerUpdated("key"), True)]
    kept = store.round_of("key")
    assert kept is not None
    assert kept.curves == make_round(MADE, "key", "").curves
    assert {c.initialisation for c in kept.curves} == {"scratch", "simclr"}
    maintained = store.maintained("key")
    assert [(m.candidate, m.reference, m.margin) for m in maintained] == [
        ("scratch", "scratch", 0.02), ("simclr", "scratch", 0.02),
    ]  # fmt: skip
    verdict = verdict_of(ENTRY, MADE, store)
    assert verdict.maintained == maintained
    assert verdict.savings_sentence


def test_a_study_that_measured_nothing_forecasts_nothing(store: ProjectStore) -> None:
    heard: list[Event] = []
    answer(StudyPlan(ENTRY, MADE, (), (), (), ()), store, Reporter(heard.append, RunControl()))
    assert heard == []
    kept = store.round_of("key")
    assert kept is not None
    assert kept.curves == ()
    assert store.maintained("key") == ()
    assert store.savings("key") is None


def test_one_curve_alone_still_says_what_fewer_labels_keep(store: ProjectStore) -> None:
    for cell in MADE.of("fine_tuned", "scratch"):
        store.add_cell("key", cell)
    heard: list[Event] = []
    answer(StudyPlan(ENTRY, MADE, (), (), (), ()), store, Reporter(heard.append, RunControl()))
    assert heard == [AnswerUpdated("key")]
    assert [m.candidate for m in store.maintained("key")] == ["scratch"]
    assert store.savings("key") is None


def test_several_pretrained_starts_are_compared(store: ProjectStore) -> None:
    made = study(seeds=2, initialisations=("scratch", "simclr", "task-80"))
    entry = replace(
        ENTRY, config=StudyConfig(budgets=BUDGETS, initialisations=(SCRATCH, SIMCLR, simclr_on("task", 80)))
    )
    for cell in made.cells:
        store.add_cell("key", cell)
    assert store.comparisons("key") == ()
    answer(StudyPlan(entry, made, (), (), (), ()), store, Reporter(lambda event: None, RunControl()))
    pairs = [(c.pretrained, c.baseline) for c in store.comparisons("key")]
    assert pairs == [("task-80", "scratch"), ("simclr", "task-80")]
