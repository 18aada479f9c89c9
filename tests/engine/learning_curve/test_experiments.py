"""The ready designs: what they compare, and that they say what a project lacks for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.cohort.records import ImageRecord
from engine.cohort.split import make_split
from engine.errors import InputError
from engine.learning_curve.design import SCRATCH, SIMCLR, StudyConfig, default_budgets
from engine.learning_curve.experiments import (
    EXPERIMENTS,
    StudySizes,
    design_experiment,
    experiment_summary,
    experiment_title,
    study_sizes,
)
from engine.learning_curve.initialisations import simclr_on
from engine.learning_curve.presets import load_preset

SIZES = StudySizes(n_train=400, n_test=170, n_classes=2, n_task=900, n_generic=640)
CONFIG = load_preset("standard")


def image(number: int, patient: str, label: str | None = None, *, pool: bool = False, pixels: str = "") -> ImageRecord:
    return ImageRecord(
        f"{number:016x}", "/data", f"{number}.png", patient, True, 64, 64, pixels or f"{number}", label=label,
        pool_only=pool,
    )  # fmt: skip


def test_labels_is_the_preset_with_both_starts() -> None:
    only_scratch = replace(CONFIG, initialisations=(SCRATCH,))
    assert design_experiment("labels", only_scratch, SIZES) == replace(CONFIG, initialisations=(SCRATCH, SIMCLR))


def test_pool_size_compares_halved_pools_with_the_whole_one_first() -> None:
    design = design_experiment("pool_size", CONFIG, SIZES)
    assert design.initialisations == (SCRATCH, SIMCLR, *(simclr_on("all", n) for n in (770, 385, 192)))
    assert design.budgets == (default_budgets(400)[0], default_budgets(400)[2], 240)
    assert replace(design, budgets=CONFIG.budgets, initialisations=CONFIG.initialisations) == CONFIG


def test_a_small_pool_is_halved_less_often_and_given_budgets_stay() -> None:
    config = replace(CONFIG, budgets=(20, 50))
    design = design_experiment("pool_size", config, replace(SIZES, n_task=150, n_generic=0))
    assert [i.pool_size for i in design.initialisations] == [None, None, 75]
    assert design.budgets == (20, 50)


@pytest.mark.parametrize(("own", "generic"), [(900, 640), (640, 900)])
def test_pool_kind_compares_equally_many(own: int, generic: int) -> None:
    design = design_experiment("pool_kind", CONFIG, replace(SIZES, n_task=own, n_generic=generic))
    assert design.initialisations == (SCRATCH, simclr_on("task", 640), simclr_on("generic", 640))


@pytest.mark.parametrize(
    ("experiment", "sizes", "code"),
    [
        ("pool_size", {"n_task": 60, "n_generic": 60}, "pool_too_small"),
        ("pool_kind", {"n_generic": 0}, "no_generic_pool"),
        ("pool_kind", {"n_generic": 63}, "pool_too_small"),
        ("pool_size", {"n_train": 12}, "too_few_labels"),
    ],
)
def test_what_a_project_lacks_is_said(experiment: str, sizes: dict[str, int], code: str) -> None:
    with pytest.raises(InputError) as refused:
        design_experiment(experiment, CONFIG, replace(SIZES, **sizes))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_sizes_leave_out_what_belongs_to_a_test_patient_in_pool_folders_too() -> None:
    labelled = [image(n, f"p{n // 2}", "ab"[n // 2 % 2]) for n in range(40)]
    config = StudyConfig()
    split = make_split(labelled, test_fraction=config.test_fraction, seed=config.split_seed)
    tested = next(i for i in labelled if i.image_id in split.test)
    extra = [
        image(100, "new", pool=True),
        image(101, tested.patient, pool=True),
        image(102, "other", pool=True, pixels=tested.pixel_hash),
        image(103, "other", pool=True),  # of one patient with the copy
        image(104, "unlabelled"),
    ]
    sizes = study_sizes([*labelled, *extra], split, config)
    assert sizes == StudySizes(40 - len(split.test), len(split.test), 2, 40 - len(split.test) + 1, 1)
    assert sizes.n_pool == sizes.n_task + 1
    assert study_sizes(labelled, None, config).n_test == len(split.test)


def test_each_has_words() -> None:
    words = [(experiment_title(e), experiment_summary(e)) for e in EXPERIMENTS]
    assert len(set(words)) == 3
    assert all(summary.endswith(".") for _, summary in words)


def test_designs_are_the_same_each_time() -> None:
    for experiment in EXPERIMENTS:
        assert design_experiment(experiment, CONFIG, SIZES) == design_experiment(experiment, CONFIG, SIZES)
