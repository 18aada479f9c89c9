"""The saving in one sentence."""

from __future__ import annotations

from engine.learning_curve.words import initialisation_name, number, percent


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
    on = f" on your {number(n_pool)} unlabelled images" if n_pool else ""
    subject = f"{name} pretraining{on}"
    subject = subject[:1].upper() + subject[1:]
    if status == "at_least" and at_least is not None:
        return f"{subject} saves at least **{percent(at_least)} %** of the labels (at 95 %)."
    if status == "at_least_more":
        return f"{subject} does not help here: its curve lies below the one from scratch at every budget."
    interval = ""
    if low95 is not None and high95 is not None:
        to = " to " if low95 < 0 else "–"
        interval = f" (95 % interval {percent(low95)}{to}{percent(high95)} %)"
    if status == "shown" and share is not None:
        return f"{subject} saves **{percent(share)} %** of the labels{interval}."
    if status == "more_labels" and share is not None:
        more_low, more_high = (percent(-s) for s in (high95 or 0.0, low95 or 0.0))
        return (
            f"{subject} does not help here: it needs **{percent(-share)} %** more labels than training from scratch "
            f"(95 % interval {more_low}–{more_high} %)."
        )
    return (
        f"A saving of labels by {name} pretraining is not shown by this study with its {number(n_test_patients)} test "
        f"patients{interval}."
    )
