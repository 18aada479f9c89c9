"""The study's fine-tunings: what is in the record is taken from there, the rest is trained, several cells at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from engine.batches.resident import resident_images, training_side
from engine.finetuning.config import batch_size_of, training_steps
from engine.images.cache import ImageCache
from engine.learning_curve.design import Cell, study_cells
from engine.learning_curve.points import FINE_TUNED, MeasuredCell
from engine.learning_curve.trace import CellData, measure_fine_tuned
from engine.running.at_once import own_stream, trainings_at_once
from engine.running.checkpoint import save_tensors
from engine.running.device import DeviceChoice
from engine.running.events import AnswerSettled, PointMeasured
from engine.running.jobs.answer_stage import answer
from engine.running.jobs.cell_order import CellOrder
from engine.running.jobs.pretrain_stage import key_of_cell
from engine.running.jobs.study_plan import StudyPlan
from engine.running.progress import Reporter
from engine.running.side_by_side import Steps, run_side_by_side
from engine.running.store import ProjectStore
from engine.translation import mark, tr

FINE_TUNING = mark("Fine-tuning")


@dataclass(frozen=True, slots=True)
class Tuned:
    """How the stage ended. early: the user wished it. sentence: on trainings that the answer did not need, else ""."""

    early: bool
    sentence: str = ""


def keeps_model(plan: StudyPlan, cell: Cell) -> bool:
    """Whether a cell's model is kept for export: the first seed's at the largest budget, one an initialisation.

    Never the one with the best test result: choosing by the test set would flatter it.
    """
    return cell.n_labels == plan.entry.budgets[-1] and cell.seed == 0


class FineTuningStage:
    """Runs a study's cells. Everything but `_measure` is on the job's thread, which alone writes to the record."""

    def __init__(
        self,
        plan: StudyPlan,
        store: ProjectStore,
        cache: ImageCache,
        device: DeviceChoice,
        encoders: Mapping[str, dict[str, Tensor] | None],
        reporter: Reporter,
    ) -> None:
        """encoders: each initialisation's weights by its name, None for random ones."""
        self._plan, self._store, self._device = plan, store, device
        self._encoders, self._reporter = encoders, reporter
        self._cells = study_cells(plan.entry.config, plan.entry.budgets)
        self._keys = {cell: key_of_cell(FINE_TUNED, plan, cell, device) for cell in self._cells}
        self._steps, self._told, self._fresh = Steps(), 0, 0
        self._images_at_once, self._warned = 0, False  # written by the trainings' threads
        # A training on one thread gives the same numbers however many run beside it.
        self._one = replace(device, threads=1) if device.device.type == "cpu" else device
        side = training_side(plan.entry.config.image_size, cache.side)
        pixels = np.asarray(cache.read())
        self._train = resident_images(pixels, [i.cache_slot for i in plan.train], side, device.device)
        self._test = resident_images(pixels, [i.cache_slot for i in plan.test], pixels.shape[1], device.device)
        self._row_of = {image.image_id: row for row, image in enumerate(plan.train)}

    def run(self) -> Tuned:
        """Measure every cell, or as many as the answer needs where the study may stop by itself."""
        config = self._plan.entry.config
        total = sum(self._length(cell) for cell in self._cells)
        self._reporter.stage(FINE_TUNING, total, "steps")
        missing = [cell for cell in self._cells if not self._found(cell)]
        order = CellOrder(self._plan, self._store, missing)
        tasks = self._watched(order)
        batch = batch_size_of(self._plan.entry.budgets[-1], config.finetuning)
        at_once = trainings_at_once(self._device, len(missing), config.backbone, config.image_size, batch)
        for finished in run_side_by_side(
            tasks, self._measure, at_once, self._reporter.control, self._look, lambda: own_stream(self._device)
        ):
            cell, (measured, state) = finished.task, finished.result
            if keeps_model(self._plan, cell):
                words = {"backbone": config.backbone, "image_size": str(config.image_size)}
                save_tensors(self._store.model_path(self._keys[cell]), state, words)
            self._keep(cell, measured, reused=False)
            order.done(cell)
        torch.set_num_threads(self._device.threads)
        left = len(self._cells) - self._told
        if not order.settled or not left:
            return Tuned(early=left > 0)
        return Tuned(
            False,
            tr(
                "The answer was settled after {done} of {total} trainings; {left} were saved, as they would hardly "
                "have changed it.",
                done=self._told,
                total=len(self._cells),
                left=left,
            ),
        )

    def _watched(self, order: CellOrder) -> Iterator[Cell]:
        """The cells of `order`, as long as the user has not asked to cancel; tells when the answer is settled."""
        told = False
        for cell in order:
            self._reporter.check()
            now = order.settlement
            if now.settled != told:
                told = now.settled
                key, total = self._plan.entry.study_key, len(self._cells)
                self._reporter.emit(AnswerSettled(key, told, self._told, total, round(now.spread, 3), now.narrow))
            yield cell

    def _length(self, cell: Cell) -> int:
        return training_steps(cell.n_labels, self._plan.entry.config.finetuning)

    def _found(self, cell: Cell) -> bool:
        """Whether the record has the cell (and its model, where one is kept); it is then counted and told of."""
        key = self._keys[cell]
        known = self._store.cell(key)
        if known is None or (keeps_model(self._plan, cell) and not self._store.model_path(key).is_file()):
            return False
        self._steps.count(self._length(cell))
        self._keep(cell, known, reused=True)
        return True

    def _keep(self, cell: Cell, measured: MeasuredCell, *, reused: bool) -> None:
        entry = self._plan.entry
        self._told += 1
        self._store.add_cell(entry.study_key, measured)
        self._reporter.advance(self._steps.done, force=True, found=reused)
        self._reporter.emit(PointMeasured(entry.study_key, measured.point, self._told, len(self._cells), reused))
        if self._told % (len(entry.budgets) * len(entry.config.initialisations)) == 0 and self._told < len(self._cells):
            answer(self._plan, self._store, self._reporter)

    def _look(self) -> None:
        self._reporter.check()
        self._reporter.advance(self._steps.done)
        if self._images_at_once and not self._warned:
            self._warned = True
            self._reporter.warn(
                "memory_short",
                tr(
                    "The device's memory was too small for a whole batch: it goes through in parts of {n} images, "
                    "which takes longer.",
                    n=self._images_at_once,
                ),
            )

    def _measure(self, cell: Cell, check: Callable[[], None]) -> tuple[MeasuredCell, dict[str, Tensor]]:
        """Train and measure one cell; runs on a thread of its own."""
        config, entry = self._plan.entry.config, self._plan.entry
        chosen = self._plan.orders[cell.seed][: cell.n_labels]
        rows = torch.tensor([self._row_of[i.image_id] for i in chosen], device=self._train.device)
        seen: dict[str, int] = {}
        data = CellData(
            train_images=self._train[rows],
            train_truth=np.array([self._plan.class_index(i) for i in chosen], dtype=np.int64),
            test_images=self._test,
            test_truth=self._plan.measurements.truth,
            train_patients=np.array([seen.setdefault(i.patient, len(seen)) for i in chosen], dtype=np.int64),
        )
        made = 0

        def on_step(done: int, total: int) -> None:
            nonlocal made
            made = done
            self._steps.count()

        def on_memory(images: int) -> None:
            self._images_at_once = images

        answered = measure_fine_tuned(
            self._keys[cell],
            cell.initialisation.name,
            cell.seed,
            data,
            len(entry.classes),
            self._plan.positive,
            self._encoders[cell.initialisation.name],
            config.backbone,
            config.image_size,
            config.finetuning,
            self._one,
            on_step=on_step,
            on_memory=on_memory,
            check=check,
        )
        self._steps.count(self._length(cell) - made)  # those that an early stop left out
        return answered
