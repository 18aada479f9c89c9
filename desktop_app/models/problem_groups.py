"""Skipped files by reason, one group for each modality or part of the body that could be let in; grown file by file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from engine.cohort.records import ScanProblem

LISTED = 500  # of one group; more of the same tell nothing new
_MOST_VALUES = 40  # groups of one code that are told apart by value
_INCLUDABLE = ("modality", "body_part")
Key = tuple[str, str | None]
File = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Files skipped for one reason. value: what to include to load them, None where nothing would.

    count: all of them. problems: the first `LISTED`.
    """

    code: str
    value: str | None
    count: int
    problems: tuple[ScanProblem, ...]


class ProblemGroups:
    """The skipped files, each once. Groups keep the order in which they came until `settle`."""

    def __init__(self, problems: Iterable[ScanProblem] = ()) -> None:
        self._groups: dict[Key, dict[File, ScanProblem]] = {}
        self._key_of: dict[File, Key] = {}
        self._values = dict.fromkeys(_INCLUDABLE, 0)
        for problem in problems:
            self.add(problem)
        self.settle()

    def __len__(self) -> int:
        return len(self._key_of)

    def add(self, problem: ScanProblem) -> None:
        """A file was skipped; what was known of it before is forgotten."""
        file = (problem.source, problem.file)
        key = self._key(problem)
        if self._key_of.get(file) != key:  # else it keeps its place
            self.remove(file)
        self._groups.setdefault(key, {})[file] = problem
        self._key_of[file] = key

    def remove(self, file: File) -> None:
        """A file (source and name) was loaded after all."""
        key = self._key_of.pop(file, None)
        if key is not None:
            del self._groups[key][file]

    def settle(self) -> None:
        """Order the groups: what can be included first, then the most frequent."""
        self._groups = dict(
            sorted(self._groups.items(), key=lambda group: (group[0][1] is None, -len(group[1]), group[0]))
        )

    def groups(self) -> tuple[ProblemGroup, ...]:
        """The groups that hold files, in order."""
        return tuple(
            ProblemGroup(code, value, len(files), tuple(islice(files.values(), LISTED)))
            for (code, value), files in self._groups.items()
            if files
        )

    def _key(self, problem: ScanProblem) -> Key:
        value = problem.value if problem.code in _INCLUDABLE else None
        if value is None or (problem.code, value) in self._groups:
            return problem.code, value
        if self._values[problem.code] >= _MOST_VALUES:
            return problem.code, None
        self._values[problem.code] += 1
        return problem.code, value
