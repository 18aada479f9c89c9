"""Patient-disjoint test set and nested label budgets.

Nothing here looks at an identifier but to compare it with another, so all of it depends on the cohort's order and the
seed alone, not on the project's salt.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from engine.cohort.grouping import group_numbers, grouped
from engine.cohort.records import ImageRecord
from engine.errors import InputError
from engine.translation import tr


@dataclass(frozen=True, slots=True)
class Split:
    """The project's fixed division, made once and kept.

    test: image_ids of the labelled images that every cell is measured on, in the cohort's order.
    held_out: image_ids of every image, labelled or not, of a test patient (or a duplicate of one): in no pool, in no
        label budget. Contains `test`.
    seed, test_fraction: what it was drawn with.
    """

    test: tuple[str, ...]
    held_out: tuple[str, ...]
    seed: int
    test_fraction: float


Group = tuple[ImageRecord, ...]
Item = TypeVar("Item")


def make_split(images: Sequence[ImageRecord], *, test_fraction: float, seed: int) -> Split:
    """Draw the test set: whole groups (see `grouping`), about `test_fraction` of each class's labelled images.

    Groups are taken in a random order when they bring the test set nearer to its size in every class taken together,
    and never the last group of a class. Raises InputError when there are fewer than two classes, or a class has
    labelled images of one group only.
    """
    if not 0 < test_fraction < 1:
        raise InputError(
            tr("The test fraction must lie between 0 and 1. Choose for example {example}.", example=0.3),
            code="test_fraction",
        )
    groups = grouped(images)
    totals = _count(images)
    _check_classes(groups, totals)
    wanted = {name: max(1.0, test_fraction * totals[name]) for name in totals}
    order = [group for group in groups if _count(group)]
    random.Random(f"test set {seed}").shuffle(order)
    chosen: list[Group] = []
    have: Counter[str] = Counter()
    for group in order:
        counts = _count(group)
        if _leaves_training(counts, have, totals) and _distance(have + counts, wanted) < _distance(have, wanted):
            chosen.append(group)
            have += counts
    for name in sorted(totals):  # a class whose groups are all larger than its share of the test set
        if not have[name]:
            group = _smallest_with(name, [g for g in order if g not in chosen], have, totals)
            chosen.append(group)
            have += _count(group)
    held_out = {image.image_id for group in chosen for image in group}
    return Split(
        test=tuple(i.image_id for i in images if i.image_id in held_out and _class(i) is not None),
        held_out=tuple(i.image_id for i in images if i.image_id in held_out),
        seed=seed,
        test_fraction=test_fraction,
    )


def pool(images: Sequence[ImageRecord], split: Split) -> tuple[ImageRecord, ...]:
    """The images for pretraining, in the cohort's order, labelled or not: all of whose patient no image is held out.

    So an image that came later, or whose patient became known later, never brings a test patient to the encoder, and
    neither does a copy of a test image.
    """
    held_out = set(split.held_out)
    groups = group_numbers(images)
    closed = {group for group, image in zip(groups, images, strict=True) if image.image_id in held_out}
    return tuple(image for group, image in zip(groups, images, strict=True) if group not in closed)


def training_images(images: Sequence[ImageRecord], split: Split) -> tuple[ImageRecord, ...]:
    """The labelled images to train on, in the cohort's order: not held out, not of a pool folder."""
    return tuple(image for image in pool(images, split) if _class(image) is not None)


def label_order(images: Sequence[ImageRecord], split: Split, seed: int) -> tuple[str, ...]:
    """The training images' ids in the order in which labels are added for `seed`; a budget of n is the first n.

    So budgets are nested. Every class is in even the smallest prefix of as many images as there are classes; after that
    each prefix has the classes in proportion, to within an image or so. Within its class a patient's images follow one
    another, as labels are given.
    """
    training = training_images(images, split)
    totals = _count(training)
    chance = random.Random(f"label order {seed}")
    patients: dict[str, list[ImageRecord]] = {}
    for image in training:
        patients.setdefault(image.patient, []).append(image)
    queues: dict[str, list[str]] = {name: [] for name in sorted(totals)}
    for members in _shuffled(list(patients.values()), chance):
        for image in _shuffled(members, chance):
            queues[str(image.label)].append(image.image_id)
    starts = sorted(queues)
    chance.shuffle(starts)
    order: list[str] = []
    taken: Counter[str] = Counter()
    for position in range(len(training)):
        if position < len(starts):
            name = starts[position]
        else:
            share = (position + 1) / len(training)
            left = (name for name in sorted(queues) if taken[name] < totals[name])
            name = max(left, key=lambda n: totals[n] * share - taken[n])
        order.append(queues[name][taken[name]])
        taken[name] += 1
    return tuple(order)


def _shuffled(items: Sequence[Item], chance: random.Random) -> list[Item]:
    mixed = list(items)
    chance.shuffle(mixed)
    return mixed


def _class(image: ImageRecord) -> str | None:
    """The image's label; images of a pool folder have none."""
    return None if image.pool_only else image.label


def _count(images: Sequence[ImageRecord]) -> Counter[str]:
    return Counter(name for image in images if (name := _class(image)) is not None)


def _check_classes(groups: Sequence[Group], totals: Counter[str]) -> None:
    if len(totals) < 2:
        if not totals:
            raise InputError(
                tr(
                    "There are no labelled images, and at least two classes are needed. Add labelled images of another "
                    "class."
                ),
                code="no_labels",
            )
        raise InputError(
            tr(
                "There are only the class '{name}', and at least two classes are needed. Add labelled images of "
                "another class.",
                name=next(iter(totals)),
            ),
            code="one_class",
        )
    holders = Counter(name for group in groups for name in _count(group))
    lacking = [name for name in sorted(totals) if holders[name] < 2]
    if lacking:
        raise InputError(
            tr(
                "The class '{name}' has labelled images of one patient only, so it cannot be both trained on and "
                "tested. Label images of at least one more patient of this class.",
                name=lacking[0],
            ),
            code="one_patient",
        )


def _distance(have: Counter[str], wanted: dict[str, float]) -> float:
    """How far a test set is from its size, in shares of each class, summed."""
    return sum(abs(wanted[name] - have[name]) / wanted[name] for name in wanted)


def _leaves_training(counts: Counter[str], have: Counter[str], totals: Counter[str]) -> bool:
    """Whether every class keeps an image to train on."""
    return all(have[name] + counts[name] < totals[name] for name in counts)


def _smallest_with(name: str, groups: Sequence[Group], have: Counter[str], totals: Counter[str]) -> Group:
    """The smallest group with class `name` that leaves every class something to train on. Raises InputError."""
    fitting = [g for g in groups if _count(g)[name] and _leaves_training(_count(g), have, totals)]
    if not fitting:
        raise InputError(
            tr(
                "No test set has the class '{name}' both in it and left to train on, since its patients are also those "
                "of other classes. Label images of more patients.",
                name=name,
            ),
            code="few_patients",
        )
    return min(fitting, key=lambda group: sum(_count(group).values()))
