"""What the images can be told apart by on the Data page: label, source, and what the user should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.cohort.records import Cohort, ImageRecord
from engine.translation import mark, tr

LABEL, SOURCE, NOTICE = mark("Label"), mark("Source"), mark("To look at")
UNLABELLED, POOL_ONLY = mark("Unlabelled"), mark("For pretraining only")
UNKNOWN_PATIENT, TWICE = mark("Patient not known"), mark("Same picture twice")
NO_SOURCE = mark("Not DICOM")
_OWN_WORDS = frozenset((UNLABELLED, POOL_ONLY, UNKNOWN_PATIENT, TWICE, NO_SOURCE))
_LAST_LABELS = {UNLABELLED: 1, POOL_ONLY: 2}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet (a marked text) and how many images have it."""

    facet: str
    value: str
    count: int

    @property
    def words(self) -> str:
        """The value as it is shown: the user's own names as they are, the program's in the user's language."""
        return tr(self.value) if self.value in _OWN_WORDS else self.value


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

    def fits(self, wanted: Mapping[str, frozenset[str]]) -> bool:
        """Whether the image has one of the values of each facet in `wanted`; an empty set asks for nothing."""
        return all(self.has(facet, values) for facet, values in wanted.items() if values)


class FacetCounts:
    """How many images have each value. Values keep their places as counts grow, so that a list does not dance."""

    def __init__(self, facets: Sequence[ImageFacets] = ()) -> None:
        self._labels = Counter(image.label for image in facets)
        sources = Counter(image.source for image in facets)
        notices = Counter(notice for image in facets for notice in image.notices)
        self._sources: Counter[str] = Counter(dict(sources.most_common()))
        self._notices: Counter[str] = Counter(dict(notices.most_common()))

    def count(self, image: ImageFacets, by: int = 1) -> None:
        """Count an image in, or with -1 out."""
        self._labels[image.label] += by
        self._sources[image.source] += by
        for notice in image.notices:
            self._notices[notice] += by

    def values(self) -> tuple[FacetValue, ...]:
        """Every value: labels in alphabetical order, unlabelled last; sources and notices, at first by count."""
        labels = sorted(self._labels, key=lambda name: (_LAST_LABELS.get(name, 0), name))
        all_values = (
            *(FacetValue(LABEL, name, self._labels[name]) for name in labels),
            *(FacetValue(SOURCE, name, n) for name, n in self._sources.items()),
            *(FacetValue(NOTICE, name, n) for name, n in self._notices.items()),
        )
        return tuple(value for value in all_values if value.count > 0)


def image_facets(cohort: Cohort) -> tuple[ImageFacets, ...]:
    """The facets of each image, in the cohort's order."""
    times = Counter(image.pixel_hash for image in cohort.images)
    return tuple(facets_of(image, twice=times[image.pixel_hash] > 1) for image in cohort.images)


def facets_of(image: ImageRecord, *, twice: bool) -> ImageFacets:
    """The facets of one image. twice: another image has the same pixels."""
    notices = (UNKNOWN_PATIENT,) * (not image.patient_known) + (TWICE,) * twice
    label = POOL_ONLY if image.pool_only else image.label or UNLABELLED
    parts = [part for part in (image.modality, image.manufacturer) if part]
    return ImageFacets(label, " · ".join(parts) or NO_SOURCE, notices)


def facet_values(facets: Sequence[ImageFacets]) -> tuple[FacetValue, ...]:
    """Every value with its count: labels in alphabetical order, unlabelled last; then sources and notices by count."""
    return FacetCounts(facets).values()


def chosen(facets: Sequence[ImageFacets], wanted: Mapping[str, frozenset[str]]) -> list[int]:
    """Positions of the images that have one of the values of each facet in `wanted`; an empty set asks for nothing."""
    active = {facet: values for facet, values in wanted.items() if values}
    if not active:
        return list(range(len(facets)))
    return [at for at, image in enumerate(facets) if image.fits(active)]
