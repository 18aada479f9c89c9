from __future__ import annotations

from engine.planning.curve_names import by_curve


def test_within_and_at_the_start_of_a_sentence() -> None:
    assert by_curve("scratch") == "from scratch"
    assert by_curve("scratch", start=True) == "From scratch"
    assert by_curve("simclr") == "with SimCLR pretraining"
    assert by_curve("simclr", start=True) == "With SimCLR pretraining"
