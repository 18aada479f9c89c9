"""SimCLR pretraining: two views of each image are pulled together, those of different images pushed apart.

Chen et al. 2020, "A Simple Framework for Contrastive Learning of Visual Representations", algorithm 1, with AdamW in
LARS's place: pools are of hundreds or thousands of images, and batches small.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Tensor

from engine.batches.source import ImageSource, ResidentImages
from engine.encoder.backbone import feature_width
from engine.errors import TrainingError
from engine.pretraining.checks import Checks, LabelledImages, LearningReport
from engine.pretraining.collapse import has_collapsed
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.schedule import rate_factor
from engine.pretraining.state import EpochReport, PretrainResult, PretrainState
from engine.pretraining.training import SimCLRTraining
from engine.pretraining.views import batch_size_of, epoch_order, steps_per_epoch, two_views, view_policy
from engine.running.device import DeviceChoice
from engine.translation import tr


def pretrain(
    images: ImageSource | Tensor,
    backbone: str,
    image_size: int,
    config: SimCLRConfig,
    device: DeviceChoice,
    *,
    resume: PretrainState | None = None,
    labelled: LabelledImages | None = None,
    on_step: Callable[[int, int], None] = lambda done, total: None,
    on_epoch: Callable[[EpochReport], None] = lambda report: None,
    on_learning: Callable[[LearningReport], None] = lambda report: None,
    on_smaller_batch: Callable[[int], None] = lambda batch_size: None,
    on_checkpoint: Callable[[PretrainState], None] = lambda state: None,
    checkpoint_seconds: float = 30.0,
    check: Callable[[], None] = lambda: None,
) -> PretrainResult:
    """Pretrain an encoder on unlabelled images; calls back on the caller's thread.

    images: their source, or a tensor uint8 (n, s, s), s about 1.25 × image_size (`batches.resident.training_side`), on
    the device or on the CPU. resume: a state that `on_checkpoint` was given, by a run with the same images, backbone
    and settings; the result is then the same, on a CPU with as many threads bit for bit, as without the interruption.
    labelled: training images to measure now and then what the encoder knows (`checks`); they change no weight.
    on_step(done, total) after every step; on_epoch after every epoch; on_learning after on_epoch, of the epochs after
    which it was measured; on_checkpoint about every `checkpoint_seconds`, between steps. on_smaller_batch(images) when
    the device ran out of memory and each step's images are from now on shared out over batches of so many.
    check is called before every step, and between the images that are looked at; it may block (pause) or raise (stop),
    which passes through.
    Raises TrainingError when there are fewer than two images, the loss is not finite, `resume` does not fit, or the
    device's memory does not hold four images.
    """
    source = ResidentImages(images, device.device) if isinstance(images, Tensor) else images
    n_images = len(source)
    if n_images < 2:
        raise TrainingError(
            tr(
                "SimCLR compares images with one another and the pool holds {images}. Add images to the pool.",
                images=n_images,
            ),
            code="pool_too_small",
        )
    if resume is not None:
        device = device.with_autocast(resume.autocast)
    training = SimCLRTraining(backbone, config, device)
    if resume is not None:
        training.restore(resume)
    checks = Checks(source, labelled, backbone, image_size, config, device, check)
    policy, batch = view_policy(config), batch_size_of(n_images, config.batch_size)
    per_epoch = steps_per_epoch(n_images, config.batch_size)
    total = config.epochs * per_epoch
    first_step, history, parts = (resume.step, resume.history, resume.parts) if resume else (0, (), 1)
    order, epoch_seconds, epoch_images, saved_at = torch.empty(0), 0.0, 0, time.monotonic()

    for step in range(first_step, total):
        check()
        began = time.perf_counter()
        epoch, position = divmod(step, per_epoch)
        if position == 0 or step == first_step:
            order, epoch_seconds, epoch_images = epoch_order(n_images, config.seed, epoch), 0.0, 0
        views = two_views(
            source.gather(order[position * batch : (position + 1) * batch]), policy, image_size, config.seed, step
        )
        factor = rate_factor(step, total, config.warmup_fraction)
        loss, parts = _step(training, views, factor, parts, on_smaller_batch)
        if device.device.type == "cpu" or position == per_epoch - 1:  # reading it makes a GPU wait
            _require_finite(training.sums if position == per_epoch - 1 else loss)
        epoch_seconds, epoch_images = epoch_seconds + time.perf_counter() - began, epoch_images + batch
        if position == per_epoch - 1:
            mean_loss, spread = (training.sums / per_epoch).tolist()
            training.sums.zero_()
            speed, look = epoch_images / epoch_seconds, checks.look(training.network.encoder, epoch + 1)
            report = EpochReport(epoch + 1, config.epochs, mean_loss, spread, speed)
            if look is not None:
                rank, width = look.effective_rank, feature_width(backbone)
                collapsed = has_collapsed(spread, rank, width, look.images, step + 1)
                report = replace(report, effective_rank=rank, collapsed=collapsed)
            history += (report,)
            on_epoch(report)
            if look is not None and look.learning is not None:
                on_learning(look.learning)
        on_step(step + 1, total)
        if time.monotonic() - saved_at >= checkpoint_seconds and step + 1 < total:
            on_checkpoint(training.state(step + 1, history, parts))
            saved_at = time.monotonic()

    encoder = training.network.encoder.state_dict()
    state = {key: tensor.detach().cpu().contiguous() for key, tensor in encoder.items()}
    return PretrainResult(state, history, batch // parts)


def _step(
    training: SimCLRTraining,
    views: Tensor,
    factor: float,
    parts: int,
    on_smaller_batch: Callable[[int], None],
) -> tuple[Tensor, int]:
    """Train on (2n, 1, s, s) views, shared out over `parts` batches with an optimiser step each; the last one's loss,
    and the parts that it took: twice as many as before whenever the device's memory did not hold a batch.

    The images of a part are compared with one another only, so this is not the loss of the whole batch: there are
    fewer negatives (Chen et al. 2020, section 4.2 and figure 9, find that to cost accuracy in short trainings).
    """
    first, second = views.chunk(2)
    n, done = len(first), 0
    loss = torch.zeros(())
    while done < n:
        size = -(-n // parts)
        end = n if n - done - size < 2 else done + size  # no batch of one image, which has nothing to be compared with
        part = views if end - done == n else torch.cat([first[done:end], second[done:end]])
        try:
            loss = training.step(part, factor, (end - done) / n)
        except torch.OutOfMemoryError:
            loss = torch.zeros(())  # and the exception, with the activations that it holds, is let go of below
        else:
            done = end
            continue
        training.recover()
        if n // (2 * parts) < 2:
            raise TrainingError(
                tr(
                    "The device's memory does not hold this network at this image size. Choose a smaller image size "
                    "or backbone, or train on the CPU."
                ),
                code="out_of_memory",
            )
        parts *= 2
        on_smaller_batch(n // parts)
    return loss, parts


def _require_finite(value: Tensor) -> None:
    if not bool(torch.isfinite(value).all()):
        raise TrainingError(
            tr(
                "The pretraining's loss is no longer a number. Choose a lower learning rate or a higher temperature, "
                "and start it anew."
            ),
            code="loss_not_finite",
        )
