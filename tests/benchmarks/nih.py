"""The NIH chest X-rays that benchmarks measure on, split by patient; see `PLANNER_TEST_DATA`."""

from __future__ import annotations

import csv
import os
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from engine.batches.resident import resident_images, training_side

CACHE_SIDE = 256


@dataclass(frozen=True)
class NihImages:
    """train: uint8 (n, s, s), training side; test: uint8 (n_test, 256, 256). truth: 1 is pneumonia. patients: numbers,
    disjoint between both sides."""

    train: torch.Tensor
    train_truth: NDArray[np.int64]
    train_patients: NDArray[np.int64]
    test: torch.Tensor
    test_truth: NDArray[np.int64]

    def order(self, seed: int) -> NDArray[np.int64]:
        """Rows of `train` in the order in which labels are added: random, the classes in turn."""
        draw = np.random.default_rng(seed)
        classes = [draw.permutation(np.flatnonzero(self.train_truth == c)) for c in (0, 1)]
        shorter = min(len(c) for c in classes)
        return np.stack([c[:shorter] for c in classes], axis=1).ravel()


def nih_folder() -> Path | None:
    """Where the images are, None where there are none."""
    root = Path(os.environ.get("PLANNER_TEST_DATA", "../shared/data")) / "nih-cxr"
    return root if (root / "labels.csv").is_file() else None


def load_nih(folder: Path, image_size: int, test_share: float = 0.35) -> NihImages:
    """All images; about `test_share` of the patients, drawn once, are the test patients."""
    with (folder / "labels.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    names = sorted({row["patient_id"] for row in rows})
    number = {name: index for index, name in enumerate(names)}
    random.Random("test").shuffle(names)
    tested = set(names[: round(test_share * len(names))])
    pixels = np.stack([_read(folder / "images" / Path(row["file"]).name) for row in rows])
    truth = np.array([row["label"] != "no finding" and row["label"] != "normal" for row in rows], dtype=np.int64)
    test = [i for i, row in enumerate(rows) if row["patient_id"] in tested]
    train = [i for i, row in enumerate(rows) if row["patient_id"] not in tested]
    cache = resident_images(pixels, range(len(rows)), CACHE_SIDE).numpy()
    return NihImages(
        train=resident_images(cache, train, training_side(image_size)),
        train_truth=truth[train],
        train_patients=np.array([number[rows[i]["patient_id"]] for i in train]),
        test=torch.from_numpy(cache[test]),
        test_truth=truth[test],
    )


def _read(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as image:
        return np.asarray(image.convert("L"))
