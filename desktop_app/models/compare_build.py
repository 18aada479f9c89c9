"""From the project's record to two runs beside one another. On another thread than the window's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.models.compare_words import differences_in_words, run_name
from desktop_app.models.curve_view import CurveView, SeriesView
from desktop_app.models.figures import count, metric_name, span, value
from desktop_app.models.series_look import SeriesLook, looks_of
from engine.translation import mark, tr

if TYPE_CHECKING:
    from engine.learning_curve.run_difference import BudgetDifference, RunDifference
    from engine.learning_curve.summary import CurveSeries
    from engine.running.store import ProjectStore
    from engine.running.study_record import StudyEntry

_OBSTACLES = {
    "test_images": mark(
        "The two studies were tested on other test images or labels, so they cannot be compared pair by pair; the "
        "curves stand beside one another only. Run the older study again to compare them."
    ),
    "classes": mark(
        "The two studies tell other classes apart, or look for another finding, so their numbers do not compare."
    ),
    "budgets": mark("The two studies have no number of labels in common, so there is nothing to compare pair by pair."),
}
# Two curves may be of the same start, so their marks say which run, not which start.
_TOKENS = (("scratch", "s", "■"), ("pretrained", "o", "●"))


@dataclass(frozen=True, slots=True)
class RunChoice:
    """One curve: a study and one of its initialisations."""

    study_key: str
    start: str


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One line of the table, in words. difference, low, high: for the drawn interval, NaN where unknown."""

    labels: str
    first: str
    second: str
    says: str
    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CompareView:
    """curve: both runs as two series. rows: paired differences by budget. obstacle: why there are none, a sentence.

    settings: in what the runs differ, a line each. headline: what the comparison says.
    """

    curve: CurveView
    rows: tuple[CompareRow, ...]
    obstacle: str
    settings: tuple[str, ...]
    headline: str


def build_comparison(folder: Path, first: RunChoice, second: RunChoice, metric: str, mode: str) -> CompareView:
    """Compare second with first. Raises InputError where one has measured nothing, ProjectError, StorageError."""
    from engine.errors import InputError
    from engine.learning_curve.run_difference import compare_runs
    from engine.running.store import ProjectStore

    store = ProjectStore.open(folder)
    try:
        entries = store.studies()
        known = {entry.study_key: (entry, len(entries) - at) for at, entry in enumerate(entries)}
        sides = []
        for choice in (first, second):
            measured = store.measurements(choice.study_key)
            if choice.study_key not in known or measured is None:
                raise InputError(tr("This study is no longer in the project."), code="no_study")
            sides.append((*known[choice.study_key], measured))
        same = _same_images(store, first.study_key, second.study_key)
    finally:
        store.close()
    (entry_a, number_a, measured_a), (entry_b, number_b, measured_b) = sides
    found = compare_runs((measured_a, first.start), (measured_b, second.start), metric, mode, same_images=same)
    looks = _looks((entry_a, number_a, first.start), (entry_b, number_b, second.start))
    series = (_series(found.first, looks[0]), _series(found.second, looks[1]))
    budgets = tuple(sorted({n for one in series for n in one.n_labels}))
    return CompareView(
        curve=CurveView(metric, mode, None, len(measured_a.truth), budgets, series),
        rows=tuple(_row(d) for d in found.differences),
        obstacle=tr(_OBSTACLES[found.obstacle]) if found.obstacle else "",
        settings=() if entry_a.study_key == entry_b.study_key else differences_in_words(entry_a, entry_b),
        headline=_headline(found, metric, looks),
    )


def _same_images(store: ProjectStore, first: str, second: str) -> bool:
    """False where the record says that other images were tested; unknown ids leave it to labels and patients."""
    kept = [store.meta(f"test_images {key}") for key in (first, second)]
    return None in kept or kept[0] == kept[1]


def _looks(first: tuple[StudyEntry, int, str], second: tuple[StudyEntry, int, str]) -> tuple[SeriesLook, SeriesLook]:
    looks = []
    for (entry, number, start), (token, symbol, glyph) in zip((first, second), _TOKENS, strict=True):
        name = looks_of(entry.config.initialisations, (start,))[start].short
        same = first[0].study_key == second[0].study_key
        label = name if same else tr("{start}, study {number}", start=name, number=number)
        looks.append(SeriesLook(label, label, token, symbol, glyph))
    return looks[0], looks[1]


def _series(found: CurveSeries, look: SeriesLook) -> SeriesView:
    low, high = (tuple(math.nan if v is None else v for v in bounds) for bounds in (found.low95, found.high95))
    return SeriesView(found.initialisation, look, found.n_labels, found.mean, low, high, found.runs)


def _row(d: BudgetDifference) -> CompareRow:
    sign = "+" if d.difference >= 0 else "−"
    said = tr("{sign}{value}", sign=sign, value=value(abs(d.difference), 3))
    if d.low95 is None or d.high95 is None:
        says = tr("{difference}: one run says nothing of the next", difference=said)
    else:
        interval = f"{_signed(d.low95)} … {_signed(d.high95)}"
        text = mark("{difference} ({interval}), shown") if d.shown else mark("{difference} ({interval}), not shown")
        says = tr(text, difference=said, interval=interval)
    low, high = (math.nan if v is None else v for v in (d.low95, d.high95))
    return CompareRow(count(d.n_labels), value(d.first, 3), value(d.second, 3), says, d.difference, low, high)


def _signed(number: float) -> str:
    return f"{'+' if number >= 0 else '−'}{abs(number):.3f}"


def _headline(found: RunDifference, metric: str, looks: tuple[SeriesLook, SeriesLook]) -> str:
    """What is shown at the largest common number of labels; "" where the runs do not compare."""
    if not found.differences:
        return ""
    last = found.differences[-1]
    said = {
        "second": looks[1].label,
        "first": looks[0].label,
        "metric": metric_name(metric),
        "n": count(last.n_labels),
        "size": value(abs(last.difference), 3),
    }
    if last.low95 is None or last.high95 is None:
        return tr("One run is too few to compare at {n} labels: another run could differ as much.", n=said["n"])
    if not last.shown:
        return tr(
            "At {n} labels no difference in {metric} between {second} and {first} is shown by these studies.",
            **{k: said[k] for k in ("n", "metric", "second", "first")},
        )
    low, high = sorted((abs(last.low95), abs(last.high95)))
    if last.difference > 0:
        return tr(
            "At {n} labels {second} has a higher {metric} than {first}, by {size} ({interval}).",
            interval=span(low, high, 3),
            **said,
        )
    return tr(
        "At {n} labels {second} has a lower {metric} than {first}, by {size} ({interval}).",
        interval=span(low, high, 3),
        **said,
    )


def named_runs(entries: tuple[StudyEntry, ...]) -> list[tuple[str, StudyEntry]]:
    """(name, study) of every run, the latest first, as the project's record lists them."""
    return [(run_name(entry, len(entries) - at), entry) for at, entry in enumerate(entries)]
