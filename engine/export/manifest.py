"""model.json: what an exported model takes, what it answers, and how it was checked. Read without torch."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from engine.errors import ExportError
from engine.export.folder import FORMAT, MANIFEST
from engine.translation import tr

FORMAT_VERSION = 1
HOW_TO_PREPARE = (
    "Read the image as for display (DICOM: Modality LUT or rescale; VOI LUT, window or 0.5 to 99.5 percentiles; "
    "one inversion for MONOCHROME1) to 8 bits, 0 black. Average over areas so that the longer side has {side} pixels, "
    "with square pixels; centre on black, {side} x {side}. The graph does the rest: to 0…1, antialiased bilinear "
    "resize to image_size, (x - 0.5) / 0.25."
)


@dataclass(frozen=True, slots=True)
class TensorContract:
    """One end of the graph: its name, its number format and its shape, "batch" being any number of images."""

    name: str
    dtype: str
    shape: tuple[str | int, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Parity:
    """The check of the written ONNX file against the network in PyTorch, in probabilities, on `images` images.

    max_difference: from PyTorch; at most `tolerance`. measured_difference: from the scores that the study measured, on
    whatever device that was; None when there were none to compare with.
    """

    max_difference: float
    images: int
    tolerance: float
    measured_difference: float | None = None


@dataclass(frozen=True, slots=True)
class ModelManifest:
    """classes: in the order of the probabilities. positive: the class that sensitivity is about, None for more than two
    classes. operating_threshold: probability of `positive` at and above which it is predicted; the measured
    sensitivity and specificity belong to it. sha256: of the files that hold weights. versions: of what wrote them.
    """

    classes: tuple[str, ...]
    positive: str | None
    backbone: str
    image_size: int
    input: TensorContract
    output: TensorContract
    preparation: str
    operating_threshold: float | None
    parity: Parity
    sha256: dict[str, str]
    versions: dict[str, str]
    format: str = FORMAT
    format_version: int = FORMAT_VERSION

    @property
    def side(self) -> int:
        """Height and width in pixels of the images that the graph takes."""
        return int(self.input.shape[-1])


def write_manifest(folder: Path, manifest: ModelManifest) -> Path:
    """Write model.json, format first. Raises OSError."""
    fields = msgspec.to_builtins(manifest)
    ordered = {name: fields.pop(name) for name in ("format", "format_version")} | fields
    path = folder / MANIFEST
    path.write_bytes(msgspec.json.format(msgspec.json.encode(ordered), indent=2) + b"\n")
    return path


def read_manifest(folder: Path) -> ModelManifest:
    """The manifest of an exported folder. Raises ExportError when there is none, or it is of a newer program."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=ModelManifest)
    except (OSError, ValueError):
        raise ExportError(
            tr("'{name}' holds no exported model. Choose a folder that an export has written.", name=folder.name),
            code="no_model",
        ) from None
    if manifest.format != FORMAT:
        raise ExportError(
            tr(
                "'{name}' holds a model of another program. Choose a folder that an export has written.",
                name=folder.name,
            ),
            code="no_model",
        )
    if manifest.format_version > FORMAT_VERSION:
        raise ExportError(
            tr("This model was exported by a newer version of the program. Update this one."), code="newer_model"
        )
    return manifest


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
