"""What a study costs before it is run: trainings, and the images that go through the network."""

from __future__ import annotations

from dataclasses import dataclass

from engine.finetuning.config import batch_size_of, training_steps
from engine.learning_curve.design import StudyConfig, default_budgets

# Multiplications of one forward pass relative to ResNet-18's (1.8, 3.7 and 4.1 GFLOP at 224 pixels, torchvision's
# table); ResNet-50 is bound by the activations that it moves, and so is put above its 2.3 times the work.
_COST = {"resnet18": 1.0, "resnet34": 2.0, "resnet50": 3.0}
# Trainings on one thread each, one a core, against one on both of two cores: 1.4 to 1.7 in bench_side_by_side.
_SIDE_BY_SIDE = 1.6
_FORWARD_SHARE = 1 / 7  # of a training step's time that the same images take without gradients (90 and 627 images/s)


@dataclass(frozen=True, slots=True)
class StudyEstimate:
    """trainings: full fine-tunings. work: 64-pixel ResNet-18 training images. seconds: None while no speed is known."""

    budgets: tuple[int, ...]
    trainings: int
    pretraining_work: float
    probe_work: float
    finetuning_work: float
    seconds: float | None


def study_estimate(
    config: StudyConfig,
    n_pool: int,
    n_train: int,
    n_test: int,
    images_per_second: float | None,
    n_classes: int = 2,
    side_by_side: bool = True,
) -> StudyEstimate:
    """The work of a whole study, nothing of it done yet.

    side_by_side: trainings run one a core (CPU), not one after the other (GPU).
    images_per_second: 64-pixel ResNet-18 training images a second (`SpeedMeasured`). Raises InputError when there are
    too few labels for a curve.
    """
    budgets = config.budgets or default_budgets(n_train, n_classes)
    unit = _COST[config.backbone] * (config.image_size / 64) ** 2
    pretrained = [i for i in config.initialisations if i.kind == "simclr"]
    pool = sum(min(i.pool_size or n_pool, n_pool) for i in pretrained)
    pretraining = 2 * config.pretraining.epochs * pool * unit  # two views of each image
    encoded = (config.seeds + len(config.initialisations) - 1) * (n_train + n_test) if config.probe else 0
    probe = encoded * unit * _FORWARD_SHARE
    tuning = config.finetuning
    images = sum(training_steps(n, tuning) * batch_size_of(n, tuning) for n in budgets)
    runs = config.seeds * len(config.initialisations)
    finetuning = (
        runs * unit * (images + len(budgets) * n_test * _FORWARD_SHARE) / (_SIDE_BY_SIDE if side_by_side else 1)
    )
    work = pretraining + probe + finetuning
    seconds = work / images_per_second if images_per_second else None
    return StudyEstimate(budgets, runs * len(budgets), pretraining, probe, finetuning, seconds)
