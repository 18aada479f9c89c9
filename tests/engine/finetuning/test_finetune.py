from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.batches.resident import evaluation_batch
from engine.encoder.backbone import build_encoder
from engine.errors import InputError, TrainingError
from engine.finetuning.classifier import load_classifier
from engine.finetuning.config import FineTuneConfig
from engine.finetuning.finetune import class_weights, fine_tune, predict
from engine.running.device import DeviceChoice
from engine.running.seeding import generator

CPU = DeviceChoice(torch.device("cpu"), None, 1)
SHORT = FineTuneConfig(epochs=1, min_steps=3, max_steps=3, batch_size=8)


def squares(n_per_class: int, n_classes: int, side: int, seed: int) -> tuple[torch.Tensor, np.ndarray]:
    """Noise with a bright square whose height in the image tells the class; mirroring left to right keeps it."""
    draw = generator("squares", seed)
    labels = np.arange(n_classes).repeat(n_per_class)
    images = torch.randint(0, 80, (len(labels), side, side), generator=draw)
    for image, label in zip(images, labels, strict=True):
        top = round((0.15 + 0.5 * label / (n_classes - 1)) * side)
        image[top : top + side // 5, side // 3 : 2 * side // 3] += 150
    return images.to(torch.uint8), labels


@pytest.mark.parametrize("n_classes", [2, 3])
def test_it_learns_what_is_plain_to_see(n_classes: int) -> None:
    train, train_y = squares(8, n_classes, 40, 0)
    test, test_y = squares(10, n_classes, 64, 1)
    config = FineTuneConfig(epochs=1, min_steps=25, max_steps=25, batch_size=16)
    steps: list[tuple[int, int]] = []
    result = fine_tune(
        train, train_y, test, n_classes, None, "resnet18", 32, config, 0, CPU,
        on_step=lambda done, total: steps.append((done, total)),
    )  # fmt: skip
    assert result.scores.shape == (len(test), n_classes)
    assert result.scores.dtype == np.float32
    np.testing.assert_allclose(result.scores.sum(axis=1), 1.0, atol=1e-6)
    assert (result.scores.argmax(axis=1) == test_y).mean() >= 0.9
    assert steps == [(step, 25) for step in range(1, 26)]
    again = predict(load_classifier(result.classifier_state, "resnet18"), test, 32, CPU)
    np.testing.assert_allclose(again, result.scores, atol=1e-5)


def test_the_same_seed_gives_the_same_scores() -> None:
    train, train_y = squares(5, 2, 40, 0)
    test, _ = squares(3, 2, 64, 1)
    runs = [fine_tune(train, train_y, test, 2, None, "resnet18", 32, SHORT, seed, CPU) for seed in (0, 0, 1)]
    assert np.array_equal(runs[0].scores, runs[1].scores)
    assert all(torch.equal(runs[0].classifier_state[k], runs[1].classifier_state[k]) for k in runs[0].classifier_state)
    assert not np.array_equal(runs[0].scores, runs[2].scores)


def test_the_encoder_is_started_from_the_weights_and_trained() -> None:
    train, train_y = squares(5, 2, 40, 0)
    weights = build_encoder("resnet18", seed=7).state_dict()
    kept = {key: tensor.clone() for key, tensor in weights.items()}
    still = replace(SHORT, learning_rate=1e-12, weight_decay=0.0)
    result = fine_tune(train, train_y, train, 2, weights, "resnet18", 32, still, 0, CPU)
    torch.testing.assert_close(result.classifier_state["encoder.layer1.0.conv1.weight"], kept["layer1.0.conv1.weight"])
    moved = fine_tune(train, train_y, train, 2, weights, "resnet18", 32, SHORT, 0, CPU)
    assert not torch.allclose(moved.classifier_state["encoder.conv1.weight"], kept["conv1.weight"], atol=1e-5)
    assert all(torch.equal(weights[key], kept[key]) for key in weights)  # the caller's tensors are not trained


@pytest.mark.parametrize("n", [2, 3, 9])  # 9 = a batch of 8 and one over
def test_tiny_and_odd_budgets_train(n: int) -> None:
    images, labels = squares(5, 2, 40, 0)
    order = np.array([0, 5, 1, 6, 2, 7, 3, 8, 4])[:n]
    result = fine_tune(images[order], labels[order], images, 2, None, "resnet18", 32, SHORT, 0, CPU)
    assert np.isfinite(result.scores).all()


def test_errors_tell_what_to_do() -> None:
    images, labels = squares(5, 2, 40, 0)
    with pytest.raises(TrainingError, match="Label more images"):
        fine_tune(images[:1], labels[:1], images, 2, None, "resnet18", 32, SHORT, 0, CPU)
    wild = replace(SHORT, learning_rate=1e30, head_learning_rate=1e30, warmup_fraction=0.0)
    with pytest.raises(TrainingError, match="lower learning rate"):
        fine_tune(images, labels, images, 2, None, "resnet18", 32, wild, 0, CPU)
    with pytest.raises(InputError, match="do not fit"):
        fine_tune(images, labels, images, 2, {"a": torch.zeros(1)}, "resnet18", 32, SHORT, 0, CPU)


def test_check_may_stop_it() -> None:
    class Stopped(BaseException):
        pass

    def check() -> None:
        raise Stopped

    images, labels = squares(2, 2, 40, 0)
    with pytest.raises(Stopped):
        fine_tune(images, labels, images, 2, None, "resnet18", 32, SHORT, 0, CPU, check=check)


def test_batch_normalisation_ends_with_the_final_networks_own_statistics() -> None:
    images, labels = squares(6, 2, 40, 0)
    result = fine_tune(images, labels, images, 2, None, "resnet18", 32, SHORT, 0, CPU)
    classifier = load_classifier(result.classifier_state, "resnet18")
    stem = classifier.encoder.conv1(evaluation_batch(images, 32))
    state = result.classifier_state
    torch.testing.assert_close(state["encoder.bn1.running_mean"], stem.mean(dim=(0, 2, 3)), atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(state["encoder.bn1.running_var"], stem.var(dim=(0, 2, 3)), atol=1e-5, rtol=1e-3)


def test_class_weights_make_classes_weigh_the_same() -> None:
    targets = torch.tensor([0, 0, 0, 2])
    weights = class_weights(targets, 3)
    torch.testing.assert_close(weights, torch.tensor([4 / 6, 1.0, 2.0]))
    assert weights[targets].sum() == pytest.approx(4.0)
