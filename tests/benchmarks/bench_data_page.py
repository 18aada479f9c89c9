"""How the Data page bears a large cohort: time to its first paint, the worst frame of scrolling, a facet's click.

    python -m tests.benchmarks.bench_data_page [IMAGES=100000] [SIDE=256]

Synthetic records and a sparse cache file of the project's own kind: its size is real, its content noise in the first
images and holes after them. (A hole's pages are made by the kernel in batches of some 20 ms, which the worst frames of
the first scrolling hold; with `REAL_PICTURES` raised to all they are gone.) The page is shown at 1280 × 800 as in the
window, offscreen. A frame is everything from a wheel's turn to the end of the paint that follows; beside its time by
the clock stands the GUI thread's own, which other programs on the machine do not lengthen.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

WHEEL_TURNS = 600
REAL_PICTURES = 2000


def main(n_images: int, side: int) -> None:
    """Print the figures."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    from desktop_app.app import make_application, make_window
    from desktop_app.pages.data import DataPage
    from desktop_app.preferences import PreferencesKeeper
    from tests.desktop_app.fakes import FakeRunner, make_cohort

    with tempfile.TemporaryDirectory() as folder:
        app = make_application()
        keeper = PreferencesKeeper(Path(folder) / "preferences.json")
        window = make_window(app, runner_factory=FakeRunner, preferences=keeper)
        window.resize(1280, 800)
        window.show()
        window.session.new_project(Path(folder) / "project", "benchmark")
        store = window.session.store
        assert store is not None
        write_cache(store.images_cache_path, n_images, side)
        cohort = make_cohort(n_images, problems=2000)
        window.show_page("Data")
        settle(app)

        began = time.perf_counter()
        window.session.cohort = cohort
        window.session.cohort_changed.emit()
        changed = time.perf_counter() - began
        window.repaint()
        app.processEvents()
        first = time.perf_counter() - began
        say("first paint after the records are there", first, 0.5)
        print(f"    of it before the paint: {changed * 1000:.0f} ms")

        page = window.page("Data")
        assert isinstance(page, DataPage)
        settle(app)
        print("median / 99th percentile / worst:")
        for what, delta in (("wheel, three steps a turn", -120), ("wheel, fast", -1200), ("back up, fast", 1200)):
            frames = []
            for _ in range(WHEEL_TURNS):
                viewport = page.grid.viewport()
                at = QPointF(viewport.width() / 2, viewport.height() / 2)
                turn = QWheelEvent(
                    at, viewport.mapToGlobal(at), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
                )  # fmt: skip
                frames.append(timed(lambda turn=turn, viewport=viewport: app.sendEvent(viewport, turn), app, viewport))
            say_frames(f"scrolling: {what}", frames)
        bar, frames = page.grid.verticalScrollBar(), []
        chance = random.Random(0)
        for _ in range(100):
            to = chance.randrange(bar.maximum())
            frames.append(timed(lambda to=to: bar.setValue(to), app, page.grid.viewport()))
        say_frames("scrolling: bar dragged to anywhere", frames)

        clicks = []
        for button in list(page.facets.buttons())[:10]:
            for _ in range(2):  # on and off again
                clicks.append(timed(button.click, app, window))
        say_frames("a facet's click", clicks, bar_ms=200)
        began = time.perf_counter()
        page.grid.setCurrentIndex(page.grid.images.index(n_images // 2))
        window.repaint()
        app.processEvents()
        say("an image chosen", time.perf_counter() - began, 0.05)
        window.session.shut_down()
        window.close()


def write_cache(path: Path, n_images: int, side: int) -> None:
    """A cache of `n_images` images in the format of `ImageCache`: noise in the first, holes after them."""
    from engine.images.cache import ImageCache

    noise = np.random.default_rng(0).integers(0, 256, (64, side, side)).astype(np.uint8)
    with ImageCache.create(path, side) as cache:
        for at in range(min(n_images, REAL_PICTURES)):
            cache.append(noise[at % 64])
        cache.flush()
    index = path.with_name(path.name + ".index")
    digests = (index.stat().st_size - 16) // min(n_images, REAL_PICTURES)
    os.truncate(path, n_images * side * side)
    os.truncate(index, 16 + n_images * digests)
    assert len(ImageCache.open(path)) == n_images


def settle(app: object) -> None:
    """Let pending events pass."""
    for _ in range(20):
        app.processEvents()  # type: ignore[attr-defined]


def timed(act: Callable[[], object], app: object, shown: object) -> tuple[float, float]:
    """Seconds by the clock and of the thread's own that an act and the paint after it take."""
    began, own = time.perf_counter(), time.thread_time()
    act()
    shown.repaint()  # type: ignore[attr-defined]
    frame = time.perf_counter() - began, time.thread_time() - own
    app.processEvents()  # type: ignore[attr-defined]
    return frame


def say(what: str, seconds: float, bar: float) -> None:
    """One figure against its bar, seconds."""
    print(f"{what:42} {seconds * 1000:7.0f} ms   bar {bar * 1000:.0f} ms: {'reached' if seconds < bar else 'short'}")


def say_frames(what: str, frames: list[tuple[float, float]], bar_ms: float = 50) -> None:
    """Median, 99th percentile and worst of several, by the clock and of the thread's own, against the bar."""
    parts = []
    for told in (sorted(frame[0] for frame in frames), sorted(frame[1] for frame in frames)):
        p99, worst = told[int(0.99 * (len(told) - 1))] * 1000, told[-1] * 1000
        parts.append(f"{median(told) * 1000:5.1f} / {p99:5.1f} / {worst:6.1f} ms")
    worst = max(frame[0] for frame in frames) * 1000
    verdict = "reached" if worst < bar_ms else "short"
    print(f"{what:36} {parts[0]}   own {parts[1]}   of {len(frames)}   bar {bar_ms:.0f} ms: {verdict}", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 100_000,
        int(sys.argv[2]) if len(sys.argv) > 2 else 256,
    )
