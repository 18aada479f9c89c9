"""SimCLR pretraining: two views of each image are pulled together, those of different images pushed apart.

Chen et al. 2020, "A Simple Framework for Contrastive Learning of Visual Representations", algorithm 1, with AdamW in
LARS's place: pools are of hundreds or thousands of images, and batches small.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
from torch import Tensor, nn

from engine.encoder.backbone import build_encoder, feature_width
from engine.encoder.projection import build_projection
from engine.errors import TrainingError
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.nt_xent import feature_std, nt_xent
from engine.pretraining.optimiser import build_adamw, moments, restore_moments
from engine.pretraining.schedule import rate_factor, set_rates
from engine.pretraining.state import EpochReport, PretrainResult, PretrainState
from engine.pretraining.views import batch_size_of, epoch_order, steps_per_epoch, two_views, view_policy
from engine.running.device import DeviceChoice


class SimCLR(nn.Module):
    """float (2n, 1, s, s), normalised views, to (features (2n, feature_width), projections (2n, projection_width))."""

    def __init__(self, backbone: str, config: SimCLRConfig) -> None:
        super().__init__()
        self.encoder = build_encoder(backbone, seed=config.seed)
        self.projection = build_projection(feature_width(backbone), config.projection_width, seed=config.seed)

    def forward(self, views: Tensor) -> tuple[Tensor, Tensor]:
        features = self.encoder(views)
        return features, self.projection(features)


class SimCLRTraining:
    """The network, its optimiser and what they need at a step; a checkpoint is made of it and restored into it."""

    def __init__(self, backbone: str, config: SimCLRConfig, device: DeviceChoice) -> None:
        self.config, self.device = config, device
        self.network = device.place(SimCLR(backbone, config)).train()
        self.optimiser = build_adamw([(self.network, config.learning_rate)], config.weight_decay)
        self.scaler = torch.amp.GradScaler(device.device.type, enabled=device.autocast_dtype is torch.float16)
        self.sums = torch.zeros(2, device=device.device)  # of the running epoch: loss, feature_std

    def step(self, views: Tensor, factor: float) -> Tensor:
        """One optimiser step on (2n, 1, s, s) views at `factor` times the peak rate; answers with the loss,
        detached."""
        set_rates(self.optimiser, factor)
        self.optimiser.zero_grad(set_to_none=True)
        with self.device.autocast():
            features, projections = self.network(views)
        first, second = projections.chunk(2)
        loss = nt_xent(first, second, self.config.temperature)
        torch.autograd.backward(self.scaler.scale(loss))
        self.scaler.step(self.optimiser)
        self.scaler.update()
        self.sums += torch.stack([loss.detach(), feature_std(features)])
        return loss.detach()

    def state(self, step: int, history: tuple[EpochReport, ...]) -> PretrainState:
        """A copy of everything, on the CPU."""
        named = {f"model.{key}": tensor for key, tensor in self.network.state_dict().items()}
        named.update({f"optimiser.{key}": tensor for key, tensor in moments(self.optimiser, self.network).items()})
        named["epoch.sums"] = self.sums
        named.update({f"scaler.{key}": torch.tensor(value) for key, value in self.scaler.state_dict().items()})
        tensors = {key: tensor.detach().to("cpu", copy=True).contiguous() for key, tensor in named.items()}
        return PretrainState(tensors, step, history, self.device.autocast_name)

    def restore(self, state: PretrainState) -> None:
        """Take up where `state` was made. Raises TrainingError when it was made by another pretraining."""
        parts: dict[str, dict[str, Tensor]] = {"model": {}, "optimiser": {}, "epoch": {}, "scaler": {}}
        try:
            for key, tensor in state.tensors.items():
                part, name = key.split(".", 1)
                parts[part][name] = tensor
            self.network.load_state_dict(parts["model"])
            restore_moments(self.optimiser, self.network, parts["optimiser"])
            self.sums.copy_(parts["epoch"]["sums"])
            if parts["scaler"] and self.scaler.is_enabled():
                self.scaler.load_state_dict({name: tensor.item() for name, tensor in parts["scaler"].items()})
        except (KeyError, ValueError, RuntimeError):
            raise TrainingError(
                "The stored pretraining does not belong to these settings. Start the pretraining anew.",
                code="checkpoint_does_not_fit",
            ) from None


def pretrain(
    images_u8: Tensor,
    backbone: str,
    image_size: int,
    config: SimCLRConfig,
    device: DeviceChoice,
    *,
    resume: PretrainState | None = None,
    on_step: Callable[[int, int], None] = lambda done, total: None,
    on_epoch: Callable[[EpochReport], None] = lambda report: None,
    on_checkpoint: Callable[[PretrainState], None] = lambda state: None,
    checkpoint_seconds: float = 30.0,
    check: Callable[[], None] = lambda: None,
) -> PretrainResult:
    """Pretrain an encoder on unlabelled images; calls back on the caller's thread.

    images_u8: uint8 (n, s, s), s about 1.25 × image_size (`batches.resident.training_side`), on the device or on the
    CPU. resume: a state that `on_checkpoint` was given, by a run with the same images, backbone and settings; the
    result is then the same, on a CPU with as many threads bit for bit, as without the interruption. on_step(done,
    total) after every step; on_epoch after every epoch; on_checkpoint about every `checkpoint_seconds`, between steps.
    check is called before every step and may block (pause) or raise (stop), which passes through.
    Raises TrainingError when there are fewer than two images, the loss is not finite, or `resume` does not fit.
    """
    n_images = len(images_u8)
    if n_images < 2:
        raise TrainingError(
            f"SimCLR compares images with one another and the pool holds {n_images}. Add images to the pool.",
            code="pool_too_small",
        )
    if resume is not None:
        device = device.with_autocast(resume.autocast)
    training = SimCLRTraining(backbone, config, device)
    if resume is not None:
        training.restore(resume)
    policy, batch = view_policy(config), batch_size_of(n_images, config.batch_size)
    per_epoch = steps_per_epoch(n_images, config.batch_size)
    total = config.epochs * per_epoch
    first_step, history = (resume.step, resume.history) if resume else (0, ())
    order, epoch_seconds, epoch_images, saved_at = torch.empty(0), 0.0, 0, time.monotonic()

    for step in range(first_step, total):
        check()
        began = time.perf_counter()
        epoch, position = divmod(step, per_epoch)
        if position == 0 or step == first_step:
            order, epoch_seconds, epoch_images = epoch_order(n_images, config.seed, epoch), 0.0, 0
        chosen = order[position * batch : (position + 1) * batch].to(images_u8.device)
        images = images_u8[chosen].to(device.device, non_blocking=True)
        views = two_views(images, policy, image_size, config.seed, step)
        loss = training.step(views, rate_factor(step, total, config.warmup_fraction))
        if device.device.type == "cpu" or position == per_epoch - 1:  # reading it makes a GPU wait
            _require_finite(training.sums if position == per_epoch - 1 else loss)
        epoch_seconds, epoch_images = epoch_seconds + time.perf_counter() - began, epoch_images + batch
        if position == per_epoch - 1:
            mean_loss, spread = (training.sums / per_epoch).tolist()
            training.sums.zero_()
            history += (EpochReport(epoch + 1, config.epochs, mean_loss, spread, epoch_images / epoch_seconds),)
            on_epoch(history[-1])
        on_step(step + 1, total)
        if time.monotonic() - saved_at >= checkpoint_seconds and step + 1 < total:
            on_checkpoint(training.state(step + 1, history))
            saved_at = time.monotonic()

    encoder = training.network.encoder.state_dict()
    return PretrainResult({key: tensor.detach().cpu().contiguous() for key, tensor in encoder.items()}, history)


def _require_finite(value: Tensor) -> None:
    if not bool(torch.isfinite(value).all()):
        raise TrainingError(
            "The pretraining's loss is no longer a number. Choose a lower learning rate or a higher temperature, "
            "and start it anew.",
            code="loss_not_finite",
        )
