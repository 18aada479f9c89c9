"""What a test set can tell, in sentences: before the run and in the verdict."""

from __future__ import annotations

from engine.learning_curve.test_set_savings import SavingPrecision
from engine.learning_curve.test_set_size import TestSetPrecision
from engine.learning_curve.words import labels, metric_name, number, percent
from engine.learning_curve.words import level as level_words
from engine.translation import tr

_TOO_COARSE = 0.9  # a saving that only beyond this share would be shown is none that a study finds


def precision_sentence(precision: TestSetPrecision) -> str:
    """How exactly the test set there is tells the metric."""
    values = {
        "patients": number(precision.n_patients),
        "metric": metric_name(precision.metric),
        "level": level_words(precision.level),
        "half": half_width(precision.width95),
    }
    if precision.measured:
        return tr(
            "With {patients} test patients, {metric} {level} is known to ±{half} (95 % interval), however many images "
            "are labelled for training.",
            **values,
        )
    return tr(
        "{patients} test patients can tell {metric} near {level} to ±{half} (95 % interval), however many images "
        "are labelled for training.",
        **values,
    )


def clustering_sentence(precision: TestSetPrecision) -> str:
    """What several images a patient are worth; "" with one each."""
    if precision.images_per_patient <= 1.005 or precision.design_effect <= 1.005:
        return ""
    return tr(
        "Images of one patient resemble each other: {images} test images of {patients} patients tell as much as about "
        "{effective} images of as many patients.",
        images=number(precision.images_per_patient * precision.n_patients),
        patients=number(precision.n_patients),
        effective=labels(precision.effective_images),
    )


def patients_for_sentence(precision: TestSetPrecision, width95: float) -> str:
    """How many test patients a wanted width of the 95 % interval takes."""
    values = {"metric": metric_name(precision.metric), "half": half_width(width95)}
    needed = precision.patients_for(width95)
    if needed is None:
        return tr(
            "More test patients alone do not bring {metric} to ±{half}: the runs differ too much; more runs of each "
            "budget would.",
            **values,
        )
    if needed <= precision.n_patients:
        return tr(
            "For {metric} to ±{half}, the {patients} test patients there are suffice.",
            patients=number(precision.n_patients),
            **values,
        )
    return tr("For {metric} to ±{half}, about {patients} test patients are needed.", patients=labels(needed), **values)


def saving_precision_sentence(precision: SavingPrecision) -> str:
    """Which saving of labels the test set there is can show."""
    share = precision.smallest_shown_at(precision.n_patients)
    if share > _TOO_COARSE:
        return tr(
            "{patients} test patients are too few to show a saving of labels, unless it is enormous.",
            patients=number(precision.n_patients),
        )
    return tr(
        "{patients} test patients can show a saving of about {share} % of the labels or more (4 studies out of 5 "
        "would); a smaller one is likely to stay unproven.",
        patients=number(precision.n_patients),
        share=percent(share),
    )


def patients_for_saving_sentence(precision: SavingPrecision, share: float) -> str:
    """How many test patients a saving of `share` (0–1) takes to be shown."""
    needed = precision.patients_for(share)
    if needed is None:
        return tr(
            "More test patients alone would not show a saving of {share} %: the runs differ too much; more runs of "
            "each budget would help.",
            share=percent(share),
        )
    if needed <= precision.n_patients:
        return tr(
            "A saving of {share} % can be shown with the {patients} test patients there are.",
            share=percent(share),
            patients=number(precision.n_patients),
        )
    return tr(
        "To show a saving of {share} %, about {patients} test patients are needed.",
        share=percent(share),
        patients=labels(needed),
    )


def half_width(width95: float) -> str:
    """Half the width as it stands after ±: two digits, three below 0.095."""
    half = width95 / 2.0
    return f"{half:.2f}" if half >= 0.095 else f"{half:.3f}"
