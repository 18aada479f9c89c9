"""The forecast on learning curves of this program's own trainings, which its priors were not read from.

tests/fixtures/deep_curves.csv holds numbers only, recorded by tests/benchmarks/record_deep_curves.py.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from statistics import mean

import pytest

from engine.learning_curve.backtest_protocol import predict_case

FIXTURE = Path(__file__).parents[2] / "fixtures" / "deep_curves.csv"
SEEN = (3, 4)  # budgets that the forecast is given


def cases() -> list[tuple[str, dict[str, object], dict[int, float]]]:
    """Curve, what is shown of it, and what the larger budgets measured."""
    curves: dict[tuple[str, int], dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    n_test: dict[tuple[str, int], int] = {}
    metrics: dict[tuple[str, int], str] = {}
    with FIXTURE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            key = row["curve_id"], int(row["seed"]) // 100
            curves[key][int(row["n_labels"])].append(float(row["value"]))
            n_test[key], metrics[key] = int(row["n_test"]), row["metric"]
    found = []
    for key, values in curves.items():
        budgets = sorted(values)
        for count in SEEN:
            later = {n: mean(values[n]) for n in budgets[count:] if n <= 8 * budgets[count - 1]}
            case: dict[str, object] = {
                "id": f"{key[0]}/{key[1]}/{count}",
                "metric": metrics[key],
                "n_test": n_test[key],
                "obs": [{"n": n, "values": values[n]} for n in budgets[:count]],
                "targets": sorted(later),
                "target_reps": len(values[budgets[-1]]),
                "levels": [0.025, 0.1, 0.5, 0.9, 0.975],
                "goals": [],
            }
            found.append((key[0], case, later))
    return found


def test_it_holds_both_sources_metrics_starts_and_ways_of_training() -> None:
    ids = {name for name, _case, _later in cases()}
    for word in ("nih", "sample", "auc", "accuracy", "scratch", "simclr", "fine_tuned", "linear_probe"):
        assert any(word in name for name in ids), word


@pytest.mark.parametrize(("low", "high", "at_least"), [(1, 3, 0.7), (0, 4, 0.93)])
def test_the_intervals_hold_on_curves_of_deep_networks(low: int, high: int, at_least: float) -> None:
    """Few curves of few data sets, so the bounds are loose; the guide tells the figures."""
    inside = []
    for _name, case, later in cases():
        same = predict_case(case)["same"]
        inside += [same[str(n)][low] <= value <= same[str(n)][high] for n, value in later.items()]
    assert len(inside) >= 160
    assert mean(inside) >= at_least
