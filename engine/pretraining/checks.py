"""Looking at an encoder while it is pretrained: does it learn anything of use, has it collapsed?

Looking changes nothing: the encoder answers in evaluation mode, without gradients, and no random number is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.batches.resident import evaluation_batch
from engine.batches.source import ImageSource
from engine.encoder.backbone import build_encoder
from engine.pretraining.agreement import neighbour_agreement, quick_auc
from engine.pretraining.collapse import effective_rank
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.embedding_map import EmbeddingMap, embedding_map
from engine.running.device import DeviceChoice
from engine.running.seeding import permutation

MOST_IMAGES = 400
AUC = "auc"
_FEWEST_IMAGES = 64
_POOL_IMAGES = 200
_FEWEST_PATIENTS = 8  # a class; with fewer, what is measured is the chance of who they are
_TIME_SHARE = 0.05
# What looking at an image costs, the scores included, in pretraining steps' images: those are two views with gradients.
# Measured 0.35 (ResNet-18, 64 pixels, 400 images, CPU), of which encoding it is the half.
_LOOKING = 0.35
_BATCH = 50


@dataclass(frozen=True)
class LabelledImages:
    """Labelled *training* images to look at; never a test image. images: uint8 (m, s, s). labels: class indices,
    int64 (m,). patients: a number for each patient, int64 (m,). Any first part of them is a fair sample."""

    images: Tensor
    labels: NDArray[np.int64]
    patients: NDArray[np.int64]

    def first(self, m: int) -> LabelledImages:
        """The first m."""
        return LabelledImages(self.images[:m], self.labels[:m], self.patients[:m])

    @property
    def enough(self) -> bool:
        """Whether there are at least two classes, and eight patients of each."""
        holders = [len(np.unique(self.patients[self.labels == label])) for label in np.unique(self.labels)]
        return len(holders) >= 2 and min(holders) >= _FEWEST_PATIENTS


@dataclass(frozen=True, slots=True)
class LearningReport:
    """What the encoder knows after an epoch, beside what random features of the same backbone and seed know.

    score, random_score: `agreement.quick_auc`. agreement, random_agreement: `agreement.neighbour_agreement`. embedding:
    a map of the same images, turned onto the one before; labels: the class index of each of its points.
    """

    epoch: int
    epochs: int
    score: float
    random_score: float
    agreement: float
    random_agreement: float
    embedding: EmbeddingMap
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """images: how many were looked at. effective_rank: of their features (`collapse`). learning: what the encoder knows
    of the classes, None where too few images are labelled."""

    images: int
    effective_rank: float
    learning: LearningReport | None


def check_epochs(epochs: int) -> frozenset[int]:
    """The epochs, 1 to epochs, after which the encoder is looked at: the first, the last, and every eighth of the
    pretraining between, but at least every fifth."""
    every = min(5, max(1, round(epochs / 8)))
    return frozenset({1, epochs, *range(every, epochs + 1, every)})


def affordable(n_pool: int, epochs: int) -> int:
    """How many labelled images are looked at, so that it takes a twentieth of the time; 64 to 400.

    64 in any case: a pretraining for which that is too much is over in a moment.
    """
    looks = len(check_epochs(epochs)) + 1  # and once at random features
    return min(MOST_IMAGES, max(_FEWEST_IMAGES, int(_TIME_SHARE * epochs * n_pool / (looks * _LOOKING))))


class Checks:
    """Looks at the encoder of one pretraining."""

    def __init__(
        self,
        source: ImageSource,
        labelled: LabelledImages | None,
        backbone: str,
        image_size: int,
        config: SimCLRConfig,
        device: DeviceChoice,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        """labelled: None, or too few of them, looks for collapse only, at images of the pool. check is called before
        every batch; it may block or raise."""
        self._backbone, self._image_size, self._config = backbone, image_size, config
        self._device, self._check = device, check
        self._due = check_epochs(config.epochs)
        chosen = labelled.first(affordable(len(source), config.epochs)) if labelled is not None else None
        self._labelled = chosen if chosen is not None and chosen.enough else None
        self._source = source
        self._random: tuple[float, float] | None = None
        self._map: EmbeddingMap | None = None

    def look(self, encoder: nn.Module, epoch: int) -> Look | None:
        """What is seen after `epoch`, None where it is not time. The encoder comes back in training mode."""
        if epoch not in self._due:
            return None
        images = self._labelled.images if self._labelled else self._pool_images()
        features = self._features(encoder, images)
        encoder.train()
        rank = effective_rank(features)
        if self._labelled is None or not bool(torch.isfinite(features).all()):
            return Look(len(images), rank, None)
        if self._random is None:
            untrained = self._device.place(build_encoder(self._backbone, seed=self._config.seed))
            self._random = self._measure(self._features(untrained, images))
        score, agreement = self._measure(features)
        self._map = embedding_map(features.numpy(), self._map.points if self._map else None)
        labels = tuple(self._labelled.labels.tolist())
        learning = LearningReport(
            epoch, self._config.epochs, score, self._random[0], agreement, self._random[1], self._map, labels
        )
        return Look(len(images), rank, learning)

    def _pool_images(self) -> Tensor:
        n = len(self._source)
        return self._source.gather(permutation(n, "looked at", self._config.seed)[:_POOL_IMAGES])

    def _measure(self, features: Tensor) -> tuple[float, float]:
        assert self._labelled is not None
        values, of = features.numpy(), self._labelled
        return quick_auc(values, of.labels, of.patients), neighbour_agreement(values, of.labels, of.patients)

    def _features(self, encoder: nn.Module, images: Tensor) -> Tensor:
        """float32 (m, width) on the CPU; the encoder is left in evaluation mode."""
        encoder.eval()
        features: list[Tensor] = []
        with torch.no_grad():
            for batch in torch.split(images, _BATCH):
                self._check()
                with self._device.autocast():
                    seen = encoder(evaluation_batch(batch.to(self._device.device), self._image_size))
                features.append(seen.float().cpu())
        return torch.cat(features)
