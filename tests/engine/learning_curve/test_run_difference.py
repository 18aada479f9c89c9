"""Two runs compared: pairing narrows the interval, what cannot be compared is not, and zero is found to be zero."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.errors import InputError
from engine.learning_curve.points import FINE_TUNED
from engine.learning_curve.run_difference import compare_runs
from engine.learning_curve.summary import summarise
from tests.desktop_app.known_truth import make_measurements


@pytest.fixture(scope="module")
def measured():
    return make_measurements(budgets=(20, 80, 320), modes=(FINE_TUNED,))


def test_means_and_differences_are_those_of_the_curves(measured) -> None:
    found = compare_runs((measured, "scratch"), (measured, "simclr"), "auc", FINE_TUNED, replicates=200)
    means = {s.initialisation: s.mean for s in summarise(measured, "auc", FINE_TUNED)}
    assert found.obstacle == ""
    assert found.first.mean == means["scratch"]
    assert [d.n_labels for d in found.differences] == [20, 80, 320]
    for d, a, b in zip(found.differences, means["scratch"], means["simclr"], strict=True):
        assert (d.first, d.second, d.difference) == pytest.approx((a, b, b - a))
        assert d.low95 < d.difference < d.high95
        assert d.runs == (3, 3)
    again = compare_runs((measured, "simclr"), (measured, "scratch"), "auc", FINE_TUNED, replicates=200)
    for d, e in zip(found.differences, again.differences, strict=True):
        assert (e.difference, e.low95, e.high95) == pytest.approx((-d.difference, -d.high95, -d.low95))


def test_a_run_against_itself_differs_by_nothing(measured) -> None:
    found = compare_runs((measured, "simclr"), (measured, "simclr"), "auc", FINE_TUNED, replicates=100)
    for d in found.differences:
        assert (d.difference, d.low95, d.high95) == (0, 0, 0)
        assert not d.shown


def test_pairing_narrows_the_interval(measured) -> None:
    """The same patients are hard for both, so the difference is known better than either level."""
    found = compare_runs((measured, "scratch"), (measured, "simclr"), "auc", FINE_TUNED, replicates=400)
    series = {s.initialisation: s for s in summarise(measured, "auc", FINE_TUNED)}
    for at, d in enumerate(found.differences):
        widths = [series[name].high95[at] - series[name].low95[at] for name in series]
        assert d.high95 - d.low95 < 0.85 * np.hypot(*widths)


def test_only_budgets_of_both(measured) -> None:
    other = replace(measured, cells=tuple(c for c in measured.cells if c.point.n_labels != 80))
    found = compare_runs((measured, "scratch"), (other, "simclr"), "accuracy", FINE_TUNED, replicates=50)
    assert [d.n_labels for d in found.differences] == [20, 320]
    assert found.first.n_labels == (20, 80, 320)
    apart = replace(measured, cells=tuple(c for c in measured.cells if c.point.n_labels == 80))
    assert compare_runs((apart, "scratch"), (other, "simclr"), "auc", FINE_TUNED).obstacle == "budgets"


def test_other_test_images_are_not_paired(measured) -> None:
    relabelled = replace(measured, truth=np.roll(measured.truth, 1))
    for other, same in ((relabelled, True), (measured, False)):
        found = compare_runs((measured, "scratch"), (other, "simclr"), "auc", FINE_TUNED, same_images=same)
        assert (found.obstacle, found.differences) == ("test_images", ())
        assert found.second.mean == pytest.approx(list(summarise(other, "auc", FINE_TUNED))[1].mean)
    renamed = replace(measured, classes=("healthy", "pneumonia"))
    assert compare_runs((measured, "scratch"), (renamed, "simclr"), "auc", FINE_TUNED).obstacle == "classes"


def test_one_run_says_nothing_of_other_runs(measured) -> None:
    one = replace(measured, cells=tuple(c for c in measured.cells if c.point.seed == 0))
    found = compare_runs((one, "scratch"), (measured, "simclr"), "auc", FINE_TUNED, replicates=50)
    assert all(d.low95 is None and not d.shown for d in found.differences)
    assert all(d.runs == (1, 3) for d in found.differences)


def test_nothing_measured(measured) -> None:
    with pytest.raises(InputError):
        compare_runs((measured, "scratch"), (measured, "file"), "auc", FINE_TUNED)
