"""The order in which unlabelled images are shown to be labelled: at random, so that any stop leaves a fair sample."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence

from engine.cohort.records import ImageRecord

LABELLING_SEED = 0


def labelling_order(
    images: Sequence[ImageRecord], *, held_out: Collection[str] = (), seed: int = LABELLING_SEED
) -> tuple[int, ...]:
    """Positions in `images` of those that may be labelled, shuffled; the same for the same images and seed.

    After any number of them, the labelled images are a simple random sample (without replacement) of all that may be
    labelled, which is what a curve over labelled images assumes. It depends on the cohort's order and the seed alone,
    never on identifiers. Images of pool folders are not among them.

    held_out: ids of images of test patients that are no test images themselves: their labels would be used for
    nothing, so they come last, shuffled too.
    """
    places = [at for at, image in enumerate(images) if not image.pool_only]
    random.Random(f"labelling {seed}").shuffle(places)
    places.sort(key=lambda at: images[at].image_id in held_out)  # stable: shuffled within each part
    return tuple(places)
