"""From measurements to the picture: asks the engine for means, forecasts and the verdict. It fits nothing itself."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.models.curve_view import CurveView, ForecastBand, Needed, Reach, SavingView, SeriesView
from desktop_app.models.series_look import SeriesLook, looks_of

if TYPE_CHECKING:
    from engine.learning_curve.forecast import Forecast, LabelsNeeded
    from engine.learning_curve.points import StudyMeasurements
    from engine.learning_curve.savings import LabelsSaved
    from engine.learning_curve.summary import CurveSeries
    from engine.planning.curve_draws import CurveDraws
    from engine.planning.verdict_basis import VerdictBasis
    from engine.running.study_record import StudyEntry


class CurveBuilder:
    """Builds views, and keeps what a moved target does not change: means and fitted curves of the last question.

    Building anew takes some 30 ms, another target some milliseconds; nothing here is random.
    """

    def __init__(self) -> None:
        self._of: tuple[StudyMeasurements, str, str, LabelsSaved | None] | None = None
        self._series: tuple[CurveSeries, ...] = ()
        self.basis: VerdictBasis | None = None  # of the last view; None where nothing was measured
        self._kept: dict[tuple[str, bool], CurveDraws] = {}
        self.draws: tuple[CurveDraws, ...] = ()  # of the last view's series, about whom its numbers are

    def build(
        self,
        measurements: StudyMeasurements | None,
        *,
        metric: str,
        mode: str,
        target: float | None,
        savings: LabelsSaved | None,
        minutes_per_image: float,
        study: StudyEntry | None,
    ) -> CurveView:
        """The picture of one metric in one mode; an empty one where nothing is measured.

        savings: as kept in the record; left out where it is about another metric or mode. target: None takes what the
        scratch curve reaches with all labels.
        """
        if measurements is None or not measurements.of(mode):
            self.draws, self.basis, self._of = (), None, None
            return CurveView(metric, mode, target, 0, study.budgets if study else (), ())
        from engine.planning.test_set_answer import judge_test_set, more_about_test_set
        from engine.planning.verdict import make_verdict

        of_question = savings if savings is not None and (savings.metric, savings.mode) == (metric, mode) else None
        basis = self._summarise(measurements, metric, mode, of_question)
        verdict = make_verdict(
            measurements,
            metric,
            mode,
            target=target,
            minutes_per_image=minutes_per_image,
            savings=savings,
            n_pool=study.n_pool if study else None,
            basis=basis,
        )
        test_set = verdict.test_set
        answers = {answer.initialisation: answer for answer in verdict.answers}
        known = study.config.initialisations if study else ()
        order = [i.name for i in known]
        looks = looks_of(known, (s.initialisation for s in self._series))
        series, draws = [], []
        for one in sorted(
            self._series, key=lambda s: order.index(s.initialisation) if s.initialisation in order else len(order)
        ):
            answer = answers[one.initialisation]
            same = verdict.scope == "same_test_set"
            needed = answer.needed_same if same else answer.needed
            draws.append(self._draws_of(basis, one.initialisation, same))
            series.append(_series_view(one, looks[one.initialisation], draws[-1], verdict.target, needed))
        self.draws = tuple(draws)
        budgets = {n for s in self._series for n in s.n_labels} | set(study.budgets if study else ())
        return CurveView(
            metric=metric,
            mode=mode,
            target=verdict.target,
            n_test=len(measurements.truth),
            budgets=tuple(sorted(budgets)),
            series=tuple(series),
            saving=_saving_view(savings, metric, mode),
            best=verdict.initialisation,
            headline=verdict.headline,
            savings_sentence=verdict.savings_sentence,
            test_sentence=judge_test_set(test_set) if test_set else "",
            test_details=f"{more_about_test_set(test_set)} {basis.saving}".strip() if test_set else "",
            second_opinion=verdict.second_opinion,
            # These two have their own places on the pages.
            notes=tuple(n for n in verdict.notes if n not in (verdict.test_set_sentence, verdict.second_opinion)),
        )

    def _summarise(
        self, measurements: StudyMeasurements, metric: str, mode: str, savings: LabelsSaved | None
    ) -> VerdictBasis:
        question = (metric, mode, savings)
        if self.basis is not None and self._of is not None and self._of[0] is measurements and self._of[1:] == question:
            return self.basis
        from engine.learning_curve.summary import summarise
        from engine.planning.verdict_basis import verdict_basis

        self._series = summarise(measurements, metric, mode)
        self.basis = verdict_basis(measurements, metric, mode, savings)
        self._kept = {}
        self._of = (measurements, metric, mode, savings)
        return self.basis

    def _draws_of(self, basis: VerdictBasis, name: str, same_test_set: bool) -> CurveDraws:
        from engine.planning.curve_draws import CurveDraws

        key = (name, same_test_set)
        if key not in self._kept:
            fitted = basis.of(name).fitted
            self._kept[key] = CurveDraws(name, replace(fitted, test_se=0.0) if same_test_set else fitted)
        return self._kept[key]


def _series_view(
    series: CurveSeries, look: SeriesLook, draws: CurveDraws, target: float | None, needed: LabelsNeeded | None
) -> SeriesView:
    forecast = draws.fitted.forecast(target)
    return SeriesView(
        initialisation=series.initialisation,
        look=look,
        n_labels=series.n_labels,
        mean=series.mean,
        low=tuple(_number(v) for v in series.low95),
        high=tuple(_number(v) for v in series.high95),
        runs=series.runs,
        band=_band(forecast),
        needed=_needed(needed),
        reach=_reach(draws, forecast),
        sentence=forecast.sentence,
    )


def _band(forecast: Forecast) -> ForecastBand | None:
    """The part of the band that lies beyond the points; it begins at the largest budget."""
    band = forecast.band
    beyond = [i for i, n in enumerate(band.n_labels) if n >= forecast.n_max * (1 - 1e-9)]
    if len(beyond) < 2:
        return None
    trusted = [float(band.n_labels[i]) for i in beyond if not band.speculative[i]]
    n, median, low, high = (
        tuple(float(values[i]) for i in beyond) for values in (band.n_labels, band.median, band.low80, band.high80)
    )
    return ForecastBand(n, median, low, high, max(trusted, default=n[0]))


def _needed(needed: LabelsNeeded | None) -> Needed | None:
    if needed is None:
        return None
    return Needed(_unbounded(needed.median), needed.low80, _unbounded(needed.high80), needed.reachable_probability)


def _reach(draws: CurveDraws, forecast: Forecast) -> Reach | None:
    """`Forecast.chance`, with more numbers between the band's for a smooth line."""
    if forecast.chance is None or forecast.target is None:
        return None
    import numpy as np

    told = forecast.band.n_labels
    n_labels = np.unique(np.concatenate([told, np.geomspace(told[0], told[-1], 160)]))
    chance = draws.chance(forecast.target, n_labels)
    return Reach(tuple(n_labels.tolist()), tuple(chance.tolist()))


def _saving_view(savings: LabelsSaved | None, metric: str, mode: str) -> SavingView | None:
    if savings is None or (savings.metric, savings.mode) != (metric, mode):
        return None
    return SavingView(
        savings.baseline,
        savings.pretrained,
        savings.status,
        savings.share_saved,
        savings.low95,
        savings.high95,
        savings.at_least,
    )


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def _unbounded(value: float | None) -> float:
    return math.inf if value is None else value
