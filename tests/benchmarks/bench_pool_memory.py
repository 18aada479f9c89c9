"""How much memory a pretraining on a large pool takes above the image cache's own pages.

    python -m tests.benchmarks.bench_pool_memory [--images 100000] [--side 256] [--size 224] [--batch 64] [--steps 3]
        [--folder F]

An image cache of `images` images is made in a temporary folder (images × side² bytes on the disk, 6.5 GB as it stands;
removed afterwards) and pretrained on for a few steps in a process of its own, as the study job does it: the source is
the one that `pool_images.pool_source` takes for a pool that does not fit in memory, the reduced copy included where
the training side is below the cache's. What counts is that process's largest anonymous memory (Pss_Anon, sampled every
20 ms): the cache's mapped pages belong to the system, which takes them back when it needs them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from engine.batches.reduced import reduced_copy
from engine.batches.resident import training_side
from engine.batches.source import MappedImages, fits_in_memory
from engine.images.cache import ImageCache
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.simclr import pretrain
from engine.running.device import choose_device
from engine.running.freed_memory import freed_memory_kept, with_huge_pages
from tests.benchmarks.as_the_worker import keeps_freed

MUST, AIM = 3.0, 2.0  # GiB
_DISTINCT = 64


class Done(BaseException):
    pass


def make_cache(path: Path, images: int, side: int) -> None:
    """A cache of `images` images, of which a few differ; checksums and layout are those of a real one."""
    distinct = np.random.default_rng(0).integers(0, 256, (_DISTINCT, side, side), dtype=np.uint8)
    with ImageCache.create(path, side) as cache:
        for slot in range(images):
            cache.append(distinct[slot % _DISTINCT])


def memory(kind: str) -> float:
    """GiB of this process in /proc/self/smaps_rollup, e.g. "Pss_Anon"."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 2**20
    raise LookupError(kind)


class Watch:
    """Samples the process's anonymous memory until it is left; `peak` is the largest, in GiB."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._over.wait(0.02):
            self.peak = max(self.peak, memory("Pss_Anon"))


def train(path: Path, options: argparse.Namespace) -> None:
    """In the child: a few steps on the cache at `path`, then print the peak."""
    device = choose_device("cpu", options.threads, options.autocast)
    began = memory("Pss_Anon")
    with Watch() as watch:
        cache = ImageCache.open(path)
        side, slots = training_side(options.size, cache.side), range(len(cache))
        if side == cache.side:
            pixels = cache.read()
        else:
            pixels = reduced_copy(cache, slots, side, path.with_name("pool-benchmark.u8"))
        source = MappedImages(pixels, slots, side, device.device)
        before = memory("Pss_Anon")

        def stop(done: int, total: int) -> None:
            if done == options.steps:
                raise Done

        start = time.perf_counter()
        try:
            config = SimCLRConfig(batch_size=options.batch)
            with freed_memory_kept(keeps_freed(options.size, device)):
                pretrain(source, options.backbone, options.size, config, device, on_step=stop)
        except Done:
            seconds = time.perf_counter() - start
    held = "held in memory" if fits_in_memory(len(cache), side, device.device) else "too large to be held in memory"
    print(
        f"{len(cache)} images of {cache.side}², at {side}² {held}; {options.backbone}, {options.size} px, "
        f"batch {options.batch}, {device.autocast_name}, {options.steps} steps in {seconds:.0f} s\n"
        f"anonymous memory: {began:.2f} GiB after the imports, {before:.2f} before the first step, "
        f"peak {watch.peak:.2f}\n"
        f"must be below {MUST:.0f}: {'reached' if watch.peak < MUST else 'NOT REACHED'}; "
        f"aim {AIM:.0f}: {'reached' if watch.peak < AIM else 'not reached'}. "
        f"Mapped from files: {memory('Pss_File'):.2f} GiB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=100_000)
    parser.add_argument("--side", type=int, default=256)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--backbone", default="resnet18")
    parser.add_argument("--autocast", default="auto", help="float32, bfloat16 or auto")
    parser.add_argument("--folder", type=Path, default=None, help="where the temporary cache is made")
    parser.add_argument("--cache", type=Path, default=None, help="(of the child process)")
    options = parser.parse_args()
    if options.cache is not None:
        train(options.cache, options)
        return
    if not Path("/proc/self/smaps_rollup").exists():
        print("This system does not tell a process's anonymous memory (Linux does): nothing was measured.")
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "images.u8"
        make_cache(path, options.images, options.side)
        module = "tests.benchmarks.bench_pool_memory"
        command = [sys.executable, "-m", module, *sys.argv[1:], "--cache", str(path)]
        subprocess.run(command, check=True, env=with_huge_pages(os.environ))


if __name__ == "__main__":
    main()
