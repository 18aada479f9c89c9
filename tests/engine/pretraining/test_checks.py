from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.batches.source import ResidentImages
from engine.encoder.backbone import build_encoder
from engine.pretraining.agreement import quick_auc
from engine.pretraining.checks import MOST_IMAGES, Checks, LabelledImages, LearningReport, affordable, check_epochs
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.simclr import pretrain
from engine.running.device import DeviceChoice
from engine.running.seeding import generator

CPU = DeviceChoice(torch.device("cpu"), None, 1)
CONFIG = SimCLRConfig(epochs=2, batch_size=8)
POOL = torch.randint(0, 256, (16, 40, 40), generator=generator("pool")).to(torch.uint8)


def labelled(m: int = 48) -> LabelledImages:
    """Two classes that differ in brightness; the other half of them is noise."""
    labels = np.arange(m) % 2
    noise = torch.randint(0, 100, (m, 40, 40), generator=generator("noise"))
    return LabelledImages((noise + 120 * torch.from_numpy(labels).view(-1, 1, 1)).to(torch.uint8), labels, np.arange(m))


@pytest.mark.parametrize("epochs", [1, 2, 7, 8, 23, 40, 200])
def test_the_first_the_last_and_at_least_every_fifth(epochs: int) -> None:
    due = sorted(check_epochs(epochs))
    assert due[0] == 1
    assert due[-1] == epochs
    gaps = np.diff(due)
    assert all(gap <= min(5, max(1, round(epochs / 8))) for gap in gaps)
    assert len(due) <= max(13, epochs // 5 + 2)


@pytest.mark.parametrize(("n_pool", "epochs"), [(400, 40), (2000, 100), (200, 20), (300, 8), (100_000, 1)])
def test_looking_takes_a_twentieth_of_the_time(n_pool: int, epochs: int) -> None:
    m = affordable(n_pool, epochs)
    assert 64 <= m <= MOST_IMAGES
    if m > 64:
        assert (len(check_epochs(epochs)) + 1) * m * 0.35 <= 0.05 * epochs * n_pool


def test_it_knows_more_than_nothing_of_what_can_be_seen_and_the_random_score_stays() -> None:
    checks = Checks(ResidentImages(POOL), labelled(), "resnet18", 32, CONFIG, CPU)
    encoder = build_encoder("resnet18", seed=CONFIG.seed)
    first = checks.look(encoder, 1).learning
    assert first.score == first.random_score > 0.9  # of the same weights
    assert first.agreement == first.random_agreement > 0.9
    other = checks.look(build_encoder("resnet18", seed=9), 2).learning
    assert other.random_score == first.random_score
    assert (other.epoch, other.epochs) == (2, 2)


def test_looking_leaves_the_network_and_the_random_state_alone() -> None:
    encoder = build_encoder("resnet18", seed=0).train()
    before = {key: tensor.clone() for key, tensor in encoder.state_dict().items()}
    random = torch.get_rng_state()
    Checks(ResidentImages(POOL), labelled(), "resnet18", 32, CONFIG, CPU).look(encoder, 1)
    assert torch.equal(torch.get_rng_state(), random)
    assert all(module.training for module in encoder.modules())
    assert all(torch.equal(before[key], tensor) for key, tensor in encoder.state_dict().items())
    assert all(parameter.requires_grad and parameter.grad is None for parameter in encoder.parameters())


def test_too_few_labels_are_not_measured_but_the_rank_is() -> None:
    whole = labelled(32)
    few_patients = replace(whole, patients=np.arange(32) % 7)
    one_class = replace(whole, labels=np.zeros(32, dtype=np.int64))
    for given in (None, whole.first(15), few_patients, one_class):
        look = Checks(ResidentImages(POOL), given, "resnet18", 32, CONFIG, CPU).look(
            build_encoder("resnet18", seed=0), 1
        )
        assert look.learning is None
        assert look.images == len(POOL)
        assert look.effective_rank > 1
    assert whole.first(16).enough
    assert not few_patients.enough


def test_a_pretraining_ends_the_same_with_and_without_being_looked_at() -> None:
    heard: list[object] = []
    watched = pretrain(
        POOL, "resnet18", 32, CONFIG, CPU, labelled=labelled(), on_epoch=heard.append, on_learning=heard.append
    )
    plain = pretrain(POOL, "resnet18", 32, CONFIG, CPU)
    assert all(torch.equal(watched.encoder_state[key], plain.encoder_state[key]) for key in plain.encoder_state)
    assert [report.loss for report in watched.epochs] == [report.loss for report in plain.epochs]
    assert [isinstance(what, LearningReport) for what in heard] == [False, True, False, True]
    assert [what.epoch for what in heard] == [1, 1, 2, 2]


def test_the_score_is_that_of_the_encoder_at_that_moment() -> None:
    given, reports = labelled(), []
    result = pretrain(POOL, "resnet18", 32, CONFIG, CPU, labelled=given, on_learning=reports.append)
    from engine.finetuning.probe import encode

    features = encode(given.images, result.encoder_state, "resnet18", 32, CPU)
    assert reports[-1].score == pytest.approx(quick_auc(features, given.labels, given.patients), abs=1e-6)
