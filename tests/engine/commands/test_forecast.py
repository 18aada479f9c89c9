"""`forecast` with costs: which plan is cheapest, what is wrong with a table, and how little it loads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli import main
from engine.learning_curve.forecast import fit_curve
from engine.learning_curve.points_csv import read_points_csv
from engine.planning.curve_draws import CurveDraws

LEVELS = ((50, 0.70), (100, 0.76), (200, 0.81), (400, 0.84))
ONE = "n_labels,seed,value\n" + "".join(f"{n},{s},{v + 0.01 * s:.3f}\n" for n, v in LEVELS for s in range(3))
TWO = "n_labels,seed,initialisation,value\n" + "".join(
    f"{n},{s},{name},{v + 0.01 * s + more:.3f}\n"
    for n, v in LEVELS
    for s in range(3)
    for name, more in (("scratch", 0.0), ("simclr", 0.02))
)
Capture = pytest.CaptureFixture[str]


def run(capfd: Capture, *arguments: object) -> tuple[int, str, str]:
    status = main(["forecast", *(str(a) for a in arguments)])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return status, out, err


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    path.write_text(ONE)
    return path


def test_a_plan_with_its_cost(capfd: Capture, table: Path) -> None:
    given = ("--minutes", 1.5, "--readers", 2, "--rate", 90, "--setup", 100, "--labelled", 400, "--chance", 0.9)
    status, out, _ = run(capfd, table, "--target", 0.86, *given, "--json")
    assert status == 0
    plan = json.loads(out)["plan"]
    draws = CurveDraws("", fit_curve(read_points_csv(table)[0].observations, "auc"))
    assert plan["n_labels"] == draws.labels_for(0.86, 0.9)
    assert plan["wanted_chance"] == 0.9
    assert plan["chance"] >= 0.9
    hours = (plan["n_labels"] - 400) * 1.5 * 2 / 60
    assert plan["hours"] == plan["hours80"] == pytest.approx(hours)
    assert plan["money"] == pytest.approx(hours * 90 + 100)
    words = run(capfd, table, "--target", 0.86, *given)[1]
    assert "The cheapest plan for AUC 0.86 with a chance of 90 %" in words


def test_without_a_cost_no_plan(capfd: Capture, table: Path) -> None:
    assert json.loads(run(capfd, table, "--target", 0.86, "--json")[1])["plan"] is None


def test_the_cheapest_of_two_curves(capfd: Capture, table: Path) -> None:
    table.write_text(TWO)
    told = json.loads(run(capfd, table, "--target", 0.86, "--rate", 90, "--json")[1])
    assert told["cheapest"] == "simclr"
    assert told["curves"]["simclr"]["plan"]["money"] < told["curves"]["scratch"]["plan"]["money"]
    assert "cheapest" not in json.loads(run(capfd, table, "--target", 0.86, "--json")[1])
    assert "From scratch, it takes" in run(capfd, table, "--target", 0.86, "--rate", 90)[1]


def test_a_rare_class_must_be_found(capfd: Capture, table: Path) -> None:
    rare = ("--target", 0.86, "--prevalence", 0.02, "--rare-share", 0.5)
    plan = json.loads(run(capfd, table, *rare, "--json")[1])["plan"]
    assert plan["images_read"] == pytest.approx(25 * plan["new_labels"], rel=0.01)
    assert plan["images_enough80"] > plan["images_read"]
    assert "to find enough of the rare class" in run(capfd, table, *rare)[1]


def test_a_target_that_no_number_reaches(capfd: Capture, table: Path) -> None:
    plan = json.loads(run(capfd, table, "--target", 0.999, "--rate", 9, "--json")[1])["plan"]
    assert plan["n_labels"] is None
    assert plan["money"] is None
    assert plan["chance"] < 0.5


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (ONE.replace("value", "auc_"), "no column value"),
        (ONE.replace("0.710", "nan"), "Line 3: value must be a number between 0 and 1."),
        (ONE.replace("0.710", "71"), "Line 3: value must be a number between 0 and 1."),
        (ONE + "400,2,0.5\n", "Line 14 gives a second value for seed 2 at 400 labels."),
        ("", "The table is empty."),
    ],
)
def test_a_wrong_table_is_one_clear_sentence(capfd: Capture, table: Path, text: str, sentence: str) -> None:
    table.write_text(text)
    status, out, err = run(capfd, table, "--target", 0.86, "--json")
    assert (status, out) == (1, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1


def test_one_budget_is_too_early(capfd: Capture, table: Path) -> None:
    table.write_text("\n".join(ONE.splitlines()[:4]))
    told = json.loads(run(capfd, table, "--target", 0.86, "--rate", 90, "--json")[1])
    assert (told["status"], told["plan"], told["labels_needed"]["median"]) == ("too_early", None, None)
    assert "2 more than measured so far" in told["sentence"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--rate", 90),
        ("--target", 0.86, "--prevalence", 0.1),
        ("--target", 0.86, "--minutes", 0),
        ("--target", 0.86, "--readers", -1),
        ("--target", 0.86, "--rate", 9, "--chance", 1.5),
    ],
)
def test_wrong_usage(capfd: Capture, table: Path, arguments: tuple[object, ...]) -> None:
    assert run(capfd, table, *arguments)[0] == 2


def test_a_target_in_percent_is_said(capfd: Capture, table: Path) -> None:
    status, _, err = run(capfd, table, "--target", 86, "--rate", 9)
    assert status == 1
    assert "between 0 and 1" in err


def test_it_loads_little(table: Path) -> None:
    script = (
        "import sys; from engine.cli import main; status = main(sys.argv[1:]); "
        "heavy = {'torch', 'torchvision', 'sklearn', 'scipy', 'PySide6', 'pydicom'} & set(sys.modules); "
        "print(sorted(heavy), file=sys.stderr); sys.exit(status)"
    )
    command = [sys.executable, "-c", script, "forecast", str(table), "--target", "0.86", "--rate", "90", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert json.loads(done.stdout)["plan"]["n_labels"] > 0
