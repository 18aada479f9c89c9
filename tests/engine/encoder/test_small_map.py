"""The matrix product against torch's convolution: answers, gradients, and where it is used at all."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.encoder.backbone import build_encoder
from engine.encoder.small_map import SmallMapConv2d, quicken_small_maps

CASES = [(3, 1, 2), (3, 1, 1), (3, 1, 4), (3, 2, 4), (3, 2, 3), (3, 2, 8), (1, 1, 2), (1, 2, 4), (1, 2, 3), (1, 1, 3)]


def layer(kernel: int, stride: int, *, bias: bool = False, channels: int = 128, out: int = 24) -> SmallMapConv2d:
    torch.manual_seed(0)
    made = SmallMapConv2d(channels, out, kernel, stride=stride, padding=kernel // 2, bias=bias)
    return made.to(memory_format=torch.channels_last)


def images(n: int, side: int, channels: int = 128) -> Tensor:
    drawn = torch.randn(n, channels, side, side, generator=torch.Generator().manual_seed(side))
    return drawn.to(memory_format=torch.channels_last).requires_grad_()


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize(("kernel", "stride", "side"), CASES)
@pytest.mark.parametrize("channels", [(128, 24), (256, 512)], ids=["the filters' gradient", "all as products"])
def test_answers_and_gradients_are_the_convolutions(
    kernel: int, stride: int, side: int, bias: bool, channels: tuple[int, int]
) -> None:
    ours, x = layer(kernel, stride, bias=bias, channels=channels[0], out=channels[1]), images(5, side, channels[0])
    assert ours._pays(x)
    assert kernel == 1 or ours._whole(x) is (channels[0] == 256 or -(-side // stride) <= 2)
    exact = [p.detach().double().requires_grad_() for p in ours.parameters()]
    wide = x.detach().double().requires_grad_()
    expected = F.conv2d(wide, exact[0], exact[1] if bias else None, stride=stride, padding=kernel // 2)
    answer = ours(x)
    assert answer.shape == expected.shape
    torch.testing.assert_close(answer.double(), expected, rtol=1e-5, atol=1e-5)
    seen = torch.randn(expected.shape, generator=torch.Generator().manual_seed(9))
    mine = torch.autograd.grad(answer, [x, *ours.parameters()], seen)
    theirs = torch.autograd.grad(expected, [wide, *exact], seen.double())
    for got, wanted in zip(mine, theirs, strict=True):
        torch.testing.assert_close(got.double(), wanted, rtol=1e-4, atol=1e-4)
    assert mine[1].is_contiguous(memory_format=torch.channels_last), "the gradient lies as the filters do"


@pytest.mark.parametrize(("kernel", "stride", "side"), CASES)
def test_bfloat16_is_about_as_near_to_the_truth_as_torchs_own(kernel: int, stride: int, side: int) -> None:
    ours, x = layer(kernel, stride), images(8, side)
    truth = F.conv2d(x.double(), ours.weight.double(), stride=stride, padding=kernel // 2)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        answer, plain = ours(x), F.conv2d(x, ours.weight, stride=stride, padding=kernel // 2)
    assert answer.dtype is torch.bfloat16
    seen = torch.randn(truth.shape, generator=torch.Generator().manual_seed(9))
    gradients = [torch.autograd.grad(y, (x, ours.weight), seen.to(y.dtype)) for y in (answer, plain, truth)]
    made = [(answer, *gradients[0]), (plain, *gradients[1]), (truth, *gradients[2])]
    for mine, torchs, wanted in zip(*made, strict=True):
        error, usual = ((y.double() - wanted.double()).abs().mean() for y in (mine, torchs))
        # The images' gradient is a sum of nine rounded products here, of which torch rounds the sum alone.
        assert error <= 2 * usual + 1e-6


@pytest.mark.parametrize(
    ("made", "side", "channels"),
    [
        (lambda: layer(3, 1), 5, 128),
        (lambda: layer(3, 1, channels=64), 2, 64),
        (lambda: SmallMapConv2d(128, 128, 3, padding=1, groups=128), 2, 128),
        (lambda: SmallMapConv2d(128, 8, 3, padding=0), 4, 128),
        (lambda: SmallMapConv2d(128, 8, 3, padding=2, dilation=2), 4, 128),
        (lambda: SmallMapConv2d(128, 8, 5, padding=2), 2, 128),
        (lambda: SmallMapConv2d(128, 8, (1, 3), padding=(0, 1)), 2, 128),
        (lambda: SmallMapConv2d(128, 8, 3, padding=1, padding_mode="reflect"), 2, 128),
    ],
)
def test_what_it_was_not_made_for_goes_to_torch_unchanged(made, side: int, channels: int) -> None:  # type: ignore[no-untyped-def]
    ours, x = made(), images(2, side, channels)
    assert not ours._pays(x)
    assert torch.equal(ours(x), nn.Conv2d.forward(ours, x))


def test_seven_by_seven_maps_of_many_channels_only_for_the_filters_gradient() -> None:
    ours, x = layer(3, 1, channels=512, out=512), images(2, 7, 512)
    assert ours._pays(x)
    assert not ours._whole(x)
    with torch.inference_mode():
        assert not ours._pays(x)
    seen = torch.randn(2, 512, 7, 7, generator=torch.Generator().manual_seed(9))
    mine = torch.autograd.grad(ours(x), [x, ours.weight], seen)
    for got, wanted in zip(mine, torch.autograd.grad(nn.Conv2d.forward(ours, x), [x, ours.weight], seen), strict=True):
        torch.testing.assert_close(got, wanted, rtol=1e-4, atol=2e-3)


def test_a_network_keeps_its_weights_and_names() -> None:
    torch.manual_seed(0)
    net = nn.Sequential(nn.Conv2d(1, 128, 1), nn.Sequential(nn.Conv2d(128, 4, 3, padding=1)))
    before = dict(net.named_parameters())
    quicken_small_maps(net)
    assert all(parameter is before[name] for name, parameter in net.named_parameters())
    assert isinstance(net[1][0], SmallMapConv2d)


@pytest.mark.parametrize("backbone", ["resnet18", "resnet50", "convnext_tiny", "efficientnet_b0"])
def test_an_encoder_answers_as_with_torchs_convolutions(backbone: str) -> None:
    encoder = build_encoder(backbone, seed=3).eval().to(memory_format=torch.channels_last)
    views = torch.randn(3, 1, 64, 64, generator=torch.Generator().manual_seed(1))
    quick = [m for m in encoder.modules() if isinstance(m, SmallMapConv2d)]
    assert quick
    with torch.inference_mode():
        answer = encoder(views)
        for module in quick:
            module.__class__ = nn.Conv2d  # type: ignore[assignment]
        torch.testing.assert_close(answer, encoder(views), rtol=1e-3, atol=1e-3 * float(answer.abs().max()))
