"""Training the upper layers on stored activations: the same network, the lower layers untouched, the same views."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.batches.augment import apply, draw_parameters
from engine.batches.resident import evaluation_batch
from engine.errors import InputError
from engine.finetuning import activations as activations_module
from engine.finetuning.activations import Activations
from engine.finetuning.batches import batch_indices, pass_numbers, train_policy
from engine.finetuning.classifier import build_classifier
from engine.finetuning.config import TRAINED, FineTuneConfig
from engine.finetuning.finetune import fine_tune
from engine.finetuning.parts import parts_of
from engine.finetuning.settling import settle_batch_norm
from engine.running.device import DeviceChoice
from engine.running.seeding import generator
from tests.engine.finetuning.test_finetune import squares

CPU = DeviceChoice(torch.device("cpu"), None, 1)
SHORT = FineTuneConfig(epochs=1, min_steps=3, max_steps=3, batch_size=8)


@pytest.mark.parametrize("backbone", ["resnet18", "convnext_tiny", "efficientnet_b0"])
@pytest.mark.parametrize("trained", ["last_stage", "last_two_stages"])
def test_both_parts_together_are_the_classifier(backbone, trained):
    classifier = build_classifier(backbone, 2, seed=3).eval()
    parts = parts_of(classifier, backbone, FineTuneConfig(trained=trained))
    images = torch.randn(2, 1, 32, 32)
    with torch.no_grad():
        torch.testing.assert_close(parts.trained(parts.frozen(images)), classifier(images))
    count = {id(p) for p in parts.trained.parameters()} | {id(p) for p in parts.frozen.parameters()}
    assert count == {id(p) for p in classifier.parameters()}


def test_a_network_without_stages_is_refused_in_words():
    classifier = build_classifier("resnet18", 2, seed=0)
    classifier.encoder = torch.nn.Sequential(torch.nn.Flatten())
    with pytest.raises(InputError, match="cannot be trained in part") as refused:
        parts_of(classifier, "another", FineTuneConfig(trained="last_stage"))
    assert refused.value.code == "cannot_freeze"


@pytest.mark.parametrize("most_bytes", [activations_module.MOST_BYTES, 0])
def test_activations_are_those_of_views_that_can_be_made_again(most_bytes, monkeypatch):
    """Of view `pass modulo kept views` where they are kept, of the pass's own view where they are not."""
    monkeypatch.setattr(activations_module, "MOST_BYTES", most_bytes)
    config, (images, _) = FineTuneConfig(batch_size=8, cached_views=2, trained="last_stage"), squares(3, 2, 40, 0)
    frozen = parts_of(build_classifier("resnet18", 2, seed=1), "resnet18", config).frozen.eval()
    source = Activations(frozen, images, 32, config, 5, 6, CPU)
    assert source.kept == (most_bytes > 0)
    for step in (4, 0, 5):  # in any order
        found, chosen = source(step)
        assert torch.equal(chosen, batch_indices(6, 8, 5, step))
        for place, number in enumerate(pass_numbers(6, 8, step).tolist()):
            view = number % 2 if source.kept else number
            drawn = draw_parameters(6, train_policy(config), generator("mild view", 5, view))
            with torch.no_grad():
                expected = frozen(apply(images, drawn, 32))[chosen[place]]
            torch.testing.assert_close(found[place], expected, atol=2e-3, rtol=2e-3)  # float16 is what is kept


def test_passes_are_told_apart():
    assert pass_numbers(5, 8, 1).tolist() == [1, 1, 2, 2, 2, 2, 2, 3]


@pytest.mark.parametrize("trained", ["last_stage", "last_two_stages"])
def test_only_the_upper_layers_are_trained(trained):
    (images, labels), start = squares(5, 2, 40, 0), build_classifier("resnet18", 2, seed=7).encoder.state_dict()
    result = fine_tune(images, labels, images, 2, start, "resnet18", 32, replace(SHORT, trained=trained), 0, CPU)
    moved = {
        name.split(".")[0]
        for name, tensor in start.items()
        if tensor.is_floating_point() and "running" not in name
        and not torch.equal(tensor, result.classifier_state[f"encoder.{name}"])
    }  # fmt: skip
    assert moved == ({"layer4"} if trained == "last_stage" else {"layer3", "layer4"})


def test_it_learns_and_answers_the_same_again():
    (train, labels), (test, truth) = squares(8, 2, 40, 0), squares(10, 2, 64, 1)
    config = FineTuneConfig(epochs=1, min_steps=25, max_steps=25, batch_size=16, trained="last_two_stages")
    runs = [fine_tune(train, labels, test, 2, None, "resnet18", 32, config, 0, CPU).scores for _ in range(2)]
    assert np.array_equal(*runs)
    assert (runs[0].argmax(axis=1) == truth).mean() >= 0.9


def test_frozen_layers_keep_the_labelled_images_statistics():
    images, labels = squares(6, 2, 40, 0)
    result = fine_tune(images, labels, images, 2, None, "resnet18", 32, replace(SHORT, trained="last_stage"), 0, CPU)
    fresh = build_classifier("resnet18", 2, seed=0)
    settle_batch_norm(fresh, fresh, images, 32, CPU)
    for name in ("bn1", "layer3.1.bn2"):
        torch.testing.assert_close(
            result.classifier_state[f"encoder.{name}.running_mean"],
            fresh.encoder.state_dict()[f"{name}.running_mean"],
            atol=1e-5,
            rtol=1e-4,
        )


@pytest.mark.parametrize("trained", TRAINED)
@pytest.mark.parametrize("validation", [0.0, 0.25])
def test_the_test_images_are_looked_at_once(trained, validation, monkeypatch):
    """In no mode do they decide anything: each goes through the network once, at the end."""
    from engine.finetuning import finetune, settling

    seen = {40: 0, 64: 0}

    def counted(images, image_size):
        seen[images.shape[-1]] += len(images)
        return evaluation_batch(images, image_size)

    monkeypatch.setattr(finetune, "evaluation_batch", counted)
    monkeypatch.setattr(settling, "evaluation_batch", counted)
    (train, labels), (test, _) = squares(6, 2, 40, 0), squares(7, 2, 64, 1)
    config = replace(
        SHORT, trained=trained, validation_fraction=validation, validation_min_labels=8, check_every=1, patience=9
    )
    fine_tune(train, labels, test, 2, None, "resnet18", 32, config, 0, CPU)
    assert seen[64] == len(test)
    assert seen[40] > 0
