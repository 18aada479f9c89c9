"""What makes a study dearer, and by how much; the seconds themselves are in tests/benchmarks/bench_estimate.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import SCRATCH, StudyConfig
from engine.learning_curve.estimate import study_estimate
from engine.pretraining.config import SimCLRConfig

CONFIG = StudyConfig(budgets=(20, 40, 80), seeds=3)


def estimate(config=CONFIG, **changes):
    return study_estimate(**{"config": config, "n_pool": 640, "n_train": 200, "n_test": 100,
                             "images_per_second": 100.0} | changes)  # fmt: skip


def test_seconds_are_the_work_at_the_measured_speed():
    found = estimate()
    work = found.pretraining_work + found.probe_work + found.finetuning_work
    assert found.seconds == pytest.approx(work / 100 + found.probe_seconds)
    assert estimate(images_per_second=None).seconds is None
    assert found.trainings == 18


def test_pretraining_grows_with_pool_and_epochs_and_is_none_without_simclr():
    base = estimate().pretraining_work
    assert estimate(n_pool=1280).pretraining_work == pytest.approx(2 * base)
    longer = replace(CONFIG, pretraining=SimCLRConfig(epochs=2 * SimCLRConfig().epochs))
    assert estimate(longer).pretraining_work == pytest.approx(2 * base)
    assert estimate(replace(CONFIG, initialisations=(SCRATCH,))).pretraining_work == 0


def test_a_pretraining_step_of_two_views_is_no_dearer_an_image_than_a_fine_tuning_step():
    """The step's own cost is shared by four times the images."""
    one = estimate(replace(CONFIG, pretraining=SimCLRConfig(epochs=1, batch_size=64)))
    assert 0.7 < one.pretraining_work / (2 * 640) < 1.0


def test_an_image_of_twice_the_side_costs_two_to_four_times_as_much():
    small, large = estimate(), estimate(replace(CONFIG, image_size=128))
    for kind in ("pretraining_work", "probe_work", "finetuning_work"):
        assert 1.5 < getattr(large, kind) / getattr(small, kind) < 4


def test_a_probe_sees_each_image_once_an_encoder_and_costs_less_than_its_training():
    one, more = estimate(), estimate(n_train=400, n_test=200)
    encoders = CONFIG.seeds + 1  # a random one a seed, and the pretrained one
    an_image = (more.probe_work - one.probe_work) / (encoders * 300)
    assert 0.2 < an_image < 0.4  # of a training step's cost an image
    assert one.probe_work > encoders * 300 * an_image  # the network is built, too
    assert estimate(replace(CONFIG, probe=False)).probe_work == 0


def test_training_in_part_and_side_by_side_is_cheaper():
    whole = estimate().finetuning_work
    part = [estimate(replace(CONFIG, finetuning=FineTuneConfig(trained=t))) for t in ("last_two_stages", "last_stage")]
    assert whole > part[0].finetuning_work > part[1].finetuning_work > 0.5 * whole
    assert estimate(side_by_side=False).finetuning_work > whole
