"""What the images can be told apart by on the Data page: label, modality, source, what to look at, how it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from desktop_app.models.facet_words import NOTICE_CODES, READING_CODES, reading_words
from engine.cohort.records import Cohort, ImageRecord
from engine.translation import mark, tr

LABEL, MODALITY, SOURCE, FOLDER = mark("Label"), mark("Modality"), mark("Source"), mark("Folder")
NOTICE, READING = mark("To look at"), mark("How it was read")
FACETS = (LABEL, MODALITY, SOURCE, FOLDER, NOTICE, READING)
UNLABELLED, POOL_ONLY = mark("Unlabelled"), mark("For pretraining only")
UNKNOWN_PATIENT, TWICE = mark("Patient not known"), mark("Same picture twice")
NO_MODALITY, NO_SOURCE = mark("Not DICOM"), mark("No maker named")
_OWN_WORDS = frozenset((UNLABELLED, POOL_ONLY, UNKNOWN_PATIENT, TWICE, NO_MODALITY, NO_SOURCE))
_GUESSED = frozenset(("patient_from_name", "patient_from_folder"))
_LAST_LABELS = {UNLABELLED: 1, POOL_ONLY: 2}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many images have it. value: a marked text, a code of intake, or the user's own."""

    facet: str
    value: str
    count: int

    @property
    def words(self) -> str:
        """The value as it is shown: the user's own names as they are, the program's in the user's language."""
        if self.value in _OWN_WORDS:
            return tr(self.value)
        if self.facet == FOLDER:
            return PurePath(self.value).name or self.value
        return reading_words(self.value) if self.facet in (NOTICE, READING) else self.value


@dataclass(frozen=True, slots=True, eq=False)
class ImageFacets:
    """An image's values. One object serves all images that have the same, so that asking each costs next to nothing.

    label: or `UNLABELLED`, `POOL_ONLY`. modality, source: or `NO_MODALITY`, `NO_SOURCE`. folder: that was read.
    notices: what there is to look at. reading: codes of what intake did. name: of the class, None while unlabelled.
    known: the file names its patient. guessed: a rule on names or folders does, so that another may name it otherwise.
    """

    label: str
    modality: str
    source: str
    folder: str
    notices: tuple[str, ...]
    reading: tuple[str, ...]
    name: str | None
    known: bool
    guessed: bool

    def of(self, facet: str) -> tuple[str, ...]:
        """The values of a facet."""
        one = {LABEL: self.label, MODALITY: self.modality, SOURCE: self.source, FOLDER: self.folder}.get(facet)
        return (one,) if one is not None else self.notices if facet == NOTICE else self.reading

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every facet and value."""
        return ((facet, value) for facet in FACETS for value in self.of(facet))

    def fits(self, wanted: Mapping[str, frozenset[str]]) -> bool:
        """Whether the image has one of the values of each facet in `wanted`; an empty set asks for nothing."""
        return all(any(value in values for value in self.of(facet)) for facet, values in wanted.items() if values)


class FacetCounts:
    """How many images have each value. Values keep their places as counts grow, so that a list does not dance."""

    def __init__(self, facets: Sequence[ImageFacets] = ()) -> None:
        found: Counter[tuple[str, str]] = Counter()
        for image, n in kinds(facets):
            for pair in image.pairs():
                found[pair] += n
        self._counts: Counter[tuple[str, str]] = Counter(dict(found.most_common()))

    def count(self, image: ImageFacets, by: int = 1) -> None:
        """Count an image in, or with -1 out."""
        for pair in image.pairs():
            self._counts[pair] += by

    def values(self) -> tuple[FacetValue, ...]:
        """Every value: labels in alphabetical order, unlabelled last; all others, at first by count.

        Folders only where there are several.
        """
        by_facet: dict[str, list[FacetValue]] = {facet: [] for facet in FACETS}
        for (facet, value), n in self._counts.items():
            if n > 0:
                by_facet[facet].append(FacetValue(facet, value, n))
        by_facet[LABEL].sort(key=lambda value: (_LAST_LABELS.get(value.value, 0), value.value))
        if len(by_facet[FOLDER]) < 2:
            by_facet[FOLDER] = []
        return tuple(value for facet in FACETS for value in by_facet[facet])


def kinds(facets: Sequence[ImageFacets]) -> list[tuple[ImageFacets, int]]:
    """Each object once, with how often it is there; told apart by identity, which costs a hundred thousand nothing."""
    objects = dict(zip(map(id, facets), facets, strict=True))
    return [(objects[key], n) for key, n in Counter(map(id, facets)).items()]


def image_facets(cohort: Cohort) -> tuple[ImageFacets, ...]:
    """The facets of each image, in the cohort's order."""
    return tuple(facets_of_all(cohort.images, Counter(image.pixel_hash for image in cohort.images)))


def facets_of_all(images: Sequence[ImageRecord], times: Mapping[str, int]) -> list[ImageFacets]:
    """The facets of each image. times: how many images have the pixels of a hash."""
    twice = {pixel_hash for pixel_hash, n in times.items() if n > 1}
    return [
        _facets(
            i.label, i.pool_only, i.modality, i.manufacturer, i.source, i.notes, i.patient_known, i.pixel_hash in twice
        )
        for i in images
    ]


def facets_of(image: ImageRecord, *, twice: bool) -> ImageFacets:
    """The facets of one image. twice: another image has the same pixels."""
    return facets_of_all((image,), {image.pixel_hash: 1 + twice})[0]


@lru_cache(maxsize=16_384)
def _facets(
    name: str | None, pool: bool, modality: str | None, maker: str | None, folder: str, notes: tuple[str, ...],
    known: bool, twice: bool,
) -> ImageFacets:  # fmt: skip
    label = POOL_ONLY if pool else name or UNLABELLED
    guessed = any(note in _GUESSED for note in notes)
    notices = (UNKNOWN_PATIENT,) * (not known) + (TWICE,) * twice
    notices += tuple(code for code in notes if code in NOTICE_CODES)
    reading = tuple(code for code in notes if code in READING_CODES)
    source = maker or NO_SOURCE
    return ImageFacets(label, modality or NO_MODALITY, source, folder, notices, reading, name, known, guessed)


def facet_values(facets: Sequence[ImageFacets]) -> tuple[FacetValue, ...]:
    """Every value with its count; see `FacetCounts.values`."""
    return FacetCounts(facets).values()


def chosen(facets: Sequence[ImageFacets], wanted: Mapping[str, frozenset[str]]) -> list[int]:
    """Positions of the images that have one of the values of each facet in `wanted`; an empty set asks for nothing."""
    active = {facet: values for facet, values in wanted.items() if values}
    if not active:
        return list(range(len(facets)))
    fitting = {id(image) for image, _ in kinds(facets) if image.fits(active)}
    return [at for at, key in enumerate(map(id, facets)) if key in fitting]
