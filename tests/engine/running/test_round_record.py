"""Rounds in the record: kept, replaced, found by the study that can score them; an older record gains their table."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import StudyConfig
from engine.planning.rounds import CurveRound, Round
from engine.running.database import SCHEMA_VERSION
from engine.running.round_record import comparable
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry

FIVE = (0.8, 0.82, 0.84, 0.86, 0.88)


def made(key: str, n_max: int) -> Round:
    return Round(
        key, "2026-01-01", 90, (CurveRound("scratch", "auc", n_max, 3, (n_max, 2 * n_max), (FIVE,) * 2, (FIVE,) * 2),)
    )


def entry(key: str, *budgets: int, **changes: object) -> StudyEntry:
    config = dataclasses.replace(StudyConfig(budgets=budgets), **changes)  # type: ignore[arg-type]
    return StudyEntry(key, config, "2026-01-01", "finished", ("a", "b"), 1, budgets, 900, 90)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProjectStore]:
    store = ProjectStore.create(tmp_path / "project")
    yield store
    store.close()


def test_a_round_comes_back_and_is_replaced(store: ProjectStore) -> None:
    assert store.round_of("a") is None
    store.save_round(made("a", 100))
    assert store.round_of("a") == made("a", 100)
    store.save_round(made("a", 120))
    assert store.round_of("a") == made("a", 120)


def test_the_last_round_that_can_be_scored(store: ProjectStore) -> None:
    small, middle, large = entry("a", 50, 100), entry("b", 100, 200), entry("c", 200, 400)
    for key, n_max in (("b", 200), ("a", 100), ("c", 400)):
        store.save_round(made(key, n_max))
    others = (small, middle, large)
    assert store.round_before(large, others) == made("b", 200)
    assert store.round_before(middle, others) == made("a", 100)
    assert store.round_before(small, others) is None


def test_a_study_that_trains_otherwise_is_no_round(store: ProjectStore) -> None:
    store.save_round(made("a", 100))
    large = entry("c", 200, 400)
    assert store.round_before(large, (entry("a", 100, seeds=9, target=0.9), large)) == made("a", 100)
    assert store.round_before(large, (entry("a", 100, image_size=224), large)) is None


def test_nothing_was_forecast(store: ProjectStore) -> None:
    store.save_round(Round("a", "2026-01-01", 90, ()))
    large = entry("c", 200)
    assert store.round_before(large, (entry("a", 100), large)) is None


def test_what_makes_studies_comparable() -> None:
    config = StudyConfig()
    assert comparable(config, dataclasses.replace(config, budgets=(10, 20), seeds=7, preset="thorough", probe=False))
    other = dataclasses.replace(config, finetuning=FineTuneConfig(learning_rate=0.5))
    assert not comparable(config, other)


def test_an_older_record_gains_the_table(tmp_path: Path) -> None:
    store = ProjectStore.create(tmp_path / "old")
    store.set_meta("kept", "yes")
    store.close()
    connection = sqlite3.connect(tmp_path / "old" / "project.sqlite")
    connection.executescript(
        "DROP TABLE rounds; DROP TABLE maintained; DROP TABLE comparisons; PRAGMA user_version = 3;"
    )
    connection.close()
    store = ProjectStore.open(tmp_path / "old")
    store.save_round(made("a", 100))
    assert store.round_of("a") == made("a", 100)
    assert store.maintained("a") == store.comparisons("a") == ()
    assert store.meta("kept") == "yes"
    assert store._connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    store.close()
