"""What the classes of labelled images have to do with an encoder's features, in a moment and without a training.

Two measures, both between patients: an image's own patient's other images look like it whatever the encoder has
learned, so they neither vote for it nor help to fit the scores that it gets.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.running.seeding import permutation

NEIGHBOURS = 10
FOLDS = 5
_RIDGE = 1.0


def neighbour_agreement(
    features: NDArray[np.float32], labels: NDArray[np.int64], patients: NDArray[np.int64], k: int = NEIGHBOURS
) -> float:
    """How often an image's k nearest neighbours are of its class: the mean over classes of the mean share, 0 to 1.

    features: (m, width). labels: class indices (m,). patients: (m,); neighbours of the same patient do not count. Near
    is a large cosine of features whose mean was taken away (Wu et al. 2018, "Unsupervised Feature Learning via
    Non-Parametric Instance Discrimination", section 3.4, unweighted). Features that know nothing give 1 / classes,
    however unequal the classes are, up to the images that are left out of their own neighbours.
    """
    centred = features.astype(np.float64) - features.mean(axis=0, dtype=np.float64)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-12)
    likeness = centred @ centred.T
    likeness[patients[:, None] == patients] = -np.inf
    nearest = np.argsort(-likeness, axis=1, kind="stable")[:, :k]
    counts = np.isfinite(np.take_along_axis(likeness, nearest, axis=1))
    same = (labels[nearest] == labels[:, None]) & counts
    shares = same.sum(axis=1) / np.maximum(counts.sum(axis=1), 1)
    return float(np.mean([shares[labels == label].mean() for label in np.unique(labels)]))


def quick_auc(features: NDArray[np.float32], labels: NDArray[np.int64], patients: NDArray[np.int64]) -> float:
    """The AUC of a linear classifier on images of patients that it was not fitted to: FOLDS folds of whole patients.

    Ridge regression on the class indicators, in closed form (Hastie et al. 2009, "The Elements of Statistical
    Learning", section 3.4.1, with the kernel X Xᵀ), on standardised features; the penalty is the kernel's mean
    eigenvalue. The mean over folds and over classes of one against the rest; it follows the linear probe's AUC, which
    it is not. 0.5 where no fold can be measured.
    """
    classes = np.unique(labels)
    folds = _patient_folds(labels, patients)
    aucs = []
    for fold in range(FOLDS):
        held_out = folds == fold
        if held_out.all() or not held_out.any():
            continue
        scores = _ridge_scores(features[~held_out], labels[~held_out], features[held_out], classes)
        truth = labels[held_out]
        aucs += [
            area(scores[:, i], truth == label) for i, label in enumerate(classes) if 0 < (truth == label).mean() < 1
        ]
    return float(np.mean(aucs)) if aucs else 0.5


def area(scores: NDArray[np.float64], positive: NDArray[np.bool_]) -> float:
    """Area under the ROC curve: how often a positive image scores above a negative one, ties counted half."""
    above, below = scores[positive][:, None], scores[~positive]
    return float((above > below).mean() + 0.5 * (above == below).mean())


def _patient_folds(labels: NDArray[np.int64], patients: NDArray[np.int64]) -> NDArray[np.int64]:
    """int64 (m,): each image's fold; patients whole, each class's patients dealt out in turn. Always the same."""
    names, first, of = np.unique(patients, return_index=True, return_inverse=True)
    mixed = permutation(len(names), "folds of a learning check").numpy()
    dealt = mixed[np.argsort(labels[first][mixed], kind="stable")]
    fold = np.empty(len(names), dtype=np.int64)
    fold[dealt] = np.arange(len(names)) % FOLDS
    answer: NDArray[np.int64] = fold[of]
    return answer


def _ridge_scores(
    train: NDArray[np.float32], labels: NDArray[np.int64], test: NDArray[np.float32], classes: NDArray[np.int64]
) -> NDArray[np.float64]:
    mean, spread = train.mean(axis=0, dtype=np.float64), train.std(axis=0, dtype=np.float64)
    spread = np.where(spread > 1e-6 * max(1e-12, float(spread.max())), spread, np.inf)  # a constant tells nothing
    x, new = (train - mean) / spread, (test - mean) / spread
    kernel = x @ x.T
    indicators = (labels[:, None] == classes).astype(np.float64)
    penalty = _RIDGE * max(float(np.trace(kernel)) / len(x), 1e-12)
    weights = np.linalg.solve(kernel + penalty * np.eye(len(x)), indicators - indicators.mean(axis=0))
    answer: NDArray[np.float64] = new @ (x.T @ weights)
    return answer
