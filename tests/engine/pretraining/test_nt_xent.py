from __future__ import annotations

import math

import pytest
import torch

from engine.pretraining.nt_xent import feature_std, nt_xent

CASES = [(n, width, tau) for n, width in [(2, 4), (3, 128), (17, 8), (64, 32)] for tau in (0.05, 0.2, 1.0)]


def slow_nt_xent(z1: torch.Tensor, z2: torch.Tensor, temperature: float) -> torch.Tensor:
    """Equation 1 of the paper, term by term."""
    views = [view / view.norm() for view in torch.cat([z1, z2])]
    n = len(z1)
    total = torch.zeros((), dtype=z1.dtype)
    for i in range(2 * n):
        j = i + n if i < n else i - n
        others = sum(torch.exp(views[i] @ views[k] / temperature) for k in range(2 * n) if k != i)
        total = total - torch.log(torch.exp(views[i] @ views[j] / temperature) / others)
    return total / (2 * n)


def draw(n: int, width: int) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(n * 1000 + width)
    first = torch.randn(n, width, generator=generator, dtype=torch.float64)
    return first, first + 0.7 * torch.randn(n, width, generator=generator, dtype=torch.float64)


@pytest.mark.parametrize(("n", "width", "temperature"), [case for case in CASES if case[0] < 20 or case[2] == 0.2])
def test_value_and_gradient_are_the_papers(n: int, width: int, temperature: float) -> None:
    z1, z2 = draw(n, width)
    z1.requires_grad_()
    expected = slow_nt_xent(z1, z2, temperature)
    (slope,) = torch.autograd.grad(expected, z1)
    ours = z1.detach().float().requires_grad_()
    loss = nt_xent(ours, z2.float(), temperature)
    (our_slope,) = torch.autograd.grad(loss, ours)
    torch.testing.assert_close(loss.double(), expected, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(our_slope.double(), slope, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(("n", "width", "temperature"), CASES)
def test_value_and_gradient_are_lightlys(n: int, width: int, temperature: float) -> None:
    lightly_loss = pytest.importorskip("lightly.loss")
    z1, z2 = (z.float().requires_grad_() for z in draw(n, width))
    theirs = lightly_loss.NTXentLoss(temperature=temperature)(z1, z2)
    ours = nt_xent(z1, z2, temperature)
    torch.testing.assert_close(ours, theirs, rtol=1e-5, atol=1e-5)
    for mine, other in zip(torch.autograd.grad(ours, (z1, z2)), torch.autograd.grad(theirs, (z1, z2)), strict=True):
        torch.testing.assert_close(mine, other, rtol=1e-5, atol=1e-5)


def test_it_does_not_overflow_at_a_tiny_temperature() -> None:
    z1, z2 = (z.float() for z in draw(8, 16))
    loss = nt_xent(1e3 * z1.requires_grad_(), z2, 1e-3)
    assert torch.isfinite(loss)
    assert torch.isfinite(torch.autograd.grad(loss, z1)[0]).all()


def test_it_is_float32_under_autocast() -> None:
    z1, z2 = (z.float() for z in draw(8, 16))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = nt_xent(z1, z2, 0.2)
    assert loss.dtype is torch.float32
    assert loss == nt_xent(z1, z2, 0.2)
    assert nt_xent(z1.bfloat16(), z2.bfloat16(), 0.2).dtype is torch.float32


def test_two_perfect_pairs_at_right_angles() -> None:
    z = torch.eye(2)
    assert nt_xent(z, z, 0.5).item() == pytest.approx(math.log(math.exp(2.0) + 2.0) - 2.0, abs=1e-6)


def test_feature_std_tells_collapse_from_spread() -> None:
    spread = torch.randn(500, 64, generator=torch.Generator().manual_seed(0))
    assert feature_std(spread).item() == pytest.approx(1 / 8, rel=0.02)
    assert feature_std(torch.ones(20, 64)).item() == pytest.approx(0.0, abs=1e-6)
