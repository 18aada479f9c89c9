"""Which files are found, in which order, and what is said of the rest."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from engine.cohort.walk import walk
from engine.errors import InputError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())


def test_order_is_by_folder_as_given_then_by_code_point(tmp_path: Path) -> None:
    touch(tmp_path / "b", "z.png", "a/x.png", "a.png", "a-b.png", "B.png", "ä.png")
    touch(tmp_path / "a", "1.png")
    files, problems = walk([tmp_path / "b", tmp_path / "a"], [])
    assert [file.file for file in files] == ["B.png", "a-b.png", "a.png", "a/x.png", "z.png", "ä.png", "1.png"]
    assert not problems
    assert files[0].source == str(tmp_path / "b")
    assert files[0].size_bytes == 5
    assert files[0].path.read_bytes() == b"B.png"


def test_links_hidden_files_pipes_and_second_names(tmp_path: Path) -> None:
    touch(tmp_path, "a.png", "sub/b.png", ".hidden.png", ".git/c.png")
    (tmp_path / "link.png").symlink_to(tmp_path / "a.png")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.link(tmp_path / "a.png", tmp_path / "second.png")
    os.mkfifo(tmp_path / "pipe")
    files, problems = walk([tmp_path], [])
    assert [file.file for file in files] == ["a.png", "sub/b.png"]
    assert {problem.file: problem.code for problem in problems} == {
        ".git": "hidden", ".hidden.png": "hidden", "dangling": "link", "link.png": "link", "loop": "link",
        "pipe": "not_a_file", "second.png": "same_file",
    }  # fmt: skip


def test_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        files, problems = walk([tmp_path], [])
    assert not files
    assert [problem.code for problem in problems] == ["not_a_file"]


def test_names_that_are_not_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"bad\xff.png")).write_bytes(b"x")
    touch(tmp_path, "new\nline.png", "é.png")
    files, problems = walk([tmp_path], [])
    assert [file.file for file in files] == ["new\nline.png", "é.png"]
    assert [(p.file, p.code) for p in problems] == [("bad\\udcff.png", "odd_name")]
    problems[0].file.encode("utf-8")


def test_folders_within_folders(tmp_path: Path) -> None:
    touch(tmp_path, "a.png", "unlabelled/b.png", "unlabelled/deep/c.png")
    files, _ = walk([tmp_path], [tmp_path / "unlabelled"])
    assert [(file.file, file.pool_only) for file in files] == [("a.png", False), ("b.png", True), ("deep/c.png", True)]
    files, _ = walk([tmp_path, tmp_path / "unlabelled"], [])
    assert [file.file for file in files] == ["a.png", "unlabelled/b.png", "unlabelled/deep/c.png"]
    files, _ = walk([tmp_path], [tmp_path])
    assert not any(file.pool_only for file in files)


def test_folders_may_nest_deeply(tmp_path: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1200):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.png").write_bytes(b"x")
        files, problems = walk([tmp_path], [])
        Path("a.png").unlink()
        for _ in range(1200):  # pytest's own removal of old folders recurses, and fails at this depth
            os.chdir("..")
            Path("d").rmdir()
    finally:
        os.chdir(here)
    assert [file.file.count("/") for file in files] == [1200]
    assert not problems


def test_forbidden_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a.png", "closed/b.png")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    files, problems = walk([tmp_path], [])
    assert [file.file for file in files] == ["a.png"]
    assert [(problem.file, problem.code) for problem in problems] == [("closed/", "permission")]


def test_missing_folders_and_files(tmp_path: Path) -> None:
    touch(tmp_path, "a.png")
    for name, code in (("nothing", "missing"), ("a.png", "not_a_folder")):
        with pytest.raises(InputError) as caught:
            walk([tmp_path / name], [])
        assert caught.value.code == code
        assert name in str(caught.value)
        assert str(tmp_path) not in str(caught.value)


def test_check_may_stop_it(tmp_path: Path) -> None:
    touch(tmp_path, *(f"{n}.png" for n in range(10)))
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        walk([tmp_path], [], check)
