"""The export's folder is whole or absent, and no one else's files are ever replaced."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import ExportError
from engine.export.folder import FORMAT, MANIFEST, replacing_folder


def write(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(json.dumps({"format": FORMAT}))
    (folder / "model.onnx").write_text(text)


def export(out: Path, text: str, meanwhile: Callable[[], object] = lambda: None) -> None:
    with replacing_folder(out) as folder:
        write(folder, text)
        meanwhile()


def test_a_new_folder_and_its_parents_are_made(tmp_path: Path) -> None:
    export(tmp_path / "a" / "b", "1")
    assert (tmp_path / "a" / "b" / "model.onnx").read_text() == "1"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export(tmp_path / "out", "1")
    assert (tmp_path / "out" / "model.onnx").read_text() == "1"


def test_an_earlier_export_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(out, "1")

    def stop() -> None:
        assert (out / "model.onnx").read_text() == "1"
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        export(out, "half", stop)
    assert (out / "model.onnx").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    export(out, "2")
    assert (out / "model.onnx").read_text() == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("names", [["letter.txt"], [MANIFEST, "letter.txt"], ["model.onnx"]])
def test_other_files_are_never_replaced(tmp_path: Path, names: list[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in names:
        (out / name).write_text(json.dumps({"format": FORMAT}))
    with pytest.raises(ExportError, match="holds other files") as caught:
        export(out, "1")
    assert str(tmp_path) not in str(caught.value)
    assert sorted(path.name for path in out.iterdir()) == sorted(names)


def test_a_file_that_comes_during_the_export_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def somebody_writes() -> None:
        out.mkdir()
        (out / "letter.txt").write_text("mine")

    with pytest.raises(ExportError, match="holds other files"):
        export(out, "1", somebody_writes)
    assert (out / "letter.txt").read_text() == "mine"


def test_a_file_or_a_link_in_the_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(ExportError, match="not a folder"):
            export(tmp_path / name, "1")


def test_a_full_disk_is_told_and_the_earlier_export_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(out, "1")

    def refuse() -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(out))

    with pytest.raises(ExportError, match="disk is full"):
        export(out, "2", refuse)
    assert (out / "model.onnx").read_text() == "1"


def test_a_failed_renaming_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    export(out, "1")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.suffix == ".tmp":
            raise OSError(errno.EIO, "refused")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ExportError, match="EIO"):
        export(out, "2")
    assert (out / "model.onnx").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_killed_export_left_is_cleared_and_an_orphaned_old_one_put_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in (".out.77.tmp", ".out.77.old"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, "old")

    def stop() -> None:
        assert (out / "model.onnx").read_text() == "old"
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        export(out, "new", stop)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(os.name == "nt", reason="rights are not kept this way there")
def test_only_the_owner_may_read(tmp_path: Path) -> None:
    export(tmp_path / "out", "1")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "out" / "model.onnx").stat().st_mode) == 0o600
