"""Patient-disjoint test set and nested label budgets. (Filled in by the intake work.)"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Split:
    """The project's fixed division, made once and kept.

    test: image_ids of the labelled images that every cell is measured on, in the cohort's order.
    held_out: image_ids of every image, labelled or not, of a test patient (or a duplicate of one): in no pool, in no
        label budget. Contains `test`.
    seed, test_fraction: what it was drawn with.
    """

    test: tuple[str, ...]
    held_out: tuple[str, ...]
    seed: int
    test_fraction: float
