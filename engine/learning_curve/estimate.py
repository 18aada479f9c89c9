"""What a study costs before it is run: trainings, and the work that they and the pretraining are.

Work is counted in training images: what one 64-pixel image costs in a ResNet-18's training step of 32, the thing that
`running.calibration` times. The shares below are fitted to CPU-seconds of single steps at 64, 128 and 224 pixels, to
within some 15 %, on one core with bfloat16; tests/benchmarks/bench_estimate.py checks what comes of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.finetuning.config import FineTuneConfig, batch_size_of, training_steps
from engine.learning_curve.design import StudyConfig, default_budgets

# Of a training step relative to ResNet-18's, measured on a CPU with bfloat16, of ResNet-34 by its multiplications;
# EfficientNet-B0 multiplies a quarter as often, but its depthwise convolutions are bound by the memory they move.
_COST = {"resnet18": 1.0, "resnet34": 2.0, "resnet50": 2.4, "convnext_tiny": 2.8, "efficientnet_b0": 2.7}
_LARGEST_COST = 2.8
# A step costs something whatever the batch (the optimiser, the filters' conversion), in images, and so much an image.
_STEP, _IMAGE = 9.0, 0.72
# An image's cost grows slower than its pixels: at 64 pixels the last layers' 2 × 2 places leave a core half idle.
_TRAINING_GROWTH, _FORWARD_GROWTH = 1.3, 1.6
# An image of 64 pixels forward only. In float32, which costs a CPU about twice what training's bfloat16 does; and in
# the training's own format, as the probe's features are made.
_FORWARD_ON_CPU, _ENCODED_ON_CPU, _FORWARD_ELSEWHERE = 0.58, 0.28, 0.15  # the last by arithmetic, never measured
_START = 35.0  # building a network and its optimiser, if it is trained, in images
# Trainings on one thread each, one a core, against one on both of two cores.
_SIDE_BY_SIDE = 1.15
_FIT_SECONDS, _IMPORT_SECONDS = 0.02, 1.5  # of the probe, whatever trains the networks: a fit; scikit-learn, once
_PARTLY = {"all": 1.0, "last_two_stages": 0.8, "last_stage": 0.65}  # of a full training's time, in bench_partial
_SETTLED = 1024  # images at most that batch normalisation is settled on


@dataclass(frozen=True, slots=True)
class StudyEstimate:
    """trainings: full fine-tunings. work: 64-pixel ResNet-18 training images. probe_seconds: what the probe takes
    beside its work, on any device. seconds: of all; None while no speed is known."""

    budgets: tuple[int, ...]
    trainings: int
    pretraining_work: float
    probe_work: float
    finetuning_work: float
    probe_seconds: float
    seconds: float | None


def study_estimate(
    config: StudyConfig,
    n_pool: int,
    n_train: int,
    n_test: int,
    images_per_second: float | None,
    n_classes: int = 2,
    side_by_side: bool = True,
    n_generic: int = 0,
) -> StudyEstimate:
    """The work of a whole study, nothing of it done yet; one that may stop when settled may take less.

    side_by_side: on a CPU of several cores, where trainings run one a core. n_generic: of the pool, the images of pool
    folders.
    images_per_second: 64-pixel ResNet-18 training images a second (`SpeedMeasured`). Raises InputError when there are
    too few labels for a curve.
    """
    budgets = config.budgets or default_budgets(n_train, n_classes)
    unit = _COST.get(config.backbone, _LARGEST_COST)
    forward, encoding = (_FORWARD_ON_CPU, _ENCODED_ON_CPU) if side_by_side else (_FORWARD_ELSEWHERE,) * 2
    growth = unit * float((config.image_size / 64) ** _FORWARD_GROWTH)
    parts = {"all": n_pool, "task": n_pool - n_generic, "generic": n_generic}
    pools = [min(i.pool_size or n_pool, parts[i.pool]) for i in config.initialisations if i.kind == "simclr"]
    pretraining = unit * sum(_pretraining(config, pool) for pool in pools)
    encoders = config.seeds + len(config.initialisations) - 1 if config.probe else 0
    probe = encoders * ((n_train + n_test) * encoding * growth + _START)
    runs = config.seeds * len(config.initialisations)
    steps = unit * sum(_training(n, config.finetuning, config.image_size) for n in budgets)
    looks = forward * growth * sum(n_test + min(n, _SETTLED) for n in budgets)
    finetuning = runs * (steps + looks + len(budgets) * _START) / (_SIDE_BY_SIDE if side_by_side else 1)
    work = pretraining + probe + finetuning
    fits = _IMPORT_SECONDS + runs * len(budgets) * _FIT_SECONDS if config.probe else 0.0
    seconds = work / images_per_second + fits if images_per_second else None
    return StudyEstimate(budgets, runs * len(budgets), pretraining, probe, finetuning, fits, seconds)


def _step(images: int, image_size: int) -> float:
    """Of one ResNet-18 training step."""
    return _STEP + _IMAGE * images * float((image_size / 64) ** _TRAINING_GROWTH)


def _pretraining(config: StudyConfig, n_pool: int) -> float:
    a_pass = max(-(-n_pool // config.pretraining.batch_size), 1)
    images = 2 * n_pool // a_pass  # two views of each image
    return config.pretraining.epochs * a_pass * _step(images, config.image_size)


def _training(n_labels: int, tuning: FineTuneConfig, image_size: int) -> float:
    steps, batch = training_steps(n_labels, tuning), batch_size_of(n_labels, tuning)
    return steps * _step(batch, image_size) * _PARTLY[tuning.trained]
