"""What the project needs, read from the metadata of what is installed."""

from __future__ import annotations

import importlib.metadata
import re

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "annotation-budget-planner"


def installed_closure(name: str, extras: tuple[str, ...] = ()) -> dict[str, importlib.metadata.Distribution]:
    """`name` and everything that it needs on this platform, by canonical name. What is not installed is left out."""
    found: dict[str, importlib.metadata.Distribution] = {}
    visited: set[tuple[str, frozenset[str]]] = set()
    waiting = [(canonicalize_name(name), frozenset(extras))]
    while waiting:
        key = waiting.pop()
        if key in visited:
            continue
        visited.add(key)
        try:
            item = importlib.metadata.distribution(key[0])
        except importlib.metadata.PackageNotFoundError:
            continue
        found[key[0]] = item
        for text in item.requires or ():
            need = Requirement(text)
            wanted = need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *key[1]))
            if wanted:
                waiting.append((canonicalize_name(need.name), frozenset(need.extras)))
    return found


def licence_words(item: importlib.metadata.Distribution) -> str:
    """The licence that a package states: its SPDX expression, else its classifiers, else the first line of its text."""
    expression = item.metadata.get("License-Expression")
    if expression:
        return str(expression)
    classifiers = [
        text.rpartition("::")[2].strip()
        for text in item.metadata.get_all("Classifier") or []
        if text.startswith("License ::")
    ]
    if classifiers:
        return " AND ".join(classifiers)
    return str(item.metadata.get("License") or "").strip().partition("\n")[0]


def copyleft_forced(words: str) -> bool:
    """True where every choice that the licence leaves is the GPL or the AGPL; the LGPL is neither.

    A GPL part under an exception for compiled or linked works (GCC's runtime) binds only that part.
    """
    choices = re.split(r"\bOR\b", words)
    return all(_is_gpl(choice) for choice in choices)


def _is_gpl(choice: str) -> bool:
    freed = re.sub(r"GPL-[\w.+-]+\s+WITH\s+[\w-]*exception[\w.-]*", "", choice, flags=re.I)
    lesser = re.sub(r"\bLGPL[\w.-]*|(GNU\s+)?(Lesser|Library) General Public Licen[sc]e[^A]*", "", freed, flags=re.I)
    return re.search(r"\bA?GPL|(Affero )?General Public Licen[sc]e", lesser, flags=re.I) is not None
