from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from engine.learning_curve.mcnemar import compare_errors, mcnemar


@pytest.mark.parametrize(
    ("counts", "exact", "mid"),
    [((1, 7), 0.0703, 0.0391), ((6, 16), 0.0525, 0.0347)],
    ids=["airway hyper-responsiveness", "complete response"],
)
def test_the_published_examples(counts: tuple[int, int], exact: float, mid: float) -> None:
    """The two data sets of Fagerland, Lydersen & Laake 2013, BMC Medical Research Methodology 13:91."""
    for first, second in (counts, counts[::-1]):
        found = mcnemar(first, second)
        assert found.exact_p == pytest.approx(exact, abs=5e-5)
        assert found.mid_p == pytest.approx(mid, abs=5e-5)


@pytest.mark.parametrize("first", [0, 1, 5, 40])
@pytest.mark.parametrize("second", [0, 1, 7, 300])
def test_exact_is_scipys_binomial_test(first: int, second: int) -> None:
    found = mcnemar(first, second)
    expected = stats.binomtest(first, first + second, 0.5).pvalue if first + second else 1.0
    assert found.exact_p == pytest.approx(expected, abs=1e-12)
    assert 0 < found.mid_p <= found.exact_p or found.exact_p == 1.0


def test_mid_p_by_definition() -> None:
    """Half the probability of what was seen, and all that is rarer, on both sides."""
    for first, second in ((2, 9), (3, 3), (0, 5), (4, 5)):
        p = stats.binom(first + second, 0.5).pmf(np.arange(first + second + 1))
        tail = p[: min(first, second)].sum() + 0.5 * p[min(first, second)]
        expected = 2 * tail if first != second else 1 - 0.5 * p[first]
        assert mcnemar(first, second).mid_p == pytest.approx(expected)


def test_many_images_do_not_underflow() -> None:
    found = mcnemar(3000, 3200)
    assert found.exact_p == pytest.approx(stats.binomtest(3000, 6200, 0.5).pvalue, rel=1e-6)


def test_from_the_images() -> None:
    first = np.array([True, True, False, True, False])
    second = np.array([True, False, True, False, False])
    found = compare_errors(first, second)
    assert (found.only_first, found.only_second) == (2, 1)
    assert compare_errors(first, first).exact_p == compare_errors(first, first).mid_p == 1.0
