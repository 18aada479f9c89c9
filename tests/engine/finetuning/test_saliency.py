"""Grad-CAM against a slow reference, and against images whose evidence is where it was put."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.batches.resident import evaluation_batch
from engine.errors import InputError
from engine.finetuning.classifier import Classifier, build_classifier
from engine.finetuning.config import FineTuneConfig
from engine.finetuning.finetune import fine_tune
from engine.finetuning.parts import parts_of
from engine.finetuning.saliency import cam_stage, grad_cam, saliency_of
from engine.running.device import DeviceChoice
from engine.running.seeding import generator

CPU = DeviceChoice(torch.device("cpu"), None, 1)


def classifier_of(backbone: str, n_classes: int = 3) -> Classifier:
    """With a head far from zero, so that the classes' evidence differs."""
    classifier = build_classifier(backbone, n_classes, seed=0).eval()
    with torch.no_grad():
        classifier.head.weight.normal_(generator=generator("head of the test"))
    return classifier


def reference(classifier: Classifier, backbone: str, images: torch.Tensor, classes: list[int]) -> torch.Tensor:
    """The formula, an image and a channel at a time, on the network cut in two by `parts_of`'s own list of layers."""
    parts = parts_of(classifier, backbone, FineTuneConfig(trained="last_stage"))
    upper = list(parts.trained[0].children())
    stage, ending = torch.nn.Sequential(*upper[: -_ENDING[backbone]]), upper[-_ENDING[backbone] :]
    maps = []
    for image, of_class in zip(images, classes, strict=True):
        activation = stage(parts.frozen(image[None])).detach().requires_grad_(True)
        logit = classifier.head(torch.nn.Sequential(*ending)(activation))[0, of_class]
        gradient = torch.autograd.grad(logit, activation)[0][0]
        total = torch.zeros(activation.shape[2:])
        for k in range(activation.shape[1]):
            total += gradient[k].mean() * activation[0, k].detach()
        maps.append(torch.relu(total))
    return torch.stack(maps)


_ENDING = {"resnet18": 2, "convnext_tiny": 3, "efficientnet_b0": 3}  # pooling, what tells classes, flattening


@pytest.mark.parametrize("backbone", ["resnet18", "convnext_tiny", "efficientnet_b0"])
def test_it_is_the_formula_on_the_last_stage(backbone: str) -> None:
    classifier = classifier_of(backbone)
    images = torch.randn(3, 1, 224, 224, generator=generator("images of the test"))
    stage = cam_stage(classifier, backbone, 224)
    classes = [0, 2, 1]
    maps, logits = grad_cam(classifier, stage, images, torch.tensor(classes))
    assert maps.shape == (3, 7, 7)
    assert maps.max() > 0
    with torch.inference_mode():
        torch.testing.assert_close(logits, classifier(images), rtol=1e-4, atol=1e-4)
    expected = reference(classifier, backbone, images, classes)
    torch.testing.assert_close(maps, expected, rtol=1e-3, atol=1e-3 * float(expected.max()))


def test_the_gradient_is_the_slope_of_the_logit() -> None:
    """Finite differences know nothing of autograd: a channel raised everywhere by ε changes the logit by ε h w α."""
    classifier = classifier_of("resnet18", 2).double()
    encoder, step = classifier.encoder, 1e-6
    images = torch.randn(1, 1, 64, 64, generator=generator("slope")).double()
    with torch.inference_mode():
        lower = torch.nn.Sequential(*list(encoder.children())[:7])
        activation = lower(images)
        raised = activation + step * torch.eye(activation.shape[1]).double()[:, :, None, None]
        upper = torch.nn.Sequential(encoder.layer4, encoder.avgpool, torch.nn.Flatten(1), classifier.head)
        slopes = (upper(raised) - upper(activation))[:, 1] / step / activation[0, 0].numel()
        expected = torch.relu((slopes[:, None, None] * activation[0]).sum(dim=0))
    maps, _ = grad_cam(classifier, encoder.layer3, images, torch.tensor([1]))
    assert expected.max() > 0
    torch.testing.assert_close(maps[0].double(), expected, rtol=1e-3, atol=1e-4 * float(expected.max()))


@pytest.mark.parametrize(("image_size", "places"), [(32, 8), (64, 8), (128, 8), (224, 7), (256, 8), (448, 14)])
def test_the_stage_has_places_enough_to_say_where(image_size: int, places: int) -> None:
    classifier = classifier_of("resnet18", 2)
    images = torch.zeros((1, image_size, image_size), dtype=torch.uint8)
    found = saliency_of(classifier, "resnet18", images, image_size, np.array([0]))
    assert found.maps.shape == (1, places, places)
    assert found.maps.min() >= 0
    np.testing.assert_allclose(found.scores.sum(axis=1), 1.0, atol=1e-6)


def test_the_network_is_left_as_it_was() -> None:
    classifier = classifier_of("resnet18", 2)
    before = {key: value.clone() for key, value in classifier.state_dict().items()}
    with torch.inference_mode():
        alone = classifier(evaluation_batch(torch.full((1, 64, 64), 90, dtype=torch.uint8), 64))
    saliency_of(classifier, "resnet18", torch.full((2, 64, 64), 90, dtype=torch.uint8), 64, np.array([0, 1]))
    assert all(torch.equal(value, before[key]) for key, value in classifier.state_dict().items())
    assert all(parameter.grad is None for parameter in classifier.parameters())
    with torch.inference_mode():
        after = classifier(evaluation_batch(torch.full((1, 64, 64), 90, dtype=torch.uint8), 64))
    assert torch.equal(alone, after)


def test_a_backbone_that_is_not_known() -> None:
    with pytest.raises(InputError, match="vit_b_16"):
        cam_stage(classifier_of("resnet18"), "vit_b_16", 224)


def discs(n: int, side: int, seed: int) -> tuple[torch.Tensor, np.ndarray, np.ndarray]:
    """Noise with a dark disc each; every other image, class 1, has a bright disc too: images, classes, its centre."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:side, :side]
    images = rng.normal(110, 18, (n, side, side))
    centres = rng.integers(side // 5, side - side // 5, (n, 2, 2))
    classes = np.arange(n) % 2
    for at in range(n):
        for (row, column), height in zip(centres[at], (90 * classes[at], -60), strict=True):
            images[at] += height * np.exp(-((((y - row) ** 2 + (x - column) ** 2) / (side / 12) ** 2) ** 2))
    return torch.from_numpy(np.clip(images, 0, 255).astype(np.uint8)), classes, centres[:, 0]


def test_the_map_peaks_on_the_disc_that_decides_the_class() -> None:
    train, train_y, _ = discs(128, 64, 0)
    test, test_y, centres = discs(64, 64, 1)
    config = FineTuneConfig(epochs=1, min_steps=40, max_steps=40, batch_size=32)
    trained = fine_tune(train, train_y, test, 2, None, "resnet18", 64, config, 0, CPU)
    assert (trained.scores.argmax(axis=1) == test_y).mean() > 0.9
    classifier = build_classifier("resnet18", 2, seed=0)
    classifier.load_state_dict(trained.classifier_state)
    with_disc = np.flatnonzero((test_y == 1) & (trained.scores.argmax(axis=1) == 1))
    maps = saliency_of(classifier, "resnet18", test[with_disc], 64, np.ones(len(with_disc), dtype=np.int64)).maps
    at = maps.reshape(len(maps), -1).argmax(axis=1)
    peaks = np.stack(np.divmod(at, maps.shape[2]), axis=1) * 8 + 4
    apart = np.linalg.norm(peaks - centres[with_disc], axis=1)
    assert np.median(apart) <= 8  # one place of the 8 × 8
    assert (apart <= 12).mean() >= 0.8  # by chance 0.15 or so
