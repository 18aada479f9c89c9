"""What the error review shows of one training: its cell, its mistakes with their images, and whose map can be drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.models.series_look import SeriesLook
from engine.cohort.records import ImageRecord
from engine.learning_curve.error_review import ErrorReview
from engine.learning_curve.points import MeasuredCell


@dataclass(frozen=True, slots=True)
class CellChoice:
    """Which training is looked at. start: the initialisation's name; run: its seed, from 0."""

    start: str
    n_labels: int
    run: int


@dataclass(frozen=True)
class ReviewView:
    """classes: names. truth: int64 (n_test,). looks: of the initialisations, by name.

    images: (n_test,), the record of each scored image, None for one that is gone; () where nobody can tell any more
    which image a score is of. ids_kept: whether the record says so by itself, or it was found by labels and patients.
    map_cell: the training whose model is kept and can be asked where it looks; None for none.
    """

    study_key: str
    classes: tuple[str, ...]
    positive: int
    truth: np.ndarray
    looks: dict[str, SeriesLook]
    review: ErrorReview
    images: tuple[ImageRecord | None, ...]
    ids_kept: bool
    map_cell: MeasuredCell | None

    @property
    def choice(self) -> CellChoice:
        """The training that this is about."""
        point = self.review.cell.point
        return CellChoice(point.initialisation, point.n_labels, point.seed)

    @property
    def map_is_own(self) -> bool:
        """Whether the map is of the very model whose answers are shown."""
        return self.map_cell is not None and self.map_cell.key == self.review.cell.key

    def rows(self, answered: tuple[int, int] | None = None) -> list[int]:
        """Test images, the most wrong first: all mistakes, or those of (true class, answer), right ones too."""
        if answered is None:
            return [int(row) for row in self.review.mistakes]
        scores = self.review.cell.scores
        of = np.flatnonzero((self.truth == answered[0]) & (self.review.predicted == answered[1]))
        return [int(row) for row in of[np.argsort(scores[of, answered[0]], kind="stable")]]

    def changed(self) -> int:
        """How many test images have another label now, or none, than the study was tested with."""
        return sum(
            image is not None and image.label != self.classes[truth]
            for image, truth in zip(self.images, self.truth, strict=False)
        )
