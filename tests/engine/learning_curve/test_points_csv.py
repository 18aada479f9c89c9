from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import InputError
from engine.learning_curve.points_csv import read_points_csv

GOOD = "n_labels,seed,value\n40,0,0.7\n20,0,0.6\n20,1,0.62\n"


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "points.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "text", [GOOD, GOOD.replace(",", ";"), GOOD.replace(",", "\t"), "\ufeff" + GOOD, GOOD + "\n\n"]
)
def test_a_table_in_its_dialects(tmp_path: Path, text: str) -> None:
    (curve,) = read_points_csv(write(tmp_path, text))
    assert [(o.n_labels, o.values) for o in curve.observations] == [(20, (0.6, 0.62)), (40, (0.7,))]
    assert curve.n_test is None


def test_optional_columns(tmp_path: Path) -> None:
    text = (
        "metric,initialisation,n_labels,seed,value,n_test\nauc,simclr,20,0,0.8,300\nauc,scratch,20,0,0.6,300\n"
        "accuracy,scratch,20,0,0.5,300\n"
    )
    curves = read_points_csv(write(tmp_path, text), "auc")
    assert [(c.initialisation, c.metric, c.n_test) for c in curves] == [("scratch", "auc", 300), ("simclr", "auc", 300)]
    assert len(read_points_csv(write(tmp_path, text))) == 3


def test_the_programs_own_table(tmp_path: Path) -> None:
    text = "n_labels,initialisation,seed,mode,accuracy,auc,n_test\n20,scratch,0,fine_tuned,0.5,0.6,99\n"
    (curve,) = read_points_csv(write(tmp_path, text), "auc")
    assert (curve.mode, curve.observations[0].values) == ("fine_tuned", (0.6,))


def test_the_same_line_twice_counts_once(tmp_path: Path) -> None:
    (curve,) = read_points_csv(write(tmp_path, GOOD + "20,1,0.62\n"))
    assert curve.observations[0].values == (0.6, 0.62)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "empty", "empty"),
        ("n_labels,seed,value\n", "no_points", "no points"),
        ("labels,seed,value\n1,2,3\n", "columns", "n_labels"),
        (GOOD + "x,0,0.5\n", "number", "Line 5"),
        (GOOD + "80.5,0,0.5\n", "number", "Line 5"),
        (GOOD + "80,0,nan\n", "value", "Line 5"),
        (GOOD + "80,0,87\n", "value", "Line 5"),
        (GOOD + "80,0\n", "line", "Line 5"),
        (GOOD + "20,1,0.63\n", "duplicate", "second value"),
        (b"\xff\xfe\x00", "encoding", "UTF-8"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str | bytes, code: str, words: str) -> None:
    with pytest.raises(InputError) as error:
        read_points_csv(write(tmp_path, text))
    assert error.value.code == code
    assert words in str(error.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_points_csv(tmp_path / "none.csv")
    assert error.value.code == "unreadable"
    assert "none.csv" not in str(error.value)
