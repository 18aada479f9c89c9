"""The card tells the figures it was given, and nothing of patients or machines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.cohort.records import ImageRecord
from engine.export.card import CardFacts, ClassCount, count_classes, model_card, plain
from engine.export.manifest import ModelManifest, Parity, TensorContract
from engine.export.performance import Performance
from engine.learning_curve.design import StudyConfig

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
    initialisation="simclr",
    kind="simclr",
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


def test_it_names_no_place_and_no_day() -> None:
    card = model_card(MANIFEST, FACTS)
    assert "/somewhere" not in card
    assert str(Path.home()) not in card
    assert "20" + "26" not in card


def test_scratch_tells_of_no_pretraining() -> None:
    card = model_card(MANIFEST, replace(FACTS, kind="scratch", initialisation="scratch", n_pool=0))
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
