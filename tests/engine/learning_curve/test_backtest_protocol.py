from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import numpy as np
import pytest

from engine.learning_curve.backtest_protocol import predict_case

CASE = {
    "id": "x",
    "metric": "auc",
    "n_test": 300,
    "obs": [{"n": 20, "values": [0.6, 0.62]}, {"n": 40, "values": [0.68, 0.7]}, {"n": 80, "values": [0.74, 0.75]}],
    "targets": [160, 320],
    "target_reps": 5,
    "levels": [0.025, 0.1, 0.5, 0.9, 0.975],
    "goals": [0.8, 0.999],
}


def test_an_answer_has_every_quantile_in_order() -> None:
    reply = json.loads(json.dumps(predict_case(CASE)))
    for scope in ("same", "pop"):
        for n in ("160", "320"):
            assert reply[scope][n] == sorted(reply[scope][n])
            assert len(reply[scope][n]) == 5
    finite = [n for n in reply["need"]["0.8"] if n is not None]
    assert finite == sorted(finite)
    assert reply["need"]["0.999"][-1] is None
    assert predict_case(CASE) == predict_case(json.loads(json.dumps(CASE)))


def test_new_patients_are_less_certain() -> None:
    reply = predict_case({**CASE, "n_test": 60})
    same, new = reply["same"]["160"], reply["pop"]["160"]
    assert new[3] - new[1] > same[3] - same[1]


def test_a_case_without_goals_or_test_size() -> None:
    lean = {k: v for k, v in CASE.items() if k not in ("goals", "n_test", "target_reps")}
    assert predict_case(lean)["need"] == {}


def test_real_curves_are_covered() -> None:
    """Every sixteenth development curve: three budgets seen, four times the largest predicted."""
    path = Path(os.environ.get("PLANNER_TEST_DATA", "../shared/data")) / "learning-curves" / "dev.csv"
    if not path.is_file():
        pytest.skip("the development curves are not here (PLANNER_TEST_DATA)")
    curves: dict[str, dict[int, list[float]]] = {}
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            if int(row["seed"]) < 100:
                curves.setdefault(row["curve_id"], {}).setdefault(int(row["n_labels"]), []).append(float(row["value"]))
    inside = total = 0
    for name in sorted(curves)[::16]:
        budgets = sorted(curves[name])
        far = 4 * budgets[2] if len(budgets) > 2 else 0
        if far not in curves[name]:
            continue
        seen = [{"n": n, "values": curves[name][n]} for n in budgets[:3]]
        low, high = (
            predict_case({**CASE, "obs": seen, "targets": [far], "goals": []})["same"][str(far)][i] for i in (1, 3)
        )
        inside += low <= np.mean(curves[name][far]) <= high
        total += 1
    assert total > 8
    assert inside >= 0.6 * total
