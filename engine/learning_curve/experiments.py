"""The three experiments of the study that the method comes from, as ready designs on a project's own images.

Imagawa & Shiomoto 2024, J Imaging Inform Med 37(4), doi 10.1007/s10278-024-00975-5: performance against the number of
labels, against the number of unlabelled images, and with task-specific against generic unlabelled images.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from engine.cohort.records import ImageRecord
from engine.cohort.split import Split, make_split, pool, training_images
from engine.errors import InputError
from engine.learning_curve.design import SCRATCH, SIMCLR, StudyConfig, default_budgets
from engine.learning_curve.initialisations import simclr_on
from engine.translation import mark, tr

Experiment = Literal["labels", "pool_size", "pool_kind"]
EXPERIMENTS: tuple[Experiment, ...] = ("labels", "pool_size", "pool_kind")
_FEWEST = 32  # images to pretrain on, or a batch of them
_HALVINGS = 3
_TITLES: dict[Experiment, tuple[str, str]] = {
    "labels": (
        mark("More labels"),
        mark("How performance rises with the number of labelled images, from scratch and pretrained."),
    ),
    "pool_size": (
        mark("More unlabelled images"),
        mark("How much pretraining gains when it sees an eighth, a quarter, half or all of the unlabelled images."),
    ),
    "pool_kind": (
        mark("Own or other images"),
        mark("Whether pretraining on your own images does better than on as many of the pool folders."),
    ),
}


@dataclass(frozen=True, slots=True)
class StudySizes:
    """What a project has for a study once its test patients are set aside.

    n_train: labelled images to train on, of n_classes classes; n_test to test on. n_task, n_generic: images to pretrain
    on, labelled or not, of the project's own folders and of its pool folders.
    """

    n_train: int
    n_test: int
    n_classes: int
    n_task: int
    n_generic: int

    @property
    def n_pool(self) -> int:
        """All images to pretrain on."""
        return self.n_task + self.n_generic


def study_sizes(images: Sequence[ImageRecord], split: Split | None, config: StudyConfig) -> StudySizes:
    """Counted as a study would. split: the project's, None where none is drawn yet; then the one that `config` draws.

    Raises InputError where the labels carry no split.
    """
    drawn = split or make_split(images, test_fraction=config.test_fraction, seed=config.split_seed)
    pooled, training = pool(images, drawn), training_images(images, drawn)
    n_generic = sum(image.pool_only for image in pooled)
    classes = len({image.label for image in training})
    return StudySizes(len(training), len(drawn.test), classes, len(pooled) - n_generic, n_generic)


def experiment_title(experiment: Experiment) -> str:
    """A few words."""
    return tr(_TITLES[experiment][0])


def experiment_summary(experiment: Experiment) -> str:
    """What it shows, one sentence."""
    return tr(_TITLES[experiment][1])


def design_experiment(experiment: Experiment, config: StudyConfig, sizes: StudySizes) -> StudyConfig:
    """`config` with the experiment's initialisations and budgets; budgets that it has stay.

    "labels": scratch and SimCLR on the whole pool, all budgets. "pool_size": scratch, and SimCLR on the whole pool, its
    half, quarter and eighth, nested, each with as many passes (so a larger pool is also trained longer). "pool_kind":
    scratch, and SimCLR on equally many task-specific and generic images. The latter two at three budgets: the smallest,
    the middle and the largest of the default design.
    Raises InputError when the project has too few labels or too few images of a pool.
    """
    if experiment == "labels":
        return replace(config, initialisations=(SCRATCH, SIMCLR))
    budgets = config.budgets or _three(default_budgets(sizes.n_train, sizes.n_classes))
    floor = max(config.pretraining.batch_size, _FEWEST)
    if experiment == "pool_size":
        smaller = [sizes.n_pool >> halving for halving in range(1, _HALVINGS + 1)]
        chosen = [simclr_on("all", size) for size in smaller if size >= floor]
        if not chosen:
            raise InputError(
                tr(
                    "The project has {n} images to pretrain on, too few to compare pools of different sizes: {least} "
                    "are needed. Add unlabelled images.",
                    n=sizes.n_pool,
                    least=2 * floor,
                ),
                code="pool_too_small",
            )
        return replace(config, budgets=budgets, initialisations=(SCRATCH, SIMCLR, *chosen))
    if not sizes.n_generic:
        raise InputError(
            tr(
                "The project has no pool folder to compare its own images with. Add a folder of other images as a pool."
            ),
            code="no_generic_pool",
        )
    size = min(sizes.n_task, sizes.n_generic)
    if size < floor:
        raise InputError(
            tr(
                "The project has {own} images of its own and {generic} of pool folders to pretrain on; at least "
                "{least} of each are needed to compare them. Add images.",
                own=sizes.n_task,
                generic=sizes.n_generic,
                least=floor,
            ),
            code="pool_too_small",
        )
    compared = (SCRATCH, simclr_on("task", size), simclr_on("generic", size))
    return replace(config, budgets=budgets, initialisations=compared)


def _three(budgets: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({budgets[0], budgets[len(budgets) // 2], budgets[-1]}))
