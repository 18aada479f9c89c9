"""The map of an embedding: scikit-learn's principal components, the same every time, and no jump between two maps."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import orthogonal_procrustes
from scipy.spatial.distance import pdist
from sklearn.decomposition import PCA

from engine.pretraining.embedding_map import embedding_map, turned_onto


def features(m: int, d: int, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return (rng.normal(size=(m, d)) * np.linspace(3, 0.1, d) + 1).astype(np.float32)


@pytest.mark.parametrize(("m", "d"), [(3, 2), (40, 8), (64, 512), (400, 64)])
def test_it_is_the_principal_components_of_the_directions(m: int, d: int) -> None:
    x = features(m, d)
    unit = x / np.linalg.norm(x, axis=1, keepdims=True)
    pca = PCA(n_components=2, svd_solver="full").fit(unit.astype(np.float64))
    expected = pca.transform(unit.astype(np.float64))
    expected /= np.sqrt(np.mean(np.sum(expected**2, axis=1)))
    found = embedding_map(x)
    np.testing.assert_allclose(np.abs(found.points), np.abs(expected), atol=1e-5)
    assert found.explained == pytest.approx(pca.explained_variance_ratio_.sum(), abs=1e-6)


def test_a_feature_s_length_plays_no_part_and_signs_are_fixed() -> None:
    x = features(50, 16)
    first = embedding_map(x).points
    lengths = np.random.default_rng(1).uniform(0.1, 10, size=(50, 1)).astype(np.float32)
    np.testing.assert_allclose(embedding_map(x * lengths).points, first, atol=1e-4)
    assert all(axis[np.abs(axis).argmax()] > 0 for axis in first.T)


def test_the_next_map_does_not_jump() -> None:
    x = features(80, 12)
    first = embedding_map(x).points
    little = embedding_map(x + 0.01 * features(80, 12, seed=5), first)
    assert np.sqrt(np.mean(np.sum((little.points - first) ** 2, axis=1))) < 0.1


@pytest.mark.parametrize("mirror", [1.0, -1.0])
def test_turning_undoes_a_rotation_and_a_mirror_and_is_scipys(mirror: float) -> None:
    first = embedding_map(features(30, 6)).points
    angle = 2.1
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ np.diag([1.0, mirror])
    np.testing.assert_allclose(turned_onto(first @ turn, first), first, atol=1e-12)
    other = embedding_map(features(30, 6, seed=3)).points
    rotation, _ = orthogonal_procrustes(other, first)
    found = turned_onto(other, first)
    np.testing.assert_allclose(found, other @ rotation, atol=1e-12)
    np.testing.assert_allclose(pdist(found), pdist(other), atol=1e-12)


def test_nothing_to_see_is_one_place() -> None:
    for alike in (np.ones((5, 4), np.float32), np.zeros((5, 4), np.float32), np.ones((1, 4), np.float32)):
        found = embedding_map(alike)
        assert found.explained == 0.0
        assert not found.points.any()
    line = embedding_map(np.array([[1, 0], [1, 0], [0, 1]], np.float32))
    assert line.explained == pytest.approx(1.0)
    assert np.isfinite(line.points).all()


def test_other_images_are_refused() -> None:
    with pytest.raises(ValueError, match="different images"):
        embedding_map(features(10, 4), np.zeros((9, 2)))
