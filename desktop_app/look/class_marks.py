"""How a class is marked on images, which always lie on near-black: a colour and a letter, never the colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Okabe and Ito's colours, lightened; each reaches 3:1 on the image backdrop and carries near-black letters.
_COLOURS = ("#56B4E9", "#F0903C", "#3FC6A0", "#D99AC5", "#F0E442", "#B8C4D0")
ON_MARK = "#0B0D10"


@dataclass(frozen=True, slots=True)
class ClassMark:
    """colour: "#RRGGBB". letter: one or two characters that no other class of the cohort has."""

    colour: str
    letter: str


def class_marks(classes: Iterable[str]) -> dict[str, ClassMark]:
    """A mark for each class; the same classes always get the same marks."""
    marks: dict[str, ClassMark] = {}
    taken: set[str] = set()
    for at, name in enumerate(sorted(set(classes))):
        letter = next((c for c in _candidates(name) if c not in taken), str(at + 1))
        taken.add(letter)
        marks[name] = ClassMark(_COLOURS[at % len(_COLOURS)], letter)
    return marks


def _candidates(name: str) -> list[str]:
    letters = [c.upper() for c in name if c.isalnum()]
    return letters + [letters[0] + other for other in letters[1:]] if letters else []
