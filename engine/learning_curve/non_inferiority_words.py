"""Maintained performance in one sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.learning_curve.words import initialisation_name, metric_name, number
from engine.translation import tr

if TYPE_CHECKING:
    from engine.learning_curve.non_inferiority import BudgetComparison


def maintained_sentence(
    candidate: str,
    reference: str,
    metric: str,
    margin: float,
    n_full: int,
    tested: Sequence[BudgetComparison],
    n_test_patients: int,
) -> str:
    """The result in words, ** around the figure; tested: from the largest budget down, not empty."""
    kept = [c for c in tested if c.maintained]
    said = kept[-1] if kept else tested[0]
    values = {
        "n": number(said.n_labels),
        "full": number(n_full),
        "metric": metric_name(metric),
        "margin": f"{margin:.3g}",
        "loss": loss(said.low),
        "patients": number(n_test_patients),
        "name": initialisation_name(candidate),
        "baseline": initialisation_name(reference),
    }
    if candidate == reference:
        if kept:
            return tr(
                "**{n}** labelled images keep {metric} within {margin} of what all {full} reach "
                "(at most {loss} lower, 97.5 % bound, {patients} test patients).",
                **values,
            )
        return tr(
            "It is not shown by this study that fewer labels keep {metric} within {margin} of what all {full} reach: "
            "with {n} labelled images it may be up to {loss} lower (97.5 % bound, {patients} test patients).",
            **values,
        )
    if reference != "scratch":
        if kept:
            return tr(
                "With {name} pretraining, **{n}** labelled images keep {metric} within {margin} of what {baseline} "
                "pretraining reaches with all {full} (at most {loss} lower, 97.5 % bound, {patients} test patients).",
                **values,
            )
        return tr(
            "It is not shown by this study that {name} pretraining keeps {metric} within {margin} of what {baseline} "
            "pretraining reaches with all {full}: with {n} labelled images it may be up to {loss} lower (97.5 % bound, "
            "{patients} test patients).",
            **values,
        )
    if kept:
        return tr(
            "With {name} pretraining, **{n}** labelled images keep {metric} within {margin} of what training from "
            "scratch reaches with all {full} (at most {loss} lower, 97.5 % bound, {patients} test patients).",
            **values,
        )
    return tr(
        "It is not shown by this study that {name} pretraining keeps {metric} within {margin} of what training from "
        "scratch reaches with all {full}: with {n} labelled images it may be up to {loss} lower (97.5 % bound, "
        "{patients} test patients).",
        **values,
    )


def loss(low: float) -> str:
    """How much lower at most, from the difference's lower bound: rounded up to three digits, "0" where none."""
    lost = math.ceil(round(-low * 1000, 6)) / 1000
    return "0" if lost <= 0 else f"{lost:.3f}"
