"""A map of what an encoder sees: each image a place, images that look alike to the encoder near each other.

Principal components, which need no settings and give the same map every time; t-SNE and UMAP part even noise into
islands. One map is turned onto the one before it, so that what moves between two of them is what was learned.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

Array = NDArray[np.float64]


@dataclass(frozen=True)
class EmbeddingMap:
    """points: float64 (m, 2), about 0, their root mean square distance from it 1 (all 0 where nothing differs).
    explained: share of the features' variance that the two directions show, 0 to 1."""

    points: Array
    explained: float


def embedding_map(features: NDArray[np.float32], before: Array | None = None) -> EmbeddingMap:
    """The map of features (m, d), m at least 1. before: an earlier map of the same images, to be turned onto.

    Features are compared by direction, as the SimCLR loss does, so each is brought to length 1 first. Without `before`
    the sign of each direction is such that its longest coordinate is positive (as in scikit-learn's `svd_flip`).
    Raises ValueError when `before` is of other images.
    """
    x = np.asarray(features, dtype=np.float64)
    x = x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12)
    x -= x.mean(axis=0)
    total = float(np.sum(x**2))
    points = np.zeros((len(x), 2))
    if total <= 1e-12 * len(x):
        return EmbeddingMap(points, 0.0)
    # The first two left singular vectors and squared singular values, by way of the products of m × m images: for 400
    # images some 50 ms on a busy machine, where a whole SVD takes a second.
    squares, left = eigh(x @ x.T, subset_by_index=[max(len(x) - 2, 0), len(x) - 1])
    sizes, axes = np.maximum(squares[::-1], 0.0), left[:, ::-1]  # largest first
    longest = axes[np.abs(axes).argmax(axis=0), np.arange(len(sizes))]
    points[:, : len(sizes)] = axes * np.sqrt(sizes) * np.sign(longest)
    points /= np.sqrt(np.mean(np.sum(points**2, axis=1)))
    if before is not None:
        points = turned_onto(points, before)
    return EmbeddingMap(points, float(np.sum(sizes)) / total)


def turned_onto(points: Array, before: Array) -> Array:
    """`points` (m, 2), rotated and if need be mirrored so that they lie as near to `before` (m, 2) as they can.

    Orthogonal Procrustes (Schönemann 1966, "A generalized solution of the orthogonal Procrustes problem"): R = U Vᵀ of
    the singular value decomposition of pointsᵀ before. Distances stay. Raises ValueError for other numbers of points.
    """
    if points.shape != before.shape:
        raise ValueError("the maps are of different images")
    u, _, vt = np.linalg.svd(points.T @ before)
    turned: Array = points @ (u @ vt)
    return turned
