from __future__ import annotations

import time

import numpy as np
import pytest
from scipy.optimize import curve_fit

from engine.learning_curve.forecast import fit_curve
from engine.learning_curve.observations import BudgetObservation
from engine.learning_curve.second_opinion import ensemble, second_opinion
from tests.engine.learning_curve.made_up import curve

N = np.array([20.0, 40, 80, 160, 320])
FAR = np.array([640.0, 1280, 2560])


def seen(means: np.ndarray, scatter: float = 0.002) -> tuple[BudgetObservation, ...]:
    return curve(*means.tolist(), scatter=scatter)


@pytest.mark.parametrize(
    "truth",
    [
        lambda n: 0.92 - 0.8 * n**-0.5,
        lambda n: 0.88 - 0.3 * np.exp(-n / 90),
        lambda n: 0.9 - 0.3 / (1 + n / 60),
        lambda n: 0.5 + 0.05 * np.log(n),
    ],
    ids=["power", "exponential", "hill", "logarithm"],
)
def test_each_shape_is_found_again(truth) -> None:  # type: ignore[no-untyped-def]
    found = ensemble(seen(truth(N))).median(FAR[:2])
    assert found == pytest.approx(truth(FAR[:2]), abs=0.012)


def test_the_best_power_law_is_scipys() -> None:
    """Of the candidates of that shape the likeliest is what nonlinear least squares finds."""
    means = np.array([0.62, 0.71, 0.77, 0.80, 0.83])
    fitted = ensemble(seen(means, scatter=0.0))
    part = np.flatnonzero(fitted.shape == 0)
    best = part[np.argmax(fitted.weight[part])]
    expected, _ = curve_fit(lambda n, c, a, b: c - a * n**-b, N, means, p0=(0.9, 1.0, 0.5), bounds=(0, [1, 9, 3]))
    predicted = fitted.ceiling[best] - fitted.drop[best] * FAR ** -fitted.parameter[best]
    assert predicted == pytest.approx(expected[0] - expected[1] * FAR ** -expected[2], abs=0.004)


def test_weights_are_aicc() -> None:
    """A curve that is level: the shape of one parameter gets the most weight, by its smaller penalty."""
    fitted = ensemble(curve(0.8, 0.8, 0.8, 0.8, scatter=0.01))
    by_shape = [float(fitted.weight[fitted.shape == k].sum()) for k in range(6)]
    assert sum(by_shape) == pytest.approx(1.0)
    assert by_shape[5] > by_shape[4] > max(by_shape[:4])
    size, penalty = 12, []
    for free in (1, 3):
        penalty.append(2 * free + 2 * free * (free + 1) / (size - free - 1))
    assert by_shape[0] / by_shape[5] == pytest.approx(np.exp(-0.5 * (penalty[1] - penalty[0])), rel=0.01)


def test_it_never_leaves_zero_to_one_and_never_falls_with_a_shape_that_rises() -> None:
    for means in ((0.9, 0.97, 0.995), (0.8, 0.75, 0.7), (0.5, 0.52, 0.49)):
        found = ensemble(curve(*means)).median(np.geomspace(20, 640, 30))
        assert np.all((found >= 0) & (found <= 1))
        assert np.all(np.diff(found) >= -1e-9)


@pytest.mark.parametrize(
    "made", [curve(0.7), curve(0.7, 0.8), curve(0.7, 0.8, runs=1), curve(1.0, 1.0, 1.0, scatter=0)]
)
def test_few_points_do_not_break_it(made: tuple[BudgetObservation, ...]) -> None:
    fitted = ensemble(made)
    assert np.isfinite(fitted.median(FAR)).all()
    assert fitted.weight.sum() == pytest.approx(1.0)


def test_a_warning_where_the_median_leaves_the_band() -> None:
    made = curve(0.70, 0.76, 0.81, 0.84, 0.865)
    grid = np.array([20.0, 320, 640, 1280])
    median = ensemble(made).median(grid)
    inside = second_opinion(made, "auc", grid, median - 0.01, median + 0.01)
    assert (inside.departs_at, inside.sentence) == (None, "")
    above = second_opinion(made, "auc", grid, median - 0.02, median - np.array([0.01, 0.01, -0.01, 0.01]))
    assert above.departs_at == 1280, "within the budgets measured nothing is compared"
    assert "above the 80 % band" in above.sentence
    below = second_opinion(made, "auc", grid, median + np.array([0, 0, 0.01, 0.01]), median + 0.02)
    assert below.departs_at == 640
    assert f"AUC {median[-1]:.2f} with 1\u202f280 labels, below" in below.sentence


def test_it_stands_in_the_forecast() -> None:
    fitted = fit_curve(curve(0.70, 0.76, 0.81, 0.84, 0.865), "auc", n_test=400)
    assert fitted.second is not None
    found = fitted.forecast(0.9).second
    assert found is not None
    assert found.median.shape == fitted.band.n_labels.shape
    assert fit_curve(curve(0.7, 0.8), "auc").second is None, "too early for one opinion, let alone two"
    # A curve that bends later than the mixture believes: the logarithm goes on where the band levels off.
    steep = curve(*(0.5 + 0.1 * np.arange(4)), scatter=0.001)
    assert fit_curve(steep, "auc").second.median[-1] > 0.95  # type: ignore[union-attr]


def test_it_is_quick_and_the_same_each_time() -> None:
    made = curve(0.70, 0.76, 0.81, 0.84, 0.865)
    grid = np.geomspace(20, 2560, 48)
    first = second_opinion(made, "auc", grid, np.zeros(48), np.ones(48))
    begun = time.perf_counter()
    for _ in range(5):
        again = second_opinion(made, "auc", grid, np.zeros(48), np.ones(48))
    assert (time.perf_counter() - begun) / 5 < 0.02
    assert again.median.tobytes() == first.median.tobytes()
