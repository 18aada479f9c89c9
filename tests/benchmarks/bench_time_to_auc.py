"""How long our pretraining takes to the probe AUC at which lightly's documented loop ends, on real chest X-rays.

    python -m tests.benchmarks.bench_time_to_auc [--epochs 20] [--seeds 3] [--labels 100] [--draws 10] [--size 64]

For each seed, lightly's loop (the PyTorch example of its documentation with its settings, PNG files, two loading
workers) pretrains on the training patients' images for `--epochs`; so does `engine.pretraining.simclr.pretrain`, with
the program's settings, and its encoder is kept after every epoch. What counts is the training's own time, and the mean
over label draws of the linear probe's AUC on held-out patients, the same probe, draws and images for both. Ours has
arrived after the first epoch at which its AUC is lightly's final one or more. Where random features already are as good
as that, the ratio says nothing about learning, and this is told.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from statistics import mean, median

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.batches.resident import resident_images, resize, training_side
from engine.cohort.records import ImageRecord
from engine.finetuning.config import FineTuneConfig
from engine.finetuning.probe import encode, linear_probe
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.simclr import pretrain
from engine.pretraining.state import PretrainState
from engine.running.device import DeviceChoice, choose_device
from engine.running.freed_memory import freed_memory_kept
from tests.benchmarks.as_the_worker import become_the_worker, keeps_freed
from tests.benchmarks.bench_learning import BACKBONE, CACHE_SIDE, Sides, auc, read_cohort
from tests.benchmarks.bench_simclr import lightly_model, lightly_training
from tests.benchmarks.nih import nih_folder

_MEAN, _SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # that lightly's transform normalises with


class Judge:
    """The probe's mean AUC over label draws, for features of the training and the test images."""

    def __init__(self, images: tuple[ImageRecord, ...], pixels: NDArray[np.uint8], labels: int, draws: int) -> None:
        sides = Sides.of(images, 0, draws)
        self.train, self._y, self._truth = sides.train, sides.y, sides.truth
        self._draws = [order[:labels] for order in sides.orders]
        both = (sides.train, sides.test)
        self.pixels = tuple(resident_images(pixels, [i.cache_slot for i in side], CACHE_SIDE) for side in both)

    def auc(self, train: NDArray[np.float32], test: NDArray[np.float32]) -> float:
        scores = (
            linear_probe(train[rows], self._y[rows], test, 2, FineTuneConfig(), draw)[:, 1]
            for draw, rows in enumerate(self._draws)
        )
        return mean(auc(each.astype(float), self._truth) for each in scores)

    def of_encoder(self, weights: dict[str, Tensor] | None, size: int, device: DeviceChoice, seed: int = 0) -> float:
        train, test = (encode(part, weights, BACKBONE, size, device, seed=seed) for part in self.pixels)
        return self.auc(train, test)

    def of_backbone(self, backbone: nn.Module, size: int) -> float:
        """Of lightly's network, which sees three channels, normalised as it was trained."""
        backbone.eval()
        shift, scale = (torch.tensor(v).view(1, 3, 1, 1) for v in (_MEAN, _SPREAD))
        features = []
        with torch.inference_mode():
            for part in self.pixels:
                some = [resize(u8.unsqueeze(1).float() / 255, size).expand(-1, 3, -1, -1) for u8 in part.split(128)]
                features.append(torch.cat([backbone((x - shift) / scale).flatten(1) for x in some]).numpy())
        return self.auc(*features)


def one_seed(judge: Judge, folder: Path, pixels: NDArray[np.uint8], options: argparse.Namespace, seed: int) -> float:
    device = choose_device("cpu", 0)
    torch.manual_seed(seed)
    files = [next(p for p in (folder / i.file, folder / "images" / i.file) if p.is_file()) for i in judge.train]
    model = lightly_model()
    epoch = lightly_training(model, files, options.size, len(files) // 64, device)
    began = time.perf_counter()
    with freed_memory_kept(False):
        for _ in range(options.epochs):
            epoch()
    theirs = time.perf_counter() - began
    goal, random = judge.of_backbone(model.backbone, options.size), judge.of_encoder(None, options.size, device, seed)

    kept: list[dict[str, Tensor]] = []
    prefix = "model.encoder."

    def keep(state: PretrainState) -> None:
        while len(kept) < len(state.history):
            network = {k: v for k, v in state.tensors.items() if k.startswith(prefix)}
            kept.append({k.removeprefix(prefix): v for k, v in network.items()})

    source = resident_images(pixels, [i.cache_slot for i in judge.train], training_side(options.size))
    config = replace(SimCLRConfig(), epochs=options.epochs, seed=seed)
    with freed_memory_kept(keeps_freed(options.size, device)):
        result = pretrain(source, BACKBONE, options.size, config, device, on_checkpoint=keep, checkpoint_seconds=0)
    kept.append(result.encoder_state)
    seconds = np.cumsum([len(judge.train) / report.images_per_second for report in result.epochs])
    aucs = [judge.of_encoder(weights, options.size, device) for weights in kept]
    arrived = next((i for i, value in enumerate(aucs) if value >= goal), None)
    ratio = 0.0 if arrived is None else theirs / float(seconds[arrived])
    where = "not reached" if arrived is None else f"reached after epoch {arrived + 1}, {seconds[arrived]:.0f} s"
    print(
        f"seed {seed}: random features {random:.3f}; lightly {goal:.3f} after {options.epochs} epochs, {theirs:.0f} s; "
        f"ours {where}, at the end {aucs[-1]:.3f} after {seconds[-1]:.0f} s"
        f"{'; random features are as good as lightly' if random >= goal else ''}",
        flush=True,
    )
    return ratio


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in (("epochs", 20), ("seeds", 3), ("labels", 100), ("draws", 10), ("size", 64)):
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    become_the_worker("tests.benchmarks.bench_time_to_auc")
    folder, cohort = nih_folder(), read_cohort()
    if folder is None or cohort is None:
        return
    try:
        import lightly  # noqa: F401
    except ImportError:
        print("lightly is not installed (pip install .[benchmark]): nothing was measured.")
        return
    images, pixels = cohort
    judge = Judge(images, pixels, options.labels, options.draws)
    ratios = [one_seed(judge, folder, pixels, options, seed) for seed in range(options.seeds)]
    print(f"time ratio {median(ratios):.2f} (seeds: {', '.join(f'{r:.2f}' for r in ratios)})")


if __name__ == "__main__":
    main()
