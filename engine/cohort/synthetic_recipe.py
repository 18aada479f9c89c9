"""What the sample cohort is made of: the values of `resources/sample_cohort/recipe.toml`, checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from engine.errors import InputError
from engine.translation import tr
from resources import resource_path

LesionName = Literal["consolidation", "bilateral", "effusion", "nodule"]
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class LesionRecipe:
    """One kind of lesion. weight: its share among lesions, relative. size: radius, or height for an effusion, as a
    share of half the image's longer side. contrast: absorption added at its centre."""

    kind: LesionName
    weight: float
    size: Range
    contrast: Range

    def __post_init__(self) -> None:
        if self.weight <= 0:
            raise ValueError("a lesion's weight must be above 0")
        for low, high in (self.size, self.contrast):
            if not 0 < low <= high <= 1:
                raise ValueError("a lesion's size and contrast must be ranges within 0 to 1")


@dataclass(frozen=True, slots=True)
class ScannerRecipe:
    """One make of X-ray machine: its image format, and how it turns absorption into grey.

    pixel_spacing: in mm. inverted: MONOCHROME1. window: the header holds one. curve_centre: absorption shown as middle
    grey; curve_width: the smaller, the harder the contrast. noise: standard deviation, in absorption, where little is
    absorbed.
    """

    manufacturer: str
    model: str
    modality: Literal["CR", "DX"]
    rows: int
    columns: int
    bits: int
    pixel_spacing: float
    inverted: bool
    window: bool
    curve_centre: float
    curve_width: float
    noise: float

    def __post_init__(self) -> None:
        if not (32 <= self.rows <= 2048 and 32 <= self.columns <= 2048):
            raise ValueError("a scanner's rows and columns must be between 32 and 2048")
        if not 8 < self.bits <= 16:
            raise ValueError("a scanner's bits must be between 9 and 16")
        if min(self.pixel_spacing, self.curve_width) <= 0 or self.noise < 0:
            raise ValueError("a scanner's pixel_spacing and curve_width must be above 0, its noise not below")


@dataclass(frozen=True, slots=True)
class PoseRecipe:
    """What differs between two images of a patient: standard deviations, but `collimated` and `marker` are shares of
    the images that have a collimation border and a lead letter."""

    rotation_degrees: float
    shift: float
    scale: float
    inspiration: float
    exposure: float
    collimated: float
    marker: float

    def __post_init__(self) -> None:
        if min(self.rotation_degrees, self.shift, self.scale, self.inspiration, self.exposure) < 0:
            raise ValueError("a pose's spreads must not be below 0")
        if not (0 <= self.collimated <= 1 and 0 <= self.marker <= 1):
            raise ValueError("collimated and marker are shares between 0 and 1")


@dataclass(frozen=True, slots=True)
class Recipe:
    """The whole cohort. labelled_patients, lesion_patients: shares of the patients. images_per_patient: shares of the
    patients with 1, 2, … images; they add up to 1."""

    patients: int
    labelled_patients: float
    lesion_patients: float
    images_per_patient: tuple[float, ...]
    normal_name: str
    lesion_name: str
    pose: PoseRecipe
    lesions: tuple[LesionRecipe, ...]
    scanners: tuple[ScannerRecipe, ...]

    def __post_init__(self) -> None:
        if not 4 <= self.patients <= 100_000:
            raise ValueError("patients must be between 4 and 100000")
        if not (0 < self.labelled_patients <= 1 and 0 < self.lesion_patients < 1):
            raise ValueError("labelled_patients and lesion_patients are shares between 0 and 1")
        if abs(sum(self.images_per_patient) - 1) > 1e-6 or min(self.images_per_patient) < 0:
            raise ValueError("images_per_patient must be shares that add up to 1")
        if not (self.lesions and self.scanners) or self.normal_name == self.lesion_name:
            raise ValueError("a cohort needs lesions, scanners and two class names")


def load_recipe(path: Path | None = None, *, patients: int | None = None, side: int | None = None) -> Recipe:
    """The recipe at `path`, by default the one that comes with the program.

    patients: another number of patients. side: another longer side of every scanner's images, in pixels, for quick
    tests. Raises InputError when the file is missing or a value is wrong.
    """
    path = path or resource_path("sample_cohort", "recipe.toml")
    try:
        recipe = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Recipe, strict=True)
        if patients is not None:
            recipe = replace(recipe, patients=patients)
        if side is not None:
            recipe = replace(recipe, scanners=tuple(_at_side(scanner, side) for scanner in recipe.scanners))
    except (OSError, ValueError) as error:  # msgspec's and tomllib's errors are ValueErrors that quote no file
        if isinstance(error, OSError):
            sentence = tr("The sample cohort's recipe cannot be read. Correct it, or use the default one.")
        else:
            sentence = tr("The sample cohort's recipe is wrong: {why}. Correct it, or use the default one.", why=error)
        raise InputError(sentence, code="recipe") from None
    return recipe


def _at_side(scanner: ScannerRecipe, side: int) -> ScannerRecipe:
    """The scanner with smaller or larger images of the same field of view; the noise of a pixel is kept."""
    scale = side / max(scanner.rows, scanner.columns)
    return replace(
        scanner,
        rows=max(32, round(scanner.rows * scale)),
        columns=max(32, round(scanner.columns * scale)),
        pixel_spacing=scanner.pixel_spacing / scale,
    )
