"""The linear probe of every cell: each encoder sees each image once, then every budget costs a fraction of a second."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from engine.batches.source import MappedImages
from engine.finetuning.probe import encode
from engine.images.cache import ImageCache
from engine.learning_curve.design import Cell, Initialisation, study_cells
from engine.learning_curve.points import LINEAR_PROBE
from engine.learning_curve.trace import measure_probe
from engine.running.device import DeviceChoice
from engine.running.events import PointMeasured
from engine.running.jobs.pretrain_stage import key_of_cell
from engine.running.jobs.study_plan import StudyPlan
from engine.running.progress import Reporter
from engine.running.store import ProjectStore
from engine.translation import mark

PROBING = mark("Linear probe")


def probe_cells(
    plan: StudyPlan,
    store: ProjectStore,
    cache: ImageCache,
    device: DeviceChoice,
    encoders: dict[str, dict[str, Tensor] | None],
    reporter: Reporter,
) -> None:
    """Measure the probe of every cell that is not in the record. Stops, without an error, when finishing early."""
    entry, config = plan.entry, plan.entry.config
    cells = study_cells(config, entry.budgets)
    reporter.stage(PROBING, len(cells), "probes")
    features = _FeatureBank(plan, cache, device, encoders, reporter)
    train_row = {image.image_id: row for row, image in enumerate(plan.train)}
    for number, cell in enumerate(cells, start=1):
        reporter.check()
        if reporter.control.finishing_early:
            return
        key = key_of_cell(LINEAR_PROBE, plan, cell, device)
        measured = store.cell(key)
        reused = measured is not None
        if measured is None:
            train, test = features.of(cell)
            chosen = plan.orders[cell.seed][: cell.n_labels]
            measured = measure_probe(
                key,
                cell.initialisation.name,
                cell.seed,
                train[[train_row[i.image_id] for i in chosen]],
                [plan.class_index(i) for i in chosen],
                test,
                plan.measurements.truth,
                len(entry.classes),
                plan.positive,
                config.finetuning,
            )
        store.add_cell(entry.study_key, measured)
        reporter.advance(number, found=reused)
        reporter.emit(PointMeasured(entry.study_key, measured.point, number, len(cells), reused))


class _FeatureBank:
    """The features of the training and the test images under each encoder, computed when first asked for."""

    def __init__(
        self,
        plan: StudyPlan,
        cache: ImageCache,
        device: DeviceChoice,
        encoders: dict[str, dict[str, Tensor] | None],
        reporter: Reporter,
    ) -> None:
        self._plan, self._cache, self._device = plan, cache, device
        self._encoders, self._reporter = encoders, reporter
        self._known: dict[tuple[str, int], tuple[NDArray[np.float32], NDArray[np.float32]]] = {}

    def of(self, cell: Cell) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        name = (cell.initialisation.name, cell.seed if cell.initialisation.kind == "scratch" else 0)
        if name not in self._known:
            self._known[name] = self._encode(cell.initialisation, cell.seed)
        return self._known[name]

    def _encode(self, initialisation: Initialisation, seed: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        config, train, test = self._plan.entry.config, self._plan.train, self._plan.test
        slots = [image.cache_slot for image in (*train, *test)]
        features = encode(
            MappedImages(np.asarray(self._cache.read()), slots, device=self._device.device),
            self._encoders[initialisation.name],
            config.backbone,
            config.image_size,
            self._device,
            seed=seed,
            check=self._reporter.check,
        )
        return features[: len(train)], features[len(train) :]
