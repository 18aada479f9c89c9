"""Which curve is spoken of, as it stands in a sentence."""

from __future__ import annotations

from engine.learning_curve.words import initialisation_name
from engine.translation import tr


def by_curve(initialisation: str, *, start: bool = False) -> str:
    """ "from scratch", "with SimCLR pretraining"; start: at the start of a sentence."""
    if initialisation == "scratch":
        return tr("From scratch") if start else tr("from scratch")
    name = initialisation_name(initialisation)
    return tr("With {name} pretraining", name=name) if start else tr("with {name} pretraining", name=name)
