"""Whether SimCLR pretraining learns on real chest X-rays: the linear probe's AUC above that of random features.

    python -m tests.benchmarks.bench_learning [--epochs 50] [--size 64] [--labels 100] [--draws 10] [--splits 0 1 …]
        [--seeds 0] [--validate] [--learning-rate R] [--crop S] [--no-flip] [--warmup F] [--batch N]

The images are nih-cxr's in the folder that PLANNER_TEST_DATA names (default ../shared/data). About 30 % of the patients
are the test set; SimCLR sees the others' images, without labels; then a probe on `labels` labelled images scores the
test set. Random features are those of an untrained network of the draw's own seed, probed on the same labels.

A test set of so few patients tells the difference within ±.045 only, so the figure is the mean over several splits of
the patients, SimCLR trained anew for each. Of each split two 95 % intervals are printed: over the label draws
(Student's t, the draws being paired), and over the test patients (bootstrap of the patients, the draws' mean each
time), which is the wider and the more honest; of the mean one over the splits, which share images.
--validate is for choosing settings: 30 % of the *training* patients, drawn anew for each seed, stand in for the test
set, which is then not looked at.
"""

from __future__ import annotations

import argparse
import csv
import time
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.batches.resident import resident_images, training_side
from engine.cohort.records import ImageRecord
from engine.cohort.split import label_order, make_split, pool
from engine.finetuning.config import FineTuneConfig
from engine.finetuning.probe import encode, linear_probe
from engine.images.downsize import fit_square
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.simclr import pretrain
from engine.running.device import choose_device
from tests.benchmarks.nih import nih_folder

BACKBONE, CACHE_SIDE, BAR, RESAMPLES = "resnet18", 256, 0.04, 1000
TEST_SHARE = 0.3


@dataclass(frozen=True)
class Sides:
    """A cohort split by patient. y, truth: int64 class indices of the training and the test images. orders: for each
    draw all rows of `train`, in the order in which labels are added."""

    train: tuple[ImageRecord, ...]
    test: tuple[ImageRecord, ...]
    y: NDArray[np.int64]
    truth: NDArray[np.int64]
    orders: tuple[list[int], ...]

    @classmethod
    def of(cls, images: tuple[ImageRecord, ...], number: int, draws: int) -> Sides:
        """The split of that number, with so many label draws."""
        split = make_split(images, test_fraction=TEST_SHARE, seed=number)
        held, train = set(split.test), pool(images, split)
        test = tuple(image for image in images if image.image_id in held)
        classes = sorted({str(image.label) for image in images})
        y, truth = (np.array([classes.index(str(image.label)) for image in side]) for side in (train, test))
        row_of = {image.image_id: row for row, image in enumerate(train)}
        orders = tuple([row_of[name] for name in label_order(images, split, draw)] for draw in range(draws))
        return cls(train, test, y, truth, orders)


def read_cohort() -> tuple[tuple[ImageRecord, ...], NDArray[np.uint8]] | None:
    """The labelled chest X-rays as records and as uint8 (n, CACHE_SIDE, CACHE_SIDE), in the file's order; None, saying
    so, where they are absent."""
    folder = nih_folder()
    if folder is None:
        print("nih-cxr is not in the folder of PLANNER_TEST_DATA (default ../shared/data): nothing was measured.")
        return None
    records, pixels = [], []
    with (folder / "labels.csv").open(newline="") as stream:
        for slot, row in enumerate(csv.DictReader(stream)):
            path = next(p for p in (folder / row["file"], folder / "images" / row["file"]) if p.is_file())
            with Image.open(path) as image:
                shown = np.asarray(image.convert("L"))
            pixels.append(fit_square(shown, CACHE_SIDE))
            records.append(
                ImageRecord(
                    row["file"], "", row["file"], row["patient_id"], True, *shown.shape, pixel_hash=row["file"],
                    label=row["label"], cache_slot=slot,
                )
            )  # fmt: skip
    return tuple(records), np.stack(pixels)


def auc(scores: NDArray[np.float64], truth: NDArray[np.int64], weights: NDArray[np.float64] | None = None) -> float:
    """Area under the ROC curve, ties half; weights: how often each image counts."""
    w = np.ones(len(truth)) if weights is None else weights
    positive, negative = truth == 1, truth == 0
    above = (scores[positive, None] > scores[negative]) + 0.5 * (scores[positive, None] == scores[negative])
    pairs = w[positive, None] * w[negative]
    return float((above * pairs).sum() / pairs.sum())


def bootstrap_interval(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], truth: NDArray[np.int64], patients: list[str]
) -> tuple[float, float]:
    """95 % interval of the mean AUC difference of scores (draws, n_test), patients drawn with replacement."""
    _names, of = np.unique(patients, return_inverse=True)
    rng = np.random.default_rng(0)
    differences = []
    for _ in range(RESAMPLES):
        times = rng.multinomial(of.max() + 1, np.full(of.max() + 1, 1 / (of.max() + 1)))[of].astype(float)
        if times[truth == 1].any() and times[truth == 0].any():
            pairs = zip(ours, theirs, strict=True)
            differences.append(np.mean([auc(a, truth, times) - auc(b, truth, times) for a, b in pairs]))
    low, high = np.quantile(differences, [0.025, 0.975])
    return float(low), float(high)


def half_interval(differences: NDArray[np.float64]) -> float:
    """Half the 95 % interval of a mean over random splits of the same images, which are not independent (Nadeau and
    Bengio 2003, "Inference for the Generalization Error", section 3: the corrected resampled t)."""
    from scipy.stats import t

    n = len(differences)
    if n < 2:
        return float("nan")
    variance = differences.var(ddof=1) * (1 / n + TEST_SHARE / (1 - TEST_SHARE))
    return float(t.ppf(0.975, n - 1) * np.sqrt(variance))


def one_seed(
    images: tuple[ImageRecord, ...],
    pixels: NDArray[np.uint8],
    config: SimCLRConfig,
    number: int,
    options: argparse.Namespace,
) -> float:
    """Pretrain, probe, print, on the split of that number; the mean difference."""
    from scipy.stats import t

    device = choose_device(options.device, options.threads)
    sides = Sides.of(images, number, options.draws)
    if options.validate:
        sides = Sides.of(sides.train, 1 + config.seed, options.draws)
    unlabelled, test, truth = sides.train, sides.test, sides.truth
    began = time.perf_counter()
    pool_pixels = resident_images(pixels, [i.cache_slot for i in unlabelled], training_side(options.size))
    result = pretrain(pool_pixels, BACKBONE, options.size, config, device)
    seconds = time.perf_counter() - began

    train_u8, test_u8 = (
        resident_images(pixels, [i.cache_slot for i in part], CACHE_SIDE, device.device) for part in (unlabelled, test)
    )
    learned = [encode(part, result.encoder_state, BACKBONE, options.size, device) for part in (train_u8, test_u8)]
    ours, theirs = [], []
    probe = FineTuneConfig()
    for draw, order in enumerate(sides.orders):
        untrained = [encode(part, None, BACKBONE, options.size, device, seed=draw) for part in (train_u8, test_u8)]
        rows = order[: options.labels]
        for features, scores in ((learned, ours), (untrained, theirs)):
            answers = linear_probe(features[0][rows], sides.y[rows], features[1], 2, probe, draw)
            scores.append(answers[:, 1].astype(float))
    aucs = np.array([[auc(s, truth) for s in scores] for scores in (ours, theirs)])
    difference = aucs[0] - aucs[1]
    half = t.ppf(0.975, len(difference) - 1) * difference.std(ddof=1) / np.sqrt(len(difference))
    low, high = bootstrap_interval(np.array(ours), np.array(theirs), truth, [i.patient for i in test])
    last = result.epochs[-1]
    print(
        f"split {number}, seed {config.seed}: {len(unlabelled)} unlabelled, {len(test)} "
        f"{'validation' if options.validate else 'test'} images, {seconds:.0f} s, loss {result.epochs[0].loss:.2f} → "
        f"{last.loss:.2f}, feature_std {last.feature_std:.4f}\n"
        f"  AUC at {options.labels} labels: random {aucs[1].mean():.3f}, SimCLR {aucs[0].mean():.3f}; difference "
        f"{difference.mean():+.3f} (95 %: over {options.draws} draws {difference.mean() - half:+.3f} to "
        f"{difference.mean() + half:+.3f}; over test patients {low:+.3f} to {high:+.3f})",
        flush=True,
    )
    return float(difference.mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=50)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--labels", type=int, default=100)
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--splits", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=0)
    for name, field, kind in (
        ("--learning-rate", "learning_rate", float),
        ("--crop", "crop_scale_min", float),
        ("--warmup", "warmup_fraction", float),
        ("--batch", "batch_size", int),
    ):
        parser.add_argument(name, type=kind, default=getattr(SimCLRConfig(), field), dest=field)
    parser.add_argument("--flip", action=argparse.BooleanOptionalAction, default=SimCLRConfig().flip)
    options = parser.parse_args()
    cohort = read_cohort()
    if cohort is None:
        return
    images, pixels = cohort
    config = SimCLRConfig(
        epochs=options.epochs,
        learning_rate=options.learning_rate,
        crop_scale_min=options.crop_scale_min,
        warmup_fraction=options.warmup_fraction,
        batch_size=options.batch_size,
        flip=options.flip,
    )
    print(config)
    differences = [
        np.mean([one_seed(images, pixels, replace(config, seed=seed), split, options) for seed in options.seeds])
        for split in options.splits
    ]
    mean, half = float(np.mean(differences)), half_interval(np.array(differences))
    print(
        f"mean difference {mean:+.3f} (95 % over {len(differences)} splits {mean - half:+.3f} to {mean + half:+.3f}); "
        f"bar {BAR:+.2f}: {'reached' if mean >= BAR else 'not reached'}"
    )


if __name__ == "__main__":
    main()
