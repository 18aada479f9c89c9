"""What a study needs of the machine: near to what was measured, and more for more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.encoder.backbone import build_encoder
from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import SCRATCH, SIMCLR, StudyConfig
from engine.learning_curve.initialisations import simclr_on
from engine.learning_curve.needs import _NETWORKS, study_needs
from engine.pretraining.config import SimCLRConfig

MB = 1e6
BUDGETS = (20, 40, 80)


def config(backbone: str, size: int, batch: int, *, pretrained: bool) -> StudyConfig:
    made = StudyConfig(
        image_size=size,
        initialisations=(SIMCLR,) if pretrained else (SCRATCH,),
        pretraining=SimCLRConfig(batch_size=batch),
        finetuning=FineTuneConfig(batch_size=batch),
    )
    object.__setattr__(made, "backbone", backbone)  # also those that the study does not offer yet
    return made


@pytest.mark.parametrize(
    ("backbone", "size", "batch", "measured"),
    [
        ("resnet18", 64, 64, 455), ("resnet18", 128, 64, 994), ("resnet18", 128, 16, 442), ("resnet18", 64, 8, 306),
        ("resnet34", 64, 64, 651), ("resnet34", 128, 32, 832), ("resnet50", 64, 64, 1523),
        ("convnext_tiny", 64, 64, 1294), ("efficientnet_b0", 64, 64, 704),
    ],
)  # fmt: skip
def test_pretraining_takes_what_was_measured(backbone: str, size: int, batch: int, measured: float) -> None:
    """measured: MB beyond the process's 694, in a pretraining of two steps on 2 × batch images."""
    needs = study_needs(config(backbone, size, batch, pretrained=True), (2,), 2 * batch, 2, 2, threads=1)
    assert needs.memory / MB - 700 == pytest.approx(measured, rel=0.2)


@pytest.mark.parametrize(
    ("size", "autocast", "measured"),
    [
        (64, "bfloat16", 523), (128, "bfloat16", 1170), (224, "bfloat16", 1966),
        (64, "float32", 689), (128, "float32", 1887), (224, "float32", 2880),
    ],
)  # fmt: skip
def test_both_formats_take_what_was_measured(size: int, autocast: str, measured: float) -> None:
    """As above, batches of 64; freed memory is kept but at 224 pixels."""
    needs = study_needs(config("resnet18", size, 64, pretrained=True), (2,), 128, 2, 2, 1, autocast)
    assert needs.memory / MB - 700 == pytest.approx(measured, rel=0.2)
    assert needs.keeps_freed == (size < 224)


@pytest.mark.parametrize(
    ("backbone", "size", "measured"),
    [("resnet18", 64, 314), ("resnet18", 128, 544), ("resnet18", 224, 961), ("resnet50", 64, 703),
     ("convnext_tiny", 64, 752)],
)  # fmt: skip
def test_a_training_takes_what_was_measured(backbone: str, size: int, measured: float) -> None:
    needs = study_needs(config(backbone, size, 32, pretrained=False), (64,), 64, 64, 64, threads=1)
    assert needs.memory / MB - 700 == pytest.approx(measured, rel=0.25)


@pytest.mark.parametrize("backbone", sorted(_NETWORKS))
def test_a_networks_weights_are_counted_right(backbone: str) -> None:
    weights = sum(p.numel() for p in build_encoder(backbone, seed=0).parameters())
    needs = study_needs(config(backbone, 64, 32, pretrained=False), BUDGETS, 500, 300, 100, threads=2)
    assert needs.disk == pytest.approx(4 * weights, rel=0.02)
    assert needs.passing == 0


def test_more_takes_more() -> None:
    base = StudyConfig()
    at = study_needs(base, BUDGETS, 2000, 600, 240, threads=2)
    assert study_needs(base, BUDGETS, 2000, 600, 240, threads=8).memory > at.memory
    assert study_needs(replace(base, image_size=224), BUDGETS, 2000, 600, 240, threads=2).memory > at.memory
    more = replace(base, initialisations=(SCRATCH, SIMCLR, simclr_on("all", 500)))
    assert study_needs(more, BUDGETS, 2000, 600, 240, threads=2).disk == pytest.approx(at.disk * 5 / 3)
    large = study_needs(base, BUDGETS, 100_000, 600, 240, threads=2)
    assert large.passing - at.passing == 100_000 * 80**2  # a copy of the pool at the training side
