"""From the curves' draws to the Plan page's sentences: asks the engine for plans and costs, and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.models.curve_view import CurveView
from desktop_app.models.plan_settings import PlanSettings
from desktop_app.models.plan_view import best_series, cost_sentences
from engine.planning.cost import CostModel
from engine.planning.curve_names import by_curve
from engine.translation import tr

if TYPE_CHECKING:
    from engine.learning_curve.non_inferiority import MaintainedPerformance
    from engine.learning_curve.points import StudyMeasurements
    from engine.learning_curve.savings import LabelsSaved
    from engine.planning.curve_draws import CurveDraws
    from engine.planning.rounds import Round
    from engine.planning.verdict_basis import VerdictBasis


@dataclass(frozen=True, slots=True)
class PlanView:
    """What the Plan page shows beside the curve's own sentences.

    cost: the model behind it all. cost_title, cost_note: of the number in the verdict. options: the initialisations'
    plans for the wanted chance, the cheapest first. best: the budget whose worth exceeds its cost most, "" where no
    worth was given. starts: how several pretrained starts compare. maintained: which budgets keep the performance of
    all labels. test_set: whether it is large enough. next_round, last_round: what is forecast, and how the last
    forecast did.
    """

    cost: CostModel
    cost_title: str
    cost_note: str
    options: tuple[str, ...]
    best: str
    starts: tuple[str, ...]
    maintained: tuple[str, ...]
    test_set: str
    next_round: str
    last_round: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """What the project keeps of a study. last: the round before it. maintained: what fewer labels keep. comparisons:
    of its starts."""

    last: Round | None = None
    maintained: tuple[MaintainedPerformance, ...] = ()
    comparisons: tuple[LabelsSaved, ...] = ()


def build_plan(
    view: CurveView,
    draws: Sequence[CurveDraws],
    basis: VerdictBasis,
    measurements: StudyMeasurements,
    settings: PlanSettings,
    minutes: float,
    kept: KeptAnswers,
) -> PlanView:
    """The plan for a view with its draws and basis; some milliseconds.

    minutes: an image, where the settings leave it open.
    """
    from engine.learning_curve.start_comparison_words import comparison_sentence
    from engine.planning.best_budget import best_budget, cheapest_plans
    from engine.planning.best_budget_words import best_sentence, options_sentences
    from engine.planning.cost_words import rare_words
    from engine.planning.rounds import score_round
    from engine.planning.rounds_words import round_sentences

    cost = settings.cost(minutes, measurements.n_train_labelled, rarest_share(measurements))
    series = best_series(view)
    title, note = cost_sentences(cost, series.needed if series else None)
    options: tuple[str, ...] = ()
    if view.target is not None:
        plans = cheapest_plans(draws, cost, view.target, settings.chance)
        options = options_sentences(plans, view.metric, view.target, settings.chance)
        if plans and plans[0].cost is not None:
            options = (*options, *filter(None, (rare_words(plans[0].cost),)))
    best = best_budget(draws, cost, settings.worth(), view.target)
    fine_tuned, asked = view.mode == "fine_tuned", (view.metric, view.mode)
    scored = score_round(kept.last, measurements, view.metric) if kept.last is not None and fine_tuned else ()
    return PlanView(
        cost=cost,
        cost_title=title,
        cost_note=note,
        options=options,
        best="" if best is None else best_sentence(best, view.metric),
        starts=tuple(comparison_sentence(c) for c in kept.comparisons if (c.metric, c.mode) == asked),
        maintained=tuple(m.sentence for m in kept.maintained if (m.metric, m.mode) == asked),
        test_set=_test_set(view, basis, settings),
        next_round=_next_round(view, draws),
        last_round=round_sentences(scored),
    )


def rarest_share(measurements: StudyMeasurements) -> float:
    """Share of the rarest class among the test images, above 0."""
    counts = np.bincount(measurements.truth, minlength=len(measurements.classes))
    present = counts[counts > 0]
    return float(present.min() / present.sum()) if len(present) else 1.0


def _test_set(view: CurveView, basis: VerdictBasis, settings: PlanSettings) -> str:
    from engine.planning.test_set_answer import about_test_set

    precision = basis.of(view.best).precision if view.best in basis.names else None
    if precision is None:
        return ""
    return f"{about_test_set(precision, settings.exactness)} {basis.saving}".strip()


def _next_round(view: CurveView, draws: Sequence[CurveDraws]) -> str:
    """What the verdict's curve is forecast to reach on this test set with twice the labels tried."""
    curve = next((d for d in draws if d.initialisation == view.best), None)
    if curve is None or not curve.plannable:
        return ""
    said = curve.next_round
    if said.median is None or said.low80 is None or said.high80 is None:
        return ""
    from desktop_app.models.figures import count, metric_name, span, value

    return tr(
        "With {n} labels, twice the largest number tried, the forecast {curve} is {metric} {median} ({low_high}, 80 % "
        "interval) on this test set. Once that is measured, this page says whether the forecast held.",
        n=count(said.n_labels),
        curve=by_curve(curve.initialisation),
        metric=metric_name(view.metric),
        median=value(said.median),
        low_high=span(said.low80, said.high80),
    )
