"""A scan from folder to image cache: files a second, memory of all its processes, and how soon it is open again.

    python -m tests.benchmarks.bench_scan raw [COUNT=2000] [WORKERS=1,2] [FOLDER]
    python -m tests.benchmarks.bench_scan small [COUNT=100000] [WORKERS=2] [FOLDER]
    python -m tests.benchmarks.bench_scan gather [COUNT=20000] [FOLDER]

raw: DICOM of 2500×2048 12-bit pixels, uncompressed, 10 MB each, for each number of workers; beside it, in the same run,
the plain loop (dcmread, pixel_array, window, resize) on some of the files in one process. small: PNG of 40×32 pixels in
folders of 1 000. gather: images a second out of the cache's memory-map, in random batches of 256.
The files are made in FOLDER (default: a temporary one), each different, and taken away again.
Memory is the peak of the sum over this process and its children of what each holds for itself (Pss on Linux).
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from engine.images.cache import ImageCache
from engine.running.control import RunControl
from engine.running.events import Event, FilesRead
from engine.running.jobs.scan_job import scan_folders
from engine.running.progress import Reporter
from engine.running.requests import ScanRequest
from engine.running.store import ProjectStore
from tests.benchmarks.bench_intake import EXPLICIT, picture, plain
from tests.builders import write_dicom, write_png

SAMPLE_SECONDS = 0.25
PLAIN_FILES = 20


class PeakMemory:
    """Watches this process and its children on a thread of its own; MiB."""

    def __init__(self) -> None:
        self.peak = self.peak_here = 0.0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(SAMPLE_SECONDS):
            here = memory(os.getpid())
            self.peak_here = max(self.peak_here, here)
            self.peak = max(self.peak, here + sum(memory(pid) for pid in children(os.getpid())))


def memory(pid: int) -> float:
    """MiB of a process, what it shares divided among those who share it."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    values = {line.split()[0]: float(line.split()[1]) / 1024 for line in lines[1:]}
    return values["Pss_Anon:"] + values["Pss_Shmem:"]  # without pages of files, which the system may drop


def children(pid: int) -> list[int]:
    """Process ids of the direct children."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def make_raw(folder: Path, numbers: range) -> None:
    """Different files, from one picture: making noise takes longer than reading it."""
    base = picture()
    for number in numbers:
        pixels = np.roll(base, number * 37, axis=1)
        pixels[:64, :64] = number % 4096
        write_dicom(
            folder / f"{number // 500:03d}" / f"{number:06d}.dcm",
            pixels,
            bits_stored=12,
            window=(2000, 3600),
            patient_id=f"P{number}",
            transfer_syntax=EXPLICIT,
        )


def make_small(folder: Path, numbers: range) -> None:
    """Different small PNG files."""
    chance = np.random.default_rng(numbers.start)
    for number in numbers:
        pixels = chance.integers(0, 256, (40, 32), dtype=np.uint8)
        write_png(folder / f"{number // 1000:03d}" / f"p{number}_0.png", pixels)


def make(kind: str, folder: Path, count: int) -> None:
    """The files, by two processes."""
    half = count // 2
    work = make_raw if kind == "raw" else make_small
    parts = [multiprocessing.Process(target=work, args=(folder, part)) for part in (range(half), range(half, count))]
    for part in parts:
        part.start()
    for part in parts:
        part.join()


def scanned(folder: Path, project: Path, jobs: int) -> tuple[float, float, PeakMemory]:
    """Seconds of a scan, seconds until the first images were told of, and its memory."""
    first: list[float] = []

    def take(event: Event) -> None:
        if isinstance(event, FilesRead) and event.images and not first:
            first.append(time.perf_counter() - start)

    with PeakMemory() as peak:
        start = time.perf_counter()
        scan_folders(ScanRequest(str(project), (str(folder),), jobs=jobs), Reporter(take, RunControl()))
        seconds = time.perf_counter() - start
    return seconds, first[0], peak


def reopened(project: Path) -> float:
    """Seconds until the cohort is there and the first screen of pictures is read."""
    start = time.perf_counter()
    store = ProjectStore.open(project)
    cohort = store.cohort()
    pixels = ImageCache.open(store.images_cache_path).read()
    for image in cohort.images[:60]:
        int(pixels[image.cache_slot].sum())
    store.close()
    return time.perf_counter() - start


def run(kind: str, count: int, workers: list[int], where: Path) -> None:
    """Make the files, scan them with each number of workers, print."""
    files = where / "files"
    start = time.perf_counter()
    make(kind, files, count)
    size = sum(path.stat().st_size for path in files.rglob("*") if path.is_file())
    print(f"{count} files, {size / 1e9:.2f} GB, made in {time.perf_counter() - start:.0f} s", flush=True)
    if kind == "raw":
        paths = sorted(files.rglob("*.dcm"))[:PLAIN_FILES]
        for path in paths:
            path.read_bytes()
        start = time.perf_counter()
        for path in paths:
            plain(path)
        print(f"plain loop, one process: {len(paths) / (time.perf_counter() - start):.1f} files/s", flush=True)
    for jobs in workers:
        project = where / f"project-{jobs}"
        seconds, first, peak = scanned(files, project, jobs)
        again = rescanned(files, project, jobs)
        print(
            f"{jobs} worker(s): {count / seconds:.0f} files/s, {size / seconds / 1e6:.0f} MB/s, {seconds:.1f} s; first "
            f"images after {first:.1f} s; peak memory of all processes {peak.peak:.0f} MiB (this one "
            f"{peak.peak_here:.0f}); read again, nothing changed: {again:.1f} s; opened again in "
            f"{reopened(project):.2f} s",
            flush=True,
        )


def rescanned(folder: Path, project: Path, jobs: int) -> float:
    """Seconds of a scan that has nothing to open."""
    start = time.perf_counter()
    scan_folders(ScanRequest(str(project), (str(folder),), jobs=jobs), Reporter(lambda event: None, RunControl()))
    return time.perf_counter() - start


def gather(count: int, where: Path) -> None:
    """Random batches out of a cache of 256×256 images."""
    chance = np.random.default_rng(0)
    with ImageCache.create(where / "images.u8", 256) as cache:
        image = chance.integers(0, 256, (256, 256), dtype=np.uint8)
        for number in range(count):
            cache.append(np.roll(image, number, axis=0))
        pixels = cache.read()
    pixels.sum(dtype=np.int64)  # into the page cache
    out = np.empty((256, 256, 256), np.uint8)
    rates = []
    for _ in range(40):
        batch = chance.integers(0, count, 256)
        start = time.perf_counter()
        np.take(pixels, batch, axis=0, out=out, mode="clip")
        rates.append(256 / (time.perf_counter() - start))
    print(f"gather: {np.median(rates):.0f} images/s of 256×256 (bar 50 000)")


def main(kind: str, *given: str) -> None:
    """Run one of the three."""
    counts = {"raw": 2000, "small": 100_000, "gather": 20_000}
    count = int(given[0]) if given else counts[kind]
    place = given[-1] if given and not given[-1].replace(",", "").isdigit() else None
    workers = [int(part) for part in given[1].split(",")] if len(given) > 1 and given[1] != place else [1, 2]
    with tempfile.TemporaryDirectory(dir=place) as folder:
        if kind == "gather":
            gather(count, Path(folder))
        else:
            run(kind, count, workers if kind == "raw" else workers[-1:], Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
