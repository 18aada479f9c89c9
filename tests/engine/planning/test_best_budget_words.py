from __future__ import annotations

from engine.planning.best_budget import BestBudget, PlanOption
from engine.planning.best_budget_words import best_sentence, options_sentences
from engine.planning.cost import CostModel

COST = CostModel(1.0, hourly_rate=60.0, already_labelled=100)
PRETRAINED = PlanOption("simclr", 400, 0.81, 2560, COST.plan(400))
SCRATCH = PlanOption("scratch", 700, 0.8, 2560, COST.plan(700))
NEVER = PlanOption("scratch", None, 0.42, 2560, None)


def test_plans_are_compared() -> None:
    said = options_sentences((PRETRAINED, SCRATCH), "auc", 0.9, 0.8)
    assert said == (
        "The cheapest plan for AUC 0.90 with a chance of 80 % is with SimCLR pretraining: **400 labels** in total, "
        "5.0 h of reading, costs 300.",
        "From scratch, it takes 700 labels: 5.0 h and 300 more.",
    )


def test_one_curve_needs_no_name() -> None:
    said = options_sentences((SCRATCH,), "auc", 0.9, 0.8)
    assert len(said) == 1
    assert "scratch" not in said[0]


def test_without_a_rate_hours_are_compared() -> None:
    cost = CostModel(1.0)
    options = (
        PlanOption("simclr", 400, 0.8, 2560, cost.plan(400)),
        PlanOption("scratch", 700, 0.8, 2560, cost.plan(700)),
    )
    assert options_sentences(options, "auc", 0.9, 0.8)[1] == "From scratch, it takes 700 labels: 5.0 h more."


def test_what_cannot_be_had_is_said() -> None:
    assert options_sentences((PRETRAINED, NEVER), "auc", 0.9, 0.8)[1].startswith("From scratch, no number up to 2")
    alone = options_sentences((NEVER,), "auc", 0.9, 0.8)
    assert alone == ("No plan up to 2\u202f560 labels reaches AUC 0.90 with a chance of 80 %: about 40 % at most.",)
    assert options_sentences((), "auc", 0.9, 0.8) == ()


def test_labels_that_are_there_may_do() -> None:
    enough = PlanOption("simclr", 100, 0.9, 2560, COST.plan(100))
    assert "already" in options_sentences((enough,), "auc", 0.8, 0.8)[0]


def test_the_best_budget() -> None:
    best = BestBudget("simclr", 400, 0.874, 0.7, COST.plan(400), 812.4, at_horizon=False)
    assert "**400 labels** in total are best (with SimCLR pretraining)" in best_sentence(best, "auc")
    assert "812 more in worth than in cost. AUC 0.87 is expected." in best_sentence(best, "auc")
    assert "Balanced accuracy 0.87" in best_sentence(best, "balanced_accuracy")
    far = BestBudget("simclr", 2560, 0.9, None, COST.plan(2560), 9e5, at_horizon=True)
    assert best_sentence(far, "auc").endswith("beyond that number.")
    none = BestBudget("simclr", 100, 0.8, None, COST.plan(100), 0.0, at_horizon=False)
    assert "stay with the labels there are" in best_sentence(none, "auc")


def test_plans_of_equal_cost() -> None:
    there = (PlanOption("simclr", 60, 0.9, 2560, COST.plan(60)), PlanOption("scratch", 90, 0.85, 2560, COST.plan(90)))
    compared = options_sentences(there, "auc", 0.8, 0.8)[1]
    assert compared == "From scratch, 90 labels do it; these exist already, too."
    again = (PRETRAINED, PlanOption("scratch", 400, 0.8, 2560, COST.plan(400)))
    assert options_sentences(again, "auc", 0.9, 0.8)[1] == "From scratch, 400 labels do it at the same cost."
