"""Whether an encoder has collapsed: it maps all images to one place, or to very few directions."""

from __future__ import annotations

import math

import torch
from torch import Tensor

# Chest X-rays at 32 and 64 pixels, of five backbones. Spread, as a share of uniform directions' 1 / sqrt(width): 0.4 to
# 0.85 in any training, healthy or not, since batch normalisation spreads what it can; 0 once nothing differs any more.
_LEAST_SPREAD = 0.01
# Effective rank: healthy 45 of 64 images, 90 of 128, and of 400 images random features have 77 to 190; trained apart by
# rates of 0.01 to 1, or on a pool of one image, 1 to 2.3.
_LEAST_RANK = 4.0
_FEWEST_IMAGES = 32  # fewer have a low rank whatever the encoder does
# Before, batch normalisation's running averages (0.1 of each batch) still hold what they began with, not the network's.
_FEWEST_STEPS = 30


def effective_rank(features: Tensor) -> float:
    """In how many directions features spread: exp of the entropy of the normalised singular values, 1 to min(m, width).

    features: floats (m, width), the encoder's, of m images. Their mean is taken away first: behind a ReLU it is by far
    the largest direction and tells nothing. Roy & Vetterli 2007, "The effective rank", equations 2 and 3; as a measure
    of self-supervised encoders Garrido et al. 2023, "RankMe". Features that are all equal have rank 1, and so have
    those of fewer than two images. Not finite features give "not a number".
    """
    values = features.detach().double().cpu()
    if not bool(torch.isfinite(values).all()):
        return float("nan")
    spread = values - values.mean(dim=0)
    # What rounding leaves of equal features is noise in every direction, which would look like a high rank.
    if len(values) < 2 or float(spread.norm()) <= 1e-5 * float(values.norm()):
        return 1.0
    singular = torch.linalg.svdvals(spread)
    shares = singular / singular.sum()
    return float(torch.exp(torch.special.entr(shares).sum()))


def has_collapsed(feature_std: float, rank: float, width: int, images: int, steps: int) -> bool:
    """Whether the encoder answers nearly the same for all images.

    feature_std: `nt_xent.feature_std` while training. rank: `effective_rank` of `images` images' features in evaluation
    mode, after `steps` steps. width: of a feature. The rank is not judged before it can tell anything.
    """
    if feature_std < _LEAST_SPREAD / math.sqrt(width):
        return True
    return images >= _FEWEST_IMAGES and steps >= _FEWEST_STEPS and not rank >= _LEAST_RANK
