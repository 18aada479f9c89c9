"""What `run` can be asked: starts, experiments, the trained part, when to stop."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from engine.cli import main
from engine.commands.options import designed, with_options
from engine.errors import InputError, ProjectError
from engine.learning_curve.design import SCRATCH, SIMCLR, StudyConfig
from engine.learning_curve.initialisations import simclr_on
from engine.learning_curve.presets import load_preset
from engine.running.store import ProjectStore
from tests.builders import tiny_cohort


def test_options_take_the_presets_place() -> None:
    preset = load_preset("quick")
    assert with_options(preset) == preset
    config = with_options(
        preset, initialisations="scratch,generic:40", trained="last_two_stages", stop_when="settled",
        backbone="convnext_tiny", epochs=3,
    )  # fmt: skip
    assert config.initialisations == (SCRATCH, simclr_on("generic", 40))
    assert (config.finetuning.trained, config.stop_when, config.backbone) == (
        "last_two_stages", "settled", "convnext_tiny",
    )  # fmt: skip
    assert config.finetuning.batch_size == preset.finetuning.batch_size
    assert config.pretraining.epochs == 3


def test_wrong_starts_are_usage_errors() -> None:
    with pytest.raises(click.BadParameter, match="'magic' is no start"):
        with_options(StudyConfig(), initialisations="scratch,magic")


def test_an_experiment_needs_a_project_with_labels(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        designed(tmp_path / "nowhere", "labels", StudyConfig())
    ProjectStore.create(tmp_path / "project").close()
    with pytest.raises(InputError):
        designed(tmp_path / "project", "pool_kind", StudyConfig())


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(a) for a in ("run", *arguments)])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return status, out, err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--experiment", "labels", "--init", "scratch"],
        ["--experiment", "all"],
        ["--trained", "half"],
        ["--stop-when", "now"],
        ["--backbone", "vgg16"],
        ["--init", "simclr:1"],
    ],
)
def test_wrong_usage_is_status_2(capfd: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    status, out, err = run(capfd, "x", "--project", "p", *arguments)
    assert (status, out) == (2, "")
    assert err


@pytest.mark.slow
def test_an_experiment_runs_and_prints_the_same_bytes_again(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    labels = tiny_cohort(tmp_path / "images", patients=60, images_per_patient=2, seed=1)
    tiny_cohort(tmp_path / "pool", patients=70, images_per_patient=1, seed=2, kind="png").unlink()
    for path in (tmp_path / "pool").iterdir():
        path.rename(path.with_name(f"other-{path.name}"))
    arguments = [
        tmp_path / "images", "--labels", labels, "--pool", tmp_path / "pool", "--experiment", "pool_kind",
        "--patient-pattern", "^(other-[0-9]+)", "--epochs", 1, "--budgets", "8", "--seeds", 1, "--image-size", 32,
        "--trained", "last_stage", "--jobs", 1, "--device", "cpu", "--threads", 1, "--json",
    ]  # fmt: skip
    status, out, err = run(capfd, *arguments, "--project", tmp_path / "project")
    assert status == 0, err
    told = json.loads(out)
    starts = {point["initialisation"] for point in told["points"]}
    assert "scratch" in starts
    assert len(starts) == 3
    ((_, own), (_, generic)) = sorted(name.split("-") for name in starts if name != "scratch")
    assert own == generic
    assert "trained on the labels: the last stage" in err
    assert run(capfd, *arguments, "--project", tmp_path / "project")[1] == out
    again = json.loads(run(capfd, *arguments, "--project", tmp_path / "other")[1])
    assert again | {"project": told["project"]} == told
    store = ProjectStore.open(tmp_path / "project")
    config = store.latest_study().config
    store.close()
    assert config.initialisations == (SCRATCH, simclr_on("task", int(own)), simclr_on("generic", int(own)))
    assert SIMCLR not in config.initialisations
