"""The network that SimCLR trains, one optimiser step of it, and its state for a checkpoint."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from engine.encoder.backbone import build_encoder, feature_width
from engine.encoder.projection import build_projection
from engine.errors import TrainingError
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.lean_stem import encode_views
from engine.pretraining.nt_xent import feature_std, nt_xent
from engine.pretraining.optimiser import build_adamw, moments, restore_moments
from engine.pretraining.schedule import set_rates
from engine.pretraining.state import EpochReport, PretrainState
from engine.running.device import DeviceChoice
from engine.translation import tr


class SimCLR(nn.Module):
    """float (2n, 1, s, s), normalised views, to (features (2n, feature_width), projections (2n, projection_width))."""

    def __init__(self, backbone: str, config: SimCLRConfig) -> None:
        super().__init__()
        self.encoder = build_encoder(backbone, seed=config.seed)
        self.projection = build_projection(feature_width(backbone), config.projection_width, seed=config.seed)

    def forward(self, views: Tensor) -> tuple[Tensor, Tensor]:
        features = encode_views(self.encoder, views)
        return features, self.projection(features)


class SimCLRTraining:
    """The network, its optimiser and what they need at a step; a checkpoint is made of it and restored into it."""

    def __init__(self, backbone: str, config: SimCLRConfig, device: DeviceChoice) -> None:
        self.config, self.device = config, device
        self.network = device.place(SimCLR(backbone, config)).train()
        self.optimiser = build_adamw([(self.network, config.learning_rate)], config.weight_decay)
        self.scaler = torch.amp.GradScaler(device.device.type, enabled=device.autocast_dtype is torch.float16)
        self.sums = torch.zeros(2, device=device.device)  # of the running epoch: loss, feature_std

    def step(self, views: Tensor, factor: float, share: float = 1.0) -> Tensor:
        """One optimiser step on (2n, 1, s, s) views at `factor` times the peak rate; answers with the loss, detached.

        share: of the epoch's step that these views are. Raises torch.OutOfMemoryError; `recover` makes a step possible
        again.
        """
        set_rates(self.optimiser, factor)
        self.optimiser.zero_grad(set_to_none=True)
        with self.device.autocast():
            features, projections = self.network(views)
        first, second = projections.chunk(2)
        loss = nt_xent(first, second, self.config.temperature)
        torch.autograd.backward(self.scaler.scale(loss))
        self.scaler.step(self.optimiser)
        self.scaler.update()
        self.sums += share * torch.stack([loss.detach(), feature_std(features)])
        return loss.detach()

    def recover(self) -> None:
        """Give back what a step that ran out of memory has left behind.

        The weights are as before it: memory runs out in the forward or the backward pass. Batch normalisation's running
        averages may have seen a part of the batch twice, which training does not look at.
        """
        self.optimiser.zero_grad(set_to_none=True)
        scale = self.scaler.state_dict()
        self.scaler = torch.amp.GradScaler(self.device.device.type, enabled=self.scaler.is_enabled())
        if scale:
            self.scaler.load_state_dict(scale)
        if self.device.device.type == "cuda":
            torch.cuda.empty_cache()  # in pieces of the old batch's sizes

    def state(self, step: int, history: tuple[EpochReport, ...], parts: int = 1) -> PretrainState:
        """A copy of everything, on the CPU."""
        named = {f"model.{key}": tensor for key, tensor in self.network.state_dict().items()}
        named.update({f"optimiser.{key}": tensor for key, tensor in moments(self.optimiser, self.network).items()})
        named["epoch.sums"] = self.sums
        named.update({f"scaler.{key}": torch.tensor(value) for key, value in self.scaler.state_dict().items()})
        tensors = {key: tensor.detach().to("cpu", copy=True).contiguous() for key, tensor in named.items()}
        return PretrainState(tensors, step, history, self.device.autocast_name, parts)

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
                tr("The stored pretraining does not belong to these settings. Start the pretraining anew."),
                code="checkpoint_does_not_fit",
            ) from None
