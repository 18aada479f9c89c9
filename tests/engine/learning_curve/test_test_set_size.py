from __future__ import annotations

import math
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from engine.learning_curve import test_set_size as sizes
from engine.learning_curve.bootstrap import crossed_bootstrap
from engine.learning_curve.points import FINE_TUNED
from tests.engine.learning_curve.made_up import quick_auc, study


def test_before_a_run_it_is_near_hanley_and_mcneil() -> None:
    """Their example: area 0.893 with 51 + 58 cases, standard error 0.032 with exponential scores."""
    found = sizes.expected_precision("auc", 0.893, 109, prevalence=51 / 109)
    assert found.width95 == pytest.approx(2 * 1.96 * 0.032, rel=0.15)
    assert (found.measured, found.of_patients, found.design_effect) == (False, 1.0, 1.0)


def test_before_a_run_it_is_the_spread_of_made_up_test_sets() -> None:
    """Binormal scores of 200 patients drawn again and again: the interval's width is 3.92 standard deviations."""
    g = np.random.default_rng(0)
    separation = 1.4656  # √2·Φ⁻¹(0.85)
    truth = np.arange(200) < 60
    areas = [quick_auc(truth * separation + g.normal(size=200), truth) for _ in range(1500)]
    found = sizes.expected_precision("auc", 0.85, 200, prevalence=0.3)
    assert found.width95 == pytest.approx(3.92 * np.std(areas), rel=0.05)


def test_wanted_width_and_patients_are_inverse() -> None:
    found = sizes.expected_precision("auc", 0.9, 120, images_per_patient=2.0)
    for width in (0.02, 0.05, 0.2):
        patients = found.patients_for(width)
        assert patients is not None
        assert found.width_at(patients) <= width + 1e-9
        assert patients == 1 or found.width_at(patients - 1) > width
    assert found.width_at(480) == pytest.approx(found.width95 / 2)
    assert found.patients_for(1e-6) is None, "no test set is that large"


def test_a_rare_class_takes_more_patients() -> None:
    rare, even = (sizes.expected_precision("auc", 0.85, 300, prevalence=p) for p in (0.05, 0.5))
    assert rare.patients_for(0.05) > 2.5 * even.patients_for(0.05)  # type: ignore[operator]


@pytest.mark.parametrize("metric", ["accuracy", "balanced_accuracy", "sensitivity", "specificity"])
def test_other_metrics(metric: str) -> None:
    found = sizes.expected_precision(metric, 0.8, 400)
    share = 1.0 if metric in ("accuracy", "balanced_accuracy") else 0.5
    assert found.width95 == pytest.approx(3.92 * math.sqrt(0.8 * 0.2 / 400 / share), rel=0.01)


def test_images_of_one_patient_count_less() -> None:
    one, five = (sizes.expected_precision("auc", 0.85, 100, images_per_patient=m) for m in (1.0, 5.0))
    assert five.design_effect == 3.0
    assert five.effective_images == pytest.approx(100 * 5 / 3)
    assert one.width95 / five.width95 == pytest.approx(math.sqrt(5 / 3), rel=0.02)
    copies = sizes.expected_precision("auc", 0.85, 100, images_per_patient=5.0, similarity=1.0)
    assert copies.width95 == pytest.approx(one.width95)


def test_from_results_it_is_the_bootstrap() -> None:
    made = study(n_test=300, seeds=5)
    drawn = crossed_bootstrap(made, "auc", FINE_TUNED)
    found = sizes.measured_precision(made, drawn, FINE_TUNED, "simclr")
    low, high = np.quantile(drawn.of("simclr")[2][-1], (0.025, 0.975))
    assert found.width95 == pytest.approx(high - low)
    assert found.n_patients == len(np.unique(made.patients))
    assert 0.2 < found.of_patients < 1.0
    assert msgspec.json.decode(msgspec.json.encode(found), type=sizes.TestSetPrecision) == found


def test_a_larger_test_set_is_as_exact_as_was_said() -> None:
    said, seen = [], []
    for seed in range(5):
        for n_test, widths in ((200, said), (1000, seen)):
            made = study(budgets=(40, 80), n_test=n_test, seeds=6, seed_scatter=0.05, images_a_patient=1.0, seed=seed)
            drawn = crossed_bootstrap(made, "auc", FINE_TUNED, replicates=400)
            widths.append(sizes.measured_precision(made, drawn, FINE_TUNED, "scratch").width_at(1000))
    assert np.mean(said) == pytest.approx(np.mean(seen), rel=0.15)


def test_runs_that_differ_are_not_cured_by_patients() -> None:
    made = study(n_test=800, seeds=3, seed_scatter=0.6)
    found = sizes.measured_precision(made, crossed_bootstrap(made, "auc", FINE_TUNED), FINE_TUNED, "scratch")
    assert found.of_patients < 0.5
    assert found.patients_for(found.width95 / 10) is None


def test_the_measured_design_effect() -> None:
    made = study(n_test=600, images_a_patient=1.0)
    apart = sizes.measured_design_effect(made, "auc", made.cells[:3])
    assert apart == pytest.approx(1.0)
    tripled = [replace(c, scores=np.repeat(c.scores, 3, axis=0)) for c in made.cells[:3]]
    three_copies = replace(made, truth=np.repeat(made.truth, 3), patients=np.repeat(made.patients, 3))
    assert sizes.measured_design_effect(three_copies, "auc", tripled) == pytest.approx(3.0, rel=0.01)


def test_perfect_runs_still_leave_a_width() -> None:
    made = study(n_test=60, growth=30.0, seed_scatter=0.0)
    found = sizes.measured_precision(made, crossed_bootstrap(made, "auc", FINE_TUNED), FINE_TUNED, "scratch")
    assert found.level == 1.0
    assert found.width95 == pytest.approx(1 - 0.05 ** (1 / found.n_patients))


@pytest.mark.parametrize("wrong", [{"n_patients": 0}, {"prevalence": 0.0}, {"prevalence": 1.0}])
def test_no_test_set_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="test set"):
        sizes.expected_precision(**({"metric": "auc", "level": 0.8, "n_patients": 10} | wrong))  # type: ignore[arg-type]
