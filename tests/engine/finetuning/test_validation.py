"""What is held out to stop early: whole patients, every class, from the labelled images alone; and the stop itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.finetuning import finetune
from engine.finetuning.config import FineTuneConfig
from engine.finetuning.finetune import fine_tune
from engine.finetuning.validation import BestWeights, hold_out
from engine.running.device import DeviceChoice
from tests.engine.finetuning.test_finetune import squares

CPU = DeviceChoice(torch.device("cpu"), None, 1)
CONFIG = FineTuneConfig(validation_fraction=0.25)


@pytest.mark.parametrize("seed", range(4))
def test_patients_are_whole_and_classes_in_proportion(seed):
    draw = np.random.default_rng(seed)
    patients = draw.integers(0, 40, size=120)
    targets = (draw.random(120) < 0.3).astype(np.int64)
    learnt, held = hold_out(targets, patients, CONFIG, seed)
    assert sorted([*learnt.tolist(), *held.tolist()]) == list(range(120))
    assert not set(patients[learnt]) & set(patients[held])
    for c in (0, 1):
        assert abs((targets[held] == c).sum() - 0.25 * (targets == c).sum()) <= 4
    again = hold_out(targets, patients + 1000, CONFIG, seed)  # patients have no names here
    assert torch.equal(again[1], held)
    assert not torch.equal(hold_out(targets, patients, CONFIG, seed + 50)[1], held)


def test_small_budgets_and_lone_patients_hold_out_nothing():
    many = np.arange(50) % 2
    assert len(hold_out(many[:39], None, CONFIG, 0)[1]) == 0
    assert len(hold_out(many, None, replace(CONFIG, validation_fraction=0.0), 0)[1]) == 0
    assert len(hold_out(many, np.zeros(50, dtype=int), CONFIG, 0)[1]) == 0
    assert len(hold_out(many, None, CONFIG, 0)[1]) == pytest.approx(12, abs=1)


def test_the_best_weights_are_kept_and_patience_ends():
    network = torch.nn.Linear(1, 1)
    best = BestWeights(network, patience=2)
    stops = []
    for value, loss in enumerate([3.0, 1.0, 2.0, 1.5]):
        torch.nn.init.constant_(network.weight, value)
        stops.append(best.look(loss))
    assert stops == [False, False, False, True]
    best.restore()
    assert network.weight.item() == 1.0


def test_a_training_stops_when_validation_no_longer_improves(monkeypatch):
    losses = iter([2.0, 1.0, 1.1, 1.2])
    monkeypatch.setattr(finetune, "_loss", lambda *_: next(losses))
    images, labels = squares(6, 2, 40, 0)
    config = FineTuneConfig(
        epochs=1, min_steps=9, max_steps=9, batch_size=8, validation_fraction=0.25, validation_min_labels=8,
        check_every=1, patience=2,
    )  # fmt: skip
    assert fine_tune(images, labels, images, 2, None, "resnet18", 32, config, 0, CPU).steps == 4
    best = fine_tune(images, labels, images, 2, None, "resnet18", 32, replace(config, validation_fraction=0), 0, CPU)
    assert best.steps == 9


def test_what_is_held_out_is_never_trained_on(monkeypatch):
    from engine.finetuning import activations

    images, labels = squares(6, 2, 40, 0)
    images[:, 0, 0] = torch.arange(len(images), dtype=torch.uint8)  # marked
    seen: set[int] = set()
    original = activations.apply

    def marked(chosen, parameters, side):
        seen.update(chosen[:, 0, 0].tolist())
        return original(chosen, parameters, side)

    monkeypatch.setattr(activations, "apply", marked)
    config = FineTuneConfig(min_steps=4, max_steps=4, batch_size=8, validation_fraction=0.25, validation_min_labels=8)
    fine_tune(images, labels, images, 2, None, "resnet18", 32, config, 0, CPU)
    learnt, held = hold_out(labels, None, config, 0)
    assert len(held) == 2
    assert seen == set(learnt.tolist())
