"""Who is in the sample cohort: patients, their lesions and their images, as numbers; nothing is drawn here.

Whatever could give the class away without looking at the lungs (scanner, number of images, sex, age, exposure) is
drawn without regard to it, and scanners, sexes and numbers of images are dealt out evenly within each class.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from engine.cohort.synthetic_recipe import LesionName, LesionRecipe, Recipe, ScannerRecipe

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Lesion:
    """size, contrast: see `LesionRecipe`. side: -1 the image's left, 1 its right. across, down: its centre within the
    lung, from 0 (midline, apex) to 1 (chest wall, diaphragm). seed: of its texture and of further patches."""

    kind: LesionName
    size: float
    contrast: float
    side: int
    across: float
    down: float
    seed: int


@dataclass(frozen=True, slots=True)
class ImagePlan:
    """One image of a patient. angle in radians, counter-clockwise; shift_x, shift_y, scale, inspiration in body
    coordinates; exposure: factor of the absorption; borders: collimated share of each side (left, top, right, bottom);
    marker: "L", "R" or "" for none."""

    number: int
    angle: float
    shift_x: float
    shift_y: float
    scale: float
    inspiration: float
    exposure: float
    borders: tuple[float, float, float, float]
    marker: str
    seed: int


@dataclass(frozen=True, slots=True)
class Patient:
    """One synthetic patient. lesion: drawn for everyone, but there only if `diseased`, so that the one thing that
    differs between the classes can be told. labelled: the images' labels are given away. seed: of the anatomy."""

    number: int
    diseased: bool
    labelled: bool
    lesion: Lesion
    scanner: ScannerRecipe
    sex: str
    age: int
    seed: int
    images: tuple[ImagePlan, ...]


def draw_patients(recipe: Recipe, seed: int = 0) -> tuple[Patient, ...]:
    """The cohort's patients, in the order of their numbers; the same recipe and seed give the same ones."""
    rng = np.random.default_rng([seed, 1])
    groups = _groups(recipe)
    dealt = []
    for diseased, labelled, count in groups:
        scanners = _dealt(rng, recipe.scanners, np.full(len(recipe.scanners), 1 / len(recipe.scanners)), count)
        shares = np.array(recipe.images_per_patient)
        numbers = _dealt(rng, tuple(range(1, len(shares) + 1)), shares, count)
        sexes = _dealt(rng, ("F", "M"), np.array([0.5, 0.5]), count)
        weights = np.array([kind.weight for kind in recipe.lesions])
        kinds = _dealt(rng, recipe.lesions, weights / weights.sum(), count)
        dealt += [(diseased, labelled, *each) for each in zip(scanners, numbers, sexes, kinds, strict=True)]
    patients = []
    for number, place in enumerate(rng.permutation(len(dealt)), start=1):
        diseased, labelled, scanner, images, sex, kind = dealt[place]
        own = np.random.default_rng([seed, 2, number])
        patients.append(
            Patient(
                number=number,
                diseased=diseased,
                labelled=labelled,
                lesion=_lesion(own, kind),
                scanner=scanner,
                sex=sex,
                age=int(np.clip(own.normal(58, 16), 18, 95)),
                seed=int(own.integers(2**31)),
                images=tuple(_image(own, recipe, index) for index in range(1, images + 1)),
            )
        )
    return tuple(patients)


def _groups(recipe: Recipe) -> list[tuple[bool, bool, int]]:
    """(diseased, labelled, patients) of the four groups; at least one labelled patient of either class."""
    labelled = min(recipe.patients, max(2, round(recipe.patients * recipe.labelled_patients)))
    groups = []
    for is_labelled, total in ((True, labelled), (False, recipe.patients - labelled)):
        diseased = round(total * recipe.lesion_patients)
        if is_labelled:
            diseased = min(max(diseased, 1), total - 1)
        groups += [(True, is_labelled, diseased), (False, is_labelled, total - diseased)]
    return groups


def _dealt(rng: np.random.Generator, choices: tuple[_T, ...], shares: np.ndarray[tuple[int], np.dtype[np.float64]],
           count: int) -> list[_T]:  # fmt: skip
    """`count` of the choices, as near to the shares as whole numbers allow, in random order."""
    edges = np.cumsum(shares) * count - rng.random()  # a random offset, so that no choice is always rounded down
    owner = np.searchsorted(edges, np.arange(count), side="left").clip(max=len(choices) - 1)
    return [choices[index] for index in rng.permutation(owner)]


def _lesion(rng: np.random.Generator, kind: LesionRecipe) -> Lesion:
    low = 0.15 if kind.kind == "nodule" else 0.35  # infiltrates prefer the lower zones, nodules do not
    return Lesion(
        kind=kind.kind,
        size=float(rng.uniform(*kind.size)),
        contrast=float(rng.uniform(*kind.contrast)),
        side=int(rng.choice([-1, 1])),
        across=float(rng.uniform(0.45, 0.85)),
        down=float(rng.uniform(low, 0.85)),
        seed=int(rng.integers(2**31)),
    )


def _image(rng: np.random.Generator, recipe: Recipe, number: int) -> ImagePlan:
    pose = recipe.pose
    angle, dx, dy, scale, inspiration, exposure = rng.normal(size=6).clip(-2.2, 2.2)
    borders = rng.uniform(0.0, 0.07, size=4) * (rng.random(4) < 0.6)
    collimated, marked = rng.random() < pose.collimated, rng.random() < pose.marker
    letter = str(rng.choice(["L", "R"]))
    left, top, right, bottom = (float(border) if collimated else 0.0 for border in borders)
    return ImagePlan(
        number=number,
        angle=float(np.deg2rad(angle * pose.rotation_degrees)),
        shift_x=float(dx * pose.shift),
        shift_y=float(dy * pose.shift),
        scale=float(1 + scale * pose.scale),
        inspiration=float(inspiration * pose.inspiration),
        exposure=float(1 + exposure * pose.exposure),
        borders=(left, top, right, bottom),
        marker=letter if marked else "",
        seed=int(rng.integers(2**31)),
    )
