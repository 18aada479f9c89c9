"""Results as files: the same numbers, safe to open with a spreadsheet, readable by the planner."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from engine.export.foreign_text import text_cell
from engine.export.results import answer_json, points_table, write_results
from engine.export.study_facts import study_facts
from engine.learning_curve.design import SCRATCH, SIMCLR, StudyConfig
from engine.learning_curve.initialisations import from_file
from engine.learning_curve.points import FINE_TUNED, LearningCurvePoint, MeasuredCell, StudyMeasurements
from engine.learning_curve.points_csv import read_points_csv
from engine.learning_curve.savings import labels_saved
from engine.planning.verdict import make_verdict


def measurements(name: str = "simclr") -> StudyMeasurements:
    rng = np.random.default_rng(0)
    truth = np.arange(40) % 2
    cells = []
    for n_labels in (40, 80, 160):
        for initialisation in ("scratch", name):
            for seed in (0, 1):
                score = np.clip(0.5 + (truth - 0.5) * n_labels / 200 + rng.normal(0, 0.2, 40), 0, 1)
                scores = np.stack([1 - score, score], axis=1).astype(np.float32)
                point = LearningCurvePoint(
                    n_labels, initialisation, seed, FINE_TUNED, 0.7, 0.5 + n_labels / 1000, 0.7, 0.6, 0.8, 40
                )
                cells.append(MeasuredCell(f"{n_labels}{initialisation}{seed}", point, scores))
    return StudyMeasurements(("normal", "lesion"), 1, truth.astype(np.int64), np.arange(40), 200, tuple(cells))


def test_the_table_is_read_back_by_the_planner(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text(points_table(measurements()), encoding="utf-8")
    curves = read_points_csv(path, "auc")
    assert [curve.initialisation for curve in curves] == ["scratch", "simclr"]
    assert [o.n_labels for o in curves[0].observations] == [40, 80, 160]
    assert curves[0].observations[0].values == (0.54, 0.54)
    assert curves[0].n_test == 40


def test_names_are_no_formulas() -> None:
    table = list(csv.DictReader(io.StringIO(points_table(measurements("=HYPERLINK(1)")))))
    assert {row["initialisation"] for row in table} == {"scratch", "'=HYPERLINK(1)"}


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "−1", "@x", "\tx", "\rx"])
def test_formulas_are_disarmed(text: str) -> None:
    assert text_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "normal", "a=b", "'x"])
def test_other_text_is_as_it_was(text: str) -> None:
    assert text_cell(text) == text


def test_the_answer_is_valid_json(tmp_path: Path) -> None:
    measured = measurements()
    verdict = make_verdict(measured, "auc", FINE_TUNED, target=0.8)
    config = StudyConfig(seeds=2, initialisations=(SCRATCH, SIMCLR, from_file("/home/me/w.safetensors")))
    study = study_facts(config, (40, 80, 160), measured, "early")
    names = write_results(tmp_path, measured, verdict, None, study)
    assert names == ("points.csv", "answer.json")
    found = json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert found["verdict"]["headline"] == verdict.headline
    assert found["savings"] is None
    assert msgspec.json.decode(answer_json(verdict, None, study))["verdict"]["metric"] == "auc"
    assert found["comparisons"] == []
    others = (replace(labels_saved(measured, "auc", FINE_TUNED, replicates=20), sentence="One against another."),)
    assert json.loads(answer_json(verdict, None, study, others))["comparisons"][0]["sentence"] == "One against another."
    told = found["study"]
    assert (told["trained"], told["batch_size"], told["pretraining_batch_size"]) == ("all", 32, 64)
    assert (told["trainings_measured"], told["trainings_planned"], told["settled"]) == (12, 18, False)
    assert told["initialisations"][1] == {"name": "simclr", "kind": "simclr", "pool": "all", "pool_size": None}
    assert "/home" not in (tmp_path / "answer.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("stop_when", "state", "seeds", "settled"),
    [("settled", "finished", 3, True), ("settled", "early", 3, False), ("all", "early", 3, False),
     ("settled", "finished", 2, False)],
)  # fmt: skip
def test_only_a_study_that_ended_by_itself_is_settled(stop_when: str, state: str, seeds: int, settled: bool) -> None:
    config = StudyConfig(seeds=seeds, stop_when=stop_when)  # type: ignore[arg-type]
    assert study_facts(config, (40, 80, 160), measurements(), state).settled is settled
