"""One image of a synthetic patient: the chest in its pose, its vessels and its lesion, as absorption."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.cohort.synthetic_anatomy import Anatomy, Floats, Lungs, absorption, bump, draw_anatomy, step
from engine.cohort.synthetic_people import ImagePlan, Lesion, Patient

_TEXTURE_REACH = 1.2
_VESSEL_CONTRAST = 0.055


def render(patient: Patient, plan: ImagePlan, *, diseased: bool | None = None) -> Floats:
    """float32 (rows, columns): absorption, 0 air, about 1 the mediastinum, before exposure, noise and borders.

    diseased: draw the patient's lesion or leave it out, whatever the patient has; None as the patient is.
    """
    anatomy = _anatomy(patient.seed, patient.sex)
    x, y = body_coordinates(patient, plan)
    texture = _at(anatomy.texture, x, y)
    image, lungs = absorption(anatomy, x, y, texture, plan.inspiration)
    image += _vessels(anatomy, lungs, plan, x.shape)
    if patient.diseased if diseased is None else diseased:
        image += lesion_opacity(patient.lesion, lungs, x, y, texture)
    return image


@lru_cache(maxsize=8)
def _anatomy(seed: int, sex: str) -> Anatomy:
    """Kept for the patient's next images, which come right after."""
    return draw_anatomy(np.random.default_rng([seed, 0]), sex)


def body_coordinates(patient: Patient, plan: ImagePlan) -> tuple[Floats, Floats]:
    """float32 (rows, columns) each: the body's x and y at the pixels' centres, in the image's pose."""
    rows, columns = patient.scanner.rows, patient.scanner.columns
    half = max(rows, columns) / 2
    u = ((np.arange(columns, dtype=np.float32) + 0.5 - columns / 2) / half - plan.shift_x) / plan.scale
    v = ((np.arange(rows, dtype=np.float32) + 0.5 - rows / 2) / half - plan.shift_y) / plan.scale
    cosine, sine = np.float32(np.cos(plan.angle)), np.float32(np.sin(plan.angle))
    return (cosine * u + sine * v[:, None]).astype(np.float32), (cosine * v[:, None] - sine * u).astype(np.float32)


def lesion_opacity(lesion: Lesion, lungs: Lungs, x: Floats, y: Floats, texture: Floats) -> Floats:
    """float32 (rows, columns): what the lesion adds to the absorption; nothing outside the lungs."""
    which = 0 if lesion.side < 0 else 1
    size, contrast = lesion.size, np.float32(lesion.contrast)
    if lesion.kind == "effusion":
        level = 1 - size * (0.55 + 0.75 * np.clip(lungs.across[which], 0, 1) ** 3)  # it climbs the chest wall
        return np.asarray(contrast * step(lungs.down[which] - level, 0.06) * lungs.masks[which], dtype=np.float32)
    patches = _patches(lesion, which)
    total = np.zeros(x.shape, dtype=np.float32)
    for side, across, down, radius, strength in patches:
        cx, cy = _centre(lungs, side, across, down, x, y)
        squared = ((x - cx) ** 2 + ((y - cy) * np.float32(0.85)) ** 2) / np.float32(radius * radius)
        if lesion.kind == "nodule":
            shape = np.sqrt(bump(squared))
        else:  # a ragged margin, and air between the filled alveoli
            shape = bump(squared * np.clip(1 + 0.4 * texture, 0.4, None)) * np.clip(1.1 + 0.25 * texture, 0.5, None)
        total += np.float32(strength) * shape * lungs.masks[side]
    return np.asarray(contrast * np.minimum(total, np.float32(1.4)), dtype=np.float32)


def _patches(lesion: Lesion, which: int) -> list[tuple[int, float, float, float, float]]:
    """(side, across, down, radius, strength) of each round opacity that the lesion consists of."""
    if lesion.kind != "bilateral":
        return [(which, lesion.across, lesion.down, lesion.size, 1.0)]
    rng = np.random.default_rng(lesion.seed)
    return [
        (
            side,
            float(rng.uniform(0.55, 0.95)),
            float(rng.uniform(0.3, 0.95)),
            lesion.size * float(rng.uniform(0.7, 1.25)),
            float(rng.uniform(0.6, 1.2)),
        )
        for side in (0, 1)
        for _ in range(int(rng.integers(3, 5)))
    ]


def _centre(lungs: Lungs, side: int, across: float, down: float, x: Floats, y: Floats) -> tuple[np.float32, np.float32]:
    """Body coordinates of the pixel nearest to a place in a lung."""
    away = (lungs.across[side] - np.float32(across)) ** 2 + (lungs.down[side] - np.float32(down)) ** 2
    nearest = np.unravel_index(int(np.argmin(away)), away.shape)
    return x[nearest], y[nearest]


def _at(texture: Floats, x: Floats, y: Floats) -> Floats:
    """The texture at the pixels, linear between its cells."""
    last = texture.shape[0] - 1
    scale = np.float32(last / (2 * _TEXTURE_REACH))
    column = np.clip((x + np.float32(_TEXTURE_REACH)) * scale, 0, last - 1e-3)
    row = np.clip((y + np.float32(_TEXTURE_REACH)) * scale, 0, last - 1e-3)
    left, top = column.astype(np.intp), row.astype(np.intp)
    right_part, low_part = column - left, row - top
    flat, corner = texture.ravel(), top * texture.shape[1] + left
    upper = flat[corner] * (1 - right_part) + flat[corner + 1] * right_part
    corner += texture.shape[1]
    lower = flat[corner] * (1 - right_part) + flat[corner + 1] * right_part
    return np.asarray(upper * (1 - low_part) + lower * low_part, dtype=np.float32)


def _vessels(anatomy: Anatomy, lungs: Lungs, plan: ImagePlan, shape: tuple[int, ...]) -> Floats:
    """Vessels inside the lungs: their points dropped on the pixels and spread by their thickness."""
    from scipy.ndimage import gaussian_filter

    half = max(shape) / 2
    cosine, sine = np.cos(plan.angle), np.sin(plan.angle)
    xs, ys, thickness = anatomy.vessels.T
    columns = ((cosine * xs - sine * ys) * plan.scale + plan.shift_x) * half + shape[1] / 2 - 0.5
    rows = ((sine * xs + cosine * ys) * plan.scale + plan.shift_y) * half + shape[0] / 2 - 0.5
    image = np.zeros(shape, dtype=np.float32)
    for low, high, spread in ((0.0, 0.35, 0.006), (0.35, 2.0, 0.012)):
        chosen = (thickness >= low) & (thickness < high)
        drops = np.zeros(shape, dtype=np.float32)
        place = np.rint(rows[chosen]).astype(int), np.rint(columns[chosen]).astype(int)
        inside = (place[0] >= 0) & (place[0] < shape[0]) & (place[1] >= 0) & (place[1] < shape[1])
        np.add.at(drops, (place[0][inside], place[1][inside]), thickness[chosen][inside])
        sigma = spread * half
        image += gaussian_filter(drops, sigma, truncate=3) * np.float32(2.5 * sigma)
    return np.float32(_VESSEL_CONTRAST) * np.minimum(image, 3.5) * (lungs.masks[0] + lungs.masks[1])
