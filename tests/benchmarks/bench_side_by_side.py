"""Fine-tunings side by side, one thread each, against one after the other on all threads.

    python -m tests.benchmarks.bench_side_by_side [ROUNDS]

Prints the wall time of as many trainings as there are cores (ResNet-18, 64 pixels, batch 32, 12 steps) each way,
interleaved, and the ratio round by round.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from statistics import median

import torch

from engine.finetuning.config import FineTuneConfig
from engine.finetuning.finetune import fine_tune
from engine.running.control import RunControl
from engine.running.device import choose_device
from engine.running.side_by_side import run_side_by_side

STEPS = 12


def main(rounds: int = 3) -> None:
    """Print the table."""
    device = choose_device("cpu", 0)
    draw = torch.Generator().manual_seed(0)
    images = torch.randint(0, 256, (64, 80, 80), dtype=torch.uint8, generator=draw)
    test = torch.randint(0, 256, (16, 256, 256), dtype=torch.uint8, generator=draw)
    config = FineTuneConfig(epochs=1, min_steps=STEPS, max_steps=STEPS)
    tasks = list(range(max(device.threads, 2)))

    def train(seed: int, threads: int) -> None:
        chosen = replace(device, threads=threads)
        fine_tune(images, [0, 1] * 32, test, 2, None, "resnet18", 64, config, seed, chosen)

    train(0, device.threads)
    ratios = []
    for number in range(rounds):
        torch.set_num_threads(device.threads)
        start = time.perf_counter()
        for seed in tasks:
            train(seed, device.threads)
        after_another = time.perf_counter() - start
        start = time.perf_counter()
        list(run_side_by_side(tasks, lambda seed, _: train(seed, 1), len(tasks), RunControl(), lambda: None))
        beside = time.perf_counter() - start
        ratios.append(after_another / beside)
        print(f"round {number + 1}: in turn {after_another:6.2f} s, side by side {beside:6.2f} s, {ratios[-1]:.2f} ×")
    print(f"{len(tasks)} trainings, {device.autocast_name}: side by side is {median(ratios):.2f} × as fast (median)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
