from __future__ import annotations

import pytest
import torch

from engine.encoder.backbone import build_encoder
from engine.errors import ExportError
from engine.finetuning.classifier import build_classifier, load_classifier


def test_keys_are_the_encoders_and_the_heads() -> None:
    classifier = build_classifier("resnet18", 3, seed=0)
    keys = {f"encoder.{key}" for key in build_encoder("resnet18", seed=0).state_dict()} | {"head.weight", "head.bias"}
    assert classifier.state_dict().keys() == keys
    assert classifier(torch.zeros(2, 1, 32, 32)).shape == (2, 3)


def test_pretrained_weights_start_the_encoder_and_leave_the_head_alone() -> None:
    weights = build_encoder("resnet18", seed=9).state_dict()
    scratch, pretrained = build_classifier("resnet18", 2, seed=1), build_classifier("resnet18", 2, weights, seed=1)
    assert torch.equal(pretrained.encoder.conv1.weight, weights["conv1.weight"])
    assert not torch.equal(scratch.encoder.conv1.weight, weights["conv1.weight"])
    assert torch.equal(scratch.head.weight, pretrained.head.weight)


def test_a_stored_classifier_answers_as_before() -> None:
    classifier = build_classifier("resnet18", 2, seed=4).eval()
    images = torch.randn(2, 1, 32, 32)
    assert torch.equal(load_classifier(classifier.state_dict(), "resnet18")(images), classifier(images))
    with pytest.raises(ExportError, match="not a resnet34"):
        load_classifier(classifier.state_dict(), "resnet34")
    with pytest.raises(ExportError, match="no classification layer"):
        load_classifier({}, "resnet18")
