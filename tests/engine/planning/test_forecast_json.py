from __future__ import annotations

import json

import msgspec
import pytest

from engine.learning_curve.forecast import forecast
from engine.planning.forecast_json import forecast_answer
from tests.engine.learning_curve.made_up import curve

GROWING = curve(0.70, 0.76, 0.81, 0.84, 0.865)


@pytest.mark.parametrize(
    ("observations", "target", "status", "reason"),
    [
        (GROWING, 0.88, "ok", "ok"),
        (GROWING[:2], 0.88, "too_early", "too_early"),
        (GROWING, 0.995, "unreachable", "unreachable"),
        (curve(0.8, 0.8, 0.8, 0.8), 0.95, "unreachable", "flat"),
        (curve(0.5, 0.5, 0.5), 0.9, "too_early", "chance"),
        (curve(1.0, 1.0, 1.0, scatter=0.0), 0.9, "ok", "perfect"),
        (curve(0.6, 0.9, 0.7, 0.95, scatter=0.001), 0.97, "too_early", "not_understood"),
    ],
)
def test_the_documented_object(observations: tuple, target: float, status: str, reason: str) -> None:
    found = forecast(observations, "auc", target=target, at=(100, 10**6), n_test=300)
    answer = json.loads(msgspec.json.encode(forecast_answer(found)))
    assert (answer["status"], answer["reason"]) == (status, reason)
    assert set(answer["labels_needed"]) == {"median", "low80", "high80", "low95", "high95", "reachable_probability"}
    assert [set(at) for at in answer["at"]] == [{"n_labels", "median", "low80", "high80", "low95", "high95"}] * 2
    assert answer["at"][1]["median"] is None
    assert answer["sentence"]
