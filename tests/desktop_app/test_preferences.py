"""Preferences survive a restart and never stop the program."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from desktop_app.preferences import MAX_RECENT, MOST_THREADS, Preferences, load, preferences_file, projects_folder, save


def test_what_is_kept_comes_back(own_folders: Path) -> None:
    preferences = replace(Preferences(), theme="dark", size=(900, 600)).with_recent(Path("/a"), "A")
    save(preferences)
    assert load() == preferences
    assert own_folders in preferences_file().parents
    assert own_folders in projects_folder().parents


def test_settings_come_back_and_odd_ones_do_not(own_folders: Path) -> None:
    preferences = replace(Preferences(), text_size=150, device="cpu", threads=3, decoders=2, toured=True)
    save(preferences)
    assert load() == preferences
    data = json.loads(preferences_file().read_text())
    data |= {"text_size": 1000, "device": "toaster", "threads": -4, "decoders": 10**6}
    preferences_file().write_text(json.dumps(data))
    read = load()
    assert (read.text_size, read.device, read.threads, read.decoders) == (100, "auto", 0, MOST_THREADS)
    for name in ("text_size", "device", "threads", "decoders", "toured"):
        del data[name]  # as an earlier version wrote it
    preferences_file().write_text(json.dumps(data))
    assert load() == Preferences()


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
