"""The card tells the figures it was given, and nothing of patients or machines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.cohort.records import ImageRecord
from engine.export.card import model_card
from engine.export.card_facts import CardFacts, ClassCount, count_classes
from engine.export.foreign_text import plain
from engine.export.manifest import ModelManifest, Parity, TensorContract
from engine.export.performance import Performance
from engine.export.study_facts import study_facts
from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import SCRATCH, SIMCLR, StudyConfig
from engine.learning_curve.initialisations import from_file, simclr_on
from tests.engine.export.test_results import measurements

MANIFEST = ModelManifest(
    classes=("lesion", "normal"),
    positive="lesion",
    backbone="resnet18",
    image_size=64,
    input=TensorContract("images", "uint8", ("batch", 256, 256), ""),
    output=TensorContract("probabilities", "float32", ("batch", 2), ""),
    preparation="as for display",
    operating_threshold=0.5,
    parity=Parity(3.2e-7, 97, 1e-4),
    sha256={},
    versions={},
)
FACTS = CardFacts(
    config=StudyConfig(),
    study=study_facts(StudyConfig(seeds=2), (40, 80, 160), measurements(), "finished"),
    initialisation=SIMCLR,
    n_labels=134,
    n_pool=331,
    counts=(ClassCount("lesion", 67, 41, 48, 30), ClassCount("normal", 66, 43, 47, 29)),
    performance=(Performance("auc", 0.8765, 0.8012, 0.9279), Performance("sensitivity", 0.7111, 0.6, 0.8)),
)


def record(patient: str, label: str) -> ImageRecord:
    return ImageRecord("0" * 16, "/somewhere", "a.dcm", patient, True, 9, 9, "", label=label)


def test_the_figures_are_told() -> None:
    card = model_card(MANIFEST, FACTS)
    for figure in (
        "| lesion | 67 | 41 | 48 | 30 |",
        "| area under the ROC curve | 0.876 | 0.801 to 0.928 |",
        "| sensitivity | 0.711 | 0.600 to 0.800 |",
        "Labelled images: 134",
        "331 images without their labels",
        "on 97 images",
        "3.2e-07",
        "10.1007/s10278-024-00975-5",
        "Not a medical device",
        "Positive class: *lesion*",
        "64 × 64",
        "SimCLR, 40 epochs",
    ):
        assert figure in card


def test_the_start_and_the_trained_part_are_told() -> None:
    tuning = FineTuneConfig(trained="last_stage", batch_size=24, validation_fraction=0.2)
    facts = replace(
        FACTS,
        config=StudyConfig(backbone="convnext_tiny", finetuning=tuning),
        initialisation=simclr_on("generic", 331),
        pretraining_batch=32,
    )
    card = model_card(replace(MANIFEST, backbone="convnext_tiny"), facts)
    for words in (
        "A ConvNeXt-Tiny classifier",
        "SimCLR pretraining on 331 images of the pool folders",
        "Trained on the labels: the last stage and the classifier",
        "steps of 24 images",
        "20 % of the labelled images were held out",
        "batches of 64",
        "pretraining went on with 32 images at a time",
        "The study ran all its 12 trainings.",
        "`encoder.safetensors` holds the encoder",
    ):
        assert words in card
    plain_card = model_card(MANIFEST, FACTS)
    assert "Trained on the labels: all layers." in plain_card
    assert "held out" not in plain_card
    assert "at a time" not in plain_card


def test_a_study_that_ended_before_its_last_training_says_so() -> None:
    settled = replace(FACTS.study, settled=True, trainings_measured=8)
    assert "ended by itself after 8 of 12 trainings" in model_card(MANIFEST, replace(FACTS, study=settled))
    early = replace(FACTS.study, trainings_measured=5)
    assert "The study was ended after 5 of 12 trainings" in model_card(MANIFEST, replace(FACTS, study=early))


def test_weights_from_a_file_may_know_the_test_patients() -> None:
    card = model_card(MANIFEST, replace(FACTS, initialisation=from_file("/home/me/imagenet.safetensors"), n_pool=0))
    assert "Pretrained weights from a file (imagenet)" in card
    assert "is not known" in card
    assert "/home" not in card
    assert "encoder.safetensors" not in card


def test_it_names_no_place_and_no_day() -> None:
    card = model_card(MANIFEST, FACTS)
    assert "/somewhere" not in card
    assert str(Path.home()) not in card
    assert "20" + "26" not in card


def test_scratch_tells_of_no_pretraining() -> None:
    card = model_card(MANIFEST, replace(FACTS, initialisation=SCRATCH, n_pool=0))
    assert "temperature" not in card
    assert "pretrained on 0" not in card
    assert "random weights" in card


@pytest.mark.parametrize(
    ("change", "words"),
    [({"synthetic": True}, "drawn by a program"), ({"patients_known": False}, "may be too narrow")],
)
def test_warnings_stand_where_they_belong(change: dict[str, bool], words: str) -> None:
    assert words not in model_card(MANIFEST, FACTS)
    assert words in model_card(MANIFEST, replace(FACTS, **change))


def test_class_names_cannot_break_the_table() -> None:
    counts = (ClassCount("a|b\n# c", 1, 1, 1, 1),)
    card = model_card(MANIFEST, replace(FACTS, counts=counts))
    assert "| a\\|b \\# c | 1 | 1 | 1 | 1 |" in card
    assert plain("<b>*x*") == "\\<b\\>\\*x\\*"


def test_images_and_patients_are_counted() -> None:
    training = [record("p1", "lesion"), record("p1", "lesion"), record("p2", "lesion"), record("p3", "normal")]
    counts = count_classes(("lesion", "normal"), training, [record("p4", "normal")])
    assert counts == (ClassCount("lesion", 3, 2, 0, 0), ClassCount("normal", 1, 1, 1, 1))
