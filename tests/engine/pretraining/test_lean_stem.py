from __future__ import annotations

import pytest
import torch
from torch import nn

from engine.encoder.backbone import build_encoder
from engine.pretraining.lean_stem import encode_views
from engine.running.device import DeviceChoice
from engine.running.seeding import generator


def trained(encoder: nn.Module, views: torch.Tensor, device: DeviceChoice, lean: bool) -> dict[str, torch.Tensor]:
    """Features, gradients and state after one forward and backward pass."""
    encoder = device.place(encoder).train()
    with device.autocast():
        features = encode_views(encoder, views) if lean else encoder(views)
    features.float().square().sum().backward()
    gradients = {f"gradient of {name}": parameter.grad for name, parameter in encoder.named_parameters()}
    return {"features": features, **gradients, **encoder.state_dict()}


@pytest.mark.parametrize("autocast", ["float32", "bfloat16"])
@pytest.mark.parametrize(
    ("backbone", "side"), [("resnet18", 64), ("resnet50", 32), ("resnet18", 416), ("resnet18", 33)]
)
def test_features_gradients_and_running_averages_are_bit_for_bit_the_networks_own(
    backbone: str, side: int, autocast: str
) -> None:
    device = DeviceChoice(torch.device("cpu"), None, 1).with_autocast(autocast)
    views = torch.randn(3, 1, side, side, generator=generator("views"))
    ours, theirs = (trained(build_encoder(backbone, seed=0), views, device, lean) for lean in (True, False))
    assert ours.keys() == theirs.keys()
    assert [key for key in theirs if not torch.equal(ours[key], theirs[key])] == []
    assert ours["bn1.num_batches_tracked"] == 1


def test_a_negative_scale_and_dead_channels_change_nothing() -> None:
    device = DeviceChoice(torch.device("cpu"), None, 1)
    views, seen = torch.randn(4, 1, 48, 48, generator=generator("views")), []
    for lean in (True, False):
        encoder = build_encoder("resnet18", seed=0)
        with torch.no_grad():
            encoder.bn1.weight[:8] = -1.0
            encoder.bn1.bias[8:16] = -100.0  # nothing of these channels passes the ReLU
        seen.append(trained(encoder, views, device, lean))
    assert [key for key in seen[1] if not torch.equal(seen[0][key], seen[1][key])] == []


def test_less_is_kept_for_the_backward_pass() -> None:
    views = torch.randn(4, 1, 96, 96, generator=generator("views"))
    kept = []
    for lean in (True, False):
        tensors: dict[int, torch.Tensor] = {}

        def note(tensor: torch.Tensor, tensors: dict[int, torch.Tensor] = tensors) -> torch.Tensor:
            tensors[tensor.untyped_storage().data_ptr()] = tensor
            return tensor

        encoder = build_encoder("resnet18", seed=0).train()
        with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
            answer = encode_views(encoder, views) if lean else encoder(views)
        kept.append(sum(tensor.untyped_storage().nbytes() for tensor in tensors.values()))
        del answer
    # The ReLU's answer (64 channels at half the side, float32), and six of an index's eight bytes at a quarter.
    assert kept[1] - kept[0] >= 4 * 64 * (4 * 48 * 48 + 6 * 24 * 24)


def test_evaluation_and_other_networks_are_left_alone() -> None:
    views = torch.randn(2, 1, 32, 32, generator=generator("views"))
    for encoder in (build_encoder("resnet18", seed=0).eval(), build_encoder("convnext_tiny", seed=0)):
        assert torch.equal(encode_views(encoder, views), encoder(views))
