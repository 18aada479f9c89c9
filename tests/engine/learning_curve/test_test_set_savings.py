from __future__ import annotations

import numpy as np
import pytest

from engine.learning_curve.points import FINE_TUNED, StudyMeasurements
from engine.learning_curve.savings import labels_saved
from engine.learning_curve.test_set_savings import expected_saving_precision, measured_saving_precision
from engine.learning_curve.test_set_size import expected_precision
from tests.engine.learning_curve.made_up import cell, study


def test_three_hundred_images_span_a_factor_of_six_to_nine() -> None:
    """What real studies showed (their intervals on a label ratio with about 300 test images)."""
    found = expected_saving_precision(expected_precision("auc", 0.85, 300))
    assert 6 < found.factor_at(300) < 9
    assert found.smallest_shown_at(300) > 0.6


def test_more_patients_show_smaller_savings() -> None:
    found = expected_saving_precision(expected_precision("auc", 0.85, 300))
    shares = [found.smallest_shown_at(n) for n in (100, 300, 1000, 10_000)]
    assert shares == sorted(shares, reverse=True)
    for share in (0.2, 0.4, 0.7):
        patients = found.patients_for(share)
        assert patients is not None
        assert found.smallest_shown_at(patients) <= share + 1e-9 < found.smallest_shown_at(patients - 1) + 0.01
    assert found.patients_for(0.0) is None


def test_a_steeper_curve_needs_a_smaller_test_set() -> None:
    precision = expected_precision("auc", 0.85, 300)
    flat, steep = (expected_saving_precision(precision, gain_per_doubling=g) for g in (0.01, 0.06))
    assert flat.log_sd == pytest.approx(6 * steep.log_sd)


def arms(n_test: int, seed: int) -> StudyMeasurements:
    """Two initialisations alike in level; half an image's score is common to both, half to all models of one."""
    g = np.random.default_rng(seed)
    truth = (np.arange(n_test) % 2).astype(np.int64)
    common, own = g.normal(size=n_test), g.normal(size=(2, n_test))
    cells = []
    for arm, name in enumerate(("scratch", "simclr")):
        for n in (20, 40, 80, 160):
            separation = 0.8 + 0.25 * np.log2(n / 20)
            for run in range(3):
                score = truth * separation + (common + own[arm]) / 2**0.5 + 0.05 * g.normal(size=n_test)
                p = 1 / (1 + np.exp(-score))
                cells.append(cell(name, n, run, np.stack([1 - p, p], axis=1).astype(np.float32), truth))
    return StudyMeasurements(("a", "b"), 1, truth, np.arange(n_test), 400, tuple(cells))


def test_the_expected_width_is_the_measured_one() -> None:
    """The formula from level, gain and correlation against the paired bootstrap's interval."""
    widths, expected = [], []
    for seed in range(5):
        made = arms(400, seed)
        measured = measured_saving_precision(made, labels_saved(made, "auc", FINE_TUNED, replicates=300))
        assert measured is not None
        assert measured.measured
        widths.append(measured.log_sd)
        level = {n: np.mean([c.point.auc for c in made.of(FINE_TUNED) if c.point.n_labels == n]) for n in (20, 160)}
        before = expected_precision("auc", float(np.mean(list(level.values()))), 400)
        expected.append(expected_saving_precision(before, float(level[160] - level[20]) / 3).log_sd)
    assert np.mean(expected) == pytest.approx(np.mean(widths), rel=0.25)


def test_from_results_twice_the_patients() -> None:
    made = study(n_test=300, seeds=6, seed_scatter=0.02)
    found = measured_saving_precision(made, labels_saved(made, "auc", FINE_TUNED, replicates=300))
    assert found is not None
    assert found.of_patients > 0.6
    assert found.log_sd / 2**0.5 < found.log_sd_at(2 * found.n_patients) < found.log_sd


def test_a_one_sided_bound_has_no_width() -> None:
    made = study(saving=0.98, n_test=600, growth=0.3)
    saved = labels_saved(made, "auc", FINE_TUNED, replicates=100)
    assert saved.low95 is None
    assert measured_saving_precision(made, saved) is None
