"""Any stop leaves a fair sample."""

from __future__ import annotations

from engine.cohort.label_order import labelling_order
from tests.engine.cohort.records import record

IMAGES = tuple(record(at, pool_only=at % 10 == 9) for at in range(100))


def test_every_image_once_pools_left_out() -> None:
    order = labelling_order(IMAGES)
    assert sorted(order) == [at for at in range(100) if at % 10 != 9]
    assert list(order) != sorted(order)
    assert order == labelling_order(IMAGES), "the same at the next start"


def test_every_image_is_equally_likely_among_the_first() -> None:
    """Over 400 seeds, each of 90 images is among the first 30 in about a third; 5 standard deviations are allowed."""
    times = dict.fromkeys(labelling_order(IMAGES), 0)
    for seed in range(400):
        for at in labelling_order(IMAGES, seed=seed)[:30]:
            times[at] += 1
    spread = (400 * (1 / 3) * (2 / 3)) ** 0.5
    assert all(abs(n - 400 / 3) < 5 * spread for n in times.values())


def test_labels_that_would_be_used_for_nothing_come_last() -> None:
    held_out = {IMAGES[at].image_id for at in range(0, 40, 4)}
    order = labelling_order(IMAGES, held_out=held_out)
    assert {IMAGES[at].image_id for at in order[-10:]} == held_out
