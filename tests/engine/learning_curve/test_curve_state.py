from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.learning_curve.curve_state import (
    CHANCE,
    FALLING,
    FLAT,
    NOT_UNDERSTOOD,
    OK,
    PERFECT,
    TOO_EARLY,
    chance_level_of,
    curve_state,
    missing_sentence,
    state_sentence,
)
from engine.learning_curve.observations import BudgetObservation
from engine.learning_curve.posterior import fit
from tests.engine.learning_curve.made_up import curve, study

GROWING = curve(0.70, 0.76, 0.81, 0.84, 0.865)


def state(observations: tuple[BudgetObservation, ...], chance: float | None = 0.5, test_se: float = 0.02) -> str:
    return curve_state(observations, fit(observations), chance, test_se)


@pytest.mark.parametrize(
    ("observations", "expected"),
    [
        (GROWING, OK),
        (GROWING[:2], TOO_EARLY),
        (curve(0.7, 0.75, 0.8, runs=1), TOO_EARLY),
        (curve(1.0, 1.0, 1.0, scatter=0.0), PERFECT),
        (curve(1.0, 1.0, scatter=0.0), TOO_EARLY),
        (curve(1.0, 1.0, 1.0, scatter=0.0, runs=1), TOO_EARLY),
        (curve(0.49, 0.52, 0.5), CHANCE),
        (curve(0.8, 0.75, 0.7), FALLING),
        (curve(0.8, 0.8, 0.8, 0.8), FLAT),
        (curve(0.6, 0.9, 0.7, 0.95, scatter=0.001), NOT_UNDERSTOOD),
    ],
)
def test_each_state(observations: tuple[BudgetObservation, ...], expected: str) -> None:
    assert state(observations) == expected


def test_too_few_effective_draws_are_not_understood() -> None:
    posterior = fit(GROWING)
    assert curve_state(GROWING, replace(posterior, effective=99.9), 0.5, 0.02) == NOT_UNDERSTOOD
    assert curve_state(GROWING, replace(posterior, effective=100.0), 0.5, 0.02) == OK


def test_a_residual_above_three_is_not_understood() -> None:
    posterior = fit(GROWING)
    assert curve_state(GROWING, replace(posterior, residual=3.01), 0.5, 0.02) == NOT_UNDERSTOOD
    assert curve_state(GROWING, replace(posterior, residual=2.99), 0.5, 0.02) == OK


def test_two_budgets_with_two_runs_among_more_with_one() -> None:
    part = (*curve(0.7, 0.75), *curve(0.8, 0.82, first=80, runs=1))
    assert state(part) == TOO_EARLY
    assert "budgets that still lack a second run: 1" in missing_sentence(part)
    assert "1 more than measured" in missing_sentence(part[:2])
    assert missing_sentence(GROWING) == ""


def test_each_state_has_a_sentence_of_its_own() -> None:
    said = {
        s: state_sentence(s, GROWING[:2], "auc") for s in (TOO_EARLY, PERFECT, CHANCE, NOT_UNDERSTOOD, FALLING, FLAT)
    }
    assert all(said.values())
    assert len(set(said.values())) == len(said)
    assert state_sentence(OK, GROWING, "auc") == ""


def test_a_noisy_curve_at_chance_is_no_falling_one() -> None:
    assert state(curve(0.52, 0.50, 0.48, scatter=0.03)) == CHANCE
    assert state(curve(0.52, 0.50, 0.48, scatter=0.03), chance=None) != CHANCE


@pytest.mark.parametrize(
    ("metric", "n_classes", "expected"),
    [
        ("auc", 2, 0.5),
        ("auc", 3, 0.5),
        ("balanced_accuracy", 4, 0.25),
        ("accuracy", 2, None),
        ("sensitivity", 2, None),
        ("specificity", 2, None),
    ],
)
def test_what_guessing_reaches(metric: str, n_classes: int, expected: float | None) -> None:
    made = study(budgets=(20,), seeds=1, n_test=90, n_classes=n_classes)
    if metric == "accuracy":
        expected = float(max(np.mean(made.truth == c) for c in range(n_classes)))
    assert chance_level_of(made, metric) == expected
