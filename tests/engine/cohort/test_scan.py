"""Folders to cohorts."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.cohort.labels import match_labels, read_labels_csv
from engine.cohort.records import Cohort
from engine.cohort.scan import ScanProgress, scan
from engine.cohort.split import label_order, make_split
from engine.errors import InputError, StorageError
from engine.images.cache import ImageCache
from engine.images.downsize import fit_square
from engine.images.reader import read_image
from tests.builders import chest_like, tiny_cohort, write_dicom, write_png

SALT = b"0123456789abcdef"
DATA = Path(os.environ.get("PLANNER_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))


def scanned(*folders: Path, **options: Any) -> Cohort:
    return scan(folders, **{"salt": SALT, "jobs": -1, **options})


def grey(number: int) -> np.ndarray:
    return (chest_like(number) >> 4).astype(np.uint8)


@pytest.mark.parametrize("jobs", [-1, 2])
def test_a_mixed_folder(tmp_path: Path, jobs: int) -> None:
    data = tmp_path / "data"
    tiny_cohort(data, patients=6)
    write_png(data / "more" / "x.png", grey(90))
    write_png(data / "more" / "y.jpg", grey(91))
    write_dicom(data / "ct.dcm", chest_like(92), Modality="CT")
    write_dicom(data / "cine", chest_like(92), NumberOfFrames=4)
    (data / "README.txt").write_text("read me")
    (data / "none").write_bytes(b"")
    (data / "cut.png").write_bytes((data / "more" / "x.png").read_bytes()[:200])
    seen: list[ScanProgress] = []
    with ImageCache.create(tmp_path / "cache", 32) as cache:
        cohort = scanned(data, cache=cache, jobs=jobs, on_progress=seen.append)
        pixels = cache.read()
        for image in cohort.images:
            read = read_image(data / image.file)
            np.testing.assert_array_equal(pixels[image.cache_slot], fit_square(read.pixels, 32))
            assert (image.rows, image.columns) == read.pixels.shape
            assert image.source == str(data)
    assert [image.file for image in cohort.images] == sorted(image.file for image in cohort.images)
    assert len(cohort.images) == 14
    assert cohort.patient_count == 8
    assert Counter(image.patient_known for image in cohort.images) == {True: 12, False: 2}
    assert len({image.image_id for image in cohort.images}) == 14
    assert {problem.file: problem.code for problem in cohort.problems} == {
        "README.txt": "not_an_image", "cine": "multi_frame", "ct.dcm": "modality", "cut.png": "truncated",
        "labels.csv": "not_an_image", "none": "empty",
    }  # fmt: skip
    assert [problem.file for problem in cohort.problems] == sorted(problem.file for problem in cohort.problems)
    size = seen[-1].bytes_read
    assert size > sum(image.size_bytes for image in cohort.images)
    assert seen[-1] == ScanProgress(20, 20, 14, 6, known=0, bytes_read=size, bytes_total=size, counting=False)
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert all(p.done == p.loaded + p.skipped for p in seen)


def test_nothing_is_read_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    tiny_cohort(data, patients=4)
    cache = ImageCache.create(tmp_path / "cache", 32)
    first = scanned(data, cache=cache)
    known = {(image.source, image.file): image for image in first.images}
    opened: list[str] = []
    real = read_image

    def watched(path: Path, rules: Any, side: int) -> Any:
        opened.append(path.name)
        return real(path, rules, side=side)

    monkeypatch.setattr("engine.images.decode_worker.read_image", watched)
    again = scanned(data, cache=cache, known=known)
    assert again == first
    assert opened == ["labels.csv"]
    assert len(cache) == 8

    write_dicom(data / "0001_0.dcm", chest_like(77, 50), bits_stored=12)  # changed
    (data / "0002_0.dcm").unlink()  # gone
    write_png(data / "new.png", grey(78))
    changed = scanned(data, cache=cache, known=known)
    assert sorted(opened[1:]) == ["0001_0.dcm", "labels.csv", "new.png"]
    assert len(changed.images) == 8
    assert "0002_0.dcm" not in {image.file for image in changed.images}
    assert next(image.rows for image in changed.images if image.file == "0001_0.dcm") == 50
    empty = ImageCache.create(tmp_path / "other", 32)  # slots that are not in the cache are no reason to trust a record
    assert len(scanned(data, cache=empty, known=known).images) == len(empty) == 8


def test_labels_of_known_images_stay(tmp_path: Path) -> None:
    tiny_cohort(tmp_path / "data", patients=2)
    cache = ImageCache.create(tmp_path / "cache", 32)
    first = scanned(tmp_path / "data", cache=cache)
    known = {(image.source, image.file): replace(image, label="x") for image in first.images}
    assert {image.label for image in scanned(tmp_path / "data", cache=cache, known=known).images} == {"x"}


def test_pool_folders(tmp_path: Path) -> None:
    tiny_cohort(tmp_path / "a", patients=2)
    tiny_cohort(tmp_path / "b", patients=2, seed=1)
    cohort = scanned(tmp_path / "a", pool_folders=[tmp_path / "b"])
    assert [image.pool_only for image in cohort.images] == [False] * 4 + [True] * 4
    assert cohort.patient_count == 2  # the same PatientID in both


def test_copies_get_ids_of_their_own_and_known_ones_keep_theirs(tmp_path: Path) -> None:
    data = tmp_path / "data"
    whole = write_dicom(data / "m.dcm", chest_like(1), bits_stored=12).read_bytes()
    cache = ImageCache.create(tmp_path / "cache", 32)
    first = scanned(data, cache=cache).images[0]
    (data / "a.dcm").write_bytes(whole)
    (data / "z.dcm").write_bytes(whole)
    images = scanned(data, cache=cache, known={(first.source, first.file): first}).images
    assert [image.file for image in images] == ["a.dcm", "m.dcm", "z.dcm"]
    assert images[1] == first
    assert len({image.image_id for image in images}) == 3
    assert len({image.pixel_hash for image in images}) == 1


def test_the_same_relative_path_in_two_folders(tmp_path: Path) -> None:
    for name in "ab":
        write_png(tmp_path / name / "1.png", grey(ord(name)))
    images = scanned(tmp_path / "a", tmp_path / "b").images
    assert len({image.image_id for image in images}) == len({image.patient for image in images}) == 2


def test_order_and_split_do_not_depend_on_the_salt_nor_on_jobs(tmp_path: Path) -> None:
    labels = read_labels_csv(tiny_cohort(tmp_path, patients=20, kind="png"))
    results = []
    for salt, jobs in ((SALT, -1), (b"another", 2)):
        cohort = scanned(tmp_path, salt=salt, jobs=jobs)
        match = match_labels(labels, cohort.images, salt=salt)
        images = [replace(i, label=match.labels[i.image_id], patient=match.patients[i.image_id]) for i in cohort.images]
        files = {image.image_id: image.file for image in images}
        split = make_split(images, test_fraction=0.3, seed=4)
        results.append(([files[i] for i in split.test], [files[i] for i in label_order(images, split, 2)]))
    assert results[0] == results[1]
    assert not {i.image_id for i in scanned(tmp_path).images} & {i.image_id for i in cohort.images}


def test_the_pattern_for_patients_may_change(tmp_path: Path) -> None:
    data = tmp_path / "data"
    tiny_cohort(data, patients=3, kind="png")
    cache = ImageCache.create(tmp_path / "cache", 32)
    without = scanned(data, cache=cache)
    assert without.patient_count == 6
    known = {(image.source, image.file): image for image in without.images}
    named = scanned(data, cache=cache, known=known, patient_pattern=r"^(\d+)_")
    assert named.patient_count == 3
    assert all(image.patient_known for image in named.images)
    back = scanned(data, cache=cache, known={(i.source, i.file): i for i in named.images})
    assert back == without


def test_included_modalities_may_be_taken_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    tiny_cohort(data, patients=2)
    write_dicom(data / "ct.dcm", chest_like(92), Modality="CT")
    cache = ImageCache.create(tmp_path / "cache", 32)
    both = scanned(data, cache=cache, include_modalities=["ct"])
    assert len(both.images) == 5
    known = {(image.source, image.file): image for image in both.images}
    assert len(scanned(data, cache=cache, known=known, include_modalities=["CT"]).images) == 5
    assert len(scanned(data, cache=cache, known=known).images) == 4


def test_folders_that_give_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as caught:
        scanned(tmp_path / "empty")
    assert caught.value.code == "empty_folder"
    (tmp_path / "texts").mkdir()
    for number in range(3):
        (tmp_path / "texts" / f"{number}.txt").write_text("x")
    with pytest.raises(InputError) as caught:
        scanned(tmp_path / "texts")
    assert caught.value.code == "no_images"
    assert "No images were found in 'texts'. 3 files were looked at" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
    with pytest.raises(InputError) as caught:
        scanned(tmp_path / "nowhere")
    assert caught.value.code == "missing"


def test_a_full_disk_stops_the_scan_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_cohort(tmp_path / "data", patients=3)
    cache = ImageCache.create(tmp_path / "cache", 32)
    monkeypatch.setattr("engine.images.cache._CHUNK_BYTES", 32 * 32)
    room = iter(range(4))

    def posix_fallocate(handle: int, start: int, length: int) -> None:
        if next(room, None) is None:
            raise OSError(28, "No space left on device")
        os.ftruncate(handle, start + length)

    monkeypatch.setattr(os, "posix_fallocate", posix_fallocate)
    kept = []
    with pytest.raises(StorageError, match="disk is full"):
        scanned(tmp_path / "data", cache=cache, on_image=kept.append)
    assert len(cache) == len(kept) == 4
    assert all(cache.verify(image.cache_slot) for image in kept)


def test_a_stop_is_passed_on(tmp_path: Path) -> None:
    tiny_cohort(tmp_path, patients=6)

    class StopError(BaseException):
        pass

    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) > 5:
            raise StopError

    with pytest.raises(StopError):
        scanned(tmp_path, jobs=2, check=check)


def test_no_patient_data_leaves_the_readers(tmp_path: Path) -> None:
    write_dicom(tmp_path / "a.dcm", chest_like(1), bits_stored=12, patient_id="SECRET-ID")
    write_dicom(tmp_path / "b.dcm", chest_like(1), bits_stored=12, patient_id="SECRET-ID", Rows=0)
    text = repr(scanned(tmp_path)).lower()
    assert "secret" not in text


@pytest.mark.skipif(not (DATA / "nih-cxr").is_dir(), reason="set PLANNER_TEST_DATA to the folder that holds nih-cxr")
def test_real_chest_x_rays(tmp_path: Path) -> None:
    cache = ImageCache.create(tmp_path / "cache", 256)
    cohort = scan([DATA / "nih-cxr" / "images"], salt=SALT, cache=cache, jobs=2)
    match = match_labels(read_labels_csv(DATA / "nih-cxr" / "labels.csv"), cohort.images, salt=SALT)
    assert len(cohort.images) == 573
    assert not cohort.problems
    assert not match.unmatched_rows
    assert Counter(match.labels.values()) == {"normal": 287, "pneumonia": 286}
    images = [replace(i, label=match.labels[i.image_id], patient=match.patients[i.image_id]) for i in cohort.images]
    assert len({image.patient for image in images}) == 395
    split = make_split(images, test_fraction=0.3, seed=0)
    assert len(split.test) == pytest.approx(573 * 0.3, abs=4)
    assert 40 < cache.read().mean() < 200
