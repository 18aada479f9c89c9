"""What a study will do, decided before anything is trained: classes, split, budgets, pool."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.cohort.records import Cohort, ImageRecord
from engine.cohort.split import Split, label_order, make_split, pool, training_images
from engine.errors import InputError
from engine.learning_curve.design import Initialisation, StudyConfig, default_budgets
from engine.learning_curve.points import StudyMeasurements
from engine.running.keys import study_key
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry, now
from engine.translation import listed, mark, tr

_NEGATIVE_WORDS = (
    "normal",
    "no finding",
    "no_finding",
    "nofinding",
    "negative",
    "healthy",
    "control",
    "none",
    "0",
    "no",
)


@dataclass(frozen=True)
class StudyPlan:
    """A study with all that its cells need to know.

    train, test: labelled images, cohort's order. orders: for each seed, the training images in the order in which
    labels are added. pool: what may be pretrained on. encoder_keys: of the pretrained encoders, by initialisation and
    number format, as they are asked for: hashing a large pool for every cell would take long.
    """

    entry: StudyEntry
    measurements: StudyMeasurements
    train: tuple[ImageRecord, ...]
    test: tuple[ImageRecord, ...]
    pool: tuple[ImageRecord, ...]
    orders: tuple[tuple[ImageRecord, ...], ...]
    encoder_keys: dict[tuple[Initialisation, str], str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def positive(self) -> int | None:
        """Index of the positive class, None for more than two classes."""
        return self.entry.positive if len(self.entry.classes) == 2 else None

    def class_index(self, image: ImageRecord) -> int:
        """The class of a labelled image as an index."""
        assert image.label is not None
        return self.entry.classes.index(image.label)


def positive_class(classes: tuple[str, ...], wanted: str | None) -> int:
    """Index of the positive class: the wanted one, else the first that is not a word for "normal", else the last.

    Raises InputError when the wanted class is not there.
    """
    if wanted is not None:
        if wanted not in classes:
            raise InputError(
                tr("There is no class '{wanted}'. The labels name: {names}.", wanted=wanted, names=listed(classes)),
                code="unknown_class",
            )
        return classes.index(wanted)
    abnormal = [i for i, name in enumerate(classes) if name.strip().lower() not in _NEGATIVE_WORDS]
    return abnormal[0] if len(abnormal) == 1 else len(classes) - 1


def plan_study(store: ProjectStore, config: StudyConfig) -> StudyPlan:
    """Resolve `config` on the project's cohort; draws and fixes the project's split if it has none.

    Raises InputError when the cohort cannot carry the study, each time saying what is missing.
    """
    cohort = store.cohort()
    classes = tuple(cohort.class_counts)
    _check_labels(cohort, classes)
    split = store.split()
    if split is None:
        split = make_split(cohort.images, test_fraction=config.test_fraction, seed=config.split_seed)
        store.save_split(split)
    by_id = {image.image_id: image for image in cohort.images}
    test = tuple(by_id[i] for i in split.test if i in by_id and by_id[i].label is not None)
    train = tuple(image for image in training_images(cohort.images, split) if image.label is not None)
    _check_sides(test, train, classes)
    budgets = config.budgets or default_budgets(len(train), len(classes))
    if budgets[-1] > len(train):
        raise InputError(
            tr(
                "A label budget of {budget} was asked for, but only {there} labelled images are left for training "
                "beside the {tested} test images. Choose budgets of at most {there}.",
                budget=budgets[-1],
                there=len(train),
                tested=len(test),
            ),
            code="budget_too_large",
        )
    pretrain_on = pool(cohort.images, split)
    truth = np.array([classes.index(image.label) for image in test if image.label is not None], dtype=np.int64)
    seen: dict[str, int] = {}
    patients = np.array([seen.setdefault(image.patient, len(seen)) for image in test], dtype=np.int64)
    entry = StudyEntry(
        study_key=study_key(config, train, test, len(pretrain_on)),
        config=config,
        created_at=now(),
        state="running",
        classes=classes,
        positive=positive_class(classes, config.positive_class),
        budgets=tuple(budgets),
        n_train_labelled=len(train),
        n_pool=_pretrained_on(config, pretrain_on),
    )
    return StudyPlan(
        entry=entry,
        measurements=StudyMeasurements(classes, entry.positive, truth, patients, len(train), ()),
        train=train,
        test=test,
        pool=pretrain_on,
        orders=tuple(_order(cohort, split, seed, by_id) for seed in range(config.seeds)),
    )


def _pretrained_on(config: StudyConfig, images: tuple[ImageRecord, ...]) -> int:
    """Images that the first pretrained initialisation sees, the one that the answer compares with scratch."""
    first = next((i for i in config.initialisations if i.kind != "scratch"), None)
    if first is None or first.kind == "file":
        return 0
    there = sum(first.pool == "all" or image.pool_only == (first.pool == "generic") for image in images)
    return min(first.pool_size or there, there)


def _order(cohort: Cohort, split: Split, seed: int, by_id: dict[str, ImageRecord]) -> tuple[ImageRecord, ...]:
    return tuple(by_id[image_id] for image_id in label_order(cohort.images, split, seed))


def _check_labels(cohort: Cohort, classes: tuple[str, ...]) -> None:
    if not cohort.images:
        raise InputError(tr("The project holds no images yet. Choose a folder of images first."), code="no_images")
    if not classes:
        raise InputError(
            tr(
                "No image is labelled yet, so there is nothing to measure. Import a labels file, or sort the images "
                "into one folder a class."
            ),
            code="no_labels",
        )
    if len(classes) < 2:
        raise InputError(
            tr(
                "All {n} labelled images are of one class ('{name}'). Performance needs at least two classes: label "
                "images of another class too.",
                n=len(cohort.labelled),
                name=classes[0],
            ),
            code="one_class",
        )


def _check_sides(test: tuple[ImageRecord, ...], train: tuple[ImageRecord, ...], classes: tuple[str, ...]) -> None:
    lacking = (
        (
            test,
            mark(
                "No labelled image of class '{name}' is among the test patients. Label more images of it, of several "
                "patients, or leave that class out."
            ),
        ),
        (
            train,
            mark(
                "No labelled image of class '{name}' is left for training. Label more images of it, of several "
                "patients, or leave that class out."
            ),
        ),
    )
    for images, sentence in lacking:
        missing = set(classes) - {image.label for image in images}
        if missing:
            raise InputError(tr(sentence, name=min(missing)), code="class_missing")
