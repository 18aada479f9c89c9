"""Which part of a file's name, or which folder, is likely to name the patient: suggested on examples, never assumed.

For images whose header names nobody. A rule that joins too much costs training images, one that joins too little puts
one patient's images on both sides of the split; so a person who knows the files confirms it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engine.cohort.identity import patient_in_name

# Patterns for the file's name without its folders, the likelier first.
_PATTERNS = (
    r"(?i)^(?:patient|pat|p|subject|sub|case|id)[-_ ]?(\d[0-9a-z]*)[-_]",  # patient12_study1.png, sub-01_ses-02.png
    r"^([^_\-]+)[_\-]",  # 00000211_013.png
    r"^(\d+)[^\d.]",  # 123abc.png
)
_EXAMPLES = 4
_LIKELY_MOST = 0.2  # a patient with more than this share of all images is more likely a class or a site
_LIKELY_IMAGES = 60
_LEFT_OVER = 0.1


@dataclass(frozen=True, slots=True)
class PatientRule:
    """One way to tell patients apart in files that do not say.

    pattern: for `ScanRequest.patient_pattern`, None where the folder is the patient. patients: how many that gives.
    examples: a file and the name taken from it, some of different patients and two of one.
    """

    pattern: str | None
    patients: int
    examples: tuple[tuple[str, str], ...]


def suggest_patient_rules(files: Sequence[str]) -> tuple[PatientRule, ...]:
    """Rules that fit `files` (POSIX paths relative to the folder that was read), the likeliest first; often none.

    A rule fits when it names nine files in ten (the others stay patients of their own), joins at least two, and gives
    no patient an unlikely share of all images.
    """
    rules: list[PatientRule] = []
    for pattern in _PATTERNS:
        compiled = re.compile(pattern)
        rule = _rule(files, [patient_in_name(file, compiled) for file in files], pattern)
        if rule is not None and rule.patients not in {other.patients for other in rules}:
            rules.append(rule)
    by_folder = _rule(files, [file.rpartition("/")[0] or None for file in files], None)
    if by_folder is not None:
        rules.append(by_folder)
    return tuple(rules)


def folders_look_like_patients(files: Sequence[str]) -> bool:
    """Whether each folder of `files` may be taken for one patient without asking: many folders with few images each.

    Folders named after classes hold many images each and do not pass.
    """
    counts = Counter(file.rpartition("/")[0] for file in files)
    return len(counts) >= 5 and max(counts.values()) <= max(2, min(_LIKELY_IMAGES, _LIKELY_MOST * len(files)))


def _rule(files: Sequence[str], names: Sequence[str | None], pattern: str | None) -> PatientRule | None:
    counts = Counter(name for name in names if name is not None)
    unnamed = len(files) - counts.total()
    if not counts or unnamed > _LEFT_OVER * len(files):
        return None
    most = max(counts.values())
    if len(counts) < 2 or most < 2 or most > max(2, min(_LIKELY_IMAGES, _LIKELY_MOST * len(files))):
        return None
    return PatientRule(pattern, len(counts) + unnamed, _examples(files, names, counts))


def _examples(files: Sequence[str], names: Sequence[str | None], counts: Counter[str]) -> tuple[tuple[str, str], ...]:
    shared = next(name for name in names if name is not None and counts[name] > 1)
    named = [(file, name) for file, name in zip(files, names, strict=True) if name is not None]
    two = [pair for pair in named if pair[1] == shared][:2]
    seen = {shared}
    others = []
    for pair in named:
        if pair[1] not in seen:
            seen.add(pair[1])
            others.append(pair)
    return tuple((two + others)[:_EXAMPLES])
