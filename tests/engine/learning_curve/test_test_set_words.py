from __future__ import annotations

from dataclasses import replace

from engine.learning_curve.test_set_savings import SavingPrecision, expected_saving_precision
from engine.learning_curve.test_set_size import TestSetPrecision, expected_precision
from engine.learning_curve.test_set_words import (
    clustering_sentence,
    half_width,
    patients_for_saving_sentence,
    patients_for_sentence,
    precision_sentence,
    saving_precision_sentence,
)

PRECISION = TestSetPrecision("auc", 0.85, 240, 1.0, 1.0, 0.1, 1.0, False)
SAVING = SavingPrecision(0.2, 240, 0.8, True)


def test_what_the_test_set_tells() -> None:
    assert precision_sentence(PRECISION).startswith("240 test patients can tell AUC near 0.85 to ±0.050")
    assert precision_sentence(replace(PRECISION, measured=True)).startswith("With 240 test patients, AUC 0.85 is known")


def test_what_a_wanted_exactness_takes() -> None:
    assert "about 1\u202f500 test patients are needed" in patients_for_sentence(PRECISION, 0.04)
    assert "240 test patients there are suffice" in patients_for_sentence(PRECISION, 0.1)
    assert "more runs" in patients_for_sentence(replace(PRECISION, of_patients=0.5), 0.01)


def test_several_images_a_patient() -> None:
    assert clustering_sentence(PRECISION) == ""
    five = expected_precision("auc", 0.85, 100, images_per_patient=5.0)
    assert "500 test images of 100 patients tell as much as about 170 images" in clustering_sentence(five)


def test_what_saving_can_be_shown() -> None:
    assert "a saving of about 43 % of the labels or more" in saving_precision_sentence(SAVING)
    few = expected_saving_precision(expected_precision("auc", 0.85, 40))
    assert "too few" in saving_precision_sentence(few)
    assert "about 490 test patients" in patients_for_saving_sentence(SAVING, 0.35)
    assert "can be shown with the 240" in patients_for_saving_sentence(SAVING, 0.6)
    assert "more runs" in patients_for_saving_sentence(SAVING, 0.05)


def test_half_widths() -> None:
    assert (half_width(0.3), half_width(0.05)) == ("0.15", "0.025")
