"""Every status of a job, as one union. The window, the command line and the tests match the same union.

Events hold plain values. A job sends exactly one `RunStarted` first and exactly one of `RunFinished`, `RunCancelled`,
`RunFailed` last. An event is sent after what it tells is on disk.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.cohort.records import ImageRecord, ScanProblem
from engine.learning_curve.points import LearningCurvePoint


@dataclass(frozen=True, slots=True)
class RunStarted:
    """job: "sample", "scan", "study", "export" or "saliency". stages: names in order. device: in words, e.g. "CPU (2
    threads)".
    """

    job: str
    stages: tuple[str, ...]
    device: str


@dataclass(frozen=True, slots=True)
class StageStarted:
    """A stage begins: `total` steps of `unit` ("files", "images", "trainings", …), 0 when unknown."""

    stage: str
    total: int
    unit: str


@dataclass(frozen=True, slots=True)
class StageProgress:
    """How far a stage is, how fast (units a second, None until known), and the time left in it and in the whole job.

    fraction: of the whole job, 0 to 1. bytes_per_second: of source files, in a scan. counting: more is still being
    found, so `total` will grow.
    """

    stage: str
    done: int
    total: int
    unit: str
    per_second: float | None = None
    stage_seconds_left: float | None = None
    job_seconds_left: float | None = None
    fraction: float = 0.0
    bytes_per_second: float | None = None
    counting: bool = False


@dataclass(frozen=True, slots=True)
class EpochProgress:
    """One pretraining epoch ended. `initialisation` names what is being pretrained.

    loss: mean NT-Xent. feature_std: spread of the encoder's features, the standard deviation of a unit-norm feature
    over the views; at most 1/sqrt(width), 0 when collapsed. effective_rank: in how many directions the features spread,
    1 when collapsed; None after epochs for which it was not computed.
    """

    initialisation: str
    epoch: int
    epochs: int
    loss: float
    feature_std: float
    images_per_second: float
    effective_rank: float | None = None


@dataclass(frozen=True, slots=True)
class LearningChecked:
    """What the encoder that is being pretrained knows of the classes, measured on labelled *training* images.

    Sent after the `EpochProgress` of the same epoch: of the first, the last, and some between, where there are labels
    enough. score: of the encoder; random_score: of random weights of the same backbone and seed; measure: what they
    are. "auc" is the AUC of a linear classifier fitted in a moment, between patients: it follows the linear probe's,
    and is none of the study's results. agreement, random_agreement: how often an image's nearest neighbours, of other
    patients, are of its class; 1 / classes by chance.
    """

    initialisation: str
    epoch: int
    epochs: int
    score: float
    random_score: float
    measure: str
    agreement: float | None = None
    random_agreement: float | None = None


@dataclass(frozen=True, slots=True)
class EmbeddingMapped:
    """Where the encoder that is being pretrained puts labelled *training* images; follows a `LearningChecked`.

    points: x and y of each image, about 0, at a mean distance of about 1; the same images in the same order each time,
    turned so that what moves was learned. labels: index of each one's class among the study's. explained: share of what
    sets the images apart that shows in two dimensions, 0 to 1.
    """

    initialisation: str
    epoch: int
    epochs: int
    points: tuple[tuple[float, float], ...]
    labels: tuple[int, ...]
    explained: float


@dataclass(frozen=True, slots=True)
class CohortLoaded:
    """The cohort in the project's record has changed: how many images, patients, labelled images and skipped files."""

    images: int
    patients: int
    labelled: int
    skipped: int


@dataclass(frozen=True, slots=True)
class FilesRead:
    """A scan has read these since it last said so, about once a second; their pixels are in the image cache.

    images: new or changed ones, without labels. problems: files that were not loaded. The cohort's own order is known
    only at the end, with `CohortLoaded`.
    """

    images: tuple[ImageRecord, ...]
    problems: tuple[ScanProblem, ...]


@dataclass(frozen=True, slots=True)
class PointMeasured:
    """A cell was measured (`reused`: found in the record). done of total cells of this mode."""

    study_key: str
    point: LearningCurvePoint
    done: int
    total: int
    reused: bool = False


@dataclass(frozen=True, slots=True)
class AnswerUpdated:
    """The study's answer (intervals, savings) was computed anew and is in the record under `study_key`."""

    study_key: str


@dataclass(frozen=True, slots=True)
class AnswerSettled:
    """The trainings that are left would hardly change the answer (`learning_curve.sequential.settled`), or, not
    `settled`, a later result has opened it again. Sent when that changes, by a study that runs all its trainings.

    done of total trainings. spread: upper ÷ lower bound of the widest 80 % interval for the labels needed. narrow:
    whether that is what settles it; else that the trainings left would narrow it by less than a twentieth.
    """

    study_key: str
    settled: bool
    done: int
    total: int
    spread: float
    narrow: bool


@dataclass(frozen=True, slots=True)
class SaliencyMapped:
    """Where the model of a cell sees evidence for class `towards` in an image; kept nowhere, quickly made again.

    values: rows × columns numbers of at least 0, row by row, in units of the class's logit. scores: the model's
    probability of each class.
    """

    cell_key: str
    image_id: str
    towards: int
    rows: int
    columns: int
    values: tuple[float, ...]
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class CheckpointSaved:
    """A stop from here on loses nothing of the stage's first `step` steps."""

    stage: str
    step: int


@dataclass(frozen=True, slots=True)
class RunWarning:
    """Something the user should know; the job goes on. `code` is stable."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SpeedMeasured:
    """How fast this machine trains, sent by an idle worker: 64-pixel ResNet-18 training images a second on `device`.

    devices: all that a study can be asked to run on, as `StudyRequest` names them. autocast: the format that the device
    multiplies in, "float32", "bfloat16" or "float16".
    """

    device: str
    images_per_second: float
    devices: tuple[str, ...] = ("cpu",)
    autocast: str = "bfloat16"


@dataclass(frozen=True, slots=True)
class RunPaused:
    """The job stands still until it is resumed."""


@dataclass(frozen=True, slots=True)
class RunResumed:
    """The job goes on."""


@dataclass(frozen=True, slots=True)
class RunFinished:
    """Done. early: the user asked to finish early; what was measured is kept. sentence: the result in words.

    outcome: where the result is: the project's folder, or the export's.
    """

    sentence: str
    outcome: str
    early: bool = False


@dataclass(frozen=True, slots=True)
class RunCancelled:
    """Stopped at the user's wish; `sentence` says what was kept."""

    sentence: str


@dataclass(frozen=True, slots=True)
class RunFailed:
    """Stopped by an error. sentence: for the user. detail: for a bug report, free of patient data and paths."""

    code: str
    sentence: str
    detail: str = ""


Event = (
    RunStarted
    | StageStarted
    | StageProgress
    | EpochProgress
    | LearningChecked
    | EmbeddingMapped
    | CohortLoaded
    | FilesRead
    | PointMeasured
    | AnswerUpdated
    | AnswerSettled
    | SaliencyMapped
    | CheckpointSaved
    | RunWarning
    | SpeedMeasured
    | RunPaused
    | RunResumed
    | RunFinished
    | RunCancelled
    | RunFailed
)
Outcome = RunFinished | RunCancelled | RunFailed
