"""The study's pretraining: each encoder that an initialisation asks for is trained once and found again by its name."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor

from engine.errors import PlannerError, StorageError
from engine.images.cache import ImageCache
from engine.learning_curve.design import Cell, Initialisation
from engine.pretraining.simclr import pretrain
from engine.pretraining.state import PretrainState
from engine.running.checkpoint import load_tensors, save_tensors
from engine.running.device import DeviceChoice
from engine.running.events import CheckpointSaved
from engine.running.jobs.file_weights import file_key, load_weights
from engine.running.jobs.pool_images import labelled_images, pool_source
from engine.running.jobs.pools import pool_of
from engine.running.jobs.pretrain_words import EpochTeller
from engine.running.jobs.study_plan import StudyPlan
from engine.running.keys import cell_key, encoder_key
from engine.running.progress import Reporter
from engine.running.store import ProjectStore
from engine.translation import mark, tr

PRETRAINING = mark("Pretraining")


class FinishedEarly(BaseException):
    """The user asked to finish while an encoder was being pretrained; its checkpoint is on disk."""


def key_of(initialisation: Initialisation, plan: StudyPlan, device: DeviceChoice) -> str:
    """The name of the encoder that an initialisation stands for; "scratch" for random weights."""
    if initialisation.kind == "scratch":
        return "scratch"
    if initialisation.kind == "file":
        return f"file-{file_key(initialisation)}"
    asked = (initialisation, device.autocast_name)
    if asked not in plan.encoder_keys:
        config = plan.entry.config
        plan.encoder_keys[asked] = encoder_key(
            pool_of(initialisation, plan), config.backbone, config.image_size, config.pretraining, asked[1]
        )
    return plan.encoder_keys[asked]


def key_of_cell(mode: str, plan: StudyPlan, cell: Cell, device: DeviceChoice) -> str:
    """The name of a cell's training in one mode."""
    config = plan.entry.config
    return cell_key(
        mode,
        key_of(cell.initialisation, plan, device),
        config.backbone,
        config.image_size,
        config.finetuning,
        cell.seed,
        device.autocast_name,
        plan.entry.classes,
        plan.entry.positive,
        plan.orders[cell.seed][: cell.n_labels],
        plan.test,
    )


def encoder_of(
    initialisation: Initialisation,
    plan: StudyPlan,
    store: ProjectStore,
    cache: ImageCache,
    device: DeviceChoice,
    reporter: Reporter,
    done_before: int,
) -> dict[str, Tensor] | None:
    """The encoder's weights: None for scratch, from disk when it was trained before, else trained now.

    done_before: pool images × epochs that the stage has done in encoders before this one. Raises FinishedEarly.
    """
    if initialisation.kind == "scratch":
        return None
    if initialisation.kind == "file":
        return load_weights(initialisation.weights_file or "", plan.entry.config.backbone)
    key = key_of(initialisation, plan, device)
    path = store.encoder_path(key)
    if path.is_file():
        try:
            return load_tensors(path)[0]
        except StorageError:
            reporter.warn("encoder_damaged", tr("A pretrained encoder on disk was damaged; it is trained again."))
    return _train(initialisation, key, plan, store, cache, device, reporter, done_before)


def _saved(checkpoint: Path, reporter: Reporter) -> PretrainState | None:
    """Where a stopped pretraining goes on, None at its beginning."""
    if not checkpoint.is_file():
        return None
    try:
        return PretrainState.from_parts(*load_tensors(checkpoint))
    except (PlannerError, KeyError, ValueError, TypeError):
        reporter.warn("checkpoint_damaged", tr("The saved pretraining was damaged; it starts from its beginning."))
        return None


def _train(
    initialisation: Initialisation,
    key: str,
    plan: StudyPlan,
    store: ProjectStore,
    cache: ImageCache,
    device: DeviceChoice,
    reporter: Reporter,
    done_before: int,
) -> dict[str, Tensor]:
    config = plan.entry.config
    images = pool_of(initialisation, plan)
    source = pool_source(images, plan, store, cache, device, reporter)
    checkpoint = store.checkpoint_path(key)
    resume = _saved(checkpoint, reporter)
    teller = EpochTeller(initialisation.name, resume, reporter)
    first_step = True

    def on_step(done: int, total: int) -> None:
        nonlocal first_step
        image_passes = len(images) * config.pretraining.epochs / total
        if first_step and resume is not None:
            reporter.advance(done_before + resume.step * image_passes, found=True)
        first_step = False
        reporter.advance(done_before + done * image_passes)
        if reporter.control.finishing_early:
            raise FinishedEarly

    def on_checkpoint(state: PretrainState) -> None:
        save_tensors(checkpoint, state.tensors, state.metadata())
        reporter.emit(CheckpointSaved(PRETRAINING, state.step))

    result = pretrain(
        source,
        config.backbone,
        config.image_size,
        config.pretraining,
        device,
        resume=resume,
        labelled=labelled_images(plan, cache, device),
        on_step=on_step,
        on_epoch=teller.epoch,
        on_learning=teller.learning,
        on_smaller_batch=teller.smaller_batch,
        on_checkpoint=on_checkpoint,
        check=reporter.check,
    )
    words = {"backbone": config.backbone, "batch_size": str(result.batch_size)}
    save_tensors(store.encoder_path(key), result.encoder_state, words)
    checkpoint.unlink(missing_ok=True)
    return result.encoder_state
