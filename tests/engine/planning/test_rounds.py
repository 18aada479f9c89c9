from __future__ import annotations

import dataclasses

import msgspec
import numpy as np
import pytest

from engine.learning_curve.forecast import fit_curve
from engine.learning_curve.observations import observations_of
from engine.learning_curve.points import FINE_TUNED, METRICS, StudyMeasurements
from engine.planning.rounds import Round, make_round, score_round
from tests.engine.learning_curve.made_up import study

WHOLE = study(budgets=(20, 40, 80, 160, 320, 640), n_test=400, seeds=4, growth=0.28)


def until(largest: int, whole: StudyMeasurements = WHOLE) -> StudyMeasurements:
    return dataclasses.replace(whole, cells=tuple(c for c in whole.cells if c.point.n_labels <= largest))


LAST = make_round(until(160), "first", "2026-01-01")


def test_it_is_what_the_forecast_says() -> None:
    cells = until(160).of(FINE_TUNED, "simclr")
    fitted = fit_curve(observations_of(cells, "auc"), "auc")
    said = fitted.forecast(at=(320, 640), runs=4)
    curve = next(c for c in LAST.curves if (c.initialisation, c.metric) == ("simclr", "auc"))
    for prediction in said.at_same:
        at = curve.n_labels.index(prediction.n_labels)
        told = (prediction.low95, prediction.low80, prediction.median, prediction.high80, prediction.high95)
        assert curve.same[at] == pytest.approx(told, abs=1e-5)
    assert (curve.n_max, curve.runs, LAST.n_max) == (160, 4, 160)
    assert curve.n_labels[-1] == 8 * 160
    assert {(c.initialisation, c.metric) for c in LAST.curves} == {
        (i, m) for i in ("scratch", "simclr") for m in METRICS
    }


def test_it_survives_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(LAST), type=Round) == LAST


def test_what_is_measured_later_is_scored() -> None:
    scored = score_round(LAST, WHOLE, "auc")
    assert [(s.initialisation, s.n_labels) for s in scored] == [
        ("scratch", 320), ("scratch", 640), ("simclr", 320), ("simclr", 640),
    ]  # fmt: skip
    for one in scored:
        cells = [c for c in WHOLE.of(FINE_TUNED, one.initialisation) if c.point.n_labels == one.n_labels]
        assert one.measured == pytest.approx(np.mean([c.point.auc for c in cells]))
        assert one.inside80 == (one.low80 <= one.measured <= one.high80)
        assert one.low95 < one.low80 < one.median < one.high80 < one.high95


def test_the_interval_score_by_its_definition() -> None:
    for one in score_round(LAST, WHOLE, "accuracy"):
        below, above = max(one.low80 - one.measured, 0), max(one.measured - one.high80, 0)
        assert one.interval_score == pytest.approx(one.high80 - one.low80 + 2 / 0.2 * below + 2 / 0.2 * above)


def test_what_was_measured_before_is_no_forecast() -> None:
    assert score_round(LAST, until(160), "auc") == ()


def test_nothing_is_forecast_too_early() -> None:
    early = make_round(until(40), "first", "2026-01-01")
    assert early.curves == ()
    assert early.n_max == 0
    assert score_round(early, WHOLE, "auc") == ()


def test_a_larger_test_set_is_compared_with_new_patients() -> None:
    grown = dataclasses.replace(WHOLE, truth=np.concatenate([WHOLE.truth, WHOLE.truth[:9]]))
    same, new = score_round(LAST, WHOLE, "auc"), score_round(LAST, grown, "auc")
    assert all(b.high80 - b.low80 > a.high80 - a.low80 for a, b in zip(same, new, strict=True))


def test_rounds_hold_about_as_often_as_they_say() -> None:
    """Made-up studies, a round after four budgets, the next one measured: 8 of 10 are to be inside."""
    held = []
    for seed in range(40):
        whole = study(
            budgets=(20, 40, 80, 160, 320), n_test=150, seeds=3, growth=0.28, seed=seed, initialisations=("scratch",)
        )
        held += [one.inside80 for one in score_round(make_round(until(160, whole), "k", ""), whole, "auc")]
    assert len(held) >= 35
    assert 0.6 <= np.mean(held) <= 0.97
