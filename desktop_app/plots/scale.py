"""The axes of the learning curve: budgets on a doubling (or linear) scale, ticks where there is something to read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.models.figures import count


@dataclass(frozen=True, slots=True)
class BudgetScale:
    """From a number of labelled images to the plot's x and back. doubling: each step to the right is twice as many."""

    doubling: bool = True

    def to_x(self, n_labels: float) -> float:
        """The plot's x of a number of labels (at least 1)."""
        return math.log2(max(n_labels, 1.0)) if self.doubling else float(n_labels)

    def from_x(self, x: float) -> float:
        """The number of labels at the plot's x."""
        return float(2.0**x) if self.doubling else max(float(x), 1.0)


@dataclass(frozen=True, slots=True)
class Tick:
    """x in the plot's coordinates; text is "" for a tick whose number has no room."""

    x: float
    text: str


def budget_ticks(
    budgets: Sequence[int], last: float, scale: BudgetScale, pixels_per_unit: float, room: float = 46.0
) -> tuple[Tick, ...]:
    """A tick at each budget and at each doubling of the largest up to `last`; numbers `room` pixels apart at least.

    The largest numbers keep their place, since they are what the forecast is about.
    """
    marks = [float(b) for b in budgets]
    step = (marks[-1] if marks else 1.0) * 2
    while marks and step <= last * 1.001:
        marks.append(step)
        step *= 2
    ticks: list[Tick] = []
    free_from = math.inf
    for n in reversed(marks):
        x = scale.to_x(n)
        fits = (free_from - x) * pixels_per_unit >= room if ticks else True
        ticks.append(Tick(x, count(n) if fits else ""))
        if fits:
            free_from = x
    return tuple(reversed(ticks))


def metric_step(span: float) -> float:
    """The distance of the horizontal grid lines for a range of `span`: 4 to 8 lines, in steps that are easily read."""
    for step in (0.01, 0.02, 0.05, 0.1, 0.2):
        if span / step <= 8:
            return step
    return 0.25


def metric_range(low: float, high: float) -> tuple[float, float]:
    """A range of the metric that holds low to high, rounded outwards to twentieths, within 0–1, at least 0.2 wide."""
    bottom = math.floor(round(low * 20, 6)) / 20
    top = math.ceil(round(high * 20, 6)) / 20
    bottom, top = max(0.0, bottom), min(1.0, top)
    while top - bottom < 0.2 - 1e-9:
        if bottom > 0:
            bottom = round(bottom - 0.05, 2)
        if top - bottom < 0.2 - 1e-9 and top < 1:
            top = round(top + 0.05, 2)
    return max(0.0, bottom), min(1.0, top)


def metric_ticks(low: float, high: float) -> tuple[float, ...]:
    """Where the horizontal grid lines stand."""
    step = metric_step(high - low)
    first = math.ceil(low / step - 1e-6)
    last = math.floor(high / step + 1e-6)
    return tuple(round(i * step, 4) for i in range(first, last + 1))


def spread_apart(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Positions near `wanted` that lie at least `gap` apart and, where there is room, within low to high.

    Order is kept. Each run of crowded positions is centred on where its members wanted to be.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    groups: list[tuple[float, int]] = []  # centre, members
    for i in order:
        centre, size = wanted[i], 1
        while groups and centre - (size - 1) * gap / 2 < groups[-1][0] + (groups[-1][1] - 1) * gap / 2 + gap:
            before, members = groups.pop()
            centre = (before * members + centre * size) / (members + size)
            size += members
            half = (size - 1) * gap / 2
            centre = min(max(centre, low + half), high - half) if high - low >= 2 * half else centre
        half = (size - 1) * gap / 2
        if high - low >= 2 * half:
            centre = min(max(centre, low + half), high - half)
        groups.append((centre, size))
    placed = [0.0] * len(wanted)
    position = 0
    for centre, size in groups:
        for k in range(size):
            placed[order[position]] = centre + (k - (size - 1) / 2) * gap
            position += 1
    return tuple(placed)
