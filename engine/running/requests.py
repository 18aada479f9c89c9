"""What a job can be asked for: frozen, plain, the same whether the window, the command line or a test asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.learning_curve.design import StudyConfig


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """Read folders of images into the project at `project` (made if it is not there).

    folders: a DICOMDIR may stand for the folder that it is in; then the images that it lists are read. pool_folders:
    images to pretrain on only. labels_csv: see `engine.cohort.labels`. patient_pattern: a regular expression whose
    first group, found in a file's name, is the patient, for files that do not name one themselves. patient_folders:
    whether for the files that name no patient even so, each folder of images is one patient; None to decide by what the
    folders look like. side: the working size, in pixels, of a new project; 0 for the project's own. jobs: decoding
    processes, 0 for one a core.
    """

    project: str
    folders: tuple[str, ...]
    pool_folders: tuple[str, ...] = ()
    labels_csv: str | None = None
    patient_pattern: str | None = None
    include_modalities: tuple[str, ...] = ()
    include_body_parts: tuple[str, ...] = ()
    jobs: int = 0
    patient_folders: bool | None = None
    side: int = 0


@dataclass(frozen=True, slots=True)
class SampleRequest:
    """Make the synthetic sample cohort at `folder` (DICOM files and labels.csv), then read it into `project`."""

    project: str
    folder: str
    seed: int = 0


@dataclass(frozen=True, slots=True)
class StudyRequest:
    """Run, or go on with, the study that `config` describes.

    device: "auto", "cpu", "cuda" or "mps". threads: of the CPU, 0 for all.
    """

    project: str
    config: StudyConfig
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Export the trained model, its card and the results of a study to `out`.

    study_key: None for the project's latest. initialisation: None for the better one at the largest budget.
    """

    project: str
    out: str
    study_key: str | None = None
    initialisation: str | None = None


@dataclass(frozen=True, slots=True)
class SaliencyRequest:
    """Map where the kept model of cell `cell_key` sees evidence for class `towards` (an index) in the images named."""

    project: str
    study_key: str
    cell_key: str
    image_ids: tuple[str, ...]
    towards: int


Request = ScanRequest | SampleRequest | StudyRequest | ExportRequest | SaliencyRequest


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants of the job at work: "pause", "resume", "finish_early" or "cancel"."""

    wish: str
