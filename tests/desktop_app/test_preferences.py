"""Preferences survive a restart and never stop the program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_app.preferences import MAX_RECENT, Preferences, load, preferences_file, projects_folder, save


def test_what_is_kept_comes_back(own_folders: Path) -> None:
    preferences = replace(Preferences(), theme="dark", size=(900, 600)).with_recent(Path("/a"), "A")
    save(preferences)
    assert load() == preferences
    assert own_folders in preferences_file().parents
    assert own_folders in projects_folder().parents


def test_the_newest_project_comes_first_and_once() -> None:
    preferences = Preferences()
    for at in range(MAX_RECENT + 3):
        preferences = preferences.with_recent(Path(f"/p{at}"), f"P{at}")
    preferences = preferences.with_recent(Path("/p5"), "P5")
    folders = [entry.folder for entry in preferences.recent]
    assert folders[0] == str(Path("/p5"))
    assert len(folders) == len(set(folders)) == MAX_RECENT
    assert "/p5" not in [entry.folder for entry in preferences.without_recent(str(Path("/p5"))).recent]


def test_a_damaged_file_is_taken_for_none(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    for text in ("", "{", "[]", '{"theme": 3}', "null"):
        path.write_text(text)
        assert load(path) == Preferences()


def test_a_disk_that_refuses_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    save(Preferences(), blocked / "preferences.json")
