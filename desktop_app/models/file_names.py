"""The first names of image files in folders, listed quickly and without opening any: enough to suggest a rule by."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.models.patient_choices import PatientChoice, patient_choices

MOST_NAMES = 2000
_MOST_SECONDS = 2.0
_MOST_OF_A_FOLDER = 400  # so that one large folder does not stand for all
_ENDINGS = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".dcm", ".dicom", ".ima", ""))


@dataclass(frozen=True, slots=True)
class SuggestedRules:
    """Rules for patients that fit the names found. complete: all names were looked at. looked_at: how many."""

    choices: tuple[PatientChoice, ...]
    looked_at: int
    complete: bool


def suggest_rules(folders: Sequence[Path]) -> SuggestedRules:
    """Rules that fit the image files of `folders`; none for a DICOMDIR, whose images name their patients."""
    names: list[str] = []
    complete = True
    until = time.monotonic() + _MOST_SECONDS
    for folder in folders:
        if folder.is_dir():
            complete = _list(folder, names, until) and complete
    names.sort()
    fitting = [choice for choice in patient_choices(names) if choice.kind != "alone" and choice.possible]
    return SuggestedRules(
        tuple(choice for choice in fitting if not choice.caution and choice.patients < len(names)),
        len(names),
        complete,
    )


def _list(root: Path, names: list[str], until: float) -> bool:
    """Append names relative to `root`, folder by folder, the upper ones first; False where some were left out."""
    complete = True
    folders = deque([""])
    while folders:
        prefix = folders.popleft()
        here = 0
        try:
            with os.scandir(root / prefix) as listing:
                for entry in listing:
                    if len(names) >= MOST_NAMES or time.monotonic() > until:
                        return False
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(f"{prefix}{entry.name}/")
                    elif Path(entry.name).suffix.lower() in _ENDINGS:
                        here += 1
                        if here > _MOST_OF_A_FOLDER and folders:
                            complete = False
                            break
                        names.append(prefix + entry.name)
        except OSError:
            complete = False
    return complete
