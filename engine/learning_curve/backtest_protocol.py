"""The forecast as the predictor of a backtest: one case in, quantiles out (`annotation-planner forecast --jsonl`)."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.learning_curve.observations import BudgetObservation, tidy
from engine.learning_curve.posterior import Posterior, fit
from engine.learning_curve.sampling_error import closed_form_error

_LARGEST = 64.0  # × the largest budget: "not reached" beyond


def predict_case(case: dict[str, Any]) -> dict[str, Any]:
    """Answer {"metric", "n_test", "obs": [{"n", "values"}], "targets", "target_reps", "levels", "goals"}.

    The reply: "same", quantiles (at `levels`) of the mean of `target_reps` further runs at each target on the same test
    set; "pop", of the expected metric on new patients; "need", of the labels that reach each goal on the same test set,
    None where not reached. What the screen withholds (too early, not understood) is answered here: the measure is of
    the estimator.
    """
    seen = tidy([BudgetObservation(int(o["n"]), tuple(o["values"])) for o in case["obs"]])
    posterior = fit(seen)
    levels = [float(p) for p in case["levels"]]
    targets = np.array([float(n) for n in case["targets"]])
    n_test = case.get("n_test")
    error = closed_form_error(str(case.get("metric", "auc")), seen[-1].mean, int(n_test)) if n_test else 0.0
    same = np.quantile(posterior.same_test_set(targets, int(case.get("target_reps") or 0)), levels, axis=1)
    new = np.quantile(posterior.new_patients(targets, error), levels, axis=1)
    return {
        "same": {str(n): [float(q) for q in same[:, i]] for i, n in enumerate(case["targets"])},
        "pop": {str(n): [float(q) for q in new[:, i]] for i, n in enumerate(case["targets"])},
        "need": {str(goal): _needed(posterior, float(goal), levels) for goal in case.get("goals", ())},
    }


def _needed(posterior: Posterior, goal: float, levels: list[float]) -> list[float | None]:
    n = np.quantile(posterior.labels_needed(goal), levels, method="inverted_cdf")
    return [float(x) if x <= _LARGEST * posterior.n_max else None for x in n]
