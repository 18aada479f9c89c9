"""The command line: documented JSON, exit statuses, one clear sentence for each thing that is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from engine.cli import main
from tests.builders import tiny_cohort, write_png

POINTS = "n_labels,seed,value\n" + "".join(
    f"{n},{seed},{value + 0.01 * seed}\n" for n, value in ((50, 0.70), (100, 0.76), (200, 0.81)) for seed in range(3)
)


def run(capfd, *arguments):
    status = main([str(a) for a in arguments])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return status, out, err


@pytest.fixture
def cohort(tmp_path):
    labels = tiny_cohort(tmp_path / "images", patients=6, images_per_patient=2, kind="png")
    table = labels.rename(tmp_path / "labels.csv")
    (tmp_path / "images" / "read me.txt").write_text("no image")
    return tmp_path / "images", table


def test_scan_prints_the_documented_json(capfd, cohort):
    images, labels = cohort
    status, out, _ = run(capfd, "scan", images, "--labels", labels, "--jobs", 1, "--json")
    told = json.loads(out)
    assert status == 0
    assert told["files"] == 13
    assert told["loaded"] == 12
    assert told["patients"] == 6
    assert told["classes"] == {"normal": 6, "pneumonia": 6}
    assert [s["file"] for s in told["skipped"]] == ["read me.txt"]
    assert told["skipped"][0]["code"] == "not_an_image"
    first = told["images"][0]
    assert (first["file"], first["rows"], first["columns"], first["label"]) == ("0000_0.png", 64, 64, "normal")
    assert first["patient"] != "0000"


def test_scan_in_words_and_its_thumbnails(capfd, cohort, tmp_path):
    from PIL import Image

    images, labels = cohort
    thumbnails = tmp_path / "thumbnails"
    status, out, _ = run(capfd, "scan", images, "--labels", labels, "--jobs", 1, "--thumbnails", thumbnails)
    assert status == 0
    assert "12 images of 6 patients, 12 labelled, 1 file" in out
    files = sorted(thumbnails.iterdir())
    assert len(files) == 12
    with Image.open(files[0]) as picture:
        assert picture.size == (256, 256)
        assert picture.mode == "L"


def test_folders_named_after_classes_are_labels(capfd, tmp_path):
    for number, name in enumerate(("covid", "normal")):
        for image in range(2):
            pixels = os.urandom(64 * 64)
            import numpy as np

            write_png(tmp_path / "x" / name / f"{number}{image}.png", np.frombuffer(pixels, np.uint8).reshape(64, 64))
    status, out, _ = run(capfd, "scan", tmp_path / "x", "--jobs", 1, "--json")
    assert status == 0
    assert json.loads(out)["classes"] == {"covid": 2, "normal": 2}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("file,label\nnobody.png,a\nno one.png,b\n", "names an image of these folders"),
        ("file,label\n0000_0.png,normal\n0001_0.png,normal\n", "All labelled images are of one class, 'normal'"),
        ("name,kind\na,b\n", "its columns are 'name', 'kind'"),
        ("", "empty"),
    ],
)
def test_a_labels_file_that_does_not_fit_is_said_and_costs_nothing_else(capfd, cohort, tmp_path, content, sentence):
    images, _ = cohort
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(content)
    project = tmp_path / "project"
    status, _, err = run(capfd, "run", images, "--labels", wrong, "--project", project)
    assert status == 1
    assert sentence in err
    assert str(tmp_path) not in err


def test_folders_without_images_are_said(capfd, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("a")
    for folder, sentence in (
        ("empty", "'empty' is empty"),
        ("texts", "No images were found"),
        ("gone", "was not found"),
    ):
        status, _, err = run(capfd, "run", tmp_path / folder, "--project", tmp_path / "p", "--json")
        assert status == 1
        assert sentence in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "x"],
        ["run", "x", "--project", "p", "--target", "auc=1.7"],
        ["run", "x", "--project", "p", "--target", "beauty=0.9"],
        ["run", "x", "--project", "p", "--budgets", "ten"],
        ["run", "x", "--project", "p", "--init", "magic"],
        ["run", "x", "--project", "p", "--preset", "hasty"],
        ["forecast"],
        ["forecast", "p.csv", "--at", "many"],
        ["dance"],
    ],
)
def test_wrong_usage_is_status_2(capfd, arguments):
    status, out, err = run(capfd, *arguments)
    assert status == 2
    assert out == ""
    assert err


def test_forecast_prints_the_documented_json(capfd, tmp_path):
    (tmp_path / "points.csv").write_text(POINTS)
    arguments = (
        "forecast",
        tmp_path / "points.csv",
        "--metric",
        "auc",
        "--target",
        "0.85",
        "--at",
        "400,800",
        "--json",
    )
    status, out, _ = run(capfd, *arguments)
    told = json.loads(out)
    assert status == 0
    assert told["status"] == "ok"
    needed = told["labels_needed"]
    assert set(needed) == {"median", "low80", "high80", "low95", "high95", "reachable_probability"}
    assert 200 < needed["median"] < 800
    assert [p["n_labels"] for p in told["at"]] == [400, 800]
    assert told["at"][0]["low80"] < told["at"][0]["median"] < told["at"][0]["high80"]
    assert "AUC 0.85" in told["sentence"]
    assert run(capfd, *arguments)[1] == out


@pytest.mark.parametrize(
    ("keep", "target", "status"), [(6, "0.85", "too_early"), (9, "0.999", "unreachable"), (9, "0.85", "ok")]
)
def test_forecast_says_what_it_can_say(capfd, tmp_path, keep, target, status):
    (tmp_path / "points.csv").write_text("\n".join(POINTS.splitlines()[: keep + 1]))
    _, out, _ = run(capfd, "forecast", tmp_path / "points.csv", "--target", target, "--json")
    told = json.loads(out)
    assert told["status"] == status
    assert told["sentence"]


def test_forecast_imports_no_training_library_and_serves_cases(tmp_path):
    case = {
        "id": "c", "metric": "auc", "n_test": 300, "targets": [400], "target_reps": 3, "levels": [0.1, 0.5, 0.9],
        "goals": [0.85],
        "obs": [{"n": n, "values": [v, v + 0.01]} for n, v in ((50, 0.7), (100, 0.76), (200, 0.81))],
    }  # fmt: skip
    script = (
        "import sys; from engine.cli import main; status = main(['forecast', '--jsonl']); "
        "heavy = {'torch', 'torchvision', 'sklearn', 'PySide6'} & set(sys.modules); "
        "print(sorted(heavy), file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(case) + "\nnonsense\n" + json.dumps(case) + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    first, wrong, again = (json.loads(line) for line in done.stdout.splitlines())
    assert first == again
    assert sorted(first["same"]["400"]) == first["same"]["400"]
    assert "not a case" in wrong["error"]
    assert done.stderr.strip() == "[]"


def test_a_project_that_is_none_is_said(capfd, tmp_path):
    for arguments in (("run", "--project", tmp_path / "p"), ("export", tmp_path, "--out", tmp_path / "o")):
        status, _, err = run(capfd, *arguments)
        assert status == 1
        assert "is not a project" in err


def test_help_names_every_command(capfd):
    status, out, _ = run(capfd, "--help")
    assert status == 0
    for name in ("demo", "scan", "run", "forecast", "export", "predict"):
        assert name in out
        assert run(capfd, name, "--help")[0] == 0
