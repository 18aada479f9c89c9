"""The study job: pretrain, probe, fine-tune every cell, answer. Whatever is in the record already is not done again."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor

from engine.errors import InputError
from engine.finetuning.config import training_steps
from engine.images.cache import ImageCache
from engine.learning_curve.design import study_cells
from engine.learning_curve.estimate import study_estimate
from engine.learning_curve.needs import study_needs
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE
from engine.running.device import DeviceChoice, choose_device
from engine.running.events import RunFinished
from engine.running.freed_memory import free_memory, freed_memory_kept
from engine.running.jobs.answer_stage import answer, verdict_sentence
from engine.running.jobs.file_weights import load_weights
from engine.running.jobs.fine_tune_stage import FINE_TUNING, FineTuningStage
from engine.running.jobs.pools import pool_of
from engine.running.jobs.pretrain_stage import PRETRAINING, FinishedEarly, encoder_of, key_of, key_of_cell
from engine.running.jobs.probe_stage import PROBING, probe_cells
from engine.running.jobs.study_plan import StudyPlan, plan_study
from engine.running.progress import Reporter
from engine.running.requests import StudyRequest
from engine.running.scored_images import save_scored_images
from engine.running.store import ProjectStore
from engine.translation import mark, tr

ANSWERING = mark("Summing up")


def run_study(request: StudyRequest, reporter: Reporter) -> RunFinished:
    """Run, or go on with, a study. Raises InputError, TrainingError, StorageError, ProjectError."""
    device = choose_device(request.device, request.threads)
    store = ProjectStore.open(_folder(request))
    try:
        with store.lock():
            plan = plan_study(store, request.config)
            keys = _checked(plan, device)
            store.begin_study(plan.entry, plan.measurements)
            # What the study measured under other conditions is none of its results now: in another number format, with
            # another content of the weights file. It stays in the record, and is found again where it fits.
            store.keep_cells(plan.entry.study_key, keys)
            save_scored_images(store, plan.entry.study_key, [image.image_id for image in plan.test])
            cache = ImageCache.open(store.images_cache_path)
            try:
                with freed_memory_kept(_keeps_freed(plan, device)):
                    return _run(plan, store, cache, device, reporter)
            finally:
                cache.close()
    finally:
        store.close()


def _keeps_freed(plan: StudyPlan, device: DeviceChoice) -> bool:
    entry = plan.entry
    needs = study_needs(
        entry.config, entry.budgets, entry.n_pool, entry.n_train_labelled, len(plan.test), device.threads,
        device.autocast_name, free_memory(),
    )  # fmt: skip
    return device.device.type == "cpu" and needs.keeps_freed


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
            tr(
                "Finished early, before anything was measured. The pretraining so far is kept: run the study again and "
                "it goes on from there."
            ),
            str(store.folder),
            early=True,
        )
    if config.probe:
        probe_cells(plan, store, cache, device, encoders, reporter)
        answer(plan, store, reporter)
    tuned = FineTuningStage(plan, store, cache, device, encoders, reporter).run()
    reporter.stage(ANSWERING, 1, "answers")
    answer(plan, store, reporter)
    reporter.advance(1)
    store.set_study_state(key, "early" if tuned.early else "finished")
    sentence = " ".join(part for part in (verdict_sentence(plan, store), tuned.sentence) if part)
    return RunFinished(sentence, str(store.folder), early=tuned.early)


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
        n_generic=sum(image.pool_only for image in plan.pool),
    )
    stages: dict[str, float] = {}
    images = {i: len(pool_of(i, plan)) for i in config.initialisations if i.kind == "simclr"}
    if images:
        missing = sum(n for i, n in images.items() if not store.encoder_path(key_of(i, plan, device)).is_file())
        stages[PRETRAINING] = work.pretraining_work * missing / sum(images.values())
    if config.probe:
        stages[PROBING] = work.probe_work
    cells = study_cells(config, plan.entry.budgets)
    open_cells = [cell for cell in cells if store.cell(key_of_cell(FINE_TUNED, plan, cell, device)) is None]
    all_steps = sum(training_steps(cell.n_labels, config.finetuning) for cell in cells)
    open_steps = sum(training_steps(cell.n_labels, config.finetuning) for cell in open_cells)
    stages[FINE_TUNING] = work.finetuning_work * open_steps / all_steps
    stages[ANSWERING] = 0.0
    return stages


def _checked(plan: StudyPlan, device: DeviceChoice) -> list[str]:
    """The keys of all the study's cells. Raises InputError for a pool that is too small or a weights file that does not
    fit, before anything of the study is written down."""
    config = plan.entry.config
    for initialisation in config.initialisations:
        if initialisation.kind == "file":
            load_weights(initialisation.weights_file or "", config.backbone)
    modes = (FINE_TUNED, LINEAR_PROBE) if config.probe else (FINE_TUNED,)
    cells = study_cells(config, plan.entry.budgets)
    return [key_of_cell(mode, plan, cell, device) for mode in modes for cell in cells]


def _folder(request: StudyRequest) -> Path:
    folder = Path(request.project)
    if not ProjectStore.is_project(folder):
        raise InputError(
            tr("'{name}' is not a project. Read a folder of images into it first.", name=folder.name), code="no_project"
        )
    return folder
