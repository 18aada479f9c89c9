"""How an initialisation is named and marked wherever it appears: one colour and one marker, never colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app import wording
from engine.learning_curve.design import SIMCLR, Initialisation
from engine.learning_curve.initialisation_words import short_title
from engine.learning_curve.initialisations import of_name
from engine.translation import tr


@dataclass(frozen=True, slots=True)
class SeriesLook:
    """label: at the line's end ("SimCLR pretrained"). short: in read-outs ("SimCLR"). token: the field of `Tokens` that
    colours it. symbol: pyqtgraph's marker ("o", "s", "t1", "d", …); glyph: the same marker as text."""

    label: str
    short: str
    token: str
    symbol: str
    glyph: str


# (colour, marker, glyph): of each kind of start as it is drawn wherever it can be, and for more starts of a kind.
_MARKS = {
    "scratch": ("scratch", "s", "■"),
    "pretrained": ("pretrained", "o", "●"),
    "generic": ("generic_pool", "t1", "▲"),
    "file": ("file", "d", "◆"),
}
_MORE = (
    ("generic_pool", "t", "▼"),
    ("file", "star", "★"),
    ("pretrained", "p", "⬟"),
    ("generic_pool", "h", "⬢"),
    ("file", "x", "✕"),
)


def looks_of(initialisations: Sequence[Initialisation], names: Iterable[str] = ()) -> dict[str, SeriesLook]:
    """The looks by name, in the study's order; `names` that the study does not describe are guessed from the name.

    No two look alike as long as there are marks; a start's look depends on those before it only.
    """
    known = {initialisation.name for initialisation in initialisations}
    guessed = [of_name(name) or from_name(name) for name in names if name not in known]
    result: dict[str, SeriesLook] = {}
    free = [*_MARKS.values(), *_MORE]
    for initialisation in (*initialisations, *guessed):
        wanted = _MARKS[_kind(initialisation)]
        more = [mark for mark in free if mark in _MORE]
        mark = wanted if wanted in free else more[0] if more else _MORE[-1]
        if mark in free:
            free.remove(mark)
        result[initialisation.name] = SeriesLook(_label(initialisation), _short(initialisation), *mark)
    return result


def from_name(name: str) -> Initialisation:
    """A start that only its name is known of: somebody's own points, taken for weights from a file."""
    return Initialisation(name, "file", weights_file=name)


def _kind(initialisation: Initialisation) -> str:
    if initialisation.kind == "simclr":
        return "generic" if initialisation.pool == "generic" else "pretrained"
    return initialisation.kind


def _label(initialisation: Initialisation) -> str:
    if initialisation.kind == "file":
        return tr("Pretrained ({name})", name=initialisation.name)
    return tr("SimCLR pretrained") if initialisation == SIMCLR else _short(initialisation)


def _short(initialisation: Initialisation) -> str:
    if initialisation.pool_size is None:
        return short_title(initialisation)
    n = wording.number(initialisation.pool_size)
    if initialisation.pool == "task":
        return tr("SimCLR on {n} own images", n=n)
    if initialisation.pool == "generic":
        return tr("SimCLR on {n} generic images", n=n)
    return tr("SimCLR on {n} images", n=n)
