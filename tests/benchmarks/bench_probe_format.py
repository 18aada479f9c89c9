"""What the number format of the encoder's features does to the linear probe: bfloat16 against float32.

    python -m tests.benchmarks.bench_probe_format [--splits 0 1 2 3 4] [--epochs 10] [--draws 5] [--size 64]

On nih-cxr (see PLANNER_TEST_DATA), for random encoders and one pretrained by SimCLR a split: the probe's AUC on the
same labelled images and the same test images under both formats, the difference's mean with its 95 % interval (the
cells taken as independent, which those of one split are not quite), its standard deviation beside that of the AUC
between runs, and how many times faster the features are made, interleaved.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from itertools import pairwise
from statistics import median

import numpy as np
import torch

from engine.batches.resident import resident_images, training_side
from engine.finetuning.config import FineTuneConfig
from engine.finetuning.probe import encode, linear_probe
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.simclr import pretrain
from engine.running.device import choose_device
from engine.running.freed_memory import freed_memory_kept
from tests.benchmarks.as_the_worker import keeps_freed
from tests.benchmarks.bench_learning import BACKBONE, CACHE_SIDE, Sides, auc, read_cohort

FORMATS = ("float32", "bfloat16")
BUDGETS = (20, 50, 100, 200)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--splits", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--size", type=int, default=64)
    options = parser.parse_args()
    cohort = read_cohort()
    if cohort is None:
        return
    images, pixels = cohort
    devices = [choose_device("cpu").with_autocast(name) for name in FORMATS]
    found: dict[str, list[list[float]]] = {"random": [], "SimCLR": []}
    seconds: list[list[float]] = []
    for number in options.splits:
        sides = Sides.of(images, number, options.draws)
        own = resident_images(pixels, [i.cache_slot for i in sides.train], training_side(options.size))
        config = SimCLRConfig(epochs=options.epochs)
        both = resident_images(pixels, [i.cache_slot for i in (*sides.train, *sides.test)], CACHE_SIDE)
        with freed_memory_kept(keeps_freed(options.size, devices[1])):
            weights = pretrain(own, BACKBONE, options.size, config, choose_device("cpu")).encoder_state
            for draw, order in enumerate(sides.orders):
                for name, given in (("random", None), ("SimCLR", weights)):
                    features, took = _features(both, given, options.size, draw, devices)
                    seconds.append(took)
                    for budget in BUDGETS:
                        rows = order[:budget]
                        scores = [
                            linear_probe(f[rows], sides.y[rows], f[len(sides.train) :], 2, FineTuneConfig(), draw)
                            for f in features
                        ]
                        found[name].append([auc(s[:, 1].astype(float), sides.truth) for s in scores])
    for name, cells in found.items():
        values = np.array(cells).reshape(-1, len(BUDGETS), 2)
        change = (values[..., 1] - values[..., 0]).ravel()
        half = 1.96 * change.std(ddof=1) / np.sqrt(len(change))
        print(
            f"{name}: {len(change)} cells, AUC float32 {values[..., 0].mean():.4f}, bfloat16 − float32 "
            f"{change.mean():+.4f} ± {half:.4f} (standard deviation {change.std(ddof=1):.4f}, largest "
            f"{np.abs(change).max():.4f}; of the AUC between runs of a budget {values[..., 0].std(axis=0).mean():.4f})"
        )
    print(f"features in bfloat16 ÷ float32: {median(f / b for f, b in seconds):.2f} times as fast")


def _features(
    images: torch.Tensor, weights: Mapping[str, torch.Tensor] | None, size: int, seed: int, devices: list
) -> tuple[list[np.ndarray], list[float]]:
    """Of the same encoder in each format, and the seconds that each took."""
    clock, features = [time.perf_counter()], []
    for device in devices:
        features.append(encode(images, weights, BACKBONE, size, device, seed=seed))
        clock.append(time.perf_counter())
    return features, [end - start for start, end in pairwise(clock)]


if __name__ == "__main__":
    main()
