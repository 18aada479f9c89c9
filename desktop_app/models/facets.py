"""What the images can be told apart by on the Data page: label, source, and what the user should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.cohort.records import Cohort, ImageRecord, ScanProblem

LABEL, SOURCE, NOTICE = "Label", "Source", "To look at"
UNLABELLED, POOL_ONLY = "Unlabelled", "For pretraining only"
UNKNOWN_PATIENT, TWICE = "Patient not known", "Same picture twice"
NO_SOURCE = "Not DICOM"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many images have it."""

    facet: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class ImageFacets:
    """An image's values: its label (or `UNLABELLED`, `POOL_ONLY`), its source, and what there is to look at."""

    label: str
    source: str
    notices: tuple[str, ...]

    def has(self, facet: str, values: frozenset[str]) -> bool:
        """Whether the image has one of `values` of a facet."""
        if facet == LABEL:
            return self.label in values
        if facet == SOURCE:
            return self.source in values
        return any(notice in values for notice in self.notices)


def image_facets(cohort: Cohort) -> tuple[ImageFacets, ...]:
    """The facets of each image, in the cohort's order."""
    times = Counter(image.pixel_hash for image in cohort.images)
    return tuple(_of(image, times) for image in cohort.images)


def _of(image: ImageRecord, times: Mapping[str, int]) -> ImageFacets:
    notices = []
    if not image.patient_known:
        notices.append(UNKNOWN_PATIENT)
    if times[image.pixel_hash] > 1:
        notices.append(TWICE)
    label = POOL_ONLY if image.pool_only else image.label or UNLABELLED
    parts = [part for part in (image.modality, image.manufacturer) if part]
    return ImageFacets(label, " · ".join(parts) or NO_SOURCE, tuple(notices))


def facet_values(facets: Sequence[ImageFacets]) -> tuple[FacetValue, ...]:
    """Every value with its count: labels in alphabetical order, unlabelled last; then sources and notices by count."""
    labels = Counter(image.label for image in facets)
    sources = Counter(image.source for image in facets)
    notices = Counter(notice for image in facets for notice in image.notices)
    last = {UNLABELLED: 1, POOL_ONLY: 2}
    ordered = sorted(labels, key=lambda name: (last.get(name, 0), name))
    return (
        *(FacetValue(LABEL, name, labels[name]) for name in ordered),
        *(FacetValue(SOURCE, name, n) for name, n in sources.most_common()),
        *(FacetValue(NOTICE, name, n) for name, n in notices.most_common()),
    )


def chosen(facets: Sequence[ImageFacets], wanted: Mapping[str, frozenset[str]]) -> tuple[int, ...]:
    """Positions of the images that have one of the values of each facet in `wanted`; an empty set asks for nothing."""
    active = [(facet, values) for facet, values in wanted.items() if values]
    return tuple(at for at, image in enumerate(facets) if all(image.has(facet, values) for facet, values in active))


def problems_by_reason(problems: Sequence[ScanProblem]) -> tuple[tuple[str, tuple[ScanProblem, ...]], ...]:
    """The skipped files grouped by code, the most frequent first."""
    groups: dict[str, list[ScanProblem]] = {}
    for problem in problems:
        groups.setdefault(problem.code, []).append(problem)
    return tuple((code, tuple(group)) for code, group in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])))
