from __future__ import annotations

import pytest
import torch
import torchvision

from engine.encoder.backbone import build_encoder, feature_width, one_channel
from engine.errors import InputError

HEADS = {
    "resnet18": "fc.", "resnet34": "fc.", "resnet50": "fc.",
    "convnext_tiny": "classifier.2.", "efficientnet_b0": "classifier.",
}  # fmt: skip
STEMS = {name: "conv1.weight" if name.startswith("resnet") else "features.0.0.weight" for name in HEADS}


@pytest.mark.parametrize("name", HEADS)
def test_keys_and_shapes_are_torchvisions(name: str) -> None:
    theirs = getattr(torchvision.models, name)(weights=None).state_dict()
    ours = build_encoder(name, seed=0).state_dict()
    assert list(ours) == [key for key in theirs if not key.startswith(HEADS[name])]
    assert all(ours[key].shape == theirs[key].shape for key in ours if key != STEMS[name])
    assert ours[STEMS[name]].shape == (theirs[STEMS[name]].shape[0], 1, *theirs[STEMS[name]].shape[2:])


@pytest.mark.parametrize("name", ["resnet18", "resnet50", "convnext_tiny", "efficientnet_b0"])
@pytest.mark.parametrize("side", [32, 96])
def test_features_have_the_width_it_tells(name: str, side: int) -> None:
    encoder = build_encoder(name, seed=0).eval()
    assert encoder(torch.zeros(2, 1, side, side)).shape == (2, feature_width(name))


@pytest.mark.parametrize("name", ["resnet18", "convnext_tiny", "efficientnet_b0"])
def test_random_start_depends_on_the_seed_alone(name: str) -> None:
    torch.manual_seed(1)
    first = build_encoder(name, seed=5).state_dict()
    after = torch.rand(1)
    torch.manual_seed(1)
    assert torch.equal(torch.rand(1), after)  # the process's own stream was not touched
    second = build_encoder(name, seed=5).state_dict()
    other = build_encoder(name, seed=6).state_dict()
    assert all(torch.equal(first[key], second[key]) for key in first)
    filters = [key for key in first if first[key].ndim == 4]
    assert not any(torch.equal(first[key], other[key]) for key in filters)


@pytest.mark.parametrize("name", ["resnet18", "convnext_tiny", "efficientnet_b0"])
def test_the_stem_is_drawn_as_torchvision_draws_it(name: str) -> None:
    theirs = getattr(torchvision.models, name)(weights=None).state_dict()[STEMS[name]]
    ours = build_encoder(name, seed=0).state_dict()[STEMS[name]]
    assert ours.std() == pytest.approx(float(theirs.std()), rel=0.15)


@pytest.mark.parametrize("name", ["resnet18", "convnext_tiny", "efficientnet_b0"])
def test_training_draws_no_random_number(name: str) -> None:
    encoder, images = build_encoder(name, seed=0).train(), torch.randn(4, 1, 64, 64)
    before = torch.get_rng_state()
    first = encoder(images)
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.equal(encoder(images), first)


@pytest.mark.parametrize("name", ["resnet18", "convnext_tiny", "efficientnet_b0"])
def test_a_three_channel_network_answers_the_same_on_grey(name: str) -> None:
    colour = getattr(torchvision.models, name)(weights=None).eval()
    with torch.no_grad():
        for parameter in colour.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.01)
    state = colour.state_dict()
    head = HEADS[name].rstrip(".").rpartition(".")
    setattr(colour.get_submodule(head[0]), head[2], torch.nn.Identity())
    grey = build_encoder(name, state, seed=0).eval()
    images = torch.randn(3, 1, 64, 64)
    with torch.no_grad():
        expected = colour(images.expand(-1, 3, -1, -1))
        torch.testing.assert_close(grey(images), expected, rtol=1e-4, atol=1e-4)
        assert expected.std() > 1e-3


@pytest.mark.parametrize(("name", "head"), [("resnet18", "fc.weight"), ("convnext_tiny", "classifier.2.weight")])
def test_own_weights_load_unchanged_and_the_classes_layer_is_left_aside(name: str, head: str) -> None:
    state = build_encoder(name, seed=3).state_dict()
    again = build_encoder(name, {**state, head: torch.zeros(7, 512)}, seed=0).state_dict()
    assert all(torch.equal(state[key], again[key]) for key in state)
    assert head not in one_channel({head: torch.zeros(1)}, name)


def test_weights_that_do_not_fit_are_refused() -> None:
    state = build_encoder("resnet18", seed=0).state_dict()
    for other in ("resnet34", "convnext_tiny"):
        with pytest.raises(InputError, match=f"do not fit a {other}"):
            build_encoder(other, state, seed=0)
    with pytest.raises(InputError, match="not numbers"):
        build_encoder("resnet18", {**state, "bn1.weight": torch.full((64,), torch.nan)}, seed=0)
    with pytest.raises(ValueError, match="unknown backbone"):
        build_encoder("vgg16", seed=0)
