"""Tables as spreadsheets write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cohort.label_table import read_label_table
from engine.errors import InputError


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "t.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "shift_jis"])
def test_any_delimiter_and_encoding(tmp_path: Path, mark: str, encoding: str) -> None:
    word = "肺炎" if encoding == "shift_jis" else "Ödem"
    text = f"Image Index;Finding;Age\n\na.png; {word} ;50\nb.png;;\nshort.png\n".replace(";", mark)
    table = read_label_table(written(tmp_path, text, encoding))
    assert table.columns == ("Image Index", "Finding", "Age")
    assert table.rows == (("a.png", word, "50"), ("b.png", "", ""), ("short.png", "", ""))
    assert table.lines == (3, 4, 5)
    assert table.delimiter == mark
    assert table.encoding == {"utf-8": "utf-8-sig", "shift_jis": "cp932"}.get(encoding, encoding)


def test_a_comma_inside_quotes_does_not_mislead(tmp_path: Path) -> None:
    table = read_label_table(written(tmp_path, 'file;note\na.png;"x, y, z"\nb.png;"p, q, r"\n'))
    assert table.delimiter == ";"
    assert table.rows[0] == ("a.png", "x, y, z")


def test_commas_in_the_text_of_a_semicolon_table(tmp_path: Path) -> None:
    table = read_label_table(written(tmp_path, "file;label;note\na.png;x;one, two, three\nb.png;y;four, five\n"))
    assert table.columns == ("file", "label", "note")


def test_the_user_may_know_better(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b;c\n1,2;3\n")
    assert read_label_table(path, delimiter=";").columns == ("a,b", "c")
    assert read_label_table(path, delimiter=",").columns == ("a", "b;c")


@pytest.mark.parametrize(("content", "code"), [(b"", "labels_empty"), (b"PK\x03\x04\0\0", "labels_damaged")])
def test_what_is_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_label_table(tmp_path / "t.csv")
    assert caught.value.code == code
