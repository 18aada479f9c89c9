"""The split's promises, over many cohorts: no patient on both sides, all classes on both, budgets nested."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import replace

import pytest

from engine.cohort.grouping import group_numbers
from engine.cohort.records import ImageRecord
from engine.cohort.split import label_order, make_split, pool, training_images
from engine.errors import InputError
from tests.engine.cohort.records import record


def cohort(seed: int, classes: int = 2, images: int = 300) -> list[ImageRecord]:
    """Patients of 1 to 6 images, some of two classes, some copies, some unlabelled, some pool images."""
    chance = random.Random(seed)
    made: list[ImageRecord] = []
    patient = 0
    while len(made) < images:
        patient += 1
        name = f"class {chance.randrange(classes)}"
        for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
            own = f"class {chance.randrange(classes)}" if chance.random() < 0.1 else name
            label = None if chance.random() < 0.2 else own
            copied = chance.choice(made).pixel_hash if made and chance.random() < 0.02 else f"h{len(made)}"
            made.append(record(len(made), patient, label, pixel_hash=copied, pool_only=chance.random() < 0.05))
    return made


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("classes", [2, 3, 5])
def test_promises(seed: int, classes: int) -> None:
    images = cohort(seed, classes)
    split = make_split(images, test_fraction=0.3, seed=seed)
    by_id = {image.image_id: image for image in images}
    test, held_out = [by_id[i] for i in split.test], set(split.held_out)
    groups = dict(zip((i.image_id for i in images), group_numbers(images), strict=True))
    training, unheld = training_images(images, split), pool(images, split)

    assert not {groups[i] for i in held_out} & {groups[image.image_id] for image in unheld}
    assert {i.patient for i in test}.isdisjoint(i.patient for i in unheld)
    assert {i.pixel_hash for i in test}.isdisjoint(i.pixel_hash for i in unheld)
    assert set(split.test) == {i for i in held_out if by_id[i].label and not by_id[i].pool_only}
    assert len(held_out) + len(unheld) == len(images)
    assert all(image.label and not image.pool_only for image in training)
    order = [image.image_id for image in images]
    for ids in (split.test, split.held_out, [i.image_id for i in training], [i.image_id for i in unheld]):
        assert list(ids) == [i for i in order if i in set(ids)]
    totals = Counter(i.label for i in images if i.label and not i.pool_only)
    tested = Counter(i.label for i in test)
    for name, total in totals.items():
        assert 0.15 < tested[name] / total < 0.45
    assert make_split(images, test_fraction=0.3, seed=seed) == split


def test_nothing_depends_on_the_salt() -> None:
    images = cohort(5)
    other = [
        replace(
            i, image_id=f"other {i.image_id[::-1]}", patient=f"{hash((i.patient, 1))}", pixel_hash=i.pixel_hash[::-1]
        )
        for i in images
    ]
    place = {image.image_id: n for n, image in enumerate(images)} | {image.image_id: n for n, image in enumerate(other)}
    one, two = (make_split(these, test_fraction=0.3, seed=1) for these in (images, other))
    assert [place[i] for i in one.held_out] == [place[i] for i in two.held_out]
    orders = [label_order(these, split, 3) for these, split in ((images, one), (other, two))]
    assert [place[i] for i in orders[0]] == [place[i] for i in orders[1]]


def test_seeds_matter() -> None:
    images = cohort(5)
    splits = {make_split(images, test_fraction=0.3, seed=seed).test for seed in range(4)}
    assert len(splits) == 4
    split = make_split(images, test_fraction=0.3, seed=0)
    assert len({label_order(images, split, seed) for seed in range(4)}) == 4


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("classes", [2, 3])
def test_label_orders_have_every_class_in_proportion(seed: int, classes: int) -> None:
    images = cohort(seed, classes)
    split = make_split(images, test_fraction=0.3, seed=0)
    order = label_order(images, split, seed)
    training = {image.image_id: image for image in training_images(images, split)}
    assert sorted(order) == sorted(training)
    totals = Counter(image.label for image in training.values())
    assert {training[i].label for i in order[:classes]} == set(totals)
    for n in range(classes, len(order) + 1):
        seen = Counter(training[i].label for i in order[:n])
        for name, total in totals.items():
            assert abs(seen[name] - n * total / len(order)) <= classes
    # Within a class, a patient's images are together.
    for name in totals:
        patients = [training[i].patient for i in order if training[i].label == name]
        runs = 1 + sum(a != b for a, b in itertools.pairwise(patients))
        assert runs == len(set(patients))


def test_rare_classes_are_on_both_sides() -> None:
    images = [record(n, label="common") for n in range(200)]
    images += [record(1000 + n, f"rare{n // 6}", "rare") for n in range(12)]  # two patients, each half of the class
    for seed in range(10):
        split = make_split(images, test_fraction=0.1, seed=seed)
        held = set(split.test)
        assert Counter(i.image_id in held for i in images if i.label == "rare") == {True: 6, False: 6}


@pytest.mark.parametrize("fraction", [0.05, 0.2, 0.5, 0.8])
def test_sizes_follow_the_fraction(fraction: float) -> None:
    images = [record(n, label="ab"[n % 2]) for n in range(400)]
    split = make_split(images, test_fraction=fraction, seed=0)
    assert len(split.test) == pytest.approx(400 * fraction, abs=2)


@pytest.mark.parametrize(
    ("images", "words"),
    [
        ([], "no labelled images"),
        ([record(0, label="a"), record(1, label="a")], "only the class 'a'"),
        ([record(0, label="a"), record(1, label="a"), record(2, label="b")], "class 'b'"),
        ([record(0, 1, "a"), record(1, 1, "b"), record(2, 2, "a")], "class 'b'"),
        ([record(0, label="a"), record(1, label="a"), record(2, 9, "b"), record(3, 9, "b")], "class 'b'"),
        ([record(0, label="a"), record(1, label="b", pool_only=True)], "only the class 'a'"),
    ],
)
def test_what_is_missing_is_said(images: list[ImageRecord], words: str) -> None:
    with pytest.raises(InputError, match=words):
        make_split(images, test_fraction=0.3, seed=0)


@pytest.mark.parametrize("fraction", [0.0, 1.0, -1.0])
def test_fractions_that_make_no_sense(fraction: float) -> None:
    with pytest.raises(InputError):
        make_split(cohort(0), test_fraction=fraction, seed=0)


def test_what_comes_later_never_brings_a_test_patient_to_the_encoder() -> None:
    images = cohort(3, 2)
    split = make_split(images, test_fraction=0.3, seed=3)
    by_id = {image.image_id: image for image in images}
    tested = by_id[split.test[0]]
    stranger = pool(images, split)[0]
    later = (
        replace(stranger, image_id="same patient", patient=tested.patient, pixel_hash="new 1"),
        replace(stranger, image_id="a copy", patient="another", pixel_hash=tested.pixel_hash),
        replace(stranger, image_id="of the copy's patient", patient="another", pixel_hash="new 2"),
        replace(stranger, image_id="nobody's", patient="new", pixel_hash="new 3", label="normal"),
    )
    ids = {image.image_id for image in pool((*images, *later), split)}
    assert ids == {image.image_id for image in pool(images, split)} | {"nobody's"}
    assert set(label_order((*images, *later), split, 0)) <= ids

    # Who is who becomes known after the split was drawn: the test set stays, the patient's other images leave the rest.
    joined = tuple(replace(i, patient=tested.patient) if i == stranger else i for i in images)
    assert stranger.image_id not in {image.image_id for image in pool(joined, split)}
