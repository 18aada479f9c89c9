"""Rendering by DCMTK, the reference that the display chain is held against, and the comparison with it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.images.decoded import DecodedImage
from engine.images.downsize import content_box
from tests.engine.images.helpers import square_of

# Each decodes what the others do not: JPEG, JPEG-LS; both read uncompressed files and RLE.
PROGRAMS = ("dcmj2pnm", "dcml2pnm")
SIDE = 64


@dataclass(frozen=True)
class Comparison:
    """Of one image with DCMTK's, at the working size, the exact way and the fast one."""

    name: str
    correlation: float
    mean_difference: float


def has_dcmtk() -> bool:
    """Whether its programs are on the PATH."""
    return shutil.which(PROGRAMS[0]) is not None


def rendered(path: Path, folder: Path, options: tuple[str, ...]) -> NDArray[np.uint8] | None:
    """As DCMTK shows the file, uint8 (rows, columns), colours by their luma; None where it cannot."""
    for program in PROGRAMS:
        out = folder / "rendered.pnm"
        out.unlink(missing_ok=True)
        if shutil.which(program) is None:
            continue
        done = subprocess.run([program, "-O", *options, "+op", str(path), str(out)], capture_output=True, check=False)
        if done.returncode == 0 and out.exists():
            with Image.open(out) as image:
                return np.asarray(image.convert("L"))
    return None


def choice_of(image: DecodedImage, function: str | None, values: NDArray[Any] | None) -> tuple[str, ...] | None:
    """DCMTK's options for what we chose to show, None where it has none. values: after the Modality LUT, without
    padding, for the percentiles.
    """
    if "colour" in image.notes:
        return ()
    if {"modality_lut_ignored", "rescale_ignored"} & set(image.notes) or function == "LINEAR_EXACT":
        return None
    if "voi_lut" in image.notes:
        return ("+Wl", "1")
    if "windowed" in image.notes:
        return ("+Wi", "1", *(("+Wfs",) if function == "SIGMOID" else ()))
    if values is None:
        return None
    low, high = (float(value) for value in np.percentile(values, [0.5, 99.5], method="inverted_cdf"))
    if high <= low:  # then ours goes from the least to the largest value
        return ("+Wm",)
    return ("+Ww", f"{(low + high + 1) / 2:.6f}", f"{high - low + 1:.6f}")


def compared(
    name: str, image: DecodedImage, theirs: NDArray[np.uint8], padding: NDArray[np.bool_] | None
) -> Comparison:
    """`image`, exact or reduced, with DCMTK's. padding: where there is some; DCMTK shows it as any other value."""
    if padding is not None:
        theirs = np.where(padding, 0, theirs).astype(np.uint8)
    side = min(SIDE, *theirs.shape)
    top, left, rows, columns = content_box(image.rows, image.columns, side, image.pixel_aspect)
    ours = square_of(image, side)[top : top + rows, left : left + columns]
    small = np.asarray(Image.fromarray(theirs).resize((columns, rows), Image.Resampling.BOX))
    difference = float(np.abs(ours.astype(float) - small).mean())
    flat = min(ours.std(), small.std()) < 1
    return Comparison(name, 1.0 if flat else float(np.corrcoef(ours.ravel(), small.ravel())[0, 1]), difference)
