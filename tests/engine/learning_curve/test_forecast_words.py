"""What may be said of a forecast: never more than its interval holds."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from engine.learning_curve.forecast import Forecast, forecast
from engine.learning_curve.forecast_results import LabelsNeeded
from engine.learning_curve.forecast_words import forecast_sentence, interval_words
from engine.learning_curve.observations import BudgetObservation
from tests.engine.learning_curve.made_up import curve

GROWING = curve(0.70, 0.76, 0.81, 0.84, 0.865)
CURVES = {
    "growing": GROWING,
    "two budgets": GROWING[:2],
    "one budget": GROWING[:1],
    "one seed": curve(0.7, 0.75, 0.8, runs=1),
    "perfect": curve(1.0, 1.0, 1.0, scatter=0.0),
    "perfect, two budgets": curve(1.0, 1.0, scatter=0.0),
    "chance": curve(0.49, 0.52, 0.5),
    "falling": curve(0.8, 0.75, 0.7),
    "flat": curve(0.8, 0.8, 0.8, 0.8),
    "jumping": curve(0.6, 0.9, 0.7, 0.95, scatter=0.001),
    "all nought": curve(0.0, 0.0, 0.0, scatter=0.0),
    "not numbers among them": tuple(BudgetObservation(o.n_labels, (math.nan, *o.values)) for o in GROWING),
    "every budget twice": (*GROWING, *GROWING),
    "noisy": curve(0.7, 0.72, 0.78, scatter=0.08),
}
ASKED = list(itertools.product((None, 0.3, 0.8, 0.9, 0.999), (None, 50, 1000)))


def of(name: str, target: float | None, n_test: int | None) -> Forecast:
    return forecast(CURVES[name], "auc", target=target, at=(60, 700, 5000, 100_000), n_test=n_test)


@pytest.mark.parametrize("name", CURVES)
def test_no_curve_breaks_it_and_nothing_is_said_beyond_the_horizon(name: str) -> None:
    for target, n_test in ASKED:
        _check_horizon(name, of(name, target, n_test))


def _check_horizon(name: str, f: Forecast) -> None:
    largest = max(o.n_labels for o in CURVES[name])
    assert f.horizon in (2 * largest, 8 * largest)
    assert f.band.n_labels[-1] == pytest.approx(f.horizon)
    assert np.isfinite([f.band.low95, f.band.median, f.band.high95]).all()
    assert np.array_equal(f.band.speculative, f.band.n_labels > 4 * largest * (1 + 1e-9))
    for prediction in (*f.at, *f.at_same):
        assert (prediction.median is None) == (prediction.n_labels > f.horizon)
    for needed in (f.needed, f.needed_same):
        if needed is not None:
            bounds = (needed.low95, needed.low80, needed.median, needed.high80, needed.high95)
            known = [b for b in bounds if b is not None]
            assert known == sorted(known)
            assert known[-1] <= f.horizon
            # Once a bound is unknown, so are those above it.
            assert [b is None for b in bounds] == sorted(b is None for b in bounds)


@pytest.mark.parametrize("name", CURVES)
def test_no_sentence_is_stronger_than_likely(name: str) -> None:
    for target, n_test in ASKED:
        said = of(name, target, n_test).sentence.lower()
        assert said.endswith(".")
        for word in ("certain", " sure", "guarantee", "will ", "always", "more than 90", "proves", "is reached"):
            assert word not in said
        if "likely" in said and "unlikely" not in said:
            assert "likely (> 80 %)" in said


@pytest.mark.parametrize("name", ["two budgets", "one budget", "one seed", "perfect, two budgets", "jumping"])
def test_too_early_and_not_understood_claim_nothing_beyond_twice_the_largest_budget(name: str) -> None:
    f = of(name, 0.9, 300)
    assert f.status == ("not_understood" if name == "jumping" else "too_early")
    assert (f.likely_level, f.second is None) == (None, name != "jumping")
    assert f.needed is None
    assert f.chance is None
    assert f.labels_for(0.8) is None


def test_likely_is_the_lower_end_of_the_80_percent_statement() -> None:
    f = of("growing", None, 400)
    assert f.likely_level is not None
    assert "is likely (> 80 %) with 1\u202f280 labels" in f.sentence
    four_times = forecast(GROWING, "auc", at=(1280,), n_test=400).at[0]
    assert four_times.low80 < f.likely_level < four_times.median  # type: ignore[operator]


def test_no_upper_bound_supported_is_said() -> None:
    f = of("growing", 0.9, None)
    assert f.needed is not None
    assert f.needed.median is not None
    assert f.needed.high80 is None
    assert "no upper bound supported" in f.sentence
    assert "8 times out of 10" not in f.sentence, "there is no interval that could be right so often"


def test_beyond_four_times_it_is_called_speculative() -> None:
    needed = LabelsNeeded(0.9, 1500.0, 700.0, 2400.0, 500.0, None, 0.8, 2560.0)
    said = forecast_sentence("ok", GROWING, "auc", needed, None, None, True)
    assert "speculative" in said
    nearer = LabelsNeeded(0.9, 1200.0, 700.0, 2400.0, 500.0, None, 0.8, 2560.0)
    assert "speculative" not in forecast_sentence("ok", GROWING, "auc", nearer, None, None, True)


def test_what_the_smallest_budget_reaches_is_likely_at_most() -> None:
    assert "is likely (> 80 %) with the smallest budget tried already, 20 labels" in of("growing", 0.3, None).sentence


def test_interval_words() -> None:
    needed = LabelsNeeded(0.9, 620.0, 510.0, 780.0, 400.0, 900.0, 0.99, 2560.0)
    assert interval_words(needed) == "80 % interval 510–780"
    assert interval_words(LabelsNeeded(0.9, 20.0, 20.0, 20.0, 20.0, 30.0, 1.0, 2560.0)) == "80 % interval: at most 20"
