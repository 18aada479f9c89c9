"""Fine-tuning: the whole network, encoder and head, is trained on the labelled images and scores the test images."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.batches.augment import apply, draw_parameters
from engine.batches.resident import evaluation_batch
from engine.errors import TrainingError
from engine.finetuning.batches import batch_indices, train_policy
from engine.finetuning.classifier import build_classifier
from engine.finetuning.config import FineTuneConfig, batch_size_of, training_steps
from engine.pretraining.optimiser import build_adamw
from engine.pretraining.schedule import rate_factor, set_rates
from engine.running.device import DeviceChoice
from engine.running.seeding import generator, permutation

EVALUATION_BATCH = 128
_SETTLING_IMAGES = 1024


@dataclass(frozen=True)
class FineTuned:
    """scores: float32 (n_test, n_classes), probabilities that sum to one. classifier_state: float32 on the CPU, keys
    "encoder.*" and "head.*" (`finetuning.classifier.load_classifier`)."""

    scores: NDArray[np.float32]
    classifier_state: dict[str, Tensor]


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
    on_step: Callable[[int, int], None] = lambda done, total: None,
    check: Callable[[], None] = lambda: None,
) -> FineTuned:
    """Train a classifier and score the test images; the same arguments give the same scores.

    train_u8: uint8 (n, s, s), s about 1.25 × image_size (`batches.resident.training_side`). train_y: class indices
    (n,). test_u8: uint8 (n_test, S, S) at the cache's own side, which `evaluation_batch` reduces. encoder: pretrained
    weights, None to start from random ones. seed: of the random start, the head, the order and the augmentation; none
    of them depends on `encoder`, so that initialisations are compared on the same draws.
    check is called before every step and every test batch; it may block or raise.
    Raises TrainingError when there are fewer than two images or the loss is not finite; InputError when `encoder` does
    not fit the backbone.
    """
    targets = torch.as_tensor(np.asarray(train_y, dtype=np.int64))
    n_images = len(train_u8)
    if n_images < 2 or len(targets) != n_images:
        raise TrainingError(
            f"A training needs at least two labelled images and got {n_images}. Label more images.",
            code="too_few_labels",
        )
    classifier = build_classifier(backbone, n_classes, encoder, seed=seed)
    device.place(classifier).train()
    optimiser = build_adamw(
        [(classifier.encoder, config.learning_rate), (classifier.head, config.head_learning_rate)], config.weight_decay
    )
    scaler = torch.amp.GradScaler(device.device.type, enabled=device.autocast_dtype is torch.float16)
    weights = class_weights(targets, n_classes).to(device.device) if config.class_weights else None
    policy, batch = train_policy(config), batch_size_of(n_images, config)
    total = training_steps(n_images, config)

    for step in range(total):
        check()
        chosen = batch_indices(n_images, batch, seed, step)
        images = train_u8[chosen.to(train_u8.device)].to(device.device)
        views = apply(images, draw_parameters(batch, policy, generator("mild", seed, step)), image_size)
        set_rates(optimiser, rate_factor(step, total, config.warmup_fraction))
        optimiser.zero_grad(set_to_none=True)
        with device.autocast():
            logits = classifier(views)
        loss = F.cross_entropy(logits.float(), targets[chosen].to(device.device), weight=weights)
        torch.autograd.backward(scaler.scale(loss))
        scaler.step(optimiser)
        scaler.update()
        if device.device.type == "cpu" or step == total - 1:  # reading it makes a GPU wait
            _require_finite(loss)
        on_step(step + 1, total)

    settling = permutation(n_images, "settling", seed)[:_SETTLING_IMAGES].to(train_u8.device)
    _settle_batch_norm(classifier, train_u8[settling], image_size, device)
    scores = predict(classifier, test_u8, image_size, device, check=check)
    state = {key: tensor.detach().cpu().contiguous() for key, tensor in classifier.state_dict().items()}
    return FineTuned(scores, state)


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


def _settle_batch_norm(classifier: nn.Module, images_u8: Tensor, image_size: int, device: DeviceChoice) -> None:
    """Give batch normalisation the final weights' own means and variances, over unaugmented training images.

    The running averages kept while training lag behind the weights: after some dozens of steps they are those of a
    network that is no more (Wu & Johnson 2021, "Rethinking Batch in BatchNorm", section 3). Float32, as the evaluation
    is.
    """
    norms = [module for module in classifier.modules() if isinstance(module, nn.BatchNorm2d)]
    kept = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # a plain mean over the batches
    classifier.train()
    with torch.no_grad():  # in equal batches, whose plain mean is the images' mean
        for images in torch.tensor_split(images_u8, -(-len(images_u8) // EVALUATION_BATCH)):
            classifier(evaluation_batch(images.to(device.device), image_size))
    for norm, momentum in zip(norms, kept, strict=True):
        norm.momentum = momentum


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
        "The training's loss is no longer a number. Choose a lower learning rate, and run the study again.",
        code="loss_not_finite",
    )
