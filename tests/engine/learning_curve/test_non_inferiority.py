from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from engine.errors import InputError
from engine.learning_curve.bootstrap import crossed_bootstrap
from engine.learning_curve.non_inferiority import MaintainedPerformance, maintained_performance
from engine.learning_curve.points import FINE_TUNED, StudyMeasurements
from tests.engine.learning_curve.made_up import study


def saturated(**made: object) -> StudyMeasurements:
    """A large test set, hardly any scatter between runs, and a curve that is nearly level."""
    settings = {"n_test": 2000, "seeds": 6, "growth": 0.9, "seed_scatter": 0.02, "budgets": (40, 80, 160)} | made
    made_study = study(**settings)  # type: ignore[arg-type]
    return replace(made_study, n_train_labelled=400)


def kept(measurements: StudyMeasurements, margin: float = 0.05, **asked: object) -> MaintainedPerformance:
    return maintained_performance(measurements, "auc", FINE_TUNED, margin=margin, replicates=400, **asked)  # type: ignore[arg-type]


def test_fewer_labels_are_enough_where_the_curve_is_level() -> None:
    found = kept(saturated())
    assert found.status == "maintained"
    assert found.smallest in (40, 80)
    assert found.share_saved == pytest.approx(1 - found.smallest / 160)
    assert [c.n_labels for c in found.tested] == sorted((c.n_labels for c in found.tested), reverse=True)
    assert all(c.low < c.difference for c in found.tested)
    assert f"**{found.smallest}** labelled images keep AUC within 0.05" in found.sentence


def test_the_first_failure_stops() -> None:
    found = kept(saturated(growth=0.45, budgets=(10, 20, 40, 80, 160)))
    assert not found.tested[-1].maintained
    assert all(c.maintained for c in found.tested[:-1])
    assert len(found.tested) < 4, "budgets below a failure are not looked at"
    assert found.tested[-1].low <= -0.05


def test_a_small_test_set_shows_nothing() -> None:
    found = kept(saturated(n_test=60, growth=0.4), margin=0.02)
    assert (found.status, found.smallest, found.share_saved) == ("not_shown", None, None)
    assert "not shown by this study" in found.sentence
    assert f"{found.n_test_patients} test patients" in found.sentence


def test_pretrained_with_fewer_against_scratch_with_all() -> None:
    made = saturated(saving=0.6)
    found = kept(made, candidate="simclr", reference="scratch")
    assert (found.candidate, found.reference, found.n_full) == ("simclr", "scratch", 160)
    assert found.tested[0].n_labels == 160, "with the same number of labels first"
    assert found.smallest is not None
    assert found.smallest <= 80
    assert found.sentence.startswith("With SimCLR pretraining, **")
    assert "from scratch reaches with all 160" in found.sentence


def test_a_bootstrap_made_before_gives_the_same() -> None:
    made = saturated(n_test=300)
    drawn = crossed_bootstrap(made, "auc", FINE_TUNED, initialisations=("scratch",), replicates=400)
    assert kept(made) == kept(made, drawn=drawn) == kept(made)


def test_overlapping_subsets_are_no_precision() -> None:
    made = saturated(n_test=600, seed_scatter=0.15)
    alone = kept(made).tested[0]
    overlapping = kept(replace(made, n_train_labelled=200)).tested[0]
    assert overlapping.difference == alone.difference
    assert overlapping.low < alone.low - 0.002


def test_json_and_other_metrics() -> None:
    made = saturated(n_test=200)
    for metric in ("accuracy", "balanced_accuracy", "sensitivity", "specificity"):
        found = maintained_performance(made, metric, FINE_TUNED, replicates=100)
        assert msgspec.json.decode(msgspec.json.encode(found), type=MaintainedPerformance) == found


def test_three_classes() -> None:
    found = kept(saturated(n_test=1200, n_classes=3))
    assert found.tested[0].low < found.tested[0].difference


@pytest.mark.parametrize("margin", [0.0, -0.02, 0.06, float("nan")])
def test_a_margin_is_set_within_limits(margin: float) -> None:
    with pytest.raises(InputError) as error:
        kept(study(), margin=margin)
    assert error.value.code == "margin"


@pytest.mark.parametrize("made", [{"seeds": 1}, {"budgets": (40,)}, {"initialisations": ("simclr",)}])
def test_too_little_is_refused(made: dict[str, object]) -> None:
    with pytest.raises(InputError) as error:
        kept(study(**made))  # type: ignore[arg-type]
    assert error.value.code == "too_early"


def test_a_budget_with_one_run_ends_the_sequence() -> None:
    made = saturated()
    part = tuple(c for c in made.cells if c.point.n_labels != 80 or c.point.seed == 0)
    with pytest.raises(InputError):
        kept(replace(made, cells=part))
    part = tuple(c for c in made.cells if c.point.n_labels != 40 or c.point.seed == 0)
    assert [c.n_labels for c in kept(replace(made, cells=part)).tested] == [80]


def test_a_run_without_a_number_is_left_out() -> None:
    made = saturated(n_test=200)
    spoilt = made.cells[0]
    nothing = replace(spoilt, point=replace(spoilt.point, auc=float("nan")), scores=np.full_like(spoilt.scores, np.nan))
    found = kept(replace(made, cells=(nothing, *made.cells[1:])), margin=0.05)
    assert np.isfinite([c.low for c in found.tested]).all()
