"""The ways to say who is who in images that name no patient, each with how many patients it gives and examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.cohort.identity import compiled_pattern, patient_in_name
from engine.cohort.patient_rule import PatientRule, suggest_patient_rules
from engine.cohort.records import ImageRecord
from engine.errors import InputError
from engine.running.requests import ScanRequest
from engine.translation import counted, mark, tr

Kind = Literal["pattern", "folder", "alone", "other"]
_EXAMPLES = 4
_SURPRISING = 0.3  # one patient with more than this share of the images is worth a second look
# A repeated group that holds a repetition: on some names such a rule tries for ever.
_ENDLESS = re.compile(r"\((?:[^()\\]|\\.)*[*+}](?:[^()\\]|\\.)*\)[*+{]")
# In the order of engine.cohort.patient_rule; a rule that is not here is shown by its examples alone.
_WORDS = (
    (r"(\d[0-9a-z]*)", mark("The number after “patient”, “sub” or the like")),
    (r"^([^_\-]+)", mark("The file's name up to the first _ or -")),
    (r"^(\d+)", mark("The number at the start of the file's name")),
)


@dataclass(frozen=True, slots=True)
class PatientChoice:
    """One way. words: for the user. pattern, folders: for a `ScanRequest`. patients: how many it gives.

    examples: a file and the patient's name in it. caution: what to look at before it is taken, "" for nothing.
    possible: False where it would name nobody; `caution` then says why.
    """

    kind: Kind
    words: str
    pattern: str | None = None
    folders: bool = False
    patients: int = 0
    examples: tuple[tuple[str, str], ...] = ()
    caution: str = ""
    possible: bool = True


def patient_choices(files: Sequence[str]) -> tuple[PatientChoice, ...]:
    """Rules that fit `files` (relative to their folders), likeliest first; then folders, and each image for itself."""
    rules = suggest_patient_rules(files)
    patterns = [_suggested(rule) for rule in rules if rule.pattern is not None]
    alone = PatientChoice("alone", tr("Each image is a patient of its own"), patients=len(files))
    return (*patterns, _by_folder(files), alone)


def used_choice(request: ScanRequest | None, images: Iterable[ImageRecord], *, alone: bool) -> PatientChoice | None:
    """What names the patients now: of `request`, or what the reading has decided by itself; None for nothing."""
    if request is not None and request.patient_pattern:
        return PatientChoice("pattern", "", request.patient_pattern)
    if any("patient_from_folder" in image.notes for image in images):
        return PatientChoice("folder", "", folders=True)
    return PatientChoice("alone", "") if alone else None


def pattern_words(pattern: str) -> str:
    """What a suggested pattern takes for the patient, in words."""
    return next((tr(words) for part, words in _WORDS if part in pattern), tr("A part of the file's name"))


def own_rule(files: Sequence[str], pattern: str) -> PatientChoice:
    """A rule that the user typed, tried on `files`. Raises InputError with what is wrong with it."""
    pattern = pattern.strip()
    if _ENDLESS.search(pattern):
        raise InputError(
            tr(
                "This rule repeats a part that repeats something itself, which may take for ever. Write it without one "
                "of the two."
            ),
            code="patient_pattern",
        )
    compiled = compiled_pattern(pattern)
    names = [patient_in_name(file, compiled) for file in files]
    unnamed = sum(name is None for name in names)
    if files and unnamed == len(files):
        raise InputError(tr("This rule finds a patient in no file's name."), code="patient_pattern")
    caution = ""
    if unnamed:
        caution = counted(
            unnamed,
            mark("{n} of {files} names does not match; each of these images counts as a patient of its own."),
            mark("{n} of {files} names do not match; each of these images counts as a patient of its own."),
            files=len(files),
        )
    return _counted(PatientChoice("other", tr("Another rule"), pattern), files, names, caution)


def _suggested(rule: PatientRule) -> PatientChoice:
    assert rule.pattern is not None
    return PatientChoice(
        "pattern", pattern_words(rule.pattern), rule.pattern, patients=rule.patients, examples=rule.examples
    )


def _by_folder(files: Sequence[str]) -> PatientChoice:
    choice = PatientChoice("folder", tr("Each folder is a patient"), folders=True)
    names = [file.rpartition("/")[0] or None for file in files]
    if not any(names):
        return PatientChoice(
            "folder", choice.words, folders=True, caution=tr("All images are in one folder."), possible=False
        )
    outside = sum(name is None for name in names)
    caution = (
        tr("{n} images are in no folder below; each counts as a patient of its own.", n=outside) if outside else ""
    )
    return _counted(choice, files, names, caution)


def _counted(choice: PatientChoice, files: Sequence[str], names: Sequence[str | None], caution: str) -> PatientChoice:
    counts = Counter(name for name in names if name is not None)
    patients = len(counts) + sum(name is None for name in names)
    name, most = max(counts.items(), key=lambda item: item[1]) if counts else ("", 0)
    if most > 2 and most > _SURPRISING * len(files):
        most_of_all = tr(
            "“{name}” alone would have {n} of {images} images: is that one patient?",
            name=name,
            n=most,
            images=len(files),
        )
        caution = f"{caution} {most_of_all}".strip()
    return PatientChoice(
        choice.kind, choice.words, choice.pattern, choice.folders, patients, _examples(files, names, counts), caution
    )


def _examples(files: Sequence[str], names: Sequence[str | None], counts: Counter[str]) -> tuple[tuple[str, str], ...]:
    """Two files of one patient where there are two, then files of others."""
    shared = next((name for name in names if name is not None and counts[name] > 1), None)
    first: list[tuple[str, str]] = []
    others: dict[str, str] = {}
    for file, name in zip(files, names, strict=True):
        if name is None:
            continue
        if name == shared and len(first) < 2:
            first.append((file, name))
        elif name != shared and len(others) < _EXAMPLES:
            others.setdefault(name, file)
    return tuple(first + [(file, name) for name, file in others.items()])[:_EXAMPLES]
