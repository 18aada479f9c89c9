from __future__ import annotations

import torch

from engine.encoder.projection import build_projection


def test_shape_and_seed() -> None:
    head = build_projection(32, 8, seed=1)
    assert head(torch.randn(5, 32)).shape == (5, 8)
    again, other = build_projection(32, 8, seed=1), build_projection(32, 8, seed=2)
    assert torch.equal(head[0].weight, again[0].weight)
    assert not torch.equal(head[0].weight, other[0].weight)
