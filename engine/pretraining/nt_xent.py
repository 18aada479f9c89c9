"""NT-Xent, the normalised temperature-scaled cross-entropy loss (Chen et al. 2020, equation 1)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def nt_xent(z1: Tensor, z2: Tensor, temperature: float) -> Tensor:
    """float32 scalar, the mean over 2n views of -log(exp(sim(i, j)/τ) / Σ over k ≠ i of exp(sim(i, k)/τ)).

    z1, z2: floats (n, width), the projections of two views of the same n images, not normalised; sim is the cosine, and
    j is the other view of i's image. Always computed in float32, autocast or not, with the logarithm of a sum of
    exponentials that cannot overflow (cosine / τ is at most 1 / τ, and the row's maximum is subtracted).
    """
    n = len(z1)
    with torch.autocast(z1.device.type, enabled=False):
        views = F.normalize(torch.cat([z1, z2]).float(), dim=1)
        similarity = views @ views.T / temperature
        itself = torch.eye(2 * n, dtype=torch.bool, device=views.device)
        similarity = similarity.masked_fill(itself, -torch.inf)
        partner = torch.arange(2 * n, device=views.device).roll(n)
        return F.cross_entropy(similarity, partner)


def feature_std(features: Tensor) -> Tensor:
    """float32 scalar: how far the views spread on the unit sphere, to watch for collapse.

    features: floats (m, width), the encoder's, of all views of a batch. The standard deviation over the batch of each
    coordinate of the unit-norm features, averaged over coordinates (Chen & He 2021, section 4.1): 0 when all views are
    mapped to one point, 1/sqrt(width) when directions are uniform; an encoder that ends in a ReLU stays below that.
    The projections would tell nothing: the head's last batch normalisation spreads them whatever the encoder does.
    """
    return F.normalize(features.detach().float(), dim=1).std(dim=0).mean()
