"""The cohort as the Data page shows it: counted once, then grown by what a running scan has read since."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.models.facets import FacetCounts, FacetValue, ImageFacets, facets_of, facets_of_all, kinds
from desktop_app.models.problem_groups import ProblemGroups
from engine.cohort.records import Cohort, ImageRecord, ScanProblem

MANY_IMAGES = 20_000


@dataclass(frozen=True, slots=True)
class Growth:
    """What `CohortView.add` did. first: position of the first new image. changed: older ones, with their old facets."""

    first: int
    changed: tuple[tuple[int, ImageFacets], ...]


class CohortView:
    """Images with their facets, counts and skipped files. `add` costs what it adds, however many are there already.

    images, facets: by position, new ones at the end. classes: of the cohort's labels. patients, labelled: counts.
    nameless: images that name no patient. guessed: images whose patient comes from a rule on names or folders, so that
    another rule may name it otherwise.
    """

    def __init__(self, cohort: Cohort) -> None:
        self.images: list[ImageRecord] = list(cohort.images)
        self.skipped = ProblemGroups(cohort.problems)
        self._times = Counter([image.pixel_hash for image in self.images])
        self.facets: list[ImageFacets] = facets_of_all(self.images, self._times)
        self._counts = FacetCounts(self.facets)
        self._patients = Counter([image.patient for image in self.images])
        counted = kinds(self.facets)
        self.classes = frozenset(kind.name for kind, _ in counted if kind.name is not None)
        self.labelled = sum(n for kind, n in counted if kind.name is not None)
        self.nameless = sum(n for kind, n in counted if not kind.known)
        self.guessed = sum(n for kind, n in counted if kind.guessed)
        if len(self.images) >= MANY_IMAGES:
            gc.freeze()  # else every look for garbage goes through all records: 25 ms in the middle of a scroll
        self._places: dict[tuple[str, str], int] | None = None  # made when first needed
        self._first_with: dict[str, int] = {}

    @property
    def patients(self) -> int:
        """Distinct patients; an image of an unknown patient counts as one."""
        return len(self._patients)

    def values(self) -> tuple[FacetValue, ...]:
        """Every value of every facet with its count."""
        return self._counts.values()

    def copies(self, image: ImageRecord) -> int:
        """How many other images have the same pixels."""
        return max(self._times[image.pixel_hash] - 1, 0)

    def files_to_name(self) -> tuple[str, ...]:
        """The images' files whose patient a rule may name."""
        both = zip(self.images, self.facets, strict=True)
        return tuple(image.file for image, facets in both if not facets.known or facets.guessed)

    def add(self, images: Iterable[ImageRecord], problems: Iterable[ScanProblem]) -> Growth:
        """Take in what a scan has read. An image that was there already is replaced and keeps its label."""
        places = self._known_places()
        first = len(self.images)
        changed: dict[int, ImageFacets] = {}
        for image in images:
            at = places.setdefault((image.source, image.file), len(self.images))
            self.skipped.remove((image.source, image.file))
            if at < len(self.images):
                changed.setdefault(at, self.facets[at])
                self._take_out(at)
                image = replace(image, label=image.label or self.images[at].label)
                self.images[at] = image
            else:
                self.images.append(image)
            self._take_in(at, image, changed)
        for problem in problems:
            self.skipped.add(problem)
        return Growth(first, tuple((at, old) for at, old in changed.items() if at < first))

    def _known_places(self) -> dict[tuple[str, str], int]:
        if self._places is None:
            self._places = {(image.source, image.file): at for at, image in enumerate(self.images)}
            self._first_with = {image.pixel_hash: at for at, image in reversed(list(enumerate(self.images)))}
        return self._places

    def _take_in(self, at: int, image: ImageRecord, changed: dict[int, ImageFacets]) -> None:
        self._times[image.pixel_hash] += 1
        self._patients[image.patient] += 1
        self.labelled += image.label is not None
        facets = facets_of(image, twice=self._times[image.pixel_hash] > 1)
        self.nameless += not facets.known
        self.guessed += facets.guessed
        if at < len(self.facets):
            self.facets[at] = facets
        else:
            self.facets.append(facets)
        self._counts.count(facets)
        other = self._first_with.setdefault(image.pixel_hash, at)
        if other == at or self.images[other].pixel_hash != image.pixel_hash:
            return
        if self._times[image.pixel_hash] == 2:  # the first of the two was alone until now
            changed.setdefault(other, self.facets[other])
            self._counts.count(self.facets[other], -1)
            self.facets[other] = facets_of(self.images[other], twice=True)
            self._counts.count(self.facets[other])

    def _take_out(self, at: int) -> None:
        image = self.images[at]
        self._counts.count(self.facets[at], -1)
        self._times[image.pixel_hash] -= 1
        self._patients[image.patient] -= 1
        if not self._patients[image.patient]:
            del self._patients[image.patient]
        self.labelled -= image.label is not None
        self.nameless -= not self.facets[at].known
        self.guessed -= self.facets[at].guessed
