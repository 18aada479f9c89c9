"""Names of image files, listed quickly."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.models import file_names
from desktop_app.models.file_names import suggest_rules


def test_a_rule_is_suggested_from_the_names_alone(tmp_path: Path) -> None:
    for at in range(30):
        (tmp_path / f"{at // 3:06d}_{at % 3}.png").touch()
    (tmp_path / "readme.txt").touch()
    (tmp_path / ".hidden.png").touch()
    found = suggest_rules((tmp_path,))
    assert (found.looked_at, found.complete) == (30, True)
    assert [(choice.kind, choice.patients) for choice in found.choices] == [("pattern", 10)]


def test_nothing_fits_is_nothing_suggested(tmp_path: Path) -> None:
    for at in range(10):
        (tmp_path / f"image{at}.dcm").touch()
    assert not suggest_rules((tmp_path, tmp_path / "gone")).choices
    assert not suggest_rules((tmp_path / "DICOMDIR",)).choices
    assert not suggest_rules(()).choices


def test_it_looks_at_some_only_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_names, "MOST_NAMES", 25)
    for at in range(40):
        (tmp_path / f"{at // 2:04d}_{at % 2}.png").touch()
    found = suggest_rules((tmp_path,))
    assert (found.looked_at, found.complete) == (25, False)


def test_one_large_folder_does_not_stand_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_names, "_MOST_OF_A_FOLDER", 10)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        for at in range(30):
            (tmp_path / folder / f"{at}.png").touch()
    assert suggest_rules((tmp_path,)).looked_at < 60
