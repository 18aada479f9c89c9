from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from engine.errors import InputError
from engine.learning_curve.points import FINE_TUNED
from engine.learning_curve.savings import LabelsSaved, labels_saved
from tests.engine.learning_curve.made_up import study


def saved(replicates: int = 300, **made: object) -> LabelsSaved:
    return labels_saved(study(**made), "auc", FINE_TUNED, replicates=replicates)  # type: ignore[arg-type]


def test_a_known_saving_is_found() -> None:
    found = saved(saving=0.5, seeds=8, n_test=1200)
    assert found.status == "shown"
    assert found.shown
    assert found.low95 < 0.5 < found.high95
    assert found.share_saved == pytest.approx(0.5, abs=0.12)
    assert found.at_full_share == pytest.approx(0.5, abs=0.2)
    assert found.low95 < found.low80 < found.share_saved < found.high80 < found.high95
    assert "saves **" in found.sentence


def test_intervals_cover_a_known_saving() -> None:
    inside = 0
    for seed in range(40):
        found = saved(replicates=120, saving=0.4, n_test=160, seed=seed, budgets=(20, 40, 80, 160), seeds=4)
        inside += found.low95 is not None and found.low95 <= 0.4 <= found.high95
    assert inside >= 34


def test_no_saving_is_not_shown() -> None:
    found = saved(saving=0.0)
    assert found.status == "not_shown"
    assert "not shown by this study" in found.sentence
    assert f"{found.n_test_patients} test patients" in found.sentence


def test_a_loss_is_said_plainly() -> None:
    found = saved(saving=-1.5, n_test=800, seeds=5)
    assert found.status == "more_labels"
    assert "does not help" in found.sentence
    assert found.high95 < 0


def test_curves_apart_give_a_bound() -> None:
    above = saved(saving=0.98, n_test=600, growth=0.3)
    assert above.status == "at_least"
    assert above.share_saved is None
    assert above.at_least == pytest.approx(1 - 20 / 320)
    assert "at least **94 %**" in above.sentence
    below = saved(saving=-60.0, n_test=600, growth=0.3)
    assert below.status == "at_least_more"
    assert "does not help" in below.sentence


def test_chance_curves_show_nothing() -> None:
    assert saved(growth=0.0, seed_scatter=0.0).status == "not_shown"


def test_it_is_deterministic_and_json() -> None:
    one, two = saved(), saved()
    assert one == two
    assert msgspec.json.decode(msgspec.json.encode(one), type=LabelsSaved) == one


@pytest.mark.parametrize("made", [{"seeds": 1}, {"budgets": (20,)}, {"initialisations": ("scratch",)}])
def test_too_little_is_refused(made: dict[str, object]) -> None:
    with pytest.raises(InputError) as error:
        saved(**made)
    assert error.value.code == "too_early"


def test_a_wish_to_stop_is_passed_on() -> None:
    def check() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        labels_saved(study(), "auc", FINE_TUNED, check=check)


def test_one_arm_behind_the_other() -> None:
    made = study()
    part = tuple(c for c in made.cells if c.point.initialisation == "scratch" or c.point.n_labels <= 80)
    assert labels_saved(replace(made, cells=part), "auc", FINE_TUNED, replicates=100).n_full == 320
