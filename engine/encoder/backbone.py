"""The encoder: a torchvision network that sees one grey channel and answers with features instead of classes.

He et al. 2016, "Deep Residual Learning for Image Recognition"; Liu et al. 2022, "A ConvNet for the 2020s"; Tan & Le
2019, "EfficientNet". The state dict's keys are torchvision's own, less those of the layer that tells classes, so
weights trained elsewhere load as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from engine.encoder.small_map import quicken_small_maps
from engine.errors import InputError
from engine.running.seeding import own_random_state
from engine.translation import tr


@dataclass(frozen=True, slots=True)
class _Architecture:
    """width: features. stem: the first convolution's name. head: the name of the module that tells classes, which
    becomes the identity; ConvNeXt's normalisation before it stays. start: how torchvision draws the stem's filters.
    deterministic: builder's arguments without which training would draw from the process-wide random state, which no
    checkpoint holds: stochastic depth, meant for supervised training of hundreds of epochs."""

    width: int
    stem: str
    head: str
    start: Callable[[Tensor], Tensor]
    deterministic: tuple[tuple[str, float], ...] = ()


_KAIMING = partial(nn.init.kaiming_normal_, mode="fan_out", nonlinearity="relu")
_WHOLE_DEPTH = (("stochastic_depth_prob", 0.0),)
_ARCHITECTURES = {
    "resnet18": _Architecture(512, "conv1", "fc", _KAIMING),
    "resnet34": _Architecture(512, "conv1", "fc", _KAIMING),
    "resnet50": _Architecture(2048, "conv1", "fc", _KAIMING),
    "convnext_tiny": _Architecture(
        768, "features.0.0", "classifier.2", partial(nn.init.trunc_normal_, std=0.02), _WHOLE_DEPTH
    ),
    "efficientnet_b0": _Architecture(1280, "features.0.0", "classifier", _KAIMING, _WHOLE_DEPTH),
}


def feature_width(name: str) -> int:
    """How many features the encoder answers with. Raises ValueError for an unknown backbone."""
    return _architecture(name).width


def build_encoder(name: str, weights: Mapping[str, Tensor] | None = None, *, seed: int) -> nn.Module:
    """The encoder on the CPU, float32, in training mode: float (n, 1, s, s), normalised, to float (n, feature_width).

    name: "resnet18", "resnet34", "resnet50", "convnext_tiny" or "efficientnet_b0". weights: a state dict with
    torchvision's keys; the classes' layer is left aside and a stem of three channels is summed over them. None:
    torchvision's random initialisation, drawn from `seed` alone; the process's own random state is left as it was, by
    training too (no stochastic depth, no dropout).
    Raises ValueError for an unknown backbone and InputError for weights that do not fit it.
    """
    import torchvision.models  # seconds to import, so only where a network is built

    architecture = _architecture(name)
    with own_random_state("encoder", name, seed):
        network: nn.Module = getattr(torchvision.models, name)(weights=None, **dict(architecture.deterministic))
        colour = network.get_submodule(architecture.stem)
        assert isinstance(colour, nn.Conv2d)
        stem = nn.Conv2d(
            1,
            colour.out_channels,
            _pair(colour.kernel_size),
            stride=_pair(colour.stride),
            padding=_pair(colour.padding),
            bias=colour.bias is not None,
        )
        architecture.start(stem.weight)
        if stem.bias is not None:
            nn.init.zeros_(stem.bias)
    _replace(network, architecture.stem, stem)
    _replace(network, architecture.head, nn.Identity())
    quicken_small_maps(network)
    if weights is not None:
        _load(network, name, weights)
    return network


def one_channel(weights: Mapping[str, Tensor], name: str) -> dict[str, Tensor]:
    """The weights without the classes' layer, the stem summed over its input channels: (64, 3, 7, 7) to (64, 1, 7, 7).

    A grey image shown to all three channels gives the same sum, so the network answers as it did for grey pictures (up
    to the channels' different normalisation).
    """
    architecture = _architecture(name)
    filters = f"{architecture.stem}.weight"
    kept = {key: tensor for key, tensor in weights.items() if not key.startswith(f"{architecture.head}.")}
    stem = kept.get(filters)
    if stem is not None and stem.ndim == 4 and stem.shape[1] != 1:
        kept[filters] = stem.float().sum(dim=1, keepdim=True)
    return kept


def _architecture(name: str) -> _Architecture:
    if name not in _ARCHITECTURES:
        raise ValueError(f"unknown backbone {name!r}; one of {', '.join(_ARCHITECTURES)}")
    return _ARCHITECTURES[name]


def _pair(of_a_convolution: tuple[int, ...] | str) -> tuple[int, int]:
    assert not isinstance(of_a_convolution, str)
    height, width = of_a_convolution
    return int(height), int(width)


def _replace(network: nn.Module, name: str, module: nn.Module) -> None:
    parent, _, own_name = name.rpartition(".")
    setattr(network.get_submodule(parent), own_name, module)


def _load(network: nn.Module, name: str, weights: Mapping[str, Tensor]) -> None:
    given, wanted = one_channel(weights, name), network.state_dict()
    # A file written by an old PyTorch has no batch counters; the network's own serve.
    missing = [key for key in wanted if key not in given and not key.endswith("num_batches_tracked")]
    unknown = [key for key in given if key not in wanted]
    misshapen = [key for key in wanted if key in given and given[key].shape != wanted[key].shape]
    if missing or unknown or misshapen:
        raise InputError(
            tr(
                "The encoder weights do not fit a {name}: {missing} tensors are missing, {unknown} unknown and "
                "{misshapen} of another shape. Choose the network they were trained with, or another file.",
                name=name,
                missing=len(missing),
                unknown=len(unknown),
                misshapen=len(misshapen),
            ),
            code="weights_do_not_fit",
        )
    if not all(torch.isfinite(tensor).all() for tensor in given.values()):
        raise InputError(
            tr("The encoder weights hold values that are not numbers. Choose another file."), code="weights_not_finite"
        )
    network.load_state_dict(given, strict=False)
