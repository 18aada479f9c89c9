from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine.learning_curve.delong import compare_areas
from engine.learning_curve.mcnemar import compare_errors
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE
from engine.planning.single_models import compare_single_models
from tests.engine.learning_curve.made_up import study

MADE = study(n_test=300, seeds=3)


def test_the_first_run_at_the_largest_common_budget() -> None:
    cells = tuple(
        c
        for c in MADE.cells
        if not (c.point.initialisation == "simclr" and (c.point.n_labels > 160 or c.point.seed == 0))
    )
    made = dataclasses.replace(MADE, cells=cells)
    found = compare_single_models(made, FINE_TUNED, "scratch", "simclr")
    assert found is not None
    assert (found.n_labels, found.seed) == (160, 1)
    one, other = (
        next(c for c in made.of(FINE_TUNED, name) if (c.point.n_labels, c.point.seed) == (160, 1))
        for name in ("scratch", "simclr")
    )
    truth = made.truth
    scores = [c.scores[:, 1].astype(float) for c in (one, other)]
    assert found.areas == compare_areas(scores[0], scores[1], truth == 1, made.patients)
    assert found.areas.first == pytest.approx(one.point.auc)
    right = [c.scores.argmax(axis=1) == truth for c in (one, other)]
    assert found.errors == compare_errors(right[0], right[1])
    assert f"AUC {found.areas.first:.3f} (from scratch)" in found.sentence


def test_what_is_shown_and_what_is_not() -> None:
    far = compare_single_models(study(n_test=900, saving=0.9, growth=0.2), FINE_TUNED, "scratch", "simclr")
    near = compare_single_models(study(n_test=60, saving=0.05), FINE_TUNED, "scratch", "simclr")
    assert far is not None
    assert near is not None
    assert far.areas is not None
    assert far.areas.p_value < 0.05
    assert far.sentence.endswith("shown for these two models.")
    assert near.sentence.endswith("not shown by these two models.")


def test_three_classes_compare_errors_only() -> None:
    found = compare_single_models(study(n_classes=3), FINE_TUNED, "scratch", "simclr")
    assert found is not None
    assert found.areas is None
    assert "McNemar" in found.sentence


def test_nothing_in_common() -> None:
    assert compare_single_models(MADE, LINEAR_PROBE, "scratch", "simclr") is None
    assert compare_single_models(MADE, FINE_TUNED, "scratch", "scratch") is None
    broken = tuple(dataclasses.replace(c, scores=np.full_like(c.scores, np.nan)) for c in MADE.cells)
    assert compare_single_models(dataclasses.replace(MADE, cells=broken), FINE_TUNED, "scratch", "simclr") is None
