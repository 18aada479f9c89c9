"""What an export holds and whether it was checked, read back from the files that were written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from desktop_app import wording
from engine.translation import tr


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """max_difference: largest difference of a probability between the ONNX model and the app, over `images` images."""

    max_difference: float
    images: int


def read_check(folder: Path) -> ModelCheck | None:
    """The parity check that model.json in `folder` tells of; None where there is none to read."""
    try:
        found = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        check = found["parity"]
        return ModelCheck(float(check["max_difference"]), int(check["images"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def check_sentence(check: ModelCheck) -> str:
    """ "ONNX equals the app to 3e-6 on 240 images"."""
    images = wording.count(check.images, "image")
    if check.max_difference == 0:
        return tr("The ONNX model equals the app exactly on {images}.", images=images)
    mantissa, exponent = f"{check.max_difference:.0e}".split("e")
    difference = f"{mantissa}e{int(exponent)}"
    return tr("The ONNX model equals the app to {difference} on {images}.", difference=difference, images=images)
