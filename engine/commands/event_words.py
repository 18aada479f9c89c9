"""What the terminal says of a job's events, a line each."""

from __future__ import annotations

from engine.encoder.weights_file import BACKBONE_NAMES
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.initialisation_words import long_title, title_of_name
from engine.learning_curve.points import FINE_TUNED
from engine.learning_curve.training_words import stop_words, trained_words
from engine.running.events import AnswerSettled, EpochProgress, LearningChecked, PointMeasured
from engine.translation import tr

_NOTHING = 0.005  # of an AUC: less is not told apart from nothing


def epoch_line(event: EpochProgress) -> str:
    """A pretraining's pass over its pool."""
    return tr(
        "{name}: pass {epoch} of {epochs}, loss {loss}, {rate} images/s",
        name=title_of_name(event.initialisation),
        epoch=event.epoch,
        epochs=event.epochs,
        loss=f"{event.loss:.3f}",
        rate=f"{event.images_per_second:.0f}",
    )


def learning_line(event: LearningChecked) -> str:
    """What the encoder knows of the classes, against random features."""
    gain = event.score - event.random_score
    values = {
        "name": title_of_name(event.initialisation),
        "epoch": event.epoch,
        "score": f"{event.score:.2f}",
        "random": f"{event.random_score:.2f}",
        "gain": f"{gain:+.2f}".replace("-", "−"),
    }
    if gain >= _NOTHING:
        return tr(
            "{name}, pass {epoch}: the encoder has learned: {gain} over random features (AUC {score} against {random}, "
            "on training images)",
            **values,
        )
    if gain > -_NOTHING:
        return tr(
            "{name}, pass {epoch}: the encoder knows no more than random features yet (AUC {score}, on training "
            "images)",
            **values,
        )
    return tr(
        "{name}, pass {epoch}: the encoder knows less than random features: {gain} (AUC {score} against {random}, on "
        "training images)",
        **values,
    )


def point_line(event: PointMeasured) -> str:
    """A training, or a linear probe, with its result."""
    point = event.point
    values = {
        "done": event.done,
        "total": event.total,
        "start": title_of_name(point.initialisation),
        "n": point.n_labels,
        "run": point.seed + 1,
        "auc": f"{point.auc:.3f}",
    }
    if point.mode == FINE_TUNED:
        if event.reused:
            return tr("[{done}/{total}] fine tuned, {start}, {n} labels, run {run}: AUC {auc} (known)", **values)
        return tr("[{done}/{total}] fine tuned, {start}, {n} labels, run {run}: AUC {auc}", **values)
    if event.reused:
        return tr("[{done}/{total}] linear probe, {start}, {n} labels, run {run}: AUC {auc} (known)", **values)
    return tr("[{done}/{total}] linear probe, {start}, {n} labels, run {run}: AUC {auc}", **values)


def settled_line(event: AnswerSettled) -> str:
    """Whether the trainings that are left would change the answer."""
    if event.settled:
        return tr(
            "After {done} of {total} trainings the answer is settled: the others would hardly change it.",
            done=event.done,
            total=event.total,
        )
    return tr("The answer is open again: further trainings will narrow it.")


def study_lines(config: StudyConfig) -> tuple[str, ...]:
    """What a study is going to do, before it does it."""
    tuning = config.finetuning
    return (
        tr(
            "Network: {network}, {side} × {side} pixels; trained on the labels: {part}; {batch} images a step",
            network=BACKBONE_NAMES.get(config.backbone, config.backbone),
            side=config.image_size,
            part=trained_words(tuning.trained),
            batch=tuning.batch_size,
        ),
        tr("Starts: {starts}", starts="; ".join(long_title(start) for start in config.initialisations)),
        tr("The study ends {when}", when=stop_words(config.stop_when)),
    )
