from __future__ import annotations

import numpy as np
import pytest

from desktop_app.models.curve_build import CurveBuilder
from desktop_app.models.plan_build import KeptAnswers, build_plan, rarest_share
from desktop_app.models.plan_settings import PlanSettings
from engine.learning_curve.points import StudyMeasurements
from engine.planning.best_budget import cheapest_plans
from engine.planning.best_budget_words import options_sentences
from engine.planning.rounds import make_round
from tests.desktop_app.known_truth import make_measurements

MEASURED = make_measurements()


def plan(settings: PlanSettings, measured: StudyMeasurements = MEASURED, target: float = 0.9, **kept: object):
    builder = CurveBuilder()
    view = builder.build(
        measured, metric="auc", mode="fine_tuned", target=target, savings=None, minutes_per_image=1.0, study=None
    )
    assert builder.basis is not None
    answers = KeptAnswers(**kept)  # type: ignore[arg-type]
    return builder, build_plan(view, builder.draws, builder.basis, measured, settings, 1.0, answers)


def test_the_plans_are_the_engines() -> None:
    settings = PlanSettings(chance=0.7, rate=60.0, labelled=100)
    builder, shown = plan(settings)
    options = cheapest_plans(builder.draws, shown.cost, 0.9, 0.7)
    assert shown.options == options_sentences(options, "auc", 0.9, 0.7)
    assert shown.cost.already_labelled == 100
    assert shown.best == ""


def test_a_rare_class_is_told_of() -> None:
    _, shown = plan(PlanSettings(prevalence=0.05, labelled=0))
    assert "to find enough of the rare class" in shown.options[-1]


def test_the_next_round_is_the_forecast_on_the_same_test_set() -> None:
    builder, shown = plan(PlanSettings())
    best = next(d for d in builder.draws if d.initialisation == "simclr")
    said = best.fitted.forecast(at=(640,), runs=3).at_same[0]
    assert f"AUC {said.median:.2f} ({said.low80:.2f}–{said.high80:.2f}, 80 % interval)" in shown.next_round
    assert "With 640 labels" in shown.next_round


def test_too_early_plans_nothing() -> None:
    _, shown = plan(PlanSettings(rate=60.0, worth_of_target=1e6), make_measurements(budgets=(20, 40), seeds=1))
    assert (shown.options, shown.best, shown.next_round) == ((), "", "")
    assert shown.cost_title == "The cost cannot be told yet."


def test_the_last_round_is_scored() -> None:
    last = make_round(make_measurements(budgets=(20, 40, 80, 160)), "before", "2026")
    assert plan(PlanSettings(), last=last)[1].last_round[0].startswith("Last round we said AUC")
    assert plan(PlanSettings())[1].last_round == ()


def test_the_rarest_class() -> None:
    assert rarest_share(MEASURED) == pytest.approx(0.5)
    truth = np.array([0, 0, 0, 1])
    uneven = StudyMeasurements(("a", "b", "c"), 1, truth, np.arange(4), 10, ())
    assert rarest_share(uneven) == pytest.approx(0.25)
