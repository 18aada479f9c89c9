"""The image cache: what is in it stays in it, whatever the disk does."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.errors import StorageError
from engine.images.cache import ImageCache

SIDE = 16


def picture(number: int) -> np.ndarray:
    return np.random.default_rng(number).integers(0, 256, (SIDE, SIDE), dtype=np.uint8)


def filled(path: Path, count: int) -> ImageCache:
    cache = ImageCache.create(path, SIDE)
    assert [cache.append(picture(number)) for number in range(count)] == list(range(count))
    return cache


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    with filled(tmp_path / "c", 5) as cache:
        images = cache.read()
        assert images.shape == (5, SIDE, SIDE)
        assert images.dtype == np.uint8
        assert not images.flags.writeable
        cache.flush()
    again = ImageCache.open(tmp_path / "c")
    assert (len(again), again.side) == (5, SIDE)
    for number in range(5):
        np.testing.assert_array_equal(again.read()[number], picture(number))
        assert again.verify(number)
    assert not again.verify(5)
    assert not again.verify(-1)
    assert again.append(picture(5)) == 5
    np.testing.assert_array_equal(again.read()[5], picture(5))
    again.close()
    assert (tmp_path / "c").stat().st_size == 6 * SIDE * SIDE  # the reserve is given back


def test_an_empty_cache_reads_as_no_images(tmp_path: Path) -> None:
    assert ImageCache.create(tmp_path / "c", SIDE).read().shape == (0, SIDE, SIDE)


def test_images_of_another_size_are_fitted(tmp_path: Path) -> None:
    cache = ImageCache.create(tmp_path / "c", SIDE)
    cache.append(np.full((64, 32), 200, np.uint8))
    image = cache.read()[0]
    assert (image[:, 4:12] == 200).all()
    assert not image[:, :4].any()


def test_reading_while_another_process_writes(tmp_path: Path) -> None:
    code = (
        "import sys, numpy as np; from pathlib import Path; from engine.images.cache import ImageCache\n"
        f"c = ImageCache.create(Path(sys.argv[1]), {SIDE})\n"
        "for n in range(400):\n"
        f"    c.append(np.full(({SIDE}, {SIDE}), n % 256, np.uint8))\n"
        "    n == 0 and print('go', flush=True)\n"
        "sys.stdin.read()"
    )
    path = tmp_path / "c"
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "go\n"
        reader = ImageCache.open(path)
        seen = 0
        while seen < 400:
            images = reader.read()
            assert len(images) >= seen
            seen = len(images)
            np.testing.assert_array_equal(images[:, 3, 3], np.arange(seen) % 256)
            assert reader.verify(seen - 1)
    finally:
        writer.communicate("")


def test_a_full_disk_leaves_all_before_it_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c"
    monkeypatch.setattr("engine.images.cache._CHUNK_BYTES", SIDE * SIDE)
    cache = filled(path, 3)
    before = cache.read().copy()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/secret/path")

    with monkeypatch.context() as patch:
        patch.setattr(os, "posix_fallocate", full)
        with pytest.raises(StorageError) as caught:
            cache.append(picture(9))
    assert caught.value.code == "disk_full"
    assert "secret" not in str(caught.value)
    np.testing.assert_array_equal(cache.read(), before)
    np.testing.assert_array_equal(ImageCache.open(path).read(), before)
    assert cache.append(picture(3)) == 3  # room was made


def test_a_nearly_full_disk_still_takes_single_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.posix_fallocate

    def little(handle: int, start: int, length: int) -> None:
        if length > 10 * SIDE * SIDE:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle, start, length)

    monkeypatch.setattr(os, "posix_fallocate", little)
    assert len(filled(tmp_path / "c", 4).read()) == 4


def test_file_systems_without_fallocate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "not supported")

    monkeypatch.setattr(os, "posix_fallocate", unsupported)
    np.testing.assert_array_equal(filled(tmp_path / "c", 4).read()[3], picture(3))


def test_a_real_limit_on_the_files_size(tmp_path: Path) -> None:
    path = tmp_path / "c"
    code = (
        "import sys, resource, numpy as np; from pathlib import Path\n"
        "from engine.errors import StorageError; from engine.images.cache import ImageCache\n"
        "c = ImageCache.create(Path(sys.argv[1]), 64)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20 * 64 * 64 + 100,) * 2)\n"
        "try:\n"
        "    for n in range(40): c.append(np.full((64, 64), n, np.uint8))\n"
        "except StorageError as error: print(error.code, len(c))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "disk_full 20"
    cache = ImageCache.open(path)
    np.testing.assert_array_equal(cache.read()[:, 0, 0], np.arange(20))
    assert all(cache.verify(slot) for slot in range(20))


def test_a_torn_entry_counts_for_nothing(tmp_path: Path) -> None:
    filled(tmp_path / "c", 3).close()
    index = tmp_path / "c.index"
    index.write_bytes(index.read_bytes()[:-5])
    cache = ImageCache.open(tmp_path / "c")
    assert len(cache) == 2
    assert cache.append(picture(2)) == 2
    assert all(cache.verify(slot) for slot in range(3))


def test_changed_pixels_are_noticed(tmp_path: Path) -> None:
    filled(tmp_path / "c", 3).close()
    with (tmp_path / "c").open("r+b") as stream:
        stream.seek(SIDE * SIDE + 7)
        stream.write(b"\x00\xff")
    cache = ImageCache.open(tmp_path / "c")
    assert [cache.verify(slot) for slot in range(3)] == [True, False, True]


def test_damaged_missing_and_other_caches(tmp_path: Path) -> None:
    path = tmp_path / "c"
    with pytest.raises(StorageError) as caught:
        ImageCache.open(path)
    assert caught.value.code == "cache_missing"
    filled(path, 3).close()
    os.truncate(path, SIDE * SIDE)
    with pytest.raises(StorageError) as caught:
        ImageCache.open(path)
    assert caught.value.code == "cache_damaged"
    assert len(ImageCache.open_or_create(path, SIDE)) == 0
    filled(path, 2).close()
    assert len(ImageCache.open_or_create(path, SIDE)) == 2
    assert ImageCache.open_or_create(path, 32).side == 32


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    filled(tmp_path / "c", 1)
    for name in ("c", "c.index"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


APPEND_AND_WAIT = (
    "import sys, numpy as np; from pathlib import Path\n"
    "from engine.images.cache import ImageCache\n"
    "c = ImageCache.open(Path(sys.argv[1])); c.append(np.zeros((64, 64), np.uint8)); c.flush()\n"
    "print('writing', flush=True); sys.stdin.read()"
)


def test_two_writers_never_mix(tmp_path: Path) -> None:
    path = tmp_path / "c"
    ImageCache.create(path, 64).close()
    other = subprocess.Popen(
        [sys.executable, "-c", APPEND_AND_WAIT, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "writing\n"
    mine = ImageCache.open(path)
    assert len(mine.read()) == 1  # reading goes on
    for refused in (lambda: mine.append(np.ones((64, 64), np.uint8)), lambda: ImageCache.create(path, 64)):
        with pytest.raises(StorageError) as caught:
            refused()
        assert caught.value.code == "in_use"
    other.kill()  # as a crash would: the lock goes with the process
    other.communicate()
    assert mine.append(np.ones((64, 64), np.uint8)) == 1
    assert [mine.verify(slot) for slot in range(2)] == [True, True]
    assert mine.read()[:, 0, 0].tolist() == [0, 1]


def test_what_another_appended_before_the_lock_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "c"
    filled(path, 1).close()
    late = ImageCache.open(path)
    with ImageCache.open(path) as early:
        early.append(picture(1))
    assert late.append(picture(2)) == 2
    np.testing.assert_array_equal(late.read()[2], picture(2))


def test_a_cache_of_another_version_is_said_and_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "c"
    filled(path, 2).close()
    index = tmp_path / "c.index"
    whole = bytearray(index.read_bytes())
    whole[8] = 1
    index.write_bytes(whole)
    with pytest.raises(StorageError) as caught:
        ImageCache.open(path)
    assert caught.value.code == "cache_old"
    assert len(ImageCache.open_or_create(path, SIDE)) == 0
