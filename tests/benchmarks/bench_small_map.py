"""Convolutions over small maps: matrix products (`engine.encoder.small_map`) against torch's own, layer by layer.

    python -m tests.benchmarks.bench_small_map [--batch 32] [--threads 1] [--rounds 7]

Milliseconds of the answer and of a whole training pass (answer and both gradients), torch's and ours in turn, and the
medians' ratios; the layers are those of a ResNet-18 and a ResNet-50 at 64, 128 and 224 pixels.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median

import torch
from torch import nn

from engine.encoder.small_map import SmallMapConv2d

# in and out channels, kernel, stride, side of the map that comes in
LAYERS = [
    (128, 128, 3, 1, 8), (128, 256, 3, 2, 8), (256, 256, 3, 1, 4), (256, 512, 3, 2, 4), (512, 512, 3, 1, 2),
    (256, 256, 3, 1, 8), (256, 512, 3, 2, 8), (512, 512, 3, 1, 4), (256, 512, 3, 2, 14), (512, 512, 3, 1, 7),
    (256, 512, 1, 2, 4), (512, 2048, 1, 1, 2), (1024, 2048, 1, 2, 4), (512, 128, 1, 1, 8),
]  # fmt: skip


def in_turn(works: list[Callable[[], object]], rounds: int) -> list[float]:
    """Median milliseconds of each, one after the other in every round; the first round is not counted."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds + 1):
        for work, times in zip(works, taken, strict=True):
            began = time.perf_counter()
            work()
            times.append(1000 * (time.perf_counter() - began))
    return [median(times[1:]) for times in taken]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for name, dtype in (("bfloat16", torch.bfloat16), ("float32", torch.float32)):
        print(f"{name}, batch {options.batch}; ms: torch, ours, ratio\n{'layer':32s}{'answer':>24s}{'training':>24s}")
        for cin, cout, kernel, stride, side in LAYERS:
            ours = SmallMapConv2d(cin, cout, kernel, stride=stride, padding=kernel // 2, bias=False)
            ours.to(memory_format=torch.channels_last)
            images = torch.randn(options.batch, cin, side, side).to(memory_format=torch.channels_last)
            images = images.to(dtype).requires_grad_()

            def answer(forward: Callable[..., torch.Tensor], layer=ours, given=images) -> torch.Tensor:  # type: ignore[no-untyped-def]
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=given.dtype is torch.bfloat16):
                    return forward(layer, given)

            def still(forward: Callable[..., torch.Tensor], answer=answer) -> None:  # type: ignore[no-untyped-def]
                with torch.no_grad():
                    answer(forward)

            def training(forward: Callable[..., torch.Tensor], layer=ours, given=images, answer=answer) -> None:  # type: ignore[no-untyped-def]
                out = answer(forward)
                torch.autograd.grad(out, (given, layer.weight), torch.ones_like(out))

            line = f"{cin:4d} → {cout:4d}  {kernel}×{kernel} / {stride}, {side:2d}×{side}"
            for work in (still, training):
                pair = [nn.Conv2d.forward, SmallMapConv2d.forward]
                torchs, mine = in_turn([lambda f=f, work=work: work(f) for f in pair], options.rounds)  # type: ignore[misc]
                line += f"{torchs:10.2f} {mine:7.2f} {torchs / mine:4.1f}×"
            print(line, flush=True)


if __name__ == "__main__":
    main()
