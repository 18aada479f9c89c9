"""What the Curve and Plan pages show, computed by the engine and frozen: plots and widgets only draw it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from desktop_app.models.figures import count, labels, level, metric_name, metric_title, span, value
from desktop_app.models.series_look import SeriesLook
from engine.translation import counted, mark, tr


@dataclass(frozen=True, slots=True)
class ForecastBand:
    """The forecast beyond the measured budgets: median and 80 % interval; speculative above `trusted_to` labels."""

    n_labels: tuple[float, ...]
    median: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    trusted_to: float

    def at(self, n_labels: float, line: tuple[float, ...] = ()) -> float:
        """The median, or another `line` of the band, at `n_labels`; linear in the logarithm of the labels."""
        values = line or self.median
        x = math.log(n_labels)
        known = [math.log(n) for n in self.n_labels]
        for i in range(1, len(known)):
            if x <= known[i]:
                share = max(0.0, (x - known[i - 1]) / (known[i] - known[i - 1]))
                return values[i - 1] + share * (values[i] - values[i - 1])
        return values[-1]


@dataclass(frozen=True, slots=True)
class Needed:
    """Labelled images needed for the target: median and 80 % interval, infinite where nothing bounds them."""

    median: float
    low: float
    high: float
    probability: float


@dataclass(frozen=True, slots=True)
class Reach:
    """The chance (0 to 1) that the target is reached with `n_labels` labelled images, by increasing number."""

    n_labels: tuple[float, ...]
    chance: tuple[float, ...]

    def labels_for(self, wanted: float) -> float:
        """The fewest labelled images that give a chance of at least `wanted`; infinite where none do."""
        before: tuple[float, float] | None = None
        for n, chance in zip(self.n_labels, self.chance, strict=True):
            if chance >= wanted:
                if before is None or chance <= before[1]:
                    return n
                share = (wanted - before[1]) / (chance - before[1])
                return math.exp(math.log(before[0]) + share * (math.log(n) - math.log(before[0])))
            before = (n, chance)
        return math.inf


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One initialisation's curve: per budget the mean, its 95 % interval (NaN where unknown) and the single runs."""

    initialisation: str
    look: SeriesLook
    n_labels: tuple[int, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    runs: tuple[tuple[float, ...], ...]
    band: ForecastBand | None = None
    needed: Needed | None = None
    reach: Reach | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class SavingView:
    """Labels saved by pretraining, for the bracket. status: as `LabelsSaved.status`. saved, low, high: shares of 1, a
    95 % interval, negative where more labels are needed; at_least: a one-sided bound where only that is known."""

    baseline: str
    pretrained: str
    status: str
    saved: float | None = None
    low: float | None = None
    high: float | None = None
    at_least: float | None = None

    @property
    def shown(self) -> bool:
        """Whether the study shows a difference, either way."""
        return self.status != "not_shown"

    @property
    def bracket(self) -> str:
        """ "−38 % (24–49)"; "+12 % (3–25)" more labels are needed; "at least −20 %" only a bound is known."""
        if not self.shown:
            return tr("saving not shown")
        if self.saved is None or self.low is None or self.high is None:
            return "" if self.at_least is None else tr("at least {share} %", share=_signed(self.at_least))
        few, many = sorted((abs(self.low), abs(self.high)))
        return tr("{share} % ({low}–{high})", share=_signed(self.saved), low=round(100 * few), high=round(100 * many))


@dataclass(frozen=True, slots=True)
class CurveView:
    """The whole picture of one metric in one mode. budgets: all that the study will measure, for steady ticks. best:
    the initialisation that the headline is about. test_sentence: whether the test set is large enough. test_details:
    what else it can tell. second_opinion: a warning, "" for none. Sentences may have ** around their figures."""

    metric: str
    mode: str
    target: float | None
    n_test: int
    budgets: tuple[int, ...]
    series: tuple[SeriesView, ...]
    saving: SavingView | None = None
    best: str = ""
    headline: str = ""
    savings_sentence: str = ""
    test_sentence: str = ""
    test_details: str = ""
    second_opinion: str = ""
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is no point to draw."""
        return not self.series

    def description(self) -> str:
        """The picture in words, for a screen reader."""
        name = metric_name(self.metric)
        if self.empty:
            return tr("No results yet.")
        parts = [tr("{metric} against the number of labelled images.", metric=metric_title(self.metric))]
        for series in self.series:
            parts.append(
                tr(
                    "{start}: {first} at {few} labels, {last} at {many}.",
                    start=series.look.label,
                    first=value(series.mean[0]),
                    few=count(series.n_labels[0]),
                    last=value(series.mean[-1]),
                    many=count(series.n_labels[-1]),
                )
            )
            if self.target is not None and series.needed is not None and math.isfinite(series.needed.median):
                needed = labels(series.needed.median)
                target = level(self.target)
                parts.append(
                    tr("It reaches {metric} {target} with about {labels}.", metric=name, target=target, labels=needed)
                )
        return " ".join(parts)


def read_out(view: CurveView, series: SeriesView, budget_index: int) -> str:
    """ "SimCLR, 160 labels: AUC 0.842 (0.81–0.87), 3 runs": one measured point in words."""
    low, high = series.low[budget_index], series.high[budget_index]
    said = {
        "start": series.look.short,
        "n": count(series.n_labels[budget_index]),
        "metric": metric_name(view.metric),
        "value": value(series.mean[budget_index], 3),
        "runs": counted(len(series.runs[budget_index]), mark("{n} run"), mark("{n} runs")),
    }
    if math.isfinite(low) and math.isfinite(high):
        return tr("{start}, {n} labels: {metric} {value} ({interval}), {runs}", interval=span(low, high), **said)
    return tr("{start}, {n} labels: {metric} {value}, {runs}", **said)


def forecast_read_out(view: CurveView, series: SeriesView, n_labels: float) -> str:
    """The forecast at `n_labels` in words; "" where there is none."""
    band = series.band
    if band is None or not band.n_labels[0] <= n_labels <= band.n_labels[-1]:
        return ""
    middle, low, high = (band.at(n_labels, line) for line in (band.median, band.low, band.high))
    text = mark("{start}, {labels}: forecast {metric} {value} ({interval}, 80 % interval)")
    if n_labels > band.trusted_to:
        text = mark("{start}, {labels}: speculative forecast {metric} {value} ({interval}, 80 % interval)")
    return tr(
        text,
        start=series.look.short,
        labels=labels(n_labels),
        metric=metric_name(view.metric),
        value=value(middle),
        interval=span(low, high),
    )


def _signed(saved: float) -> str:
    """A saved share as the change in labels: 0.38 is −38, −0.12 is +12."""
    percent = round(100 * abs(saved))
    return f"−{percent}" if saved > 0 else f"+{percent}"
