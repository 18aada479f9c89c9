"""How an initialisation is named and marked wherever it appears: one colour and one marker, never colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.learning_curve.design import Initialisation
from engine.translation import tr


@dataclass(frozen=True, slots=True)
class SeriesLook:
    """label: at the line's end ("SimCLR pretrained"). short: in read-outs ("SimCLR"). token: the field of `Tokens` that
    colours it. symbol: pyqtgraph's marker ("o", "s", "t1", "d"); glyph: the same marker as text."""

    label: str
    short: str
    token: str
    symbol: str
    glyph: str


_MARKS = {"pretrained": ("o", "●"), "generic_pool": ("t1", "▲"), "file": ("d", "◆")}


def look_of(initialisation: Initialisation, *, first_simclr: bool = True) -> SeriesLook:
    """The look of one initialisation; a second SimCLR (another or a smaller pool) takes the generic pool's mark."""
    if initialisation.kind == "scratch":
        words = tr("From scratch")
        return SeriesLook(words, words, "scratch", "s", "■")
    if initialisation.kind == "file":
        symbol, glyph = _MARKS["file"]
        label = tr("Pretrained ({name})", name=initialisation.name)
        return SeriesLook(label, initialisation.name, "file", symbol, glyph)
    token = "pretrained" if first_simclr else "generic_pool"
    symbol, glyph = _MARKS[token]
    if initialisation.pool_size is not None:
        short = label = tr("SimCLR on {n} images", n=f"{initialisation.pool_size:,}".replace(",", " "))
    elif first_simclr:
        short, label = "SimCLR", tr("SimCLR pretrained")
    else:
        name = initialisation.name
        short, label = tr("SimCLR ({name})", name=name), tr("SimCLR ({name}) pretrained", name=name)
    return SeriesLook(label, short, token, symbol, glyph)


def looks_of(initialisations: Sequence[Initialisation], names: Iterable[str] = ()) -> dict[str, SeriesLook]:
    """The looks by name, in the study's order; `names` that the study does not describe are guessed from the name."""
    result: dict[str, SeriesLook] = {}
    simclr_seen = False
    known = {initialisation.name for initialisation in initialisations}
    guessed = [_guess(name) for name in names if name not in known]
    for initialisation in (*initialisations, *guessed):
        result[initialisation.name] = look_of(initialisation, first_simclr=not simclr_seen)
        simclr_seen = simclr_seen or initialisation.kind == "simclr"
    return result


def _guess(name: str) -> Initialisation:
    if name == "scratch":
        return Initialisation(name, "scratch")
    if name.startswith("simclr"):
        return Initialisation(name, "simclr")
    return Initialisation(name, "file", weights_file=name)
