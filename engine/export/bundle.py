"""Everything that is taken along, in one folder that is whole or absent: the model, its card, the results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from engine.export.card import write_card
from engine.export.card_facts import CardFacts
from engine.export.folder import replacing_folder
from engine.export.model import ExportedModel, write_model
from engine.export.results import write_results
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.savings import LabelsSaved
from engine.planning.verdict import Verdict


@dataclass(frozen=True)
class TrainedModel:
    """What is exported. state: keys "encoder.*" and "head.*". test_images: uint8 (n, side, side), from the project's
    cache; test_scores: float32 (n, classes), as the study measured the model on them. pretrained: the encoder that the
    training began with, under torchvision's names; None where it was not pretrained here."""

    state: Mapping[str, Tensor]
    backbone: str
    image_size: int
    test_images: NDArray[np.uint8]
    test_scores: NDArray[np.float32]
    pretrained: Mapping[str, Tensor] | None = None


def export_bundle(
    out: Path,
    model: TrainedModel,
    facts: CardFacts,
    measurements: StudyMeasurements,
    verdict: Verdict,
    savings: LabelsSaved | None,
    comparisons: tuple[LabelsSaved, ...] = (),
    *,
    check: Callable[[], None] = lambda: None,
) -> ExportedModel:
    """Write the files to `out` in the place of an earlier export. check: called between steps, may raise to stop.

    Raises ExportError: see `model.write_model` and `folder.replacing_folder`; `out` is then as it was.
    """
    positive = measurements.positive if len(measurements.classes) == 2 else None
    with replacing_folder(out) as folder:
        check()
        written = write_model(
            folder,
            model.state,
            model.backbone,
            model.image_size,
            measurements.classes,
            positive,
            model.test_images,
            model.test_scores,
            pretrained=model.pretrained,
        )
        check()
        card = write_card(folder, written.manifest, facts)
        files = (
            *written.files,
            card.name,
            *write_results(folder, measurements, verdict, savings, facts.study, comparisons),
        )
    return ExportedModel(Path(out), files, written.max_difference, written.manifest)
