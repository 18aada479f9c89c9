"""A scan into a project: what it tells while it runs, and that no stop costs more than a second's reading."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from engine.images.cache import ImageCache
from engine.running.control import JobCancelled, RunControl
from engine.running.events import CohortLoaded, Event, FilesRead, RunFinished, RunWarning, StageProgress
from engine.running.jobs import scan_job
from engine.running.jobs.scan_job import scan_folders
from engine.running.progress import Reporter
from engine.running.requests import ScanRequest
from engine.running.store import ProjectStore
from tests.builders import chest_like, tiny_cohort, write_dicom, write_png

SCAN = """
import sys
from engine.running.control import RunControl
from engine.running.jobs import scan_job
from engine.running.progress import Reporter
from engine.running.requests import ScanRequest
from engine.running.events import FilesRead
scan_job._KEEP_SECONDS = 0.05
def tell(event):
    if isinstance(event, FilesRead): print(len(event.images), flush=True)
scan_job.scan_folders(ScanRequest(sys.argv[1], (sys.argv[2],), jobs=1), Reporter(tell, RunControl()))
"""


def run(request: ScanRequest, control: RunControl | None = None) -> tuple[RunFinished, list[Event]]:
    events: list[Event] = []
    return scan_folders(request, Reporter(events.append, control or RunControl())), events


def pictures(folder: Path, count: int, side: int = 40) -> Path:
    for number in range(count):
        write_png(folder / f"{number:04d}.png", (chest_like(number, side) >> 4).astype(np.uint8))
    return folder


def cohort_of(project: Path):
    store = ProjectStore.open(project)
    try:
        return store.cohort()
    finally:
        store.close()


def test_what_is_told_adds_up_to_the_cohort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_job, "_KEEP_SECONDS", 0.0)
    folder = pictures(tmp_path / "images", 60)
    (folder / "notes.txt").write_text("not an image")
    write_dicom(folder / "ct.dcm", chest_like(1), bits_stored=12, Modality="CT")
    kept: list[int] = []
    project = tmp_path / "project"

    def take(event: Event) -> None:
        events.append(event)
        if isinstance(event, FilesRead):  # what is told of is on disk by then
            store = ProjectStore.open(project)
            pixels = ImageCache.open(store.images_cache_path)
            there = {image.image_id for image in store.cohort().images}
            assert all(image.image_id in there and pixels.verify(image.cache_slot) for image in event.images)
            kept.append(len(there))
            store.close()

    events: list[Event] = []
    scan_folders(ScanRequest(str(project), (str(folder),), jobs=1), Reporter(take, RunControl()))
    told = [event for event in events if isinstance(event, FilesRead)]
    cohort = cohort_of(project)
    assert len(told) > 1
    assert kept == sorted(kept)
    assert {image.image_id for event in told for image in event.images} == {image.image_id for image in cohort.images}
    assert {problem for event in told for problem in event.problems} == set(cohort.problems)
    assert {problem.value for problem in cohort.problems} == {None, "CT"}
    assert isinstance(events[-1], CohortLoaded | RunWarning)
    progress = [event for event in events if isinstance(event, StageProgress)]
    assert (progress[-1].done, progress[-1].total, progress[-1].counting) == (62, 62, False)


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
def test_a_scan_that_is_killed_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, project = pictures(tmp_path / "images", 400), tmp_path / "project"
    killed = subprocess.Popen(
        [sys.executable, "-c", SCAN, str(project), str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert killed.stdout is not None
    acknowledged = sum(int(killed.stdout.readline()) for _ in range(2))
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    before = {image.file: image for image in cohort_of(project).images}
    assert acknowledged <= len(before) < 400
    store = ProjectStore.open(project)
    assert store.scan_interrupted
    store.close()
    opened: list[str] = []
    original = scan_job.scan

    def spy(*given, **options):
        tell = options["on_image"]

        def on_image(record):
            opened.append(record.file)
            tell(record)

        return original(*given, **{**options, "on_image": on_image})

    monkeypatch.setattr(scan_job, "scan", spy)
    run(ScanRequest(str(project), (str(folder),), jobs=1))
    cohort = cohort_of(project)
    assert len(cohort.images) == 400
    assert set(opened).isdisjoint(before)
    assert {image.file: image.image_id for image in cohort.images if image.file in before} == {
        file: image.image_id for file, image in before.items()
    }
    store = ProjectStore.open(project)
    pixels = ImageCache.open(store.images_cache_path)
    assert all(pixels.verify(image.cache_slot) for image in cohort.images)
    assert not store.scan_interrupted
    store.close()
    run(ScanRequest(str(tmp_path / "fresh"), (str(folder),), jobs=1))
    fresh = cohort_of(tmp_path / "fresh")
    assert [image.shown_hash for image in fresh.images] == [image.shown_hash for image in cohort.images]


def test_a_cancel_is_heard_within_two_seconds_and_keeps_what_was_read(tmp_path: Path) -> None:
    folder, project = pictures(tmp_path / "images", 1500, 200), tmp_path / "project"
    control = RunControl()
    asked: list[float] = []

    def take(event: Event) -> None:
        if isinstance(event, FilesRead) and not asked:
            asked.append(time.monotonic())
            control.cancel()

    with pytest.raises(JobCancelled):
        scan_folders(ScanRequest(str(project), (str(folder),), jobs=1), Reporter(take, control))
    assert time.monotonic() - asked[0] < 2.0
    assert 0 < len(cohort_of(project).images) < 1500


def test_including_a_modality_reads_only_what_was_left_out(tmp_path: Path) -> None:
    folder, project = tmp_path / "images", tmp_path / "project"
    tiny_cohort(folder, patients=4)
    write_dicom(folder / "ct.dcm", chest_like(1), bits_stored=12, Modality="CT")
    run(ScanRequest(str(project), (str(folder),), jobs=1))
    before = cohort_of(project)
    store = ProjectStore.open(project)
    asked = store.scan_request()
    store.close()
    assert asked is not None
    from dataclasses import replace

    run(replace(asked, include_modalities=("CT",)))
    after = cohort_of(project)
    assert len(after.images) == len(before.images) + 1
    slots = {image.file: image.cache_slot for image in after.images}
    assert {image.file: image.cache_slot for image in before.images}.items() <= slots.items()
    assert slots["ct.dcm"] == len(before.images)


def test_another_working_size_reads_everything_anew(tmp_path: Path) -> None:
    folder, project = pictures(tmp_path / "images", 6, 400), tmp_path / "project"
    run(ScanRequest(str(project), (str(folder),), jobs=1, side=128))
    run(ScanRequest(str(project), (str(folder),), jobs=1))  # without a wish, the project's own
    store = ProjectStore.open(project)
    assert store.side == 128
    assert ImageCache.open(store.images_cache_path).read().shape == (6, 128, 128)
    store.close()
    run(ScanRequest(str(project), (str(folder),), jobs=1, side=320))
    store = ProjectStore.open(project)
    pixels = ImageCache.open(store.images_cache_path).read()
    store.close()
    assert pixels.shape == (6, 320, 320)
    assert [image.cache_slot for image in cohort_of(project).images] == list(range(6))


def test_folders_taken_for_patients_are_said(tmp_path: Path) -> None:
    for number in range(20):
        write_png(tmp_path / "images" / f"case{number // 2}" / f"{number}.png", np.full((30, 30), number, np.uint8))
    _, events = run(ScanRequest(str(tmp_path / "project"), (str(tmp_path / "images"),), jobs=1))
    assert [event.code for event in events if isinstance(event, RunWarning)] == ["patients_from_folders"]
    assert cohort_of(tmp_path / "project").patient_count == 10
