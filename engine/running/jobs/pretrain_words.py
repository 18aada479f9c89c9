"""What a pretraining's reports become on their way to the user: events, and warnings in words."""

from __future__ import annotations

from engine.learning_curve.initialisation_words import title_of_name
from engine.pretraining.checks import AUC, LearningReport
from engine.pretraining.state import EpochReport, PretrainState
from engine.running.events import EmbeddingMapped, EpochProgress, LearningChecked
from engine.running.progress import Reporter
from engine.translation import tr


class EpochTeller:
    """Tells of the epochs of one encoder's pretraining."""

    def __init__(self, name: str, resume: PretrainState | None, reporter: Reporter) -> None:
        """name: of the initialisation. resume: what was told of before."""
        self._name, self._reporter = name, reporter
        before = resume.history if resume is not None else ()
        self._warned = any(report.collapsed for report in before)

    def epoch(self, report: EpochReport) -> None:
        """After each epoch: how it went, and once, that the encoder has collapsed."""
        self._reporter.emit(
            EpochProgress(
                self._name,
                report.epoch,
                report.epochs,
                report.loss,
                report.feature_std,
                report.images_per_second,
                report.effective_rank,
            )
        )
        if report.collapsed and not self._warned:
            self._warned = True
            self._reporter.warn(
                "collapse",
                tr(
                    "The pretraining '{name}' has collapsed: its encoder answers nearly the same for all images, so it "
                    "will save no labels. Check that the pool's images differ, and try a lower learning rate.",
                    name=title_of_name(self._name),
                ),
            )

    def learning(self, report: LearningReport) -> None:
        """After the epochs after which it was measured: what the encoder knows of the classes."""
        self._reporter.emit(
            LearningChecked(
                self._name,
                report.epoch,
                report.epochs,
                report.score,
                report.random_score,
                AUC,
                report.agreement,
                report.random_agreement,
            )
        )
        places = tuple((round(x, 4), round(y, 4)) for x, y in report.embedding.points.tolist())
        self._reporter.emit(
            EmbeddingMapped(
                self._name, report.epoch, report.epochs, places, report.labels, round(report.embedding.explained, 4)
            )
        )

    def smaller_batch(self, batch_size: int) -> None:
        """The device's memory did not hold a batch; from now on it is of `batch_size` images."""
        self._reporter.warn(
            "smaller_batch",
            tr(
                "The graphics memory does not hold a whole batch, so '{name}' goes on with {n} images at a time. Each "
                "image is then compared with fewer others, which changes the loss and may cost some of what "
                "pretraining saves; a smaller image size leaves room for the whole batch.",
                name=title_of_name(self._name),
                n=batch_size,
            ),
        )
