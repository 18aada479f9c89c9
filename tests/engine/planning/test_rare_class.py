from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom

from engine.planning.rare_class import _by_expansion, enough_images, images_to_find


@pytest.mark.parametrize("n_rare", [1, 2, 7, 50, 400, 3000])
@pytest.mark.parametrize("prevalence", [0.002, 0.05, 0.3, 0.9, 1.0])
@pytest.mark.parametrize("chance", [0.1, 0.5, 0.8, 0.975])
def test_against_scipy(n_rare: int, prevalence: float, chance: float) -> None:
    theirs = n_rare + int(nbinom.ppf(chance, n_rare, prevalence))
    assert abs(enough_images(n_rare, prevalence, chance) - theirs) <= (0 if n_rare < 3000 else 1)


def test_against_reading_again_and_again() -> None:
    g = np.random.default_rng(0)
    reads = 40 + g.negative_binomial(40, 0.08, size=200_000)
    found = images_to_find(40, 0.08)
    assert found.expected == pytest.approx(reads.mean(), rel=0.002)
    assert np.mean(reads <= found.enough80) == pytest.approx(0.8, abs=0.006)


def test_the_expansion_for_very_many() -> None:
    assert _by_expansion(3000, 0.002, 0.8) == pytest.approx(enough_images(3000, 0.002, 0.8), rel=1e-3)
    assert enough_images(20_000, 0.0001, 0.8) == pytest.approx(20_000 + nbinom.ppf(0.8, 20_000, 0.0001), rel=1e-3)


def test_none_wanted_none_read() -> None:
    assert images_to_find(0, 0.1).enough80 == 0


@pytest.mark.parametrize(("n_rare", "prevalence"), [(1, 0.0), (1, 1.1), (-1, 0.5)])
def test_nonsense_is_refused(n_rare: int, prevalence: float) -> None:
    with pytest.raises(ValueError, match="prevalence"):
        images_to_find(n_rare, prevalence)
