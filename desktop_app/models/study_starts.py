"""The starts that a study compares: what can be added to the list, and what is wrong with it; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop_app import wording
from desktop_app.models.study_view import StudyCounts
from engine.learning_curve.design import SCRATCH, Initialisation
from engine.learning_curve.initialisations import simclr_on
from engine.translation import mark, tr

FEWEST = 2  # images that a pool may be cut down to
_TITLES = {
    "all": (
        mark("Pretrained on all images but those of test patients"),
        mark("Pretrained on {n} of the images of other than test patients"),
    ),
    "task": (mark("Pretrained on this project's own images"), mark("Pretrained on {n} of this project's own images")),
    "generic": (mark("Pretrained on the pool folders' images"), mark("Pretrained on {n} of the pool folders' images")),
}
OfferKind = Literal["start", "folder", "file"]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be added. start: of kind "start"; of the others the user has yet to choose a place."""

    kind: OfferKind
    text: str
    start: Initialisation | None = None


def offers(starts: Sequence[Initialisation], counts: StudyCounts) -> tuple[Offer, ...]:
    """What can be added to the list as it stands, never what is in it already."""
    have = {start.name for start in starts}
    n_own = counts.n_pool - counts.n_generic
    half = simclr_on("all", max(counts.n_pool // 2, FEWEST))
    known = [(SCRATCH, tr("From scratch"))]
    if counts.n_pool >= FEWEST:
        known.append((simclr_on(), tr("Pretrained on all {images}", images=wording.count(counts.n_pool, "image"))))
        known.append((half, tr("Pretrained on some of the images")))
    if counts.n_generic >= FEWEST and n_own >= FEWEST:
        generic = wording.count(counts.n_generic, "image")
        own = wording.count(n_own, "image")
        known.append((simclr_on("task"), tr("Pretrained on this project's own {images}", images=own)))
        known.append((simclr_on("generic"), tr("Pretrained on the pool folders' {images}", images=generic)))
    result = [Offer("start", words, start) for start, words in known if start.name not in have]
    result.append(Offer("folder", tr("Pretrained on another folder…")))
    result.append(Offer("file", tr("Weights from a file…")))
    return tuple(result)


def title(start: Initialisation) -> str:
    """A line of the list, in full."""
    if start.kind == "scratch":
        return tr("From scratch: random weights")
    if start.kind == "file":
        return tr("Pretrained weights from the file '{name}'", name=start.name)
    whole, some = _TITLES[start.pool]
    return tr(whole) if start.pool_size is None else tr(some, n=wording.number(start.pool_size))


def pool_limit(start: Initialisation, counts: StudyCounts) -> int:
    """How many images a pretrained start could see at most; 0 for one that is not pretrained here."""
    if start.kind != "simclr":
        return 0
    by_pool = {"all": counts.n_pool, "task": counts.n_pool - counts.n_generic, "generic": counts.n_generic}
    return by_pool[start.pool]


def with_pool_size(start: Initialisation, size: int, counts: StudyCounts) -> Initialisation:
    """The same on `size` images; on all of them where they are no more."""
    return simclr_on(start.pool, size if size < pool_limit(start, counts) else None)


def starts_problem(starts: Sequence[Initialisation], counts: StudyCounts) -> str:
    """What is wrong with the list, as a sentence; "" where it can be run."""
    if not starts:
        return tr("Add at least one start: from scratch, or pretrained.")
    names = [start.name for start in starts]
    twice = next((start for start in starts if names.count(start.name) > 1), None)
    if twice is not None:
        if twice.kind == "file":
            return tr("Two weights files are called '{name}'. Take one off the list.", name=twice.name)
        return tr("Two starts are the same. Change the number of images of one, or take it off the list.")
    for start in starts:
        if start.kind == "file" and not Path(start.weights_file or "").exists():
            return tr("The weights file '{name}' is no longer there. Take it off the list.", name=start.name)
        if start.kind == "simclr" and pool_limit(start, counts) < max(start.pool_size or FEWEST, FEWEST):
            return tr(
                "A start is to be pretrained on {wanted}, but there are only {there}. Choose fewer, or take it off "
                "the list.",
                wanted=wording.count(start.pool_size or FEWEST, "image"),
                there=wording.number(pool_limit(start, counts)),
            )
    return ""
