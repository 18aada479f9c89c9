"""The growing view of a cohort against the view that is made of the whole at once."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from desktop_app.models.cohort_view import CohortView
from desktop_app.models.facets import TWICE, UNKNOWN_PATIENT
from engine.cohort.records import Cohort, ImageRecord
from tests.desktop_app.fakes import make_cohort, make_image


def numbers(view: CohortView) -> tuple[object, ...]:
    values = sorted((value.facet, value.value, value.count) for value in view.values())
    copies = sorted((image.image_id, view.copies(image)) for image in view.images)
    counts = (len(view.images), view.patients, view.labelled, view.nameless, view.guessed, len(view.skipped))
    return counts, values, copies


@pytest.mark.parametrize("seed", range(4))
def test_grown_piece_by_piece_it_is_what_it_is_at_once(seed: int) -> None:
    cohort = make_cohort(240, problems=30)
    images = list(cohort.images)
    random.Random(seed).shuffle(images)
    grown = CohortView(Cohort(tuple(images[:50])))
    for start in range(50, 240, 37):
        growth = grown.add(images[start : start + 37], cohort.problems[:start])
        assert growth.first == start
    whole = CohortView(Cohort(tuple(images), cohort.problems))
    assert numbers(grown) == numbers(whole)
    assert grown.facets == whole.facets


def test_the_first_of_a_pair_is_told_when_the_second_comes() -> None:
    view = CohortView(Cohort((make_image(0), make_image(1))))
    growth = view.add([make_image(2, pixel_hash=make_image(0).pixel_hash)], [])
    assert [(at, TWICE in before.notices) for at, before in growth.changed] == [(0, False)]
    assert [TWICE in facets.notices for facets in view.facets] == [True, False, True]
    assert [view.copies(image) for image in view.images] == [1, 0, 1]


def test_an_image_that_was_read_again_replaces_itself_and_keeps_its_label() -> None:
    before = make_image(0, "covid", patient_known=False)
    view = CohortView(Cohort((before, make_image(1))))
    again = replace(before, label=None, patient="f" * 16, patient_known=True, notes=("patient_from_name",))
    growth = view.add([again], [])
    assert (growth.first, len(growth.changed), len(view.images)) == (2, 1, 2)
    assert view.images[0] == replace(again, label="covid")
    assert (view.nameless, view.guessed, view.labelled) == (0, 1, 1)
    assert UNKNOWN_PATIENT not in {value.value for value in view.values()}
    assert numbers(view) == numbers(CohortView(Cohort(tuple(view.images))))


def test_a_file_that_was_let_in_is_skipped_no_longer() -> None:
    cohort = make_cohort(3, problems=2)
    view = CohortView(cohort)
    let_in = make_image(9, source=cohort.problems[0].source, file=cohort.problems[0].file)
    view.add([let_in], [cohort.problems[1]])
    assert len(view.skipped) == 1
    assert len(view.images) == 4


def test_only_images_that_a_rule_may_name_are_asked_about() -> None:
    images: tuple[ImageRecord, ...] = (
        make_image(0),
        make_image(1, patient_known=False),
        make_image(2, notes=("patient_from_folder",)),
        make_image(3, notes=("patient_from_study",)),
    )
    assert CohortView(Cohort(images)).files_to_name() == (images[1].file, images[2].file)
