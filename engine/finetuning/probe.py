"""The linear probe: how much a linear classifier reads from the encoder's frozen features."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.batches.resident import evaluation_batch
from engine.batches.source import ImageSource, ResidentImages
from engine.encoder.backbone import build_encoder
from engine.finetuning.config import FineTuneConfig
from engine.finetuning.logistic import fit_logistic
from engine.running.device import DeviceChoice
from engine.running.seeding import seed_of

Array = NDArray[np.float64]

_ENCODE_BATCH = 128
_SMALLEST_CLASS = 3
_MOST_FOLDS = 5


def encode(
    images: Tensor | ImageSource,
    encoder: Mapping[str, Tensor] | None,
    backbone: str,
    image_size: int,
    device: DeviceChoice,
    *,
    seed: int = 0,
    check: Callable[[], None] = lambda: None,
) -> NDArray[np.float32]:
    """Features float32 (n, feature_width) of the images, unaugmented.

    images: uint8 (n, S, S) at the cache's side, or a source of such, of which one batch is held at a time. encoder:
    pretrained weights, None for the random ones of `seed`. check is called before every batch. The layers compute in
    bfloat16 where that is the training's format: 1.7 times as fast, and on average the probe's AUC is the same within
    .002 (tests/benchmarks/bench_probe_format.py). Not in float16, which a random network may overflow.
    """
    source = ResidentImages(images, device.device) if isinstance(images, Tensor) else images
    network = device.place(build_encoder(backbone, encoder, seed=seed)).eval()
    quick = device if device.autocast_dtype is torch.bfloat16 else device.with_autocast("float32")
    features: list[Tensor] = []
    with torch.inference_mode(), quick.autocast():
        for rows in torch.split(torch.arange(len(source)), _ENCODE_BATCH):
            check()
            features.append(network(evaluation_batch(source.gather(rows), image_size)).float().cpu())
    return np.asarray(torch.cat(features).numpy(), dtype=np.float32)


def linear_probe(
    features: NDArray[np.float32],
    y: Sequence[int] | NDArray[np.int64],
    test_features: NDArray[np.float32],
    n_classes: int,
    config: FineTuneConfig,
    seed: int,
) -> NDArray[np.float32]:
    """Class probabilities float32 (n_test, n_classes) from L2-regularised (multinomial) logistic regression.

    features: (n, width) of the labelled images, standardised with their own mean and standard deviation. The strength
    is chosen from `config.probe_l2` by stratified cross-validated log-loss on the labelled images (up to 5 folds) when
    every class has at least three; else the smallest C, the strongest regularisation, is taken. A class that is not
    among y has probability zero.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # comes with scikit-learn

    targets = np.asarray(y, dtype=np.int64)
    scores = np.zeros((len(test_features), n_classes), dtype=np.float32)
    present = np.unique(targets)
    if len(present) < 2:
        scores[:, present] = 1.0
        return scores
    mean, spread = features.mean(axis=0, dtype=np.float64), features.std(axis=0, dtype=np.float64)
    varies = spread > 1e-6 * max(1e-12, float(spread.max()))
    spread = np.where(varies, spread, np.inf)  # a constant feature tells nothing
    train, test = (features - mean) / spread, (test_features - mean) / spread
    with threadpool_limits(1):  # the problems are too small to share out
        # The penalty does not change under rotation and the weights lie in the span of the images, so the fit in the
        # images' principal axes is the same fit, in min(n, width) instead of width dimensions.
        axes = np.linalg.svd(train, full_matrices=False)[2].T
        fit = _two_classes if len(present) == 2 else _more_classes
        scores[:, present] = fit(train @ axes, targets, test @ axes, config, seed)
    return scores


def _two_classes(
    train: Array, targets: NDArray[np.int64], test: Array, config: FineTuneConfig, seed: int
) -> NDArray[np.float64]:
    """Probabilities (n_test, 2) of the smaller and the larger class index."""
    is_one = targets == targets.max()
    strengths = sorted(config.probe_l2)
    losses = np.zeros(len(strengths))
    for fit, held_out in _folds(targets, config, seed):
        fitted = None
        for index, strength in enumerate(strengths):  # from strong to weak, each from the one before
            fitted = fit_logistic(train[fit], is_one[fit], strength, balanced=config.class_weights, start=fitted)
            losses[index] += fitted.loss(train[held_out], is_one[held_out])
    best = strengths[int(np.argmin(losses))]
    of_one = fit_logistic(train, is_one, best, balanced=config.class_weights).probability(test)
    return np.stack([1.0 - of_one, of_one], axis=1)


def _more_classes(
    train: Array, targets: NDArray[np.int64], test: Array, config: FineTuneConfig, seed: int
) -> NDArray[np.float64]:
    """Probabilities (n_test, classes present), in the order of the class indices."""
    from sklearn.linear_model import LogisticRegression  # seconds to import
    from sklearn.metrics import log_loss

    balance = "balanced" if config.class_weights else None
    strengths = sorted(config.probe_l2)
    losses = np.zeros(len(strengths))
    for fit, held_out in _folds(targets, config, seed):
        model = LogisticRegression(class_weight=balance, max_iter=1000, warm_start=True)
        for index, strength in enumerate(strengths):
            model.set_params(C=strength).fit(train[fit], targets[fit])
            losses[index] += log_loss(targets[held_out], model.predict_proba(train[held_out]), labels=model.classes_)
    best = strengths[int(np.argmin(losses))]
    model = LogisticRegression(C=best, class_weight=balance, max_iter=1000).fit(train, targets)
    return np.asarray(model.predict_proba(test))


def _folds(
    targets: NDArray[np.int64], config: FineTuneConfig, seed: int
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Rows to fit and rows held out; none where there is nothing to choose, or too few images to choose by."""
    from sklearn.model_selection import StratifiedKFold

    smallest = int(np.unique(targets, return_counts=True)[1].min())
    if smallest < _SMALLEST_CLASS or len(config.probe_l2) == 1:
        return []
    folds = StratifiedKFold(min(_MOST_FOLDS, smallest), shuffle=True, random_state=seed_of("probe", seed, bits=32))
    return list(folds.split(np.zeros((len(targets), 1)), targets))
