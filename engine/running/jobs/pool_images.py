"""The pixels that a pretraining sees: the pool's, from memory or from a file, and some labelled ones to look at."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from engine.batches.reduced import reduced_copy, remove_stale
from engine.batches.resident import resident_images, training_side
from engine.batches.source import ImageSource, MappedImages, ResidentImages, fits_in_memory
from engine.cohort.records import ImageRecord
from engine.errors import StorageError
from engine.images.cache import ImageCache
from engine.pretraining.checks import MOST_IMAGES, LabelledImages
from engine.running.device import DeviceChoice
from engine.running.jobs.study_plan import StudyPlan
from engine.running.progress import Reporter
from engine.running.store import ProjectStore
from engine.translation import tr

_COPIES = "pool-*.u8"
_REVISION = 1  # raise when `resident.fitted` gives other bytes


def pool_source(
    images: Sequence[ImageRecord],
    plan: StudyPlan,
    store: ProjectStore,
    cache: ImageCache,
    device: DeviceChoice,
    reporter: Reporter,
) -> ImageSource:
    """The images, some or all of the plan's pool, at the training side.

    Few are held in memory. Many are read from the cache, batch by batch; when they are trained on at a smaller side,
    from a copy of the whole pool at that side in the project's cache folder, which all initialisations share and which
    is removed once another is needed or none.
    """
    folder, side = store.images_cache_path.parent, training_side(plan.entry.config.image_size, cache.side)
    large = not fits_in_memory(len(plan.pool), side, device.device)
    path = copy_path(folder, plan.pool, side) if large and side < cache.side else None
    remove_stale(folder, _COPIES, path)
    slots = [image.cache_slot for image in images]
    if fits_in_memory(len(images), side, device.device):
        return ResidentImages(resident_images(np.asarray(cache.read()), slots, side, device.device), device.device)
    if path is None:
        return MappedImages(cache.read(), slots, side, device.device)
    try:
        pixels = reduced_copy(cache, [i.cache_slot for i in plan.pool], side, path, check=reporter.check)
    except StorageError:
        remove_stale(folder, _COPIES, None)
        reporter.warn(
            "no_pool_copy",
            tr(
                "There is no room on the disk for a reduced copy of the pool, so its images are reduced again whenever "
                "they are trained on. The result is the same; it takes longer."
            ),
        )
        return MappedImages(cache.read(), slots, side, device.device)
    row_of = {image.image_id: row for row, image in enumerate(plan.pool)}
    return MappedImages(pixels, [row_of[image.image_id] for image in images], side, device.device)


def copy_path(folder: Path, pool: Sequence[ImageRecord], side: int) -> Path:
    """Where the pool's copy at `side` is, or will be: the name tells the very images, in their order, and the side."""
    content = [image.shown_hash or image.pixel_hash for image in pool]
    name = hashlib.blake2b(msgspec.json.encode([_REVISION, side, content]), digest_size=12).hexdigest()
    return folder / f"pool-{name}.u8"


def labelled_images(plan: StudyPlan, cache: ImageCache, device: DeviceChoice) -> LabelledImages:
    """Labelled training images for looking at what is learned, in the order of the first seed's label budgets, so that
    any first part has the classes in proportion. They are in no test set."""
    chosen = plan.orders[0][:MOST_IMAGES]
    side = training_side(plan.entry.config.image_size, cache.side)
    number: dict[str, int] = {}
    return LabelledImages(
        resident_images(np.asarray(cache.read()), [image.cache_slot for image in chosen], side, device.device),
        np.array([plan.class_index(image) for image in chosen], dtype=np.int64),
        np.array([number.setdefault(image.patient, len(number)) for image in chosen], dtype=np.int64),
    )
