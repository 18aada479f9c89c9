"""The saving in one sentence."""

from __future__ import annotations

from engine.learning_curve.words import initialisation_name, number, percent
from engine.translation import tr


def savings_sentence(
    status: str,
    pretrained: str,
    share: float | None,
    low95: float | None,
    high95: float | None,
    at_least: float | None,
    n_test_patients: int,
    n_pool: int | None = None,
) -> str:
    """The status of `LabelsSaved` in words, ** around the figure. n_pool: unlabelled images pretrained on, if known."""
    name = initialisation_name(pretrained)
    begin = name[:1].upper() + name[1:]
    pool = number(n_pool) if n_pool else ""
    if status == "at_least" and at_least is not None:
        return _at_least(begin, pool, percent(at_least))
    if status == "at_least_more":
        return _below(begin, pool)
    known = low95 is not None and high95 is not None
    if status == "shown" and share is not None:
        return _shown(begin, pool, percent(share), interval(low95 or 0.0, high95 or 0.0))
    if status == "more_labels" and share is not None:
        more = interval(-(high95 or 0.0), -(low95 or 0.0))
        return _more(begin, pool, percent(-share), more)
    values = {"name": name, "patients": number(n_test_patients)}
    if known:
        return tr(
            "A saving of labels by {name} pretraining is not shown by this study with its {patients} test patients "
            "(95 % interval {interval} %).",
            interval=interval(low95 or 0.0, high95 or 0.0),
            **values,
        )
    return tr(
        "A saving of labels by {name} pretraining is not shown by this study with its {patients} test patients.",
        **values,
    )


def interval(low: float, high: float) -> str:
    """Two shares in percent: "24–49", "−8 to 30"."""
    values = {"low": percent(low), "high": percent(high)}
    return tr("{low} to {high}", **values) if low < 0 else tr("{low}–{high}", **values)


def _shown(name: str, pool: str, share: str, between: str) -> str:
    values = {"name": name, "pool": pool, "share": share, "interval": between}
    if pool:
        return tr(
            "{name} pretraining on your {pool} unlabelled images saves **{share} %** of the labels (95 % interval "
            "{interval} %).",
            **values,
        )
    return tr("{name} pretraining saves **{share} %** of the labels (95 % interval {interval} %).", **values)


def _at_least(name: str, pool: str, share: str) -> str:
    values = {"name": name, "pool": pool, "share": share}
    if pool:
        return tr(
            "{name} pretraining on your {pool} unlabelled images saves at least **{share} %** of the labels (at 95 %).",
            **values,
        )
    return tr("{name} pretraining saves at least **{share} %** of the labels (at 95 %).", **values)


def _more(name: str, pool: str, share: str, between: str) -> str:
    values = {"name": name, "pool": pool, "share": share, "interval": between}
    if pool:
        return tr(
            "{name} pretraining on your {pool} unlabelled images does not help here: it needs **{share} %** more "
            "labels than training from scratch (95 % interval {interval} %).",
            **values,
        )
    return tr(
        "{name} pretraining does not help here: it needs **{share} %** more labels than training from scratch (95 % "
        "interval {interval} %).",
        **values,
    )


def _below(name: str, pool: str) -> str:
    if pool:
        return tr(
            "{name} pretraining on your {pool} unlabelled images does not help here: its curve lies below the one from "
            "scratch at every budget.",
            name=name,
            pool=pool,
        )
    return tr(
        "{name} pretraining does not help here: its curve lies below the one from scratch at every budget.", name=name
    )
