"""The study job: pretrain, probe, fine-tune every cell, answer. Whatever is in the record already is not done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from engine.batches.resident import resident_images, training_side
from engine.errors import InputError
from engine.finetuning.config import training_steps
from engine.images.cache import ImageCache
from engine.learning_curve.design import Cell, study_cells
from engine.learning_curve.estimate import study_estimate
from engine.learning_curve.points import FINE_TUNED, MeasuredCell
from engine.learning_curve.trace import CellData, measure_fine_tuned
from engine.running.checkpoint import save_tensors
from engine.running.device import DeviceChoice, choose_device
from engine.running.events import PointMeasured, RunFinished
from engine.running.jobs.answer_stage import answer, verdict_sentence
from engine.running.jobs.pretrain_stage import PRETRAINING, FinishedEarly, encoder_of, key_of, key_of_cell, pool_of
from engine.running.jobs.probe_stage import PROBING, probe_cells
from engine.running.jobs.study_plan import StudyPlan, plan_study
from engine.running.progress import Reporter
from engine.running.requests import StudyRequest
from engine.running.side_by_side import Steps, run_side_by_side
from engine.running.store import ProjectStore

FINE_TUNING = "Fine-tuning"
ANSWERING = "Summing up"
MOST_AT_ONCE = 8  # each holds a network, its optimiser and its activations in memory


@dataclass(frozen=True)
class StudyImages:
    """The study's images as tensors. train: uint8 (n_train, s, s), training side; test: uint8 (n_test, S, S)."""

    train: Tensor
    row_of: dict[str, int]
    test: Tensor
    truth: np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def run_study(request: StudyRequest, reporter: Reporter) -> RunFinished:
    """Run, or go on with, a study. Raises InputError, TrainingError, StorageError, ProjectError."""
    device = choose_device(request.device, request.threads)
    store = ProjectStore.open(_folder(request))
    try:
        with store.lock():
            plan = plan_study(store, request.config)
            store.begin_study(plan.entry, plan.measurements)
            cache = ImageCache.open(store.images_cache_path)
            try:
                return _run(plan, store, cache, device, reporter)
            finally:
                cache.close()
    finally:
        store.close()


def _run(
    plan: StudyPlan, store: ProjectStore, cache: ImageCache, device: DeviceChoice, reporter: Reporter
) -> RunFinished:
    key = plan.entry.study_key
    config = plan.entry.config
    reporter.start("study", _weights(plan, store, device), device.words)
    try:
        encoders = _pretrain(plan, store, cache, device, reporter)
    except FinishedEarly:
        store.set_study_state(key, "early")
        return RunFinished(
            "Finished early, before anything was measured. The pretraining so far is kept: run the study again and it "
            "goes on from there.",
            str(store.folder),
            early=True,
        )
    images = _images(plan, cache, device)
    if config.probe:
        probe_cells(plan, store, cache, device, encoders, reporter)
        answer(plan, store, reporter)
    early = _fine_tune(plan, store, images, encoders, device, reporter)
    reporter.stage(ANSWERING, 1, "answers")
    answer(plan, store, reporter)
    reporter.advance(1)
    store.set_study_state(key, "early" if early else "finished")
    return RunFinished(verdict_sentence(plan, store), str(store.folder), early=early)


def _pretrain(
    plan: StudyPlan, store: ProjectStore, cache: ImageCache, device: DeviceChoice, reporter: Reporter
) -> dict[str, dict[str, Tensor] | None]:
    """Each initialisation's encoder weights by its name, None for scratch."""
    config = plan.entry.config
    wanted = [i for i in config.initialisations if i.kind == "simclr"]
    total = sum(len(pool_of(i, plan)) * config.pretraining.epochs for i in wanted)
    if wanted:
        reporter.stage(PRETRAINING, total, "images")
    encoders: dict[str, dict[str, Tensor] | None] = {}
    done = 0
    for initialisation in config.initialisations:
        encoders[initialisation.name] = encoder_of(initialisation, plan, store, cache, device, reporter, done)
        if initialisation.kind == "simclr":
            done += len(pool_of(initialisation, plan)) * config.pretraining.epochs
            reporter.advance(done, force=True)
    return encoders


def _images(plan: StudyPlan, cache: ImageCache, device: DeviceChoice) -> StudyImages:
    pixels = np.asarray(cache.read())
    size = plan.entry.config.image_size
    return StudyImages(
        train=resident_images(pixels, [i.cache_slot for i in plan.train], training_side(size), device.device),
        row_of={image.image_id: row for row, image in enumerate(plan.train)},
        test=resident_images(pixels, [i.cache_slot for i in plan.test], pixels.shape[1], device.device),
        truth=plan.measurements.truth,
    )


def _fine_tune(
    plan: StudyPlan,
    store: ProjectStore,
    images: StudyImages,
    encoders: dict[str, dict[str, Tensor] | None],
    device: DeviceChoice,
    reporter: Reporter,
) -> bool:
    """Run the cells; True when the user finished early."""
    config, entry = plan.entry.config, plan.entry
    cells = study_cells(config, entry.budgets)
    reporter.stage(FINE_TUNING, sum(training_steps(cell.n_labels, config.finetuning) for cell in cells), "steps")
    steps, told = Steps(), 0

    def keep(cell: Cell, measured: MeasuredCell, *, reused: bool) -> None:
        nonlocal told
        told += 1
        store.add_cell(entry.study_key, measured)
        reporter.advance(steps.done, force=True, found=reused)
        reporter.emit(PointMeasured(entry.study_key, measured.point, told, len(cells), reused))
        if told % (len(entry.budgets) * len(config.initialisations)) == 0 and told < len(cells):
            answer(plan, store, reporter)

    open_cells: list[tuple[Cell, str]] = []
    for cell in cells:
        key = key_of_cell(FINE_TUNED, plan, cell, device)
        known = store.cell(key)
        if known is None or (keeps_model(plan, cell) and not store.model_path(key).is_file()):
            open_cells.append((cell, key))
        else:
            steps.count(training_steps(cell.n_labels, config.finetuning))
            keep(cell, known, reused=True)

    def work(task: tuple[Cell, str], check: Callable[[], None]) -> tuple[MeasuredCell, dict[str, Tensor]]:
        return _measure(plan, *task, images, encoders, one_thread, lambda *_: steps.count(), check)

    def look() -> None:
        reporter.check()
        reporter.advance(steps.done)

    one_thread = replace(device, threads=1) if device.device.type == "cpu" else device
    at_once = min(device.threads, MOST_AT_ONCE, max(len(open_cells), 1)) if device.device.type == "cpu" else 1
    for finished in run_side_by_side(open_cells, work, at_once, reporter.control, look):
        (cell, key), (measured, state) = finished.task, finished.result
        if keeps_model(plan, cell):
            words = {"backbone": config.backbone, "image_size": str(config.image_size)}
            save_tensors(store.model_path(key), state, words)
        keep(cell, measured, reused=False)
    torch.set_num_threads(device.threads)
    return told < len(cells)


def _measure(
    plan: StudyPlan,
    cell: Cell,
    key: str,
    images: StudyImages,
    encoders: dict[str, dict[str, Tensor] | None],
    device: DeviceChoice,
    on_step: Callable[[int, int], None],
    check: Callable[[], None],
) -> tuple[MeasuredCell, dict[str, Tensor]]:
    """Train and measure one cell; runs on a thread of its own."""
    config, entry = plan.entry.config, plan.entry
    chosen = plan.orders[cell.seed][: cell.n_labels]
    rows = torch.tensor([images.row_of[i.image_id] for i in chosen], device=images.train.device)
    data = CellData(
        train_images=images.train[rows],
        train_truth=np.array([plan.class_index(i) for i in chosen], dtype=np.int64),
        test_images=images.test,
        test_truth=images.truth,
    )
    return measure_fine_tuned(
        key,
        cell.initialisation.name,
        cell.seed,
        data,
        len(entry.classes),
        plan.positive,
        encoders[cell.initialisation.name],
        config.backbone,
        config.image_size,
        config.finetuning,
        device,
        on_step=on_step,
        check=check,
    )


def keeps_model(plan: StudyPlan, cell: Cell) -> bool:
    """Whether a cell's model is kept for export: the first seed's at the largest budget, one an initialisation.

    Never the one with the best test result: choosing by the test set would flatter it.
    """
    return cell.n_labels == plan.entry.budgets[-1] and cell.seed == 0


def _weights(plan: StudyPlan, store: ProjectStore, device: DeviceChoice) -> dict[str, float]:
    """The stages with the work that is left in them."""
    config = plan.entry.config
    work = study_estimate(
        config,
        len(plan.pool),
        len(plan.train),
        len(plan.test),
        None,
        len(plan.entry.classes),
        side_by_side=device.device.type == "cpu" and device.threads > 1,
    )
    stages: dict[str, float] = {}
    pretrained = [i for i in config.initialisations if i.kind == "simclr"]
    if pretrained:
        missing = [i for i in pretrained if not store.encoder_path(key_of(i, plan, device)).is_file()]
        stages[PRETRAINING] = work.pretraining_work * len(missing) / len(pretrained)
    if config.probe:
        stages[PROBING] = work.probe_work
    cells = study_cells(config, plan.entry.budgets)
    open_cells = [cell for cell in cells if store.cell(key_of_cell(FINE_TUNED, plan, cell, device)) is None]
    all_steps = sum(training_steps(cell.n_labels, config.finetuning) for cell in cells)
    open_steps = sum(training_steps(cell.n_labels, config.finetuning) for cell in open_cells)
    stages[FINE_TUNING] = work.finetuning_work * open_steps / all_steps
    stages[ANSWERING] = 0.0
    return stages


def _folder(request: StudyRequest) -> Path:
    folder = Path(request.project)
    if not ProjectStore.is_project(folder):
        raise InputError(f"'{folder.name}' is not a project. Read a folder of images into it first.", code="no_project")
    return folder
