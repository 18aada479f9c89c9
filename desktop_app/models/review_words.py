"""The sentences of the error review."""

from __future__ import annotations

from desktop_app.models.figures import count, span, value
from desktop_app.models.review_view import ReviewView
from desktop_app.phrases import count as counted_noun
from engine.learning_curve.error_review import Rate, RocCurve
from engine.learning_curve.points import MeasuredCell
from engine.translation import tr


def percent(share: float) -> str:
    """ "88 %"."""
    return tr("{n} %", n=round(100 * share))


def rate_sentence(name: str, rate: Rate | None) -> str:
    """ "Sensitivity 0.82 (0.74–0.88): 98 of 120"; "" where the test set cannot tell it. name: as a title."""
    if rate is None:
        return ""
    return tr(
        "{metric} {value} ({interval}): {hits} of {images}",
        metric=name,
        value=value(rate.value),
        interval=span(rate.low95, rate.high95),
        hits=count(rate.hits),
        images=count(rate.images),
    )


def roc_sentences(curve: RocCurve) -> tuple[str, ...]:
    """What the curve says in words; empty ones left out."""
    rates = (
        rate_sentence(tr("Sensitivity"), curve.sensitivity),
        rate_sentence(tr("Specificity"), curve.specificity),
    )
    return tuple(sentence for sentence in rates if sentence)


def training_name(view: ReviewView, cell: MeasuredCell) -> str:
    """ "SimCLR, 320 labels, run 1"."""
    point = cell.point
    look = view.looks.get(point.initialisation)
    start = look.short if look is not None else point.initialisation
    return tr("{start}, {n} labels, run {run}", start=start, n=count(point.n_labels), run=point.seed + 1)


def summary_sentence(view: ReviewView) -> str:
    """How many of the test images are wrong."""
    wrong, of = len(view.review.mistakes), len(view.truth)
    if not wrong:
        return tr("No mistake on {images}.", images=counted_noun(of, "test image"))
    return tr(
        "{wrong} of {images} are answered wrongly ({share}).",
        wrong=count(wrong),
        images=counted_noun(of, "test image"),
        share=percent(wrong / of),
    )


def shown_sentence(view: ReviewView, answered: tuple[int, int] | None, shown: int) -> str:
    """Which images the thumbnails are, the order included."""
    images = counted_noun(shown, "image")
    if not shown and answered is None:
        return tr("There is no mistake to show. Choose a field of the table above to see its images.")
    if not shown:
        return tr("No test image got this answer.")
    if answered is None:
        return tr("{images} answered wrongly, the most wrong first", images=images)
    truth, answer = (view.classes[k] for k in answered)
    if truth == answer:
        return tr("{images} of {truth} answered rightly, the least sure first", images=images, truth=truth)
    return tr(
        "{images} of {truth} answered as {answer}, the most wrong first", images=images, truth=truth, answer=answer
    )


def map_sentence(view: ReviewView) -> str:
    """Whose map can be drawn."""
    if view.map_cell is None:
        return tr("No model of this start is kept, so no map can be drawn. A finished study keeps one a start.")
    if view.map_is_own:
        return tr("The map is of this very model.")
    return tr(
        "Of each start one model is kept. The map is of that one ({training}), not of the training shown here.",
        training=training_name(view, view.map_cell),
    )


def changed_sentence(changed: int) -> str:
    """That the figures are of older labels; "" where none has changed."""
    if not changed:
        return ""
    if changed == 1:
        return tr(
            "The label of one test image has changed since this study. Its figures are of the old label: run the study "
            "again to have them with the new one."
        )
    return tr(
        "The labels of {n} test images have changed since this study. Its figures are of the old labels: run the study "
        "again to have them with the new ones.",
        n=count(changed),
    )
