"""SimCLR's projection head, thrown away after pretraining (Chen et al. 2020, section 2.1 and appendix B.9)."""

from __future__ import annotations

from torch import nn

from engine.running.seeding import own_random_state


def build_projection(feature_width: int, projection_width: int, *, seed: int) -> nn.Sequential:
    """Two linear layers with batch normalisation: float (n, feature_width) to (n, projection_width), on the CPU.

    The hidden layer is as wide as the features. The second layer is normalised too, without a learned shift or scale of
    its own: NT-Xent looks at directions only. Drawn from `seed` alone.
    """
    with own_random_state("projection", feature_width, projection_width, seed):
        return nn.Sequential(
            nn.Linear(feature_width, feature_width, bias=False),
            nn.BatchNorm1d(feature_width),
            nn.ReLU(inplace=True),
            nn.Linear(feature_width, projection_width, bias=False),
            nn.BatchNorm1d(projection_width, affine=False),
        )
