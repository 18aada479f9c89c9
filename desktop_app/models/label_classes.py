"""The project's classes in the order of their keys: those that images have, and those that were only named so far."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import PlannerError
from engine.translation import tr

if TYPE_CHECKING:
    from engine.running.label_record import GivenLabel, LabelChange
    from engine.running.store import ProjectStore

CLASSES_KEY = "label_classes"
MOST_KEYS = 9
_LONGEST = 60
_POSITIVE_CLASS = "positive_class"


@dataclass(frozen=True, slots=True)
class ClassName:
    """A class as the user edits it. before: the name that it has in the project, "" for a new one."""

    before: str
    name: str


def project_classes(store: ProjectStore | None, used: Iterable[str]) -> tuple[str, ...]:
    """The classes named in the project, then those of its images, `used`, that are not named there."""
    named: list[str] = []
    if store is not None:
        try:
            kept = json.loads(store.meta(CLASSES_KEY) or "[]")
            named = [name for name in kept if isinstance(name, str) and name]
        except (ValueError, TypeError, PlannerError):
            named = []
    return tuple(dict.fromkeys((*named, *sorted(used))))


def names_problem(names: Sequence[str]) -> str:
    """What is wrong with names for classes, empty ones left out; "" for nothing."""
    given = [name.strip() for name in names if name.strip()]
    twice = next((name for name in given if [n.casefold() for n in given].count(name.casefold()) > 1), None)
    if twice is not None:
        return tr("Two classes are called “{name}”. Give one of them another name.", name=twice)
    if any(len(name) > _LONGEST for name in given):
        return tr("A class's name may have {n} characters at most.", n=_LONGEST)
    if len(given) < 2:
        return tr("At least two classes are needed, for example the finding and “normal”.")
    return ""


def classes_change(store: ProjectStore, classes: Sequence[ClassName]) -> LabelChange:
    """What to write so that the project has these classes: their names, and the labels of those that were renamed."""
    from engine.running.label_record import GivenLabel, LabelChange

    labels: dict[str, GivenLabel | None] = {}
    settings = {CLASSES_KEY: json.dumps([given.name for given in classes], ensure_ascii=False)}
    for given in classes:
        if given.before and given.before != given.name:
            renamed = store.labels_of_class(given.before)
            labels.update({i: GivenLabel(given.name, label.origin) for i, label in renamed.items()})
            if store.meta(_POSITIVE_CLASS) == given.before:
                settings[_POSITIVE_CLASS] = given.name
    return LabelChange(labels=labels, settings=settings)
