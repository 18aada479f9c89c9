"""How the last round's forecast did, as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from engine.learning_curve.words import metric_name, number
from engine.planning.curve_names import by_curve
from engine.planning.rounds import ScoredForecast
from engine.translation import tr


def round_sentences(scored: Sequence[ScoredForecast]) -> tuple[str, ...]:
    """One sentence a curve, about the largest budget that was both forecast and measured, then how many held.

    Empty where nothing that was forecast has been measured.
    """
    last: dict[str, ScoredForecast] = {}
    for one in scored:
        if one.initialisation not in last or one.n_labels > last[one.initialisation].n_labels:
            last[one.initialisation] = one
    said = [_sentence(one, named=len(last) > 1) for one in last.values()]
    if len(scored) > len(last):
        held = sum(one.inside80 for one in scored)
        said.append(
            tr(
                "{held} of {all} of its 80 % intervals held; 8 of 10 are expected to.",
                held=number(held),
                all=number(len(scored)),
            )
        )
    return tuple(said)


def _sentence(one: ScoredForecast, *, named: bool) -> str:
    digits = 3 if one.high80 - one.low80 < 0.015 or _blurred(one) else 2
    places = {
        "metric": metric_name(one.metric),
        "median": f"{one.median:.{digits}f}",
        "low": f"{one.low80:.{digits}f}",
        "high": f"{one.high80:.{digits}f}",
        "n": number(one.n_labels),
        "measured": f"{one.measured:.{digits}f}",
        "held": _held(one),
    }
    if not named:
        return tr(
            "Last round we said {metric} {median} ({low}–{high}) at {n} labels; measured {measured}: {held}.", **places
        )
    return tr(
        "Last round we said {metric} {median} ({low}–{high}) at {n} labels {curve}; measured {measured}: {held}.",
        curve=by_curve(one.initialisation),
        **places,
    )


def _held(one: ScoredForecast) -> str:
    if one.inside80:
        return tr("inside")
    if one.inside95:
        return tr("outside the 80 % interval, inside the 95 % one")
    return tr("better than the 95 % interval") if one.measured > one.high95 else tr("worse than the 95 % interval")


def _blurred(one: ScoredForecast) -> bool:
    """Whether two digits would put a value on the bound that it lies beyond."""
    shown = {f"{one.low80:.2f}", f"{one.high80:.2f}"}
    return not one.inside80 and f"{one.measured:.2f}" in shown
