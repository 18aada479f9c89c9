"""What a model card tells beside the model's own manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engine.cohort.records import ImageRecord
from engine.export.performance import Performance
from engine.export.study_facts import StudyFacts
from engine.learning_curve.design import Initialisation, StudyConfig


@dataclass(frozen=True, slots=True)
class ClassCount:
    """Images and patients of one class: those the model was trained on, and those it was tested on."""

    name: str
    training_images: int
    training_patients: int
    test_images: int
    test_patients: int


@dataclass(frozen=True, slots=True)
class CardFacts:
    """initialisation: the one that the model began with. n_labels: images that it was trained on. n_pool: images that
    its encoder was pretrained on in this project, 0 for none; pretraining_batch: images a step of that, where the
    memory made it smaller than it was set. synthetic: the images are the sample cohort's. performance: on the test set,
    see `performance.performance_of`.
    """

    config: StudyConfig
    study: StudyFacts
    initialisation: Initialisation
    n_labels: int
    n_pool: int
    counts: tuple[ClassCount, ...]
    performance: tuple[Performance, ...]
    patients_known: bool = True
    synthetic: bool = False
    pretraining_batch: int | None = None


def count_classes(
    classes: Sequence[str], training: Sequence[ImageRecord], test: Sequence[ImageRecord]
) -> tuple[ClassCount, ...]:
    """Count images and patients. training: the labelled images that the model saw; test: the study's test images."""

    def images_of(records: Sequence[ImageRecord]) -> Counter[str | None]:
        return Counter(record.label for record in records)

    def patients_of(records: Sequence[ImageRecord]) -> Counter[str | None]:
        return Counter(label for label, _ in {(record.label, record.patient) for record in records})

    tables = images_of(training), patients_of(training), images_of(test), patients_of(test)
    return tuple(ClassCount(name, *(table[name] for table in tables)) for name in classes)
