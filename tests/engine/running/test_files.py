"""A file is written whole or not at all."""

import errno
import os
import stat

import pytest

from engine.errors import StorageError
from engine.running.files import make_private_folder, replacing, storage_error


def test_the_new_file_takes_the_old_ones_place(tmp_path):
    path = tmp_path / "weights"
    path.write_bytes(b"old")
    with replacing(path, "the weights") as temporary:
        temporary.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_on_the_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "weights"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing(path, "the weights") as temporary:
        temporary.write_bytes(b"half" * (1 // 0))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_in_a_sentence_and_leaves_the_old_file(tmp_path):
    path = tmp_path / "weights"
    path.write_bytes(b"old")
    full = OSError(errno.ENOSPC, "No space left on device", str(path))
    with pytest.raises(StorageError, match="The disk is full: the weights") as caught, replacing(path, "the weights"):
        raise full
    assert caught.value.code == "disk_full"
    assert str(tmp_path) not in str(caught.value)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EROFS, "read_only"), (errno.EIO, "disk_error")]
)
def test_each_refusal_has_its_code(number, code):
    assert storage_error(OSError(number, "x"), "it").code == code


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_project_folder_is_its_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        make_private_folder(tmp_path / "a" / "b")
        with replacing(tmp_path / "a" / "b" / "f", "it") as temporary:
            temporary.write_bytes(b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a" / "b" / "f").stat().st_mode) == 0o600


def test_a_file_in_the_folders_place_is_said(tmp_path):
    (tmp_path / "p").write_text("")
    with pytest.raises(StorageError, match="is a file, not a folder"):
        make_private_folder(tmp_path / "p")
