"""Facets against the obvious way of counting."""

from __future__ import annotations

import pytest

from desktop_app.models.facets import (
    FOLDER,
    LABEL,
    NO_MODALITY,
    NO_SOURCE,
    NOTICE,
    POOL_ONLY,
    READING,
    SOURCE,
    TWICE,
    UNLABELLED,
    chosen,
    facet_values,
    image_facets,
)
from engine.cohort.records import Cohort
from tests.desktop_app.fakes import make_cohort, make_image


@pytest.mark.parametrize("n", [0, 1, 90])
def test_counts_are_those_of_the_records(n: int) -> None:
    cohort = make_cohort(n)
    counts = {(value.facet, value.value): value.count for value in facet_values(image_facets(cohort))}
    for name, count in cohort.class_counts.items():
        assert counts[LABEL, name] == count
    assert counts.get((LABEL, UNLABELLED), 0) == sum(image.label is None for image in cohort.images)
    assert sum(count for (facet, _), count in counts.items() if facet == SOURCE) == n


def test_both_of_a_pair_are_told() -> None:
    images = (make_image(0), make_image(1, pixel_hash=make_image(0).pixel_hash), make_image(2))
    assert [TWICE in facets.notices for facets in image_facets(Cohort(images))] == [True, True, False]


def test_pool_images_are_not_called_unlabelled() -> None:
    facets = image_facets(Cohort((make_image(0, pool_only=True), make_image(1, modality=None, manufacturer=None))))
    assert [image.label for image in facets] == [POOL_ONLY, UNLABELLED]
    assert (facets[1].modality, facets[1].source) == (NO_MODALITY, NO_SOURCE)


def test_values_of_one_facet_add_and_facets_restrict() -> None:
    cohort = make_cohort(90)
    facets = image_facets(cohort)
    wanted = {LABEL: frozenset({"covid", "normal"}), SOURCE: frozenset({"Kestrel"}), NOTICE: frozenset()}
    expected = [
        at for at, image in enumerate(cohort.images) if image.label is not None and image.manufacturer == "Kestrel"
    ]
    assert chosen(facets, wanted) == expected
    assert chosen(facets, {}) == list(range(90))


def test_what_intake_did_and_left_out_are_facets() -> None:
    images = (
        make_image(0, notes=("inverted", "window_ignored", "percentile_window")),
        make_image(1, notes=("windowed",)),
        make_image(2, notes=()),
    )
    facets = image_facets(Cohort(images))
    counts = {(value.facet, value.value): value for value in facet_values(facets)}
    assert counts[READING, "inverted"].count == counts[NOTICE, "window_ignored"].count == 1
    assert counts[READING, "inverted"].words == "Inverted"
    assert chosen(facets, {READING: frozenset({"inverted", "windowed"})}) == [0, 1]
    assert chosen(facets, {READING: frozenset({"inverted", "windowed"}), NOTICE: frozenset({"window_ignored"})}) == [0]


def test_folders_are_told_apart_only_where_there_are_several() -> None:
    one = facet_values(image_facets(Cohort((make_image(0), make_image(1)))))
    assert all(value.facet != FOLDER for value in one)
    two = facet_values(image_facets(Cohort((make_image(0), make_image(1, source="/disc/ward 7")))))
    assert [value.words for value in two if value.facet == FOLDER] == ["images", "ward 7"]
