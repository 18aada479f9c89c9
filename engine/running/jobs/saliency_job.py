"""The saliency job: where a kept model of a study sees its evidence in some images; nothing is trained or written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from engine.errors import InputError
from engine.finetuning.classifier import load_classifier
from engine.finetuning.saliency import saliency_of
from engine.images.cache import ImageCache
from engine.running.checkpoint import load_tensors
from engine.running.device import choose_device
from engine.running.events import RunFinished, SaliencyMapped
from engine.running.progress import Reporter
from engine.running.requests import SaliencyRequest
from engine.running.store import ProjectStore
from engine.translation import mark, tr

MAPPING = mark("Looking where the model looks")


def map_saliency(request: SaliencyRequest, reporter: Reporter) -> RunFinished:
    """Send a `SaliencyMapped` for each image that is asked for. Raises InputError, StorageError, ProjectError.

    On the CPU: a few images of a small network take less time there than a GPU takes to wake up.
    """
    device = choose_device("cpu")
    reporter.start("saliency", {MAPPING: 1.0}, device.words)
    reporter.stage(MAPPING, len(request.image_ids), "images")
    store = ProjectStore.open(Path(request.project))
    try:
        entry = store.study(request.study_key)
        path = store.model_path(request.cell_key)
        if entry is None or not path.is_file():
            raise InputError(tr("The model of this training is not kept, so no map can be drawn."), code="no_model")
        records = {image.image_id: image for image in store.cohort().images}
        asked = [records[image_id] for image_id in request.image_ids if image_id in records]
        classifier = load_classifier(load_tensors(path)[0], entry.config.backbone)
        with ImageCache.open(store.images_cache_path) as cache:
            pixels = cache.read()
            for done, image in enumerate(asked, 1):
                reporter.check()
                if not 0 <= image.cache_slot < len(pixels):
                    continue
                one = torch.from_numpy(np.array(pixels[image.cache_slot])[None])
                found = saliency_of(
                    classifier,
                    entry.config.backbone,
                    one,
                    entry.config.image_size,
                    np.array([request.towards], dtype=np.int64),
                )
                rows, columns = found.maps.shape[1:]
                reporter.emit(
                    SaliencyMapped(
                        request.cell_key,
                        image.image_id,
                        request.towards,
                        rows,
                        columns,
                        tuple(found.maps[0].ravel().tolist()),
                        tuple(found.scores[0].tolist()),
                    )
                )
                reporter.advance(done)
    finally:
        store.close()
    return RunFinished(tr("The maps are drawn."), request.project)
