"""The bars of training speed, memory and the window, each measured by its own benchmark: one table.

    python -m tests.benchmarks.bars [--only NAME ...] [--list] [--out FILE.md]

Every benchmark runs in a process of its own, one after the other, and its own last figure is taken from what it prints;
all of it goes to standard error as it comes. A bar is "reached" at its aim, "must reached" at its must, else "short";
what could not be run here (no GPU, no lightly, no X-rays, no display) is told with its reason. The machine should do
nothing else meanwhile: the load before each is printed beside its figure.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import torch


@dataclass(frozen=True)
class Bar:
    """pattern: finds the figure, its first group, in what the benchmark prints. sign: 1 where more is better. within:
    the figure is a distance from nothing, in either direction. gpu: needs one."""

    name: str
    benchmark: str
    pattern: str
    must: float
    aim: float
    unit: str = "×"
    sign: int = 1
    within: bool = False
    gpu: bool = False

    def verdict(self, figure: float) -> str:
        """ "reached", "must reached" or "short"."""
        value = self.sign * (abs(figure) if self.within else figure)
        if value >= self.sign * self.aim:
            return "reached"
        return "must reached" if value >= self.sign * self.must else "short"


_LIGHTLY, _BARE = r"ours ÷ lightly\s+([\d.]+)", r"ours ÷ bare\s+([\d.]+)"
_P99, _WORST = r"{}[a-z ]* p99 +([\d.]+) ms", r"{}[a-z ]* p99 +[\d.]+ ms +worst +([\d.]+) ms"
_PARTLY = r"minus all: ([+-][\d.]+)"
_ON_GPU = "bench_simclr --size 224 --device cuda --steps 20"
_ON_GPU_50 = f"{_ON_GPU} --backbone resnet50"
BARS = (
    *(Bar(f"SimCLR ÷ lightly, {s} px", f"bench_simclr --size {s}", _LIGHTLY, 2.8, 3.3) for s in (64, 128, 224)),
    *(
        Bar(f"SimCLR ÷ lightly, {s} px, float32", f"bench_simclr --size {s} --no-autocast", _LIGHTLY, 1.5, 1.8)
        for s in (64, 128, 224)
    ),
    Bar("time to the same probe AUC ÷ lightly", "bench_time_to_auc", r"time ratio +([\d.]+)", 3, 6),
    *(Bar(f"SimCLR ÷ bare step, {s} px", f"bench_simclr --size {s}", _BARE, 0.85, 0.95) for s in (64, 128, 224)),
    Bar("SimCLR ÷ bare step, GPU, 224 px", _ON_GPU, _BARE, 0.9, 0.95, gpu=True),
    Bar("study ÷ naive", "bench_study", r"study ÷ naive, same steps +([\d.]+)", 4, 6),
    Bar("sequential study ÷ naive", "bench_study", r"to the same interval ÷ naive +([\d.]+)", 8, 15),
    Bar("40 probe cells", "bench_study", r"40 probe cells, encoding included +([\d.]+)", 5, 3, "s", -1),
    Bar("partial − full fine-tuning, AUC", "bench_partial --seeds 6", _PARTLY, 0.02, 0.02, "", -1, True),
    Bar("SimCLR, 224 px, ResNet-18, GPU", _ON_GPU, r"ours +([\d.]+) images/s", 8000, 10000, " images/s", gpu=True),
    Bar("SimCLR, 224 px, ResNet-50, GPU", _ON_GPU_50, r"ours +([\d.]+) images/s", 2300, 3000, " images/s", gpu=True),
    Bar("SimCLR ÷ lightly, same GPU", _ON_GPU, _LIGHTLY, 5, 10, gpu=True),
    Bar("first window, warm", "bench_window first", r"first window: ([\d.]+)", 0.5, 0.25, "s", -1),
    *(
        bar
        for job in ("pretraining", "fine-tuning")
        for bar in (
            Bar(f"lateness, {job}, p99", "bench_window lateness", _P99.format(job), 30, 5, "ms", -1),
            Bar(f"lateness, {job}, worst", "bench_window lateness", _WORST.format(job), 100, 20, "ms", -1),
        )
    ),
    Bar("100 000 images at 224 px, memory", "bench_pool_memory", r"peak ([\d.]+)", 3, 2, "GiB", -1),
    Bar("NIH: SimCLR − random features, AUC", "bench_learning", r"mean difference ([+-][\d.]+)", 0.04, 0.04, ""),
)  # fmt: skip


def run(benchmark: str) -> str:
    """What the benchmark prints, passed on to standard error meanwhile."""
    command = [sys.executable, "-m", f"tests.benchmarks.{benchmark.split()[0]}", *benchmark.split()[1:]]
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", file=sys.stderr, flush=True)
            lines.append(line)
    return "".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=[""], help="bars whose name or benchmark holds one of these")
    parser.add_argument("--list", action="store_true", help="name the bars and end")
    parser.add_argument("--out", type=Path, help="write the table there, too")
    options = parser.parse_args()
    chosen = [bar for bar in BARS if any(word in f"{bar.name} {bar.benchmark}" for word in options.only)]
    said: dict[str, tuple[str, float]] = {}
    table = ["| Bar | measured | must | aim | | load before |", "|---|---|---|---|---|---|"]
    for bar in chosen:
        figure, verdict, load = "–", "", ""
        if options.list:
            verdict = bar.benchmark
        elif bar.gpu and not torch.cuda.is_available():
            verdict = "not run: no GPU here"
        else:
            if bar.benchmark not in said:
                before = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
                said[bar.benchmark] = run(bar.benchmark), before
            text, before = said[bar.benchmark]
            found, load = re.search(bar.pattern, text), f"{before:.1f}"
            if found is None:
                verdict = f"not measured: {(text.strip().splitlines() or ['it said nothing'])[-1][:90]}"
            else:
                figure, verdict = f"{found[1]} {bar.unit}", bar.verdict(float(found[1]))
        table.append(f"| {bar.name} | {figure} | {bar.must:g} | {bar.aim:g} | {verdict} | {load} |")
        if not options.list:
            print(table[-1], file=sys.stderr, flush=True)
    print("\n".join(table))
    if options.out:
        options.out.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
