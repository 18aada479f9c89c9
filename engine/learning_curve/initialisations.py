"""The initialisations that a study can be asked for: how they are made, named and written on the command line.

A name is what points, files and keys of a study are called by: "scratch", "simclr", "simclr-500", "task", "task-500",
"generic", "generic-500", or a weights file's own name.
"""

from __future__ import annotations

import re
from pathlib import Path

from engine.errors import InputError
from engine.learning_curve.design import SCRATCH, Initialisation, Pool
from engine.translation import tr

_FAMILIES: dict[str, Pool] = {"simclr": "all", "task": "task", "generic": "generic"}
_NAMES: dict[Pool, str] = {pool: name for name, pool in _FAMILIES.items()}
_NAME = re.compile(r"(simclr|task|generic)(?:-([1-9][0-9]*))?")


def simclr_on(pool: Pool = "all", size: int | None = None) -> Initialisation:
    """SimCLR on all images of a pool, or on a random subset of `size` (at least 2)."""
    name = _NAMES[pool]
    return Initialisation(name if size is None else f"{name}-{size}", "simclr", pool_size=size, pool=pool)


def from_file(path: str | Path) -> Initialisation:
    """Weights from a file or an exported model's folder, named after it.

    A name that says something else here ("scratch", "simclr-500") is set apart by "file-".
    """
    stem = Path(path).stem or "file"
    name = f"file-{stem}" if stem == SCRATCH.name or _NAME.fullmatch(stem) else stem
    return Initialisation(name, "file", weights_file=str(Path(path).absolute()))


def of_name(name: str) -> Initialisation | None:
    """The initialisation that a name alone tells of; None for any other, which is a file's or a user's own."""
    if name == SCRATCH.name:
        return SCRATCH
    found = _NAME.fullmatch(name)
    if found is None or found.group(2) == "1":
        return None
    return simclr_on(_FAMILIES[found.group(1)], int(found.group(2)) if found.group(2) else None)


def parse_initialisation(text: str) -> Initialisation:
    """What one word of `--init` asks for: a name with ":" before its number ("simclr:500"), or "file:PATH".

    Raises InputError (code "initialisation") for another word.
    """
    kind, _, detail = text.strip().partition(":")
    if kind == "file" and detail:
        return from_file(detail)
    found = of_name(f"{kind}-{detail}" if detail else kind)
    if found is None or "-" in kind:
        raise InputError(
            tr(
                "'{word}' is no start for a training. Choose among scratch, simclr, task, generic, each of the last "
                "three also with a number of images (simclr:500), and file:WEIGHTS.safetensors.",
                word=text.strip(),
            ),
            code="initialisation",
        )
    return found


def parse_initialisations(text: str) -> tuple[Initialisation, ...]:
    """Of a list with commas, each once, in its order. Raises InputError, also where two files are named alike."""
    chosen = tuple(dict.fromkeys(parse_initialisation(word) for word in text.split(",") if word.strip()))
    names = [initialisation.name for initialisation in chosen]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(
            tr("Two weights files are called '{name}'. Give one of them another name.", name=twice),
            code="initialisation",
        )
    if not chosen:
        raise InputError(tr("No start is named. Choose for example scratch,simclr."), code="initialisation")
    return chosen
