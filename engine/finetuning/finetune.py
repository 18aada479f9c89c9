"""Fine-tuning: the network, or its upper layers, is trained on the labelled images and scores the test images."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.batches.resident import evaluation_batch
from engine.errors import TrainingError
from engine.finetuning.activations import Activations, StepInputs, augmented_views
from engine.finetuning.classifier import Classifier, build_classifier
from engine.finetuning.config import FineTuneConfig, training_steps
from engine.finetuning.parts import Parts, parts_of
from engine.finetuning.settling import EVALUATION_BATCH, settle_batch_norm
from engine.finetuning.step import OptimiserStep, recorder_for
from engine.finetuning.validation import BestWeights, hold_out
from engine.pretraining.optimiser import build_adamw
from engine.pretraining.schedule import rate_factor, set_rates
from engine.running.device import DeviceChoice
from engine.running.seeding import permutation
from engine.translation import tr

_SETTLING_IMAGES = 1024
_LOOK_IMAGES = 128  # that batch normalisation is settled on for a look at the validation loss


@dataclass(frozen=True)
class FineTuned:
    """scores: float32 (n_test, n_classes), probabilities that sum to one. classifier_state: float32 on the CPU, keys
    "encoder.*" and "head.*" (`finetuning.classifier.load_classifier`). steps: optimiser steps made."""

    scores: NDArray[np.float32]
    classifier_state: dict[str, Tensor]
    steps: int


def fine_tune(
    train_u8: Tensor,
    train_y: Sequence[int] | NDArray[np.int64],
    test_u8: Tensor,
    n_classes: int,
    encoder: Mapping[str, Tensor] | None,
    backbone: str,
    image_size: int,
    config: FineTuneConfig,
    seed: int,
    device: DeviceChoice,
    *,
    patients: Sequence[int] | NDArray[np.int64] | None = None,
    on_step: Callable[[int, int], None] = lambda done, total: None,
    on_memory: Callable[[int], None] = lambda images: None,
    check: Callable[[], None] = lambda: None,
) -> FineTuned:
    """Train a classifier and score the test images, once, at the end; the same arguments give the same scores.

    train_u8: uint8 (n, s, s), s about 1.25 × image_size (`batches.resident.training_side`). train_y: class indices
    (n,). test_u8: uint8 (n_test, S, S) at the cache's own side, which `evaluation_batch` reduces. encoder: pretrained
    weights, None to start from random ones. seed: of the random start, the head, the order, the augmentation and what
    is held out for validation; none of them depends on `encoder`, so that initialisations are compared on the same
    draws. patients: of each training image, so that validation holds out whole patients; None for one an image.
    check is called before every step and every test batch; it may block or raise. on_memory: see `OptimiserStep`.
    Raises TrainingError when there are fewer than two images, the loss is not finite or the memory does not suffice;
    InputError when `encoder` does not fit the backbone or the backbone cannot be trained in part.
    """
    labels = np.asarray(train_y, dtype=np.int64)
    if len(train_u8) < 2 or len(labels) != len(train_u8):
        raise TrainingError(
            tr(
                "A training needs at least two labelled images and got {images}. Label more images.",
                images=len(train_u8),
            ),
            code="too_few_labels",
        )
    learnt, held = hold_out(labels, patients, config, seed)
    images, held_images = train_u8[learnt.to(train_u8.device)], train_u8[held.to(train_u8.device)]
    targets = torch.from_numpy(labels)[learnt].to(device.device)
    held_targets = torch.from_numpy(labels)[held].to(device.device)
    weights = class_weights(targets, n_classes) if config.class_weights else None
    total = training_steps(len(train_u8), config)

    classifier = device.place(build_classifier(backbone, n_classes, encoder, seed=seed))
    parts = parts_of(classifier, backbone, config)
    inputs = _inputs(parts, images, image_size, config, seed, total, device, check)
    record = recorder_for(parts.trained, device)
    optimiser = build_adamw(parts.rates, config.weight_decay, recordable=record is not None)
    step_once = OptimiserStep(parts.trained, optimiser, device, weights, on_memory, record)
    best, done = BestWeights(parts.trained, config.patience), 0
    for step in range(total):
        check()
        parts.trained.train()
        views, chosen = inputs(step)
        set_rates(optimiser, rate_factor(step, total, config.warmup_fraction))
        loss = step_once(views, targets[chosen.to(targets.device)])
        if device.device.type == "cpu" or step == total - 1:  # reading it makes a GPU wait
            _require_finite(loss)
        done = step + 1
        on_step(done, total)
        if len(held) and (done % config.check_every == 0 or done == total):
            settle_batch_norm(classifier, parts.trained, images[:_LOOK_IMAGES], image_size, device)
            if best.look(_loss(classifier, held_images, held_targets, weights, image_size, device)):
                break
    best.restore()

    settling = permutation(len(images), "settling", seed)[:_SETTLING_IMAGES].to(images.device)
    settle_batch_norm(classifier, parts.trained, images[settling], image_size, device)
    scores = predict(classifier, test_u8, image_size, device, check=check)
    state = {key: tensor.detach().cpu().contiguous() for key, tensor in classifier.state_dict().items()}
    return FineTuned(scores, state, done)


def _inputs(
    parts: Parts,
    images: Tensor,
    image_size: int,
    config: FineTuneConfig,
    seed: int,
    total: int,
    device: DeviceChoice,
    check: Callable[[], None],
) -> StepInputs:
    if parts.frozen is None:
        return augmented_views(images, image_size, config, seed, device)
    # The frozen layers will not see another batch: their averages are those of the labelled images, as after a full
    # training, whatever they were pretrained on; random layers have none of their own at all.
    settle_batch_norm(parts.frozen, parts.frozen, images, image_size, device)
    return Activations(parts.frozen, images, image_size, config, seed, total, device, check)


def predict(
    classifier: nn.Module,
    images_u8: Tensor,
    image_size: int,
    device: DeviceChoice,
    *,
    check: Callable[[], None] = lambda: None,
) -> NDArray[np.float32]:
    """Class probabilities float32 (n, n_classes) of uint8 (n, S, S) images at the cache's side; puts the network in
    evaluation mode. In float32 on every device, so that the exported model repeats it."""
    classifier.eval()
    scores: list[Tensor] = []
    with torch.inference_mode():
        for images in torch.split(images_u8, EVALUATION_BATCH):
            check()
            logits = classifier(evaluation_batch(images.to(device.device), image_size))
            scores.append(torch.softmax(logits.float(), dim=1).cpu())
    answer: NDArray[np.float32] = torch.cat(scores).numpy()
    if not np.isfinite(answer).all():
        raise _not_finite()
    return answer


def _loss(
    classifier: Classifier,
    images_u8: Tensor,
    targets: Tensor,
    weights: Tensor | None,
    image_size: int,
    device: DeviceChoice,
) -> float:
    """The weighted loss of held-out images, unaugmented, in float32 and evaluation mode."""
    with torch.inference_mode():
        logits = [
            classifier(evaluation_batch(some.to(device.device), image_size)).float()
            for some in torch.split(images_u8, EVALUATION_BATCH)
        ]
        return float(F.cross_entropy(torch.cat(logits), targets, weight=weights))


def class_weights(targets: Tensor, n_classes: int) -> Tensor:
    """float32 (n_classes,): n / (classes present × images of the class), so that each class weighs the same in all.

    An absent class has weight 1, which nothing is multiplied by.
    """
    counts = torch.bincount(targets, minlength=n_classes).float()
    present = (counts > 0).sum()
    return torch.where(counts > 0, len(targets) / (present * counts.clamp(min=1)), 1.0)


def _require_finite(loss: Tensor) -> None:
    if not bool(torch.isfinite(loss)):
        raise _not_finite()


def _not_finite() -> TrainingError:
    return TrainingError(
        tr("The training's loss is no longer a number. Choose a lower learning rate, and run the study again."),
        code="loss_not_finite",
    )
