"""Which images an initialisation pretrains on. What is of a test patient, or a copy of it, is in no plan's pool."""

from __future__ import annotations

from engine.cohort.records import ImageRecord
from engine.errors import InputError
from engine.learning_curve.design import Initialisation
from engine.running.jobs.study_plan import StudyPlan
from engine.running.seeding import permutation
from engine.translation import tr


def pool_of(initialisation: Initialisation, plan: StudyPlan) -> tuple[ImageRecord, ...]:
    """The images that an initialisation pretrains on, in the cohort's order; none for one that is not pretrained here.

    Subsets are nested: a smaller one is part of every larger one of the same pool. Raises InputError for too large a
    subset, or a kind of image that the pool lacks.
    """
    if initialisation.kind != "simclr":
        return ()
    wanted, size = initialisation.pool, initialisation.pool_size
    images = tuple(image for image in plan.pool if wanted == "all" or image.pool_only == (wanted == "generic"))
    if wanted == "generic" and not images:
        raise InputError(
            tr(
                "'{name}' pretrains on the images of pool folders, and the project has none that are not of test "
                "patients. Add a folder of images as a pool.",
                name=initialisation.name,
            ),
            code="no_generic_pool",
        )
    if size is None or size == len(images):
        return images
    if size > len(images):
        raise InputError(
            tr(
                "'{name}' wants {size} images to pretrain on, but there are {there} of that kind. Add images, or "
                "choose a smaller number.",
                name=initialisation.name,
                size=size,
                there=len(images),
            ),
            code="pool_too_small",
        )
    chosen = sorted(permutation(len(images), "pool", plan.entry.config.pretraining.seed)[:size].tolist())
    return tuple(images[index] for index in chosen)
