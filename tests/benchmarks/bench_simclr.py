"""How fast SimCLR pretraining is, as ratios: our loop against our own bare step, and against lightly's documented loop.

    python -m tests.benchmarks.bench_simclr [--size 64] [--rounds 3] [--steps 4] [--threads 2] [--no-autocast]
        [--device cpu] [--backbone resnet18]

Rounds are interleaved (ours, bare, lightly, ours, …), so that a load on the machine falls on all alike; the figure is
the median of the rounds' ratios. "Bare" is the optimiser step on views that are there already. lightly's loop is the
PyTorch example of its documentation (SimCLR, ResNet-18, SGD, SimCLRTransform) on 1024-pixel greyscale PNG files with
two loading workers; it is timed over whole epochs, the workers' start included. An image is two views. Without lightly
(`pip install .[benchmark]`), or for another backbone, that column is left out. Ours and bare use memory as the
program's worker does (`engine.running.freed_memory`), lightly's loop as a plain process does.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import numpy as np
import torch

from engine.batches.resident import resident_images, training_side
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.training import SimCLRTraining
from engine.pretraining.views import epoch_order, two_views, view_policy
from engine.running.device import DeviceChoice, choose_device
from engine.running.freed_memory import freed_memory_kept
from tests.benchmarks.as_the_worker import become_the_worker, keeps_freed

BATCH = 64
LOADING_WORKERS = 2


def smooth_images(n: int, side: int) -> np.ndarray:
    """uint8 (n, side, side): blobs with a little noise, which PNG packs about as well as a radiograph."""
    rng = np.random.default_rng(0)
    coarse = torch.from_numpy(rng.normal(size=(n, 1, 9, 9)).astype(np.float32))
    blobs = torch.nn.functional.interpolate(coarse, size=(side, side), mode="bicubic")[:, 0].numpy()
    return np.clip(128 + 50 * blobs + rng.normal(scale=3, size=blobs.shape), 0, 255).astype(np.uint8)


def ours(images: torch.Tensor, training: SimCLRTraining, size: int, steps: int) -> None:
    """What `pretrain` does at each step."""
    policy = view_policy(training.config)
    for step in range(steps):
        chosen = epoch_order(len(images), 0, step)[:BATCH].to(images.device)
        loss = training.step(two_views(images[chosen], policy, size, 0, step), 0.5)
    loss.item()


def bare(views: torch.Tensor, training: SimCLRTraining, steps: int) -> None:
    """The same step on the same views again and again."""
    for _step in range(steps):
        loss = training.step(views, 0.5)
    loss.item()


def lightly_epochs(folder: Path, size: int, steps: int, device: DeviceChoice) -> Callable[[], None] | None:
    """One epoch of `steps` batches of lightly's documented loop; None where lightly is not installed."""
    try:
        import lightly  # noqa: F401
    except ImportError:
        return None
    return lightly_training(lightly_model(), sorted(folder.glob("*.png")), size, steps, device)


def lightly_model() -> torch.nn.Module:
    """The SimCLR of lightly's documentation: `backbone` (torchvision's ResNet-18 for three channels) and a head."""
    import torchvision
    from lightly.models.modules import SimCLRProjectionHead
    from torch import nn

    class LightlySimCLR(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.backbone = nn.Sequential(*list(torchvision.models.resnet18().children())[:-1])
            self.projection_head = SimCLRProjectionHead(512, 512, 128)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.projection_head(self.backbone(x).flatten(start_dim=1))

    return LightlySimCLR()


def lightly_training(
    model: torch.nn.Module, files: Sequence[Path], size: int, steps: int, device: DeviceChoice
) -> Callable[[], None]:
    """One epoch of `steps` batches over the files in turn, by lightly's documented loop."""
    from lightly.loss import NTXentLoss
    from lightly.transforms.simclr_transform import SimCLRTransform
    from PIL import Image

    transform = SimCLRTransform(input_size=size, cj_prob=0.8, gaussian_blur=0.5)

    class Files(torch.utils.data.Dataset):  # type: ignore[type-arg]
        def __len__(self) -> int:
            return steps * BATCH if len(files) < steps * BATCH else len(files)

        def __getitem__(self, index: int) -> list[torch.Tensor]:
            return transform(Image.open(files[index % len(files)]).convert("RGB"))

    model.to(device.device).train()
    loader = torch.utils.data.DataLoader(
        Files(), batch_size=BATCH, shuffle=True, drop_last=True, num_workers=LOADING_WORKERS
    )
    criterion = NTXentLoss()
    optimiser = torch.optim.SGD(model.parameters(), lr=0.06)

    def epoch() -> None:
        for x0, x1 in loader:
            loss = criterion(model(x0.to(device.device)), model(x1.to(device.device)))
            loss.backward()
            optimiser.step()
            optimiser.zero_grad()
        loss.item()

    return epoch


@contextmanager
def measured(into: list[tuple[float, float]], images: int) -> Iterator[None]:
    """Adds (images a second, CPU-seconds an image, children included) of the body."""
    before, start = os.times(), time.perf_counter()
    yield
    seconds, after = time.perf_counter() - start, os.times()
    used = sum(after[:4]) - sum(before[:4])
    into.append((images / seconds, used / images))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--backbone", default="resnet18")
    parser.add_argument("--no-autocast", action="store_true", help="float32 throughout, as on a CPU without bfloat16")
    options = parser.parse_args()
    become_the_worker("tests.benchmarks.bench_simclr")
    device = choose_device(options.device, options.threads, "float32" if options.no_autocast else "auto")
    print(f"{device.words}, {device.autocast_name}, {options.size} px, {options.backbone}, batch {BATCH}")

    with tempfile.TemporaryDirectory() as folder:
        from PIL import Image

        sources = smooth_images(BATCH, 1024)
        for index, pixels in enumerate(sources):
            Image.fromarray(pixels).save(Path(folder) / f"{index:03d}.png", compress_level=6)
        cache = np.ascontiguousarray(sources[:, ::4, ::4])
        images = resident_images(cache, range(BATCH), training_side(options.size), device.device)
        config = SimCLRConfig()
        training = SimCLRTraining(options.backbone, config, device)
        views = two_views(images, view_policy(config), options.size, 0, 0)
        documented = options.backbone == "resnet18"
        theirs = lightly_epochs(Path(folder), options.size, options.steps, device) if documented else None
        ours(images, training, options.size, 2)  # warm-up

        rates: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": [], "lightly": []}
        count = options.steps * BATCH
        for _round in range(options.rounds):
            with freed_memory_kept(keeps_freed(options.size, device)):
                ours(images, training, options.size, 1)  # its memory was given back after the last round
                with measured(rates["ours"], count):
                    ours(images, training, options.size, options.steps)
                with measured(rates["bare"], count):
                    bare(views, training, options.steps)
            if theirs is not None:
                with freed_memory_kept(False), measured(rates["lightly"], count):
                    theirs()

    for name, values in rates.items():
        if values:
            speed, cost = median(v[0] for v in values), median(v[1] for v in values)
            print(f"{name:8s} {speed:8.1f} images/s   {1000 * cost:7.1f} CPU-ms an image")
    for name in ("bare", "lightly"):
        if rates[name]:
            ratios = [mine[0] / other[0] for mine, other in zip(rates["ours"], rates[name], strict=True)]
            costs = [other[1] / mine[1] for mine, other in zip(rates["ours"], rates[name], strict=True)]
            print(f"ours ÷ {name:8s} {median(ratios):5.2f}   (rounds: {', '.join(f'{ratio:.2f}' for ratio in ratios)})")
            print(f"  in CPU-seconds {median(costs):5.2f}   (for a busy machine, where wall time says little)")
    if documented and not rates["lightly"]:
        print("lightly is not installed; its loop was skipped (pip install .[benchmark])")


if __name__ == "__main__":
    main()
