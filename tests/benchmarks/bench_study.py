"""A study's cells against the naive script's, the probe curve, and what the order of the cells saves.

    python -m tests.benchmarks.bench_study [--rounds 3] [--steps 16] [--cells 2] [--size 64] [--trained all]

1. "study ÷ naive": the same cells (ResNet-18, batch 32, as many steps, as many test images) by `tests.benchmarks.
   naive_study` one after the other and by `fine_tune` side by side, interleaved. Pretraining, which is the same for
   all cells, and reading the files into the cache, done once a project, are left out; the latter's time is printed.
2. 40 probe cells (5 budgets × 4 seeds × 2 initialisations) of 400 training and 170 test images, encoding included.
3. To the same verdict interval: recorded studies run again (`tests.benchmarks.replay`) until the 80 % interval of the
   labels needed is as narrow as that of the full study; the share of the cost, times the first figure.

Wall time is on this machine as it is; CPU-seconds, which a busy machine changes less, stand beside it.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import mean, median

import numpy as np
import torch
from PIL import Image

from engine.batches.resident import resident_images, training_side
from engine.encoder.backbone import build_encoder
from engine.finetuning.config import TRAINED, FineTuneConfig, batch_size_of, training_steps
from engine.finetuning.finetune import fine_tune
from engine.finetuning.probe import encode, linear_probe
from engine.learning_curve.presets import load_preset
from engine.running.control import RunControl
from engine.running.device import DeviceChoice, choose_device
from engine.running.freed_memory import freed_memory_kept
from engine.running.side_by_side import run_side_by_side
from tests.benchmarks.as_the_worker import become_the_worker, keeps_freed
from tests.benchmarks.bench_simclr import smooth_images
from tests.benchmarks.naive_study import naive_cell
from tests.benchmarks.replay import BUDGETS, recorded_studies, replay

BATCH, TRAIN, TEST = 32, 64, 64


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Wall and CPU seconds, children included."""
    before, start = os.times(), time.perf_counter()
    work()
    seconds, after = time.perf_counter() - start, os.times()
    return seconds, sum(after[:4]) - sum(before[:4])


def told(name: str, value: float, must: float, aim: float, *, less: bool = False, unit: str = "×") -> None:
    """One line of the table."""
    sign = -1 if less else 1
    said = "reached" if sign * value >= sign * aim else "must reached" if sign * value >= sign * must else "short"
    print(f"{name:52s} {value:6.2f} {unit}   must {must:g}, aim {aim:g}: {said}")


def against_naive(options: argparse.Namespace, device: DeviceChoice) -> tuple[float, float]:
    """Wall and CPU ratio of the naive study to ours, medians over interleaved rounds."""
    tuning = FineTuneConfig(
        epochs=1, min_steps=options.steps, max_steps=options.steps, batch_size=BATCH, trained=options.trained
    )
    with tempfile.TemporaryDirectory() as folder:
        sources = smooth_images(TRAIN + TEST, 1024)
        files = [Path(folder) / f"{index:03d}.png" for index in range(len(sources))]
        for file, pixels in zip(files, sources, strict=True):
            Image.fromarray(pixels).save(file, compress_level=6)
        cache = np.ascontiguousarray(sources[:, ::4, ::4])
        del sources
        train = resident_images(cache, range(TRAIN), training_side(options.size), device.device)
        test = torch.from_numpy(cache[TRAIN:])
        labels = np.arange(TRAIN) % 2
        one = replace(device, threads=1)

        def ours() -> None:
            def work(seed: int, check: Callable[[], None]) -> None:
                fine_tune(train, labels, test, 2, None, "resnet18", options.size, tuning, seed, one, check=check)

            at_once = min(device.threads, options.cells)
            with freed_memory_kept(keeps_freed(options.size, device)):
                for _ in run_side_by_side(range(options.cells), work, at_once, RunControl(), lambda: None):
                    pass
            torch.set_num_threads(device.threads)

        def naive() -> None:
            with freed_memory_kept(False):
                for seed in range(options.cells):
                    naive_cell(files[:TRAIN], files[TRAIN:], options.size, options.steps, BATCH, seed)

        def intake() -> None:
            for file in files:
                with Image.open(file) as image:
                    np.asarray(image.convert("L"))

        ours()  # warm-up
        rounds = [(timed(naive), timed(ours)) for _ in range(options.rounds)]
        read, _ = timed(intake)
    images = options.cells * options.steps * BATCH
    for name, index in (("naive", 0), ("ours", 1)):
        wall, cpu = median(r[index][0] for r in rounds), median(r[index][1] for r in rounds)
        print(f"  {name:6s} {wall:7.1f} s, {cpu:7.1f} CPU-s for {options.cells} cells, {images} training images")
    print(f"  reading {len(files)} files into the cache, once a project: {read:.1f} s")
    return median(n[0] / o[0] for n, o in rounds), median(n[1] / o[1] for n, o in rounds)


def probes(size: int, device: DeviceChoice) -> float:
    """Seconds for 40 probe cells, encoding included, the fastest of three: what else runs here only adds."""
    images = torch.from_numpy(smooth_images(570, 256))
    brightness = images[:, 96:160, 96:160].float().mean(dim=(1, 2)) + 20 * torch.randn(570)  # something to find
    truth, config = (brightness[:400] > brightness.median()).long().numpy(), FineTuneConfig()
    weights = build_encoder("resnet18", seed=9).state_dict()
    linear_probe(np.eye(8, dtype=np.float32), truth[:8], np.eye(8, dtype=np.float32), 2, config, 0)  # imports

    def work() -> None:
        pretrained = encode(images, weights, "resnet18", size, device)
        for seed in range(4):
            for features in (pretrained, encode(images, None, "resnet18", size, device, seed=seed)):
                for n_labels in (20, 40, 80, 160, 240):
                    linear_probe(features[:n_labels], truth[:n_labels], features[400:], 2, config, seed)

    with freed_memory_kept(keeps_freed(size, device)):
        return min(timed(work)[0] for _ in range(3))


def sequential() -> tuple[float, float, float] | None:
    """Median share of the cost to the same interval, and to a tenth wider; and that at which the stop rule ends."""
    tuning = load_preset("standard").finetuning
    cost = {n: float(training_steps(n, tuning) * batch_size_of(n, tuning)) for n in BUDGETS}
    found = [replay(*study, cost, given) for given in (True, False) for study in recorded_studies()]
    if not found:
        return None
    same, near, ended = (median(getattr(r, name) for r in found) for name in ("same", "near", "settled"))
    print(
        f"  {len(found)} recorded studies of 25 pairs: the full study's interval after {same:.0%} of the cost "
        f"({median(r.same_cells for r in found):.0%} of the trainings), one a tenth wider after {near:.0%}; the stop "
        f"rule ends at {ended:.0%}, at an interval of {median(r.spread_at_end for r in found):.2f} × (all: "
        f"{median(r.spread_of_all for r in found):.2f} ×), its median in the full one's in "
        f"{mean(r.median_inside for r in found):.0%}"
    )
    return same, near, ended


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=16)
    parser.add_argument("--cells", type=int, default=2)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--trained", choices=TRAINED, default="all")
    options = parser.parse_args()
    become_the_worker("tests.benchmarks.bench_study")
    device = choose_device("cpu", 0)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{device.words}, {device.autocast_name}, {options.size} px, trained: {options.trained}; load before {load}")
    wall, cpu = against_naive(options, device)
    told("study ÷ naive, same steps", wall, 4, 6)
    told("  the same in CPU-seconds", cpu, 4, 6)
    told("40 probe cells, encoding included", probes(options.size, device), 5, 3, less=True, unit="s")
    shares = sequential()
    if shares is None:
        print(
            "The recorded curves are not there, so the order was not measured. Set PLANNER_TEST_DATA to their folder."
        )
        return
    told("to the same interval ÷ naive", wall / shares[0], 8, 15)
    told("  the same in CPU-seconds", cpu / shares[0], 8, 15)


if __name__ == "__main__":
    main()
