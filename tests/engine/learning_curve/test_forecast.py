from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest

from engine.errors import InputError
from engine.learning_curve.forecast import _quantiles, forecast
from engine.learning_curve.observations import BudgetObservation
from tests.engine.learning_curve.made_up import curve

GROWING = curve(0.70, 0.76, 0.81, 0.84, 0.865)


def test_an_ordinary_curve() -> None:
    f = forecast(GROWING, "auc", target=0.88, at=(640, 5000), n_test=400)
    assert (f.status, f.scope, f.horizon) == ("ok", "new_patients", 2560)
    assert f.needed is not None
    assert f.needed_same is not None
    assert f.needed_same.median is not None
    assert 330 < f.needed_same.median < 900
    assert f.needed.low80 < f.needed_same.low80 < f.needed_same.median
    assert f.at[0].low95 < f.at[0].low80 < f.at[0].median < f.at[0].high80 < f.at[0].high95 <= 1
    assert f.at_same[0].high80 - f.at_same[0].low80 < f.at[0].high80 - f.at[0].low80
    assert f.at[1].median is None, "nothing is said beyond eight times the largest budget"
    assert "in total reach AUC 0.88" in f.sentence


def test_the_band_fades_and_ends() -> None:
    band = forecast(GROWING, "auc").band
    assert band.n_labels[0] == 20
    assert band.n_labels[-1] == pytest.approx(8 * 320)
    assert 320 in band.n_labels.round(6)
    assert np.all(np.diff(band.n_labels) > 0)
    assert np.array_equal(band.speculative, band.n_labels > 4 * 320 * 1.000001)
    assert np.all((band.low95 <= band.low80) & (band.low80 <= band.median))
    assert np.all((band.median <= band.high80) & (band.high80 <= band.high95))


def test_the_chance_rises_with_labels() -> None:
    f = forecast(GROWING, "auc", target=0.88, n_test=400)
    assert f.chance is not None
    assert np.all(np.diff(f.chance) >= 0)
    n = f.labels_for(0.5)
    assert n is not None
    assert f.needed is not None
    assert n == pytest.approx(f.needed.median, rel=0.05)
    assert f.labels_for(0.9999) is None


@pytest.mark.parametrize(
    ("observations", "target", "status", "words"),
    [
        (GROWING[:2], 0.9, "too_early", "1 more than measured"),
        (curve(0.7, 0.75, 0.8, runs=1), 0.9, "too_early", "second run"),
        (curve(1.0, 1.0, 1.0, scatter=0.0), 0.9, "perfect", "1.00"),
        (curve(0.49, 0.52, 0.5), 0.9, "chance", "guessing"),
        (curve(0.8, 0.75, 0.7), 0.9, "falling", "falls"),
        (curve(0.8, 0.8, 0.8, 0.8), 0.95, "flat", "flat"),
        (GROWING, 0.995, "unreachable", "unlikely"),
        (curve(0.6, 0.9, 0.7, 0.95, scatter=0.001), 0.97, "not_understood", "not understood"),
    ],
)
def test_special_curves_have_their_own_sentence(
    observations: tuple[BudgetObservation, ...], target: float, status: str, words: str
) -> None:
    f = forecast(observations, "auc", target=target, at=(100,), n_test=300)
    assert f.status == status
    assert words in f.sentence
    assert np.isfinite(f.band.median).all()
    if status in ("too_early", "not_understood"):
        assert f.horizon == 2 * observations[-1].n_labels
        assert f.band.n_labels[-1] <= f.horizon * 1.000001
        assert f.needed is None


def test_what_is_reached_already_needs_the_smallest_budget() -> None:
    f = forecast(GROWING, "auc", target=0.5)
    assert f.needed is not None
    assert (f.needed.median, f.needed.low80, f.needed.high95, f.needed.reachable_probability) == (20, 20, 20, 1)


def test_no_upper_bound_is_said_where_there_is_none() -> None:
    f = forecast(GROWING, "auc", target=0.9)
    assert f.needed is not None
    assert f.needed.high95 is None
    assert f.needed.low95 <= f.needed.low80 <= f.horizon


@pytest.mark.parametrize(
    ("observations", "target"),
    [((), 0.9), ((BudgetObservation(20, (math.nan,)),), 0.9), ((BudgetObservation(20, (87.0,)),), 0.9), (GROWING, 1.5)],
)
def test_unusable_input_is_said(observations: tuple[BudgetObservation, ...], target: float) -> None:
    with pytest.raises(InputError):
        forecast(observations, "auc", target=target)


def test_order_and_splitting_of_the_points_do_not_matter() -> None:
    shuffled = [BudgetObservation(o.n_labels, (v,)) for v_i in range(3) for o in GROWING for v in (o.values[v_i],)]
    assert (
        forecast(shuffled[::-1], "auc", target=0.88).needed
        == forecast([BudgetObservation(o.n_labels, o.values[::-1]) for o in GROWING], "auc", target=0.88).needed
    )


def test_known_curves_are_covered() -> None:
    """60 made-up studies of a shifted power law: the 80 % interval at 4× should be right about 8 times out of 10."""
    g = np.random.default_rng(5)
    inside = 0
    for _ in range(60):
        ceiling, b, d = g.uniform(0.8, 0.99), g.uniform(0.3, 1.2), g.uniform(1, 30)
        start = g.uniform(0.55, 0.75)

        def truth(n: float, c: float = ceiling, e: float = b, o: float = d, y: float = start) -> float:
            return c - (c - y) * ((n + o) / (20 + o)) ** -e

        seen = tuple(
            BudgetObservation(n, tuple(np.clip(truth(n) + 0.08 * n**-0.4 * g.normal(size=4), 0, 1)))
            for n in (20, 40, 80, 160)
        )
        at = forecast(seen, "auc", at=(640,)).at[0]
        inside += at.low80 is not None and at.high80 is not None and at.low80 <= truth(640) <= at.high80
    assert 42 <= inside <= 60


def test_it_is_the_same_in_another_process_and_needs_no_scipy() -> None:
    code = (
        "import sys\n"
        "from engine.learning_curve.forecast import forecast\n"
        "from tests.engine.learning_curve.test_forecast import GROWING\n"
        "print(forecast(GROWING, 'auc', target=0.88, at=(640,), n_test=400).band.median.tobytes().hex())\n"
    )
    here = forecast(GROWING, "auc", target=0.88, at=(640,), n_test=400).band.median.tobytes().hex()
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert there == here
    alone = "import sys, engine.planning.verdict as v; print(sorted({'scipy', 'sklearn', 'torch'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", alone], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_bands_quantiles_are_numpys() -> None:
    """Sorted once for all levels; by linear interpolation as numpy's default."""
    draws = np.random.default_rng(0).normal(size=(7, 501))
    levels = (0.0, 0.025, 0.1, 0.5, 0.9, 0.975, 1.0)
    assert _quantiles(draws, levels) == pytest.approx(np.quantile(draws, levels, axis=1), abs=1e-12)
