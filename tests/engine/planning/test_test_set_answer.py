"""The test set's quick answer beside the bootstrap's, and its words."""

from __future__ import annotations

import pytest

from engine.learning_curve.bootstrap import crossed_bootstrap
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE
from engine.learning_curve.savings import labels_saved
from engine.learning_curve.test_set_size import TestSetPrecision, measured_precision
from engine.planning.test_set_answer import about_test_set, quick_precision, saving_sentence
from tests.engine.learning_curve.made_up import study

MADE = study(n_test=300, seeds=4, growth=0.28, saving=0.5)


def precision(half: float, of_patients: float = 1.0, images_per_patient: float = 1.0) -> TestSetPrecision:
    return TestSetPrecision("auc", 0.88, 240, images_per_patient, 1.0, 2 * half, of_patients, True)


@pytest.mark.parametrize("metric", ["auc", "accuracy", "balanced_accuracy"])
@pytest.mark.parametrize("name", ["scratch", "simclr"])
def test_it_is_nearly_the_bootstraps(metric: str, name: str) -> None:
    quick = quick_precision(MADE, metric, FINE_TUNED, name)
    drawn = crossed_bootstrap(MADE, metric, FINE_TUNED, replicates=1000)
    slow = measured_precision(MADE, drawn, FINE_TUNED, name)
    assert quick is not None
    assert quick.width95 == pytest.approx(slow.width95, rel=0.15)
    assert (quick.level, quick.n_patients, quick.images_per_patient, quick.design_effect, quick.of_patients) == (
        pytest.approx((slow.level, slow.n_patients, slow.images_per_patient, slow.design_effect, slow.of_patients))
    )


def test_what_is_not_measured_or_does_not_vary_has_none() -> None:
    assert quick_precision(MADE, "auc", LINEAR_PROBE, "scratch") is None
    perfect = study(n_test=90, growth=30.0, seed_scatter=0.0)
    assert quick_precision(perfect, "auc", FINE_TUNED, "scratch") is None


@pytest.mark.parametrize(
    ("half", "begins", "holds"),
    [
        (0.018, "The test set is large enough.", "±0.018"),
        (0.04, "The test set is usable.", "about 960 test patients"),
        (0.08, "The test set is small:", "3\u202f840"),
    ],
)
def test_the_judgement_and_the_patients_wanted(half: float, begins: str, holds: str) -> None:
    said = about_test_set(precision(half))
    assert said.startswith(begins)
    assert holds in said


def test_the_wanted_width_is_the_users() -> None:
    assert about_test_set(precision(0.04), 0.05).startswith("The test set is large enough.")
    assert "about 3\u202f840 test patients" in about_test_set(precision(0.04), 0.01)


def test_where_runs_differ_too_much_patients_do_not_help() -> None:
    assert "more runs of each budget would" in about_test_set(precision(0.05, of_patients=0.3))


def test_which_saving_can_be_shown() -> None:
    savings = labels_saved(MADE, "auc", FINE_TUNED, replicates=200)
    assert "300" not in saving_sentence(MADE, None)
    assert saving_sentence(MADE, None) == ""
    assert "test patients" in saving_sentence(MADE, savings)
