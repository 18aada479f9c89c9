from __future__ import annotations

import pytest

from engine.learning_curve.savings_words import savings_sentence


@pytest.mark.parametrize(
    ("status", "figures", "n_pool", "expected"),
    [
        (
            "shown",
            (0.38, 0.24, 0.49, None),
            2000,
            "SimCLR pretraining on your 2\u202f000 unlabelled images saves **38 %** of the labels (95 % interval "
            "24–49 %).",
        ),
        (
            "shown",
            (0.38, 0.24, 0.49, None),
            None,
            "SimCLR pretraining saves **38 %** of the labels (95 % interval 24–49 %).",
        ),
        (
            "not_shown",
            (0.1, -0.3, 0.4, None),
            2000,
            "A saving of labels by SimCLR pretraining is not shown by this study with its 240 test patients (95 % "
            "interval −30 to 40 %).",
        ),
        (
            "not_shown",
            (None, None, None, None),
            None,
            "A saving of labels by SimCLR pretraining is not shown by this study with its 240 test patients.",
        ),
        (
            "more_labels",
            (-0.5, -0.9, -0.2, None),
            None,
            "SimCLR pretraining does not help here: it needs **50 %** more labels than training from scratch (95 % "
            "interval 20–90 %).",
        ),
        (
            "at_least",
            (None, None, None, 0.6),
            300,
            "SimCLR pretraining on your 300 unlabelled images saves at least **60 %** of the labels (at 95 %).",
        ),
        (
            "at_least_more",
            (None, None, None, -1.0),
            None,
            "SimCLR pretraining does not help here: its curve lies below the one from scratch at every budget.",
        ),
    ],
)
def test_each_status_in_words(
    status: str, figures: tuple[float | None, ...], n_pool: int | None, expected: str
) -> None:
    share, low, high, bound = figures
    assert savings_sentence(status, "simclr", share, low, high, bound, 240, n_pool) == expected
