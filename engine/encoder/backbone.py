"""The encoder: a torchvision ResNet that sees one grey channel and answers with features instead of classes.

He et al. 2016, "Deep Residual Learning for Image Recognition". The state dict's keys are torchvision's own, less
`fc.*`, so weights trained elsewhere load as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from engine.errors import InputError
from engine.running.seeding import own_random_state

_WIDTHS = {"resnet18": 512, "resnet34": 512, "resnet50": 2048}


def feature_width(name: str) -> int:
    """How many features the encoder answers with. Raises ValueError for an unknown backbone."""
    if name not in _WIDTHS:
        raise ValueError(f"unknown backbone {name!r}; one of {', '.join(_WIDTHS)}")
    return _WIDTHS[name]


def build_encoder(name: str, weights: Mapping[str, Tensor] | None = None, *, seed: int) -> nn.Module:
    """The encoder on the CPU, float32, in training mode: float (n, 1, s, s), normalised, to float (n, feature_width).

    name: "resnet18", "resnet34" or "resnet50". weights: a state dict with torchvision's keys; `fc.*` is left aside and
    a stem of three channels is summed over them. None: torchvision's random initialisation, drawn from `seed` alone;
    the process's own random state is left as it was.
    Raises ValueError for an unknown backbone and InputError for weights that do not fit it.
    """
    from torchvision.models import resnet18, resnet34, resnet50  # seconds to import, so only where a network is built

    feature_width(name)
    with own_random_state("encoder", name, seed):
        network: nn.Module = {"resnet18": resnet18, "resnet34": resnet34, "resnet50": resnet50}[name](weights=None)
        stem = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
        nn.init.kaiming_normal_(stem.weight, mode="fan_out", nonlinearity="relu")  # as torchvision does it
    network.conv1 = stem
    network.fc = nn.Identity()
    if weights is not None:
        _load(network, name, weights)
    return network


def one_channel(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights without `fc.*`, the stem summed over its input channels: (64, 3, 7, 7) to (64, 1, 7, 7).

    A grey image shown to all three channels gives the same sum, so the network answers as it did for grey pictures (up
    to the channels' different normalisation).
    """
    kept = {key: tensor for key, tensor in weights.items() if not key.startswith("fc.")}
    stem = kept.get("conv1.weight")
    if stem is not None and stem.ndim == 4 and stem.shape[1] != 1:
        kept["conv1.weight"] = stem.float().sum(dim=1, keepdim=True)
    return kept


def _load(network: nn.Module, name: str, weights: Mapping[str, Tensor]) -> None:
    given, wanted = one_channel(weights), network.state_dict()
    # A file written by an old PyTorch has no batch counters; the network's own serve.
    missing = [key for key in wanted if key not in given and not key.endswith("num_batches_tracked")]
    unknown = [key for key in given if key not in wanted]
    misshapen = [key for key in wanted if key in given and given[key].shape != wanted[key].shape]
    if missing or unknown or misshapen:
        raise InputError(
            f"The encoder weights do not fit a {name}: {len(missing)} tensors are missing, {len(unknown)} unknown and "
            f"{len(misshapen)} of another shape. Choose the backbone they were trained with, or another file.",
            code="weights_do_not_fit",
        )
    if not all(torch.isfinite(tensor).all() for tensor in given.values()):
        raise InputError(
            "The encoder weights hold values that are not numbers. Choose another file.", code="weights_not_finite"
        )
    network.load_state_dict(given, strict=False)
