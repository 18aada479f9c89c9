"""An exported model on new images: read as the training read them, without torch."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from engine.cohort.records import ScanProblem
from engine.cohort.walk import walk
from engine.errors import ExportError, InputError
from engine.export.foreign_text import text_cell
from engine.export.manifest import ModelManifest, file_hash, read_manifest
from engine.export.runtime import BATCH, OnnxModel
from engine.images.decode_pool import decode_all
from engine.images.decoded import IntakeRules
from engine.translation import tr

_ONNX_FILE = "model.onnx"


@dataclass(frozen=True, slots=True)
class Prediction:
    """One file. probabilities: of the model's classes, in their order, () when the file was not read; `prediction` is
    then "" and `problem` the reason, a sentence."""

    file: str
    probabilities: tuple[float, ...]
    prediction: str
    problem: str = ""


class ExportedClassifier:
    """An exported folder, ready to answer."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """threads: 0 for one a core. Raises ExportError when the folder holds no whole model."""
        self.manifest: ModelManifest = read_manifest(folder)
        path = folder / _ONNX_FILE
        try:
            whole = file_hash(path) == self.manifest.sha256.get(_ONNX_FILE)
        except OSError:
            whole = False
        if not whole:
            raise ExportError(
                tr(
                    "'{name}' is missing or is not the file that was exported. Export the model again.",
                    name=_ONNX_FILE,
                ),
                code="damaged_model",
            )
        self._model = OnnxModel(path, threads)

    def probabilities(self, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """float32 (n, classes) of uint8 (n, side, side) images, fitted as the project's cache does."""
        return self._model.probabilities(images)

    def predicted(self, probabilities: Sequence[float]) -> str:
        """The predicted class: the most probable one (the first of equals)."""
        return self.manifest.classes[int(np.argmax(probabilities))]


def predict_files(
    model: Path,
    inputs: Sequence[Path],
    *,
    rules: IntakeRules | None = None,
    jobs: int = 0,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    check: Callable[[], None] = lambda: None,
) -> Iterator[Prediction]:
    """The predictions of all files under `inputs` (folders and files), in their order, as they are made.

    A file is named by its path relative to its folder; with several inputs, the folder's name comes first. Files that
    were not read are among the predictions, with the reason. jobs: decoding processes, 0 for one a core, -1 for none.
    on_progress(done, total): files; check: called often, may raise to stop; both on the caller's thread.
    Raises ExportError when there is no whole model, InputError when an input is missing or holds no file.
    """
    classifier = ExportedClassifier(model)
    files, problems = _files(inputs, check)
    if not files and not problems:
        raise InputError(tr("There are no files to predict. Choose a folder with images."), code="no_images")
    decoded = decode_all(
        [path for _, path in files], side=classifier.manifest.side, rules=rules or IntakeRules(), jobs=jobs, check=check
    )
    with closing(decoded):
        waiting: list[tuple[str, NDArray[np.uint8] | None, str]] = []
        for done, ((name, _), result) in enumerate(zip(files, decoded, strict=True), start=1):
            waiting.append((name, result.pixels, result.reply.sentence))
            if len(waiting) == BATCH or done == len(files):
                yield from _answers(classifier, waiting)
                waiting.clear()
                on_progress(done, len(files))
    for problem in problems:
        yield Prediction(problem.file, (), "", problem.reason)


def write_predictions(stream: TextIO, classes: Sequence[str], predictions: Iterator[Prediction]) -> tuple[int, int]:
    """Write CSV: file, probability_CLASS…, prediction, problem; returns the number of files read and not read."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["file", *(f"probability_{name}" for name in classes), "prediction", "problem"])
    read = skipped = 0
    for one in predictions:
        values = [f"{value:.6f}" for value in one.probabilities] or [""] * len(classes)
        writer.writerow([text_cell(one.file), *values, text_cell(one.prediction), text_cell(one.problem)])
        read, skipped = (read + 1, skipped) if one.probabilities else (read, skipped + 1)
    return read, skipped


def _answers(
    classifier: ExportedClassifier, batch: Sequence[tuple[str, NDArray[np.uint8] | None, str]]
) -> Iterator[Prediction]:
    loaded = [pixels for _, pixels, _ in batch if pixels is not None]
    scores: Iterator[NDArray[np.float32]] = iter(classifier.probabilities(np.stack(loaded)) if loaded else ())
    for name, pixels, reason in batch:
        if pixels is None:
            yield Prediction(name, (), "", reason)
        else:
            values = tuple(float(value) for value in next(scores))
            yield Prediction(name, values, classifier.predicted(values))


def _files(inputs: Sequence[Path], check: Callable[[], None]) -> tuple[list[tuple[str, Path]], list[ScanProblem]]:
    """(name, path) of every file, and what is no file to read."""
    files: list[tuple[str, Path]] = []
    problems: list[ScanProblem] = []
    for given in inputs:
        path = Path(given)
        if path.is_file():
            files.append((path.name, path))
            continue
        found, odd = walk([path], (), check)
        prefix = f"{path.absolute().name}/" if len(inputs) > 1 else ""
        files += [(prefix + one.file, one.path) for one in found]
        problems += odd
    return files, problems
