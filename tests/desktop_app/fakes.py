"""Stand-ins for the worker process, and small projects that look like real ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.cohort.records import Cohort, ImageRecord, ScanProblem
from engine.images.cache import ImageCache
from engine.running.events import Event
from engine.running.requests import Request
from engine.running.store import CACHE_SIDE, ProjectStore


class FakeRunner:
    """Takes requests and wishes and remembers them; a test sends the events."""

    def __init__(self, on_event: Callable[[Event], None]) -> None:
        self.send = on_event
        self.requests: list[Request] = []
        self.wishes: list[str] = []
        self.warm = self.closed = False

    def warm_up(self) -> None:
        self.warm = True

    def submit(self, request: Request) -> None:
        self.requests.append(request)

    def pause(self) -> None:
        self.wishes.append("pause")

    def resume(self) -> None:
        self.wishes.append("resume")

    def finish_early(self) -> None:
        self.wishes.append("finish_early")

    def cancel(self) -> None:
        self.wishes.append("cancel")

    def close(self) -> None:
        self.closed = True


def make_image(at: int, label: str | None = None, **changes: object) -> ImageRecord:
    """A record that a scan could have made."""
    record = ImageRecord(
        image_id=f"{at:016x}",
        source="/images",
        file=f"chest{at:05d}.dcm",
        patient=f"{(at * 2654435761) % 2**64 ^ (at // 2):016x}",
        patient_known=True,
        rows=1024,
        columns=1024 - 64 * (at % 3),
        pixel_hash=f"{at:032x}",
        modality="DX" if at % 3 else "CR",
        manufacturer="Northmed" if at % 3 else "Kestrel",
        label=label,
        size_bytes=2_000_000,
        mtime_ns=1,
        cache_slot=at,
        notes=("windowed",) if at % 3 else ("inverted", "percentile_window"),
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def make_cohort(n: int = 300, labelled: float = 0.6, problems: int = 12) -> Cohort:
    """`n` images, the first share of them labelled "normal" or "covid"; some without a known patient."""
    images = tuple(
        make_image(
            at,
            ("covid" if at % 5 < 2 else "normal") if at < n * labelled else None,
            patient_known=at % 29 != 0,
            pixel_hash=f"{at - (at % 41 == 1):032x}",
        )
        for at in range(n)
    )
    codes = ("not_an_image", "not_an_image", "corrupt", "modality")
    skipped = tuple(
        ScanProblem("/images", f"notes/file{at}.txt", codes[at % 4], "This is not a DICOM, PNG, JPEG or TIFF image.")
        for at in range(problems)
    )
    return Cohort(images, skipped)


def make_project(
    folder: Path, cohort: Cohort | None = None, name: str = "Ward 7 chest X-rays", pixels: int = 0
) -> Path:
    """A project in `folder` with a cohort; the first `pixels` images have a picture in the cache."""
    store = ProjectStore.create(folder, name)
    if cohort is not None:
        store.replace_scan(cohort)
        labels = {image.image_id: image.label for image in cohort.images if image.label is not None}
        if labels:
            store.set_labels(labels, "test")
    if pixels:
        cache = ImageCache.create(store.images_cache_path, CACHE_SIDE)
        with cache:
            for at in range(pixels):
                cache.append(make_picture(at))
            cache.flush()
    store.close()
    return folder


def make_picture(seed: int) -> np.ndarray:
    """Something that resembles a chest X-ray from afar: uint8 (256, 256)."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[-1:1:256j, -1:1:256j]
    picture = 150 + 25 * rng.standard_normal() - 60 * (x**2 + y**2)
    for side in (-0.42, 0.42):
        lung = np.exp(-((((x - side) / 0.26) ** 2 + ((y + 0.05) / 0.55) ** 2) ** 2))
        picture = picture - 95 * lung
        picture = picture + 12 * lung * np.sin(22 * y + 5 * side)
    picture = (
        picture + 70 * np.exp(-((x / 0.08) ** 2)) + 55 * np.exp(-(((x - 0.14) / 0.3) ** 2 + ((y - 0.3) / 0.28) ** 2))
    )
    noise = rng.standard_normal((256, 256))
    return np.clip(picture + 4 * noise, 0, 255).astype(np.uint8)
