from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.models.plan_settings import PlanSettings, measured_minutes, read_settings, write_settings
from engine.cohort.label_pace import MEDIAN_KEY
from engine.planning.cost import CostModel
from engine.running.store import ProjectStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProjectStore]:
    store = ProjectStore.create(tmp_path / "project")
    yield store
    store.close()


def test_they_come_back(store: ProjectStore) -> None:
    assert read_settings(None) == read_settings(store) == PlanSettings()
    kept = PlanSettings(0.9, 1.5, 2, 80.0, 500.0, 300, 0.05, 0.4, 9000.0, 200.0, 0.03)
    write_settings(store, kept)
    assert read_settings(store) == kept


@pytest.mark.parametrize("text", ["", "{", "[]", '{"readers": "two"}', '{"rate": -5}', '{"worth_of_target": -1}'])
def test_what_is_no_settings_is_left_out(store: ProjectStore, text: str) -> None:
    store.set_meta("plan", text)
    assert read_settings(store) == PlanSettings()


def test_what_is_open_is_taken_from_the_study() -> None:
    assert PlanSettings().cost(2.0, 540, 0.3) == CostModel(2.0, already_labelled=540)
    settings = PlanSettings(minutes=0.5, labelled=100, prevalence=0.05)
    assert settings.cost(2.0, 540, 0.3) == CostModel(0.5, already_labelled=100, prevalence=0.05, rare_share=0.3)


def test_measured_seconds(store: ProjectStore) -> None:
    assert measured_minutes(store) is None
    store.set_meta(MEDIAN_KEY, "45.0")
    assert measured_minutes(store) == pytest.approx(0.75)
    for nonsense in ("", "fast", "nan", "0", "-3"):
        store.set_meta(MEDIAN_KEY, nonsense)
        assert measured_minutes(store) is None
