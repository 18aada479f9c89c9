"""A study's design: which label budgets, from which initialisations, how often; and the cells that follow from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from engine.errors import InputError
from engine.finetuning.config import FineTuneConfig
from engine.pretraining.config import SimCLRConfig
from engine.translation import tr

StopWhen = Literal["all", "settled"]
Pool = Literal["all", "task", "generic"]
BACKBONES = ("resnet18", "resnet34", "resnet50", "convnext_tiny", "efficientnet_b0")


@dataclass(frozen=True, slots=True)
class Initialisation:
    """Where an encoder's weights come from: data, not a code path. `initialisations` makes the usual ones.

    name: as stored in points; `initialisation_words` has it for people. kind: "scratch" (random), "simclr" (pretrained
    on a pool), "file" (weights_file: a safetensors file, or an exported model's folder; see
    `engine.encoder.weights_file`). pool: of "simclr", the images of the task's own folders, those of the pool folders
    ("generic"), or both. pool_size: a random subset of so many of them, None for all; smaller subsets are part of
    larger ones.
    """

    name: str
    kind: Literal["scratch", "simclr", "file"]
    pool_size: int | None = None
    weights_file: str | None = None
    pool: Pool = "all"

    def __post_init__(self) -> None:
        if self.kind == "file" and not self.weights_file:
            raise ValueError("an initialisation from a file needs its weights_file")
        if self.pool not in ("all", "task", "generic"):
            raise ValueError('pool must be "all", "task" or "generic"')
        if self.kind != "simclr" and (self.pool_size is not None or self.pool != "all"):
            raise ValueError("only an initialisation by SimCLR has a pool")
        if self.pool_size is not None and self.pool_size < 2:
            raise ValueError("pool_size must be at least 2")


SCRATCH = Initialisation("scratch", "scratch")
SIMCLR = Initialisation("simclr", "simclr")


@dataclass(frozen=True, slots=True)
class StudyConfig:
    """All that decides a study's numbers, beside the images and the labels.

    image_size: side in pixels of what the encoder sees. budgets: label budgets, () for the default design. seeds: how
    many label draws and trainings a budget. probe: also measure the linear probe of every cell. positive_class: None
    chooses the class that is not called normal. metric, target: what the verdict is about; None takes the level that
    the scratch curve reaches with all labels. margin: largest loss of the metric that counts as performance maintained.
    stop_when: "all" trainings are done, or the answer is "settled" (`learning_curve.sequential.settled`); it decides
    how many cells are measured, never what a cell measures.
    """

    preset: str = "quick"
    backbone: str = "resnet18"
    image_size: int = 64
    budgets: tuple[int, ...] = ()
    seeds: int = 3
    initialisations: tuple[Initialisation, ...] = (SCRATCH, SIMCLR)
    probe: bool = True
    test_fraction: float = 0.3
    split_seed: int = 0
    positive_class: str | None = None
    metric: str = "auc"
    target: float | None = None
    margin: float = 0.02
    minutes_per_image: float = 1.0
    pretraining: SimCLRConfig = field(default_factory=SimCLRConfig)
    finetuning: FineTuneConfig = field(default_factory=FineTuneConfig)
    stop_when: StopWhen = "all"

    def __post_init__(self) -> None:
        if self.backbone not in BACKBONES:
            raise ValueError(f"backbone must be one of {', '.join(BACKBONES)}")
        if not 32 <= self.image_size <= 512 or self.image_size % 32:
            raise ValueError("image_size must be a multiple of 32 between 32 and 512")
        if self.seeds < 1:
            raise ValueError("seeds must be at least 1")
        if any(b < 2 for b in self.budgets) or list(self.budgets) != sorted(set(self.budgets)):
            raise ValueError("budgets must be increasing numbers of at least 2 images")
        names = [i.name for i in self.initialisations]
        if not names or len(names) != len(set(names)):
            raise ValueError("a study needs at least one initialisation, and each needs a name of its own")
        if not 0.05 <= self.test_fraction <= 0.8:
            raise ValueError("test_fraction must be between 0.05 and 0.8")
        if not 0 < self.margin <= 0.05:
            raise ValueError("margin must be above 0 and at most 0.05")
        if self.stop_when not in ("all", "settled"):
            raise ValueError('stop_when must be "all" or "settled"')


@dataclass(frozen=True, slots=True)
class Cell:
    """One training of the study."""

    n_labels: int
    initialisation: Initialisation
    seed: int


def default_budgets(n_train_labelled: int, n_classes: int = 2) -> tuple[int, ...]:
    """Up to five budgets, each twice the one before, the largest about 60 % of the labelled training images.

    Subsets beyond that overlap so much that seeds no longer measure anything new. Raises InputError when fewer than
    two budgets of at least four images a class fit.
    """
    top = round(0.6 * n_train_labelled)
    floor = max(4 * n_classes, 8)
    budgets = [top]
    while len(budgets) < 5 and budgets[0] // 2 >= max(floor, 16 if len(budgets) >= 3 else floor):
        budgets.insert(0, budgets[0] // 2)
    if len(budgets) < 2:
        raise InputError(
            tr(
                "Only {n} labelled images are left for training, too few for a learning curve. Label at least {least} "
                "images, or choose a smaller test set.",
                n=n_train_labelled,
                least=4 * floor,
            ),
            code="too_few_labels",
        )
    return tuple(budgets)


def study_cells(config: StudyConfig, budgets: tuple[int, ...]) -> tuple[Cell, ...]:
    """All cells by seed, then budget, then initialisation: the order of the probes and of a plain listing.

    Fine-tunings are run in the order of `learning_curve.sequential`.
    """
    return tuple(
        Cell(n_labels, initialisation, seed)
        for seed in range(config.seeds)
        for n_labels in budgets
        for initialisation in config.initialisations
    )
