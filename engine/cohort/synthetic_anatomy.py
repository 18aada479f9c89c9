"""A chest as an X-ray sees it: how much each line through the body absorbs, from soft tissue, air and bone.

Body coordinates: x to the image's right, y downwards, the origin in the image's centre, 1 half of its longer side. The
patient's right lung is on the image's left, as radiographs are hung. Absorption: 0 is air outside the body, the
mediastinum about 1. Outlines are smooth steps made of products only, so that they cost little.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]  # float32 throughout
SIDES = (-1, 1)


@dataclass(frozen=True)
class Anatomy:
    """What makes a patient's chest their own. Lengths in body coordinates.

    apex, base: y of the lungs' upper end and of the costophrenic angles; dome: height of the diaphragm above them,
    left and right in the image. texture: float32 (96, 96), standard normal at several scales, over -1.2…1.2 in both
    directions. vessels: float32 (n, 3), x, y and thickness of points along the lungs' vessels.
    """

    torso: float
    lung_width: float
    apex: float
    base: float
    dome: tuple[float, float]
    medial: float
    bend: float
    bulk: float
    heart_width: float
    heart_y: float
    heart_shift: float
    aorta: float
    rib_spacing: float
    rib_phase: float
    rib_slope: float
    rib_contrast: float
    clavicle: float
    breast: float
    stomach: float
    texture: Floats
    vessels: Floats


@dataclass(frozen=True)
class Lungs:
    """Masks float32 (rows, columns), 0 to 1, of the lung on the image's left and right where the heart does not cover
    it, and where a place in them is.

    across, down: from (0, 0) at midline and apex to (1, 1) at chest wall and diaphragm; of each side.
    """

    masks: tuple[Floats, Floats]
    across: tuple[Floats, Floats]
    down: tuple[Floats, Floats]


def step(distance: Floats, width: float) -> Floats:
    """0 below -width, 1 above width, a smooth cubic between."""
    t = np.clip(distance * np.float32(0.5 / width) + np.float32(0.5), 0, 1)
    smooth: Floats = t * t * (3 - 2 * t)
    return smooth


def bump(squared: Floats) -> Floats:
    """1 at 0, falling to 0 at 1 and beyond, given the squared distance."""
    t = np.clip(1 - squared, 0, None)
    hill: Floats = t * t
    return hill


def draw_anatomy(rng: np.random.Generator, sex: str) -> Anatomy:
    """A patient's chest, drawn at random."""
    heart = rng.uniform(0.28, 0.37)
    apex, base, medial = rng.uniform(-0.80, -0.70), rng.uniform(0.60, 0.74), rng.uniform(0.09, 0.13)
    lung_width = rng.uniform(0.68, 0.80)
    left_dome = rng.uniform(0.15, 0.24)
    return Anatomy(
        torso=lung_width + rng.uniform(0.07, 0.17),
        lung_width=lung_width,
        apex=apex,
        base=base,
        dome=(left_dome, left_dome - rng.uniform(0.0, 0.07)),
        medial=medial,
        bend=rng.normal(0, 0.02),
        bulk=rng.uniform(0.85, 1.15),
        heart_width=heart,
        heart_y=base - rng.uniform(0.36, 0.42),
        heart_shift=rng.uniform(0.08, 0.15),
        aorta=rng.uniform(0.03, 0.11),
        rib_spacing=rng.uniform(0.125, 0.155),
        rib_phase=rng.uniform(0, 1),
        rib_slope=rng.uniform(0.16, 0.34),
        rib_contrast=rng.uniform(0.055, 0.115),
        clavicle=rng.uniform(-0.54, -0.44),
        breast=rng.uniform(0.02, 0.08) if sex == "F" else rng.uniform(0.0, 0.025),
        stomach=rng.uniform(0.0, 0.25),
        texture=_texture(rng),
        vessels=_vessels(rng),
    )


def absorption(anatomy: Anatomy, x: Floats, y: Floats, texture: Floats, inspiration: float) -> tuple[Floats, Lungs]:
    """float32 (rows, columns) of absorption without vessels and lesions, and the lungs it was drawn with.

    x, y: body coordinates of the pixels' centres, (rows, columns). texture: `anatomy.texture` at the pixels.
    inspiration: how much lower the diaphragm is than the patient's own.
    """
    a = anatomy
    mid = x - a.bend * (y * y - 0.3)
    out = np.abs(mid)
    body = _body(a, out, y)
    solid = _mediastinum(a, mid, out, y, inspiration)
    lungs = _lungs(a, mid, y, inspiration, solid)
    air = lungs.masks[0] + lungs.masks[1]

    flank = np.clip(mid / a.torso, -1, 1)
    image = body * (0.56 + 0.15 * (1 - flank * flank)) * a.bulk
    image += body * (0.13 * step(y - a.base - inspiration + 0.06, 0.2) + 0.15 * solid)
    depth = 0.34 + 0.07 * bump(((out - 0.42) / 0.5) ** 2 + ((y - 0.05) / 0.8) ** 2)
    image -= air * depth * (1 - 0.06 * texture)
    height = y / 0.125
    discs = bump(((height - np.floor(height) - 0.5) / 0.16) ** 2)
    image += step(0.07 - out, 0.025) * body * (0.075 - 0.035 * discs)
    image += _bones(a, out, y, lungs, body)
    image += a.breast * step(0.60 - y, 0.06) * np.sqrt(bump(((out - 0.40) / 0.36) ** 2 + ((y - 0.30) / 0.34) ** 2))
    bubble = bump(((mid - 0.40) / 0.17) ** 2 + ((y - a.base - inspiration + 0.02) / 0.09) ** 2)
    image -= a.stomach * bubble * (1 - air)
    image += 0.012 * texture * body
    return image, lungs


def _body(a: Anatomy, out: Floats, y: Floats) -> Floats:
    """The silhouette: neck, shoulders that run out of the picture, chest wall."""
    width = a.torso + 0.55 * step(-0.28 - y, 0.30) + 0.05 * step(y - 0.5, 0.4)
    shoulder = -0.97 + 0.42 * np.clip(out - 0.25, 0, None) + 0.10 * step(out - 0.26, 0.06)
    rounded = np.clip(width - out, 0, 0.12) / 0.12  # the chest wall is thin where the ray grazes it
    silhouette: Floats = step(width - out, 0.012) * (0.72 + 0.28 * rounded) * step(y - shoulder, 0.03)
    return silhouette


def _lungs(a: Anatomy, mid: Floats, y: Floats, inspiration: float, solid: Floats) -> Lungs:
    widest = 0.36
    above = np.clip((widest - y) / (widest - a.apex), 0, 1)
    lateral = a.lung_width * np.sqrt(1 - above * above * (0.25 + 0.75 * above)) - 0.03 * step(y - widest, 0.5)
    medial = a.medial + 0.05 * step(y + 0.05, 0.5)
    masks, across, down = [], [], []
    for side, dome in zip(SIDES, a.dome, strict=True):
        out = mid * side
        arch = (out - 0.36) / 0.44
        floor = a.base + inspiration - dome * np.clip(1 - arch * arch, 0, 1) + 0.10 * np.clip(out - 0.62, 0, None)
        inside = step(out - medial, 0.05) * step(lateral - out, 0.016) * step(floor - y, 0.016)
        masks.append(inside * (1 - 0.95 * solid))
        across.append(out / np.maximum(lateral, 0.05))
        down.append((y - a.apex) / (floor - a.apex))
    return Lungs((masks[0], masks[1]), (across[0], across[1]), (down[0], down[1]))


def _mediastinum(a: Anatomy, mid: Floats, out: Floats, y: Floats, inspiration: float) -> Floats:
    """Heart, great vessels and what lies between the lungs: 0 to 1."""
    tilt = 0.55  # the heart's long axis points to the patient's left and down
    cosine, sine = math.cos(tilt), math.sin(tilt)
    dx, dy = mid - a.heart_shift, y - a.heart_y - 0.5 * inspiration
    along, aside = (dx * cosine + dy * sine) / (a.heart_width * 1.12), (dy * cosine - dx * sine) / (a.heart_width * 0.8)
    heart = step(1 - np.sqrt(along * along + aside * aside), 0.10)
    atrium = step(1 - np.sqrt(((mid + 0.05) / 0.15) ** 2 + ((y - a.heart_y) / 0.26) ** 2), 0.16)
    waist = step(1 - np.sqrt(((mid - 0.06) / 0.15) ** 2 + ((y + 0.02) / 0.34) ** 2), 0.20)
    knob = step(1 - np.sqrt(((mid - 0.07) / (0.085 + a.aorta)) ** 2 + ((y + 0.27) / 0.13) ** 2), 0.22)
    trunk = step(a.medial - 0.02 - out, 0.06) * step(0.4 - y, 0.2) * (0.75 + 0.25 * step(y + 0.45, 0.3))
    clear = (1 - heart) * (1 - atrium) * (1 - waist) * (1 - knob) * (1 - trunk)
    solid: Floats = 1 - clear
    return solid


def _bones(a: Anatomy, out: Floats, y: Floats, lungs: Lungs, body: Floats) -> Floats:
    """Ribs behind and in front, clavicles, shoulder blades."""
    r = np.maximum(lungs.across[0], lungs.across[1])
    cage = step(1.06 - r, 0.03) * step(y - a.apex + 0.06, 0.05) * step(0.86 - y, 0.12)
    in_air = 0.4 + 0.6 * (lungs.masks[0] + lungs.masks[1])
    behind = _bands((y - a.rib_slope * r * r * (0.4 + 0.6 * r)) / a.rib_spacing + a.rib_phase, 0.20)
    front = _bands((y + a.rib_slope * 1.9 * r) / (a.rib_spacing * 1.12) + a.rib_phase * 1.7, 0.22)
    ribs = behind * step(r - 0.12, 0.05) * (1.1 - 0.3 * r) + 0.45 * front * step(r - 0.45, 0.2)
    image: Floats = a.rib_contrast * ribs * cage * in_air
    along = np.clip((out - 0.06) / 0.66, 0, 1)
    from_centre = np.abs(y - a.clavicle + 0.19 * along - 0.045 * np.sin(along * 6.0))
    collar = step(0.030 - from_centre, 0.012) * step(out - 0.06, 0.02) * step(0.78 - out, 0.05)
    image += 0.11 * collar * (0.75 + 0.25 * step(from_centre - 0.016, 0.01))
    image += 0.06 * step(out - 0.70 + 0.10 * y, 0.03) * step(y + 0.60, 0.06) * step(0.05 - y, 0.18)
    image *= body
    return image


def _bands(phase: Floats, half: float) -> Floats:
    """Stripes of period 1, brighter at their edges, where a ray runs along the bone's rim."""
    away = np.abs(phase - np.floor(phase) - 0.5)
    stripe: Floats = step(half - away, 0.06) * (0.65 + 0.5 * step(away - half * 0.6, 0.08))
    return stripe


def _texture(rng: np.random.Generator) -> Floats:
    """Mottle of several grain sizes, from coarse to fine."""
    total = np.zeros((96, 96), dtype=np.float32)
    for cells, weight in ((8, 0.6), (16, 0.6), (32, 0.5), (96, 0.35)):
        coarse = rng.standard_normal((cells + 2, cells + 2), dtype=np.float32)
        place = np.linspace(0, cells, 96, dtype=np.float32)
        low = place.astype(int)
        part = (place - low) * (place - low) * (3 - 2 * (place - low))
        rows = coarse[low] * (1 - part)[:, None] + coarse[low + 1] * part[:, None]
        total += weight * (rows[:, low] * (1 - part) + rows[:, low + 1] * part)
    return total


def _vessels(rng: np.random.Generator) -> Floats:
    """Branching lines from either hilum outwards, as points whose thickness falls with the distance."""
    t = np.linspace(0, 1, 70, dtype=np.float32)
    points = []
    for side in SIDES:
        hilum = np.array([side * rng.uniform(0.14, 0.18), rng.uniform(-0.06, 0.04)])
        for direction in np.linspace(-1.25, 1.35, 13) + rng.normal(0, 0.08, 13):
            start, length, heading, thickness = hilum, rng.uniform(0.32, 0.62), direction, rng.uniform(0.6, 1.0)
            for _ in range(3):  # a trunk and two forks
                bow = heading + rng.normal(0, 0.25) + t * rng.normal(0, 0.5)
                reach = length * t
                xs, ys = start[0] + side * reach * np.cos(bow), start[1] + reach * np.sin(bow)
                points.append(np.stack([xs, ys, thickness * (1 - 0.75 * t)], axis=1))
                fork = int(rng.integers(18, 48))
                start, heading = np.array([xs[fork], ys[fork]]), direction + rng.choice([-1, 1]) * rng.uniform(0.3, 0.7)
                length, thickness = length * 0.6, thickness * 0.6
    return np.concatenate(points).astype(np.float32)
