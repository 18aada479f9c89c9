from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.batches.resident import evaluation_batch
from engine.batches.source import MappedImages
from engine.encoder.backbone import build_encoder
from engine.finetuning.config import FineTuneConfig
from engine.finetuning.probe import encode, linear_probe
from engine.running.device import DeviceChoice
from engine.running.seeding import generator

CPU = DeviceChoice(torch.device("cpu"), None, 1)
IN_BFLOAT16 = CPU.with_autocast("bfloat16")
CONFIG = FineTuneConfig()


def clouds(n_per_class: int, n_classes: int, width: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(99).normal(size=(n_classes, width)) * 3 / np.sqrt(width)
    y = np.arange(n_classes).repeat(n_per_class)
    scales = np.geomspace(0.01, 100, width)  # features of very different sizes, as an encoder's are
    return ((centres[y] + rng.normal(size=(len(y), width))) * scales + 5).astype(np.float32), y


@pytest.mark.parametrize("n_classes", [2, 4])
def test_it_beats_chance_by_far(n_classes: int) -> None:
    train, train_y = clouds(15, n_classes, 80, 0)
    test, test_y = clouds(100, n_classes, 80, 1)
    scores = linear_probe(train, train_y, test, n_classes, CONFIG, 0)
    assert scores.shape == (len(test), n_classes)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores.sum(axis=1), 1.0, atol=1e-5)
    assert (scores.argmax(axis=1) == test_y).mean() > 1.5 / n_classes
    assert np.array_equal(scores, linear_probe(train, train_y, test, n_classes, CONFIG, 0))


@pytest.mark.parametrize(("n_per_class", "width"), [(6, 50), (40, 10)])
def test_the_fit_in_principal_axes_is_the_plain_fit(n_per_class: int, width: int) -> None:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    train, train_y = clouds(n_per_class, 3, width, 0)
    test, _ = clouds(20, 3, width, 1)
    plain = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, class_weight="balanced", max_iter=5000, tol=1e-8))
    expected = plain.fit(train.astype(np.float64), train_y).predict_proba(test.astype(np.float64))
    scores = linear_probe(train, train_y, test, 3, FineTuneConfig(probe_l2=(0.1,)), 0)
    np.testing.assert_allclose(scores, expected, atol=2e-3)


def test_the_strength_is_chosen_on_the_labels() -> None:
    rng = np.random.default_rng(3)
    train, test, y = rng.normal(size=(40, 60)), rng.normal(size=(40, 60)), np.arange(2).repeat(20)
    config = FineTuneConfig(probe_l2=(1e-4, 100.0))
    noise = linear_probe(train.astype(np.float32), y, test.astype(np.float32), 2, config, 0)
    assert np.abs(noise - 0.5).max() < 0.1  # nothing to learn: the strongest regularisation
    few = linear_probe(train[[0, 1, 20, 21]].astype(np.float32), [0, 0, 1, 1], test.astype(np.float32), 2, config, 0)
    assert np.abs(few - 0.5).max() < 0.1  # too few to choose by: the strongest again


def test_missing_classes_and_constant_features_are_no_trouble() -> None:
    train, train_y = clouds(5, 2, 12, 0)
    test, _ = clouds(4, 2, 12, 1)
    train[:, 3] = test[:, 3] = 7.0
    test[:, 4] += 1e6 * (train[:, 4].std() == 0)
    scores = linear_probe(train, np.where(train_y == 1, 2, 0), test, 3, CONFIG, 0)
    assert np.isfinite(scores).all()
    assert (scores[:, 1] == 0).all()
    alone = linear_probe(train[:5], [2] * 5, test, 3, CONFIG, 0)
    assert (alone == np.array([0, 0, 1], dtype=np.float32)).all()


def test_encode_is_the_frozen_encoder_on_evaluation_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.finetuning.probe._ENCODE_BATCH", 3)
    images = torch.randint(0, 256, (7, 48, 48), generator=generator("probe")).to(torch.uint8)
    weights = build_encoder("resnet18", seed=3).state_dict()
    calls: list[int] = []
    features = encode(images, weights, "resnet18", 32, CPU, check=lambda: calls.append(1))
    assert features.dtype == np.float32
    assert len(calls) == 3
    with torch.no_grad():
        expected = build_encoder("resnet18", weights, seed=0).eval()(evaluation_batch(images, 32))
    np.testing.assert_allclose(features, expected.numpy(), atol=1e-4, rtol=1e-4)
    assert np.array_equal(
        encode(images, None, "resnet18", 32, CPU, seed=3), features
    )  # the random encoder of the same seed


def test_features_are_made_in_bfloat16_where_training_is() -> None:
    images = torch.randint(0, 256, (40, 48, 48), generator=generator("probe")).to(torch.uint8)
    exact, quick = (encode(images, None, "resnet18", 32, device, seed=3) for device in (CPU, IN_BFLOAT16))
    assert quick.dtype == np.float32
    assert not np.array_equal(quick, exact)
    assert np.linalg.norm(quick - exact) < 2**-6 * np.linalg.norm(exact)  # eighteen layers that round to eight bits
    again = encode(images, None, "resnet18", 32, IN_BFLOAT16, seed=3)
    assert np.array_equal(quick, again)


def test_features_are_not_made_in_float16_which_may_overflow() -> None:
    """The context of a float16 device is left out: a GPU of that kind has the features of float32."""
    images = torch.randint(0, 256, (3, 48, 48), generator=generator("probe")).to(torch.uint8)
    exact = encode(images, None, "resnet18", 32, CPU, seed=3)
    assert np.array_equal(encode(images, None, "resnet18", 32, CPU.with_autocast("float16"), seed=3), exact)


def test_images_of_a_file_are_read_a_batch_at_a_time_and_give_the_same_features() -> None:
    images = torch.randint(0, 256, (150, 48, 48), generator=generator("probe")).to(torch.uint8)
    read: list[int] = []

    class Watched(MappedImages):
        def gather(self, indices: torch.Tensor) -> torch.Tensor:
            read.append(len(indices))
            return super().gather(indices)

    slots = list(range(149, -1, -1))
    features = encode(Watched(images.numpy(), slots), None, "resnet18", 32, CPU, seed=3)
    assert read == [128, 22]
    assert np.array_equal(features, encode(images.flip(0), None, "resnet18", 32, CPU, seed=3))
