"""The study's pretraining: each encoder that an initialisation asks for is trained once and found again by its name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from torch import Tensor

from engine.cohort.records import ImageRecord
from engine.errors import InputError, PlannerError, StorageError
from engine.images.cache import ImageCache
from engine.learning_curve.design import Cell, Initialisation
from engine.pretraining.simclr import pretrain
from engine.pretraining.state import PretrainState
from engine.running.checkpoint import load_tensors, save_tensors
from engine.running.device import DeviceChoice
from engine.running.events import CheckpointSaved
from engine.running.jobs.pool_images import labelled_images, pool_source
from engine.running.jobs.pretrain_words import EpochTeller
from engine.running.jobs.study_plan import StudyPlan
from engine.running.keys import cell_key, encoder_key
from engine.running.progress import Reporter
from engine.running.seeding import permutation
from engine.running.store import ProjectStore
from engine.translation import tr

PRETRAINING = "Pretraining"


class FinishedEarly(BaseException):
    """The user asked to finish while an encoder was being pretrained; its checkpoint is on disk."""


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


def key_of(initialisation: Initialisation, plan: StudyPlan, device: DeviceChoice) -> str:
    """The name of the encoder that an initialisation stands for; "scratch" for random weights."""
    if initialisation.kind == "scratch":
        return "scratch"
    if initialisation.kind == "file":
        return f"file-{file_key(initialisation)}"
    config = plan.entry.config
    images = pool_of(initialisation, plan)
    return encoder_key(images, config.backbone, config.image_size, config.pretraining, device.autocast_name)


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


def file_key(initialisation: Initialisation) -> str:
    """The content hash of a weights file. Raises InputError when it is not there."""
    path = Path(initialisation.weights_file or "")
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()
    except OSError:
        raise InputError(
            f"The weights file '{path.name}' cannot be read. Choose it again.", code="weights_missing"
        ) from None


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
        return load_weights(Path(initialisation.weights_file or ""))
    key = key_of(initialisation, plan, device)
    path = store.encoder_path(key)
    if path.is_file():
        try:
            return load_tensors(path)[0]
        except StorageError:
            reporter.warn("encoder_damaged", "A pretrained encoder on disk was damaged; it is trained again.")
    return _train(initialisation, key, plan, store, cache, device, reporter, done_before)


def load_weights(file: Path) -> dict[str, Tensor]:
    """The tensors of a user's safetensors file. Raises InputError when it is none."""
    try:
        return load_tensors(file)[0]
    except StorageError:
        raise InputError(
            f"'{file.name}' is not a safetensors file, or is damaged. Choose encoder weights saved as safetensors.",
            code="weights_unreadable",
        ) from None


def _saved(checkpoint: Path, reporter: Reporter) -> PretrainState | None:
    """Where a stopped pretraining goes on, None at its beginning."""
    if not checkpoint.is_file():
        return None
    try:
        return PretrainState.from_parts(*load_tensors(checkpoint))
    except (PlannerError, KeyError, ValueError, TypeError):
        reporter.warn("checkpoint_damaged", "The saved pretraining was damaged; it starts from its beginning.")
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
