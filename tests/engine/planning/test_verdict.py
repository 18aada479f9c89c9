from __future__ import annotations

import dataclasses

import msgspec
import pytest

from engine.errors import InputError
from engine.learning_curve.forecast import fit_curve
from engine.learning_curve.non_inferiority import maintained_performance
from engine.learning_curve.observations import observations_of
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE
from engine.learning_curve.savings import labels_saved
from engine.planning.rounds import make_round, score_round
from engine.planning.verdict import NO_POINTS, Verdict, make_verdict
from engine.planning.verdict_basis import verdict_basis
from tests.engine.learning_curve.made_up import study

MADE = study(n_test=600, seeds=4, growth=0.28, saving=0.5)
SAVED = labels_saved(MADE, "auc", FINE_TUNED, replicates=200)


def test_the_answer_of_a_study() -> None:
    verdict = make_verdict(MADE, "auc", FINE_TUNED, minutes_per_image=0.75, savings=SAVED, n_pool=2000)
    assert verdict.initialisation == "simclr"
    assert not verdict.target_given
    assert verdict.scope == "same_test_set"
    assert verdict.n_labels is not None
    assert 90 < verdict.n_labels < 320
    assert verdict.reading_hours == pytest.approx(verdict.n_labels * 0.75 / 60, rel=0.01)
    assert verdict.headline.startswith("Label **")
    assert "(80 % interval " in verdict.headline
    assert "of reading, for AUC 0." in verdict.headline
    assert "on your 2\u202f000 unlabelled images saves **" in verdict.savings_sentence
    assert {a.initialisation for a in verdict.answers} == {"scratch", "simclr"}
    assert any("From scratch," in note for note in verdict.notes)
    assert any("With 428 test patients" in note for note in verdict.notes)


def test_a_given_target_is_about_new_patients() -> None:
    verdict = make_verdict(MADE, "auc", FINE_TUNED, target=0.85)
    assert verdict.scope == "new_patients"
    assert verdict.target_given
    assert any("new patients" in note for note in verdict.notes)


def test_an_unreachable_target_names_what_is_likely() -> None:
    verdict = make_verdict(MADE, "auc", FINE_TUNED, target=0.999)
    assert verdict.status == "unreachable"
    assert verdict.n_labels is None
    assert "unlikely" in verdict.headline
    assert "is likely (> 80 %) with" in verdict.headline


def test_no_upper_bound_is_said() -> None:
    verdict = make_verdict(study(n_test=200, growth=0.2), "auc", FINE_TUNED, target=0.86)
    assert "no upper bound supported" in verdict.headline


@pytest.mark.parametrize(
    ("made", "words"),
    [({"seeds": 1}, "second run"), ({"budgets": (20, 40)}, "1 more"), ({"growth": 0.0}, "guessing")],
)
def test_what_is_missing_is_said(made: dict[str, object], words: str) -> None:
    verdict = make_verdict(study(**made), "auc", FINE_TUNED)  # type: ignore[arg-type]
    assert words in verdict.headline
    assert verdict.n_labels is None


def test_nothing_measured() -> None:
    assert make_verdict(MADE, "auc", LINEAR_PROBE).headline == NO_POINTS


def test_a_worse_pretraining_is_not_recommended() -> None:
    made = study(n_test=600, seeds=4, growth=0.28, saving=-1.0)
    assert make_verdict(made, "auc", FINE_TUNED).initialisation == "scratch"


def test_a_saturated_pretrained_curve_is_the_better_one() -> None:
    made = study(n_test=600, saving=0.97)
    verdict = make_verdict(made, "auc", FINE_TUNED)
    assert verdict.initialisation == "simclr"


def test_savings_of_another_metric_are_left_out() -> None:
    assert make_verdict(MADE, "accuracy", FINE_TUNED, savings=SAVED).savings_sentence == ""


@pytest.mark.parametrize("target", [None, 0.9, 0.999])
@pytest.mark.parametrize("made", [{}, {"seeds": 1}, {"n_classes": 3}, {"growth": 9.0}, {"initialisations": ("file",)}])
def test_it_is_json_and_finite(made: dict[str, object], target: float | None) -> None:
    verdict = make_verdict(study(n_test=90, **made), "auc", FINE_TUNED, target=target)  # type: ignore[arg-type]
    text = msgspec.json.encode(verdict)
    assert msgspec.json.decode(text, type=Verdict) == verdict
    assert b"nan" not in text.lower().replace(b"unreachable", b"")


def test_a_target_that_is_none() -> None:
    with pytest.raises(InputError):
        make_verdict(MADE, "auc", FINE_TUNED, target=90.0)


def test_the_smallest_budget_may_be_more_than_enough() -> None:
    assert "(80 % interval: at most 20)" in make_verdict(MADE, "auc", FINE_TUNED, target=0.55).headline


def test_a_basis_made_before_changes_nothing() -> None:
    basis = verdict_basis(MADE, "auc", FINE_TUNED, SAVED)
    for target in (None, 0.8, 0.86, 0.999):
        with_basis = make_verdict(MADE, "auc", FINE_TUNED, target=target, savings=SAVED, basis=basis)
        assert with_basis == make_verdict(MADE, "auc", FINE_TUNED, target=target, savings=SAVED)


def test_the_smallest_sufficient_budget_is_part_of_it() -> None:
    kept = maintained_performance(MADE, "auc", FINE_TUNED, candidate="simclr", reference="scratch", replicates=200)
    other = dataclasses.replace(kept, metric="accuracy")
    verdict = make_verdict(MADE, "auc", FINE_TUNED, target=0.85, maintained=(kept, other))
    assert verdict.maintained == (kept,)
    assert kept.sentence.replace("**", "") in verdict.notes


def test_the_test_set_is_part_of_it() -> None:
    verdict = make_verdict(MADE, "auc", FINE_TUNED, target=0.85, savings=SAVED)
    assert verdict.test_set is not None
    assert verdict.test_set.n_patients == 428
    assert verdict.test_patients_wanted == verdict.test_set.patients_for(0.04)
    assert verdict.test_set_sentence in verdict.notes
    assert "can show a saving of about" in verdict.test_set_sentence


def test_a_second_opinion_warns_first() -> None:
    verdict = make_verdict(MADE, "auc", FINE_TUNED, target=0.85)
    forecast = fit_curve(observations_of(MADE.of(FINE_TUNED, "simclr"), "auc"), "auc").forecast(0.85)
    assert forecast.second is not None
    assert verdict.initialisation == "simclr"
    assert bool(verdict.second_opinion) == bool(verdict.notes[0].startswith("A second way"))
    of_best = next(a for a in verdict.answers if a.initialisation == "simclr")
    assert verdict.second_opinion == of_best.second_opinion


def test_the_last_round_is_scored_for_fine_tuning_only() -> None:
    until = dataclasses.replace(MADE, cells=tuple(c for c in MADE.cells if c.point.n_labels <= 160))
    last = make_round(until, "before", "2026-01-01")
    verdict = make_verdict(MADE, "auc", FINE_TUNED, last_round=last)
    assert verdict.last_round == score_round(last, MADE, "auc")
    assert verdict.round_sentences[0].startswith("Last round we said AUC")
    assert verdict.round_sentences[0] in verdict.notes
    assert make_verdict(MADE, "auc", LINEAR_PROBE, last_round=last).last_round == ()


@pytest.mark.parametrize("made", [{}, {"n_classes": 3}, {"growth": 9.0}, {"initialisations": ("scratch",)}])
def test_the_whole_of_it_is_json_and_finite(made: dict[str, object]) -> None:
    whole = study(n_test=90, **made)  # type: ignore[arg-type]
    until = dataclasses.replace(whole, cells=tuple(c for c in whole.cells if c.point.n_labels <= 160))
    kept = maintained_performance(whole, "auc", FINE_TUNED, replicates=100)
    last = make_round(until, "before", "2026-01-01")
    verdict = make_verdict(whole, "auc", FINE_TUNED, target=0.9, maintained=(kept,), last_round=last)
    text = msgspec.json.encode(verdict)
    assert msgspec.json.decode(text, type=Verdict) == verdict
    assert make_verdict(whole, "auc", FINE_TUNED, target=0.9, maintained=(kept,), last_round=last) == verdict
