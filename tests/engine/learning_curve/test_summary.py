from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.learning_curve.bootstrap import crossed_bootstrap
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE
from engine.learning_curve.summary import quick_interval, summarise
from tests.engine.learning_curve.made_up import BUDGETS, study

QUANTILES = (0.025, 0.1, 0.9, 0.975)


def test_series_hold_the_runs() -> None:
    made = study()
    scratch, simclr = summarise(made, "auc", FINE_TUNED)
    assert (scratch.initialisation, simclr.initialisation) == ("scratch", "simclr")
    assert scratch.n_labels == BUDGETS
    assert scratch.runs[1] == tuple(c.point.auc for c in made.of(FINE_TUNED, "scratch") if c.point.n_labels == 40)
    assert scratch.mean[1] == pytest.approx(np.mean(scratch.runs[1]))
    assert not scratch.bootstrapped
    assert summarise(made, "auc", LINEAR_PROBE) == ()


@pytest.mark.parametrize("metric", ["auc", "accuracy"])
def test_the_quick_interval_is_near_the_bootstrap(metric: str) -> None:
    made = study(seeds=10, n_test=300)
    quick = summarise(made, metric, FINE_TUNED)[0]
    full = summarise(made, metric, FINE_TUNED, crossed_bootstrap(made, metric, FINE_TUNED))[0]
    assert full.bootstrapped
    widths = [np.subtract(s.high95, s.low95) for s in (quick, full)]
    assert widths[0] == pytest.approx(widths[1], rel=0.25)
    for low95, low80, high80, high95 in zip(full.low95, full.low80, full.high80, full.high95, strict=True):
        assert low95 < low80 < high80 < high95


def test_seeds_alone_are_students() -> None:
    low95, _, _, high95 = quick_interval((0.80, 0.82, 0.84), 0.0, QUANTILES)
    half = 4.3027 * 0.02 / np.sqrt(3)
    assert (low95, high95) == pytest.approx((0.82 - half, 0.82 + half), abs=1e-4)


def test_one_run_on_a_test_set_that_says_nothing() -> None:
    assert quick_interval((0.8,), 0.0, QUANTILES) == (None,) * 4
    assert quick_interval((0.8,), 0.02, QUANTILES)[0] == pytest.approx(0.8 - 1.96 * 0.02, abs=1e-4)


def test_intervals_stay_between_0_and_1() -> None:
    assert quick_interval((0.99, 1.0), 0.1, QUANTILES)[3] == 1.0


def test_the_bootstrap_of_three_runs_is_as_wide_as_students() -> None:
    """Where runs differ far more than the test set is uncertain, both ways must come to the t interval."""
    made = study(seeds=3, n_test=1500, seed_scatter=0.5, budgets=(20, 40, 80), seed=2)
    quick, full = (
        summarise(made, "auc", FINE_TUNED, b)
        for b in (None, crossed_bootstrap(made, "auc", FINE_TUNED, replicates=2000))
    )
    widths = [np.concatenate([np.subtract(s.high80, s.low80) for s in side]) for side in (quick, full)]
    assert np.median(widths[1] / widths[0]) == pytest.approx(1.0, abs=0.2)


def test_cells_without_numbers_are_left_out() -> None:
    made = study(budgets=(20, 40), n_test=60)
    spoilt = [
        replace(c, scores=np.full_like(c.scores, np.nan)) if c.point.n_labels == 20 and c.point.seed < 2 else c
        for c in made.cells
    ]
    some = replace(made, cells=tuple(spoilt))
    for drawn in (None, crossed_bootstrap(some, "auc", FINE_TUNED, replicates=50)):
        found = summarise(some, "auc", FINE_TUNED, drawn)
        assert [len(runs) for runs in found[0].runs] == [1, 3]
        assert all(low is not None and np.isfinite(low) for low in found[0].low95)
