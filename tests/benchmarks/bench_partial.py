"""Fine-tuning the upper layers on stored activations against fine-tuning all layers: AUC, paired, and speed.

    python -m tests.benchmarks.bench_partial [--budgets 60,240] [--seeds 3] [--epochs 10] [--scratch] [--validation .2]

NIH chest X-rays at 64 pixels (`PLANNER_TEST_DATA`), ResNet-18, the quick preset's fine-tuning with at most --steps
steps. The encoder is pretrained by SimCLR for --epochs on the training patients, or random with --scratch. Every
(budget, seed) is trained in every mode on the same images, two trainings side by side with a thread each, in an order
that mixes the modes; the differences are of the same (budget, seed), their 95 % interval is Student's. Images/s are of
training alone and of one thread: images through the network by the thread's own CPU time, which a busy machine does not
change much.
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import replace
from statistics import mean, stdev

import numpy as np

from engine.finetuning.config import FineTuneConfig, batch_size_of
from engine.finetuning.finetune import fine_tune
from engine.finetuning.metrics import measure
from engine.learning_curve.presets import load_preset
from engine.learning_curve.sobol import t_quantiles
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.simclr import pretrain
from engine.running.control import RunControl
from engine.running.device import choose_device
from engine.running.side_by_side import run_side_by_side
from tests.benchmarks.nih import load_nih, nih_folder

SIZE = 64
MUST = 0.02


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--budgets", default="60,240")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--steps", type=int, default=80)
    parser.add_argument("--views", type=int, default=FineTuneConfig().cached_views)
    parser.add_argument("--scratch", action="store_true", help="from random weights in place of SimCLR's")
    parser.add_argument("--validation", type=float, default=0.0, help="add a mode that stops early on this share")
    options = parser.parse_args()
    folder = nih_folder()
    if folder is None:
        print("The NIH images are not there, so nothing was measured. Set PLANNER_TEST_DATA to their folder.")
        return
    images = load_nih(folder, SIZE)
    device = choose_device("cpu", 0)
    encoder = None
    if not options.scratch:
        config = SimCLRConfig(epochs=options.epochs, batch_size=64)
        encoder = pretrain(images.train, "resnet18", SIZE, config, device).encoder_state
    base = load_preset("quick").finetuning
    least = min(base.min_steps, options.steps)
    base = replace(base, min_steps=least, max_steps=options.steps, cached_views=options.views)
    modes = {name: replace(base, trained=name) for name in ("all", "last_two_stages", "last_stage")}
    if options.validation:
        modes["all, early stop"] = replace(base, validation_fraction=options.validation)
    budgets = [int(n) for n in options.budgets.split(",")]
    tasks = [(n, seed, mode) for n in budgets for seed in range(options.seeds) for mode in modes]

    def work(task: tuple[int, int, str], check: object) -> tuple[float, float, int]:
        n_labels, seed, mode = task
        rows = images.order(seed)[:n_labels]
        seconds, began = 0.0, time.thread_time()

        def on_step(done: int, total: int) -> None:
            nonlocal seconds
            seconds = time.thread_time() - began

        tuned = fine_tune(
            images.train[rows], images.train_truth[rows], images.test, 2, encoder, "resnet18", SIZE, modes[mode],
            seed, replace(device, threads=1), patients=images.train_patients[rows], on_step=on_step,
        )  # fmt: skip
        auc = measure(tuned.scores, images.test_truth, 1).auc
        return auc, tuned.steps * batch_size_of(n_labels, base) / seconds, tuned.steps

    results = {f.task: f.result for f in run_side_by_side(tasks, work, device.threads, RunControl(), lambda: None)}
    start = "random weights" if encoder is None else f"SimCLR, {options.epochs} epochs"
    print(f"{SIZE} px, ResNet-18 from {start}; {len(images.test)} test images; {device.autocast_name}")
    for mode in modes:
        aucs = [results[n, seed, mode][0] for n in budgets for seed in range(options.seeds)]
        rate = [results[n, seed, mode][1] for n in budgets for seed in range(options.seeds)]
        gain = [results[n, s, mode][1] / results[n, s, "all"][1] for n in budgets for s in range(options.seeds)]
        steps = [results[n, seed, mode][2] for n in budgets for seed in range(options.seeds)]
        print(
            f"{mode:16s} AUC {mean(aucs):.3f}   {mean(rate):6.1f} images/s a thread, {np.median(gain):.2f} × all   "
            f"{sum(steps)} steps"
        )
        if mode != "all":
            differences = [
                results[n, s, mode][0] - results[n, s, "all"][0] for n in budgets for s in range(options.seeds)
            ]
            half = t_quantiles((0.975,), len(differences) - 1)[0] * stdev(differences) / math.sqrt(len(differences))
            inside = "reached" if abs(mean(differences)) <= MUST else "short"
            print(
                f"{'':16s} minus all: {mean(differences):+.3f} (95 % {mean(differences) - half:+.3f} to "
                f"{mean(differences) + half:+.3f}, {len(differences)} pairs); bar ±{MUST}: {inside}"
            )


if __name__ == "__main__":
    main()
