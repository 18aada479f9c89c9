"""The export job: a study's trained model, its card and its results, checked before anyone gets them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from engine.errors import ExportError
from engine.export.bundle import TrainedModel, export_bundle
from engine.export.card_facts import CardFacts, count_classes
from engine.export.performance import performance_of
from engine.export.study_facts import study_facts
from engine.images.cache import ImageCache
from engine.learning_curve.design import Cell, Initialisation
from engine.learning_curve.initialisation_words import title_of_name
from engine.learning_curve.points import FINE_TUNED, MeasuredCell, StudyMeasurements
from engine.learning_curve.start_comparisons import compare_starts
from engine.running.checkpoint import load_tensors
from engine.running.device import DeviceChoice
from engine.running.events import RunFinished
from engine.running.jobs.answer_stage import verdict_of
from engine.running.jobs.pools import pool_of
from engine.running.jobs.pretrain_stage import key_of, key_of_cell
from engine.running.jobs.study_plan import StudyPlan, plan_study
from engine.running.progress import Reporter
from engine.running.requests import ExportRequest
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry
from engine.translation import listed, mark, tr

EXPORTING = mark("Exporting")
_FORMATS = ("float32", "bfloat16", "float16")  # that a device may train in


def export_project(request: ExportRequest, reporter: Reporter) -> RunFinished:
    """Write the files of `engine.export.bundle` to `request.out`. Raises ExportError, StorageError, ProjectError."""
    reporter.start("export", {EXPORTING: 1.0}, "CPU")
    reporter.stage(EXPORTING, 1, "model")
    store = ProjectStore.open(Path(request.project))
    try:
        entry = store.study(request.study_key) if request.study_key else store.latest_study()
        measurements = store.measurements(entry.study_key) if entry else None
        if entry is None or measurements is None:
            raise ExportError(tr("There is no study to export yet. Run one first."), code="no_study")
        cell = chosen_cell(entry, measurements, store, request.initialisation)
        plan = plan_study(store, entry.config)
        if plan.entry.study_key != entry.study_key:
            raise ExportError(
                tr(
                    "The images or labels have changed since this study was run, so its figures no longer describe "
                    "them. Run the study again, then export."
                ),
                code="outdated",
            )
        reporter.check()
        pretrained = _pretrained(plan, cell, store)
        model = TrainedModel(
            load_tensors(store.model_path(cell.key))[0],
            entry.config.backbone,
            entry.config.image_size,
            _test_images(plan, store),
            cell.scores,
            None if pretrained is None else pretrained.weights,
        )
        savings = store.savings(entry.study_key)
        exported = export_bundle(
            Path(request.out),
            model,
            _facts(plan, entry, cell, measurements, None if pretrained is None else pretrained.batch_size),
            measurements,
            verdict_of(entry, measurements, store),
            savings,
            compare_starts(measurements, entry.config, check=reporter.check),
            check=reporter.check,
        )
    finally:
        store.close()
    reporter.advance(1)
    return RunFinished(
        tr(
            "Exported the model '{name}' trained on {n_labels} labelled images: the ONNX model equals the app to "
            "{difference} on {n_test} test images.",
            name=title_of_name(cell.point.initialisation),
            n_labels=cell.point.n_labels,
            difference=f"{exported.max_difference:.0e}",
            n_test=len(plan.test),
        ),
        request.out,
    )


def chosen_cell(
    entry: StudyEntry, measurements: StudyMeasurements, store: ProjectStore, initialisation: str | None
) -> MeasuredCell:
    """The cell whose model is exported: the first run at the largest budget that has a model.

    Without a wish, of the initialisation whose mean over all runs at that budget is higher; the run itself is never
    chosen by its test result. Raises ExportError when there is none.
    """
    names = [i.name for i in entry.config.initialisations if initialisation in (None, i.name)]
    if not names:
        raise ExportError(
            tr(
                "The study has no initialisation '{name}'. It has: {names}.",
                name=initialisation,
                names=listed(i.name for i in entry.config.initialisations),
            ),
            code="unknown_initialisation",
        )

    def mean(name: str) -> float:
        values = [
            c.point.metric(entry.config.metric)
            for c in measurements.of(FINE_TUNED, name)
            if c.point.n_labels == entry.budgets[-1]
        ]
        return sum(values) / len(values) if values else -1.0

    kept = [
        cell
        for name in names
        for cell in measurements.of(FINE_TUNED, name)
        if cell.point.n_labels == entry.budgets[-1] and cell.point.seed == 0 and store.model_path(cell.key).is_file()
    ]
    if not kept:
        raise ExportError(
            tr(
                "No model is trained on the largest budget, {n} labels, yet. Run the study on, then export.",
                n=entry.budgets[-1],
            ),
            code="no_model",
        )
    return max(kept, key=lambda cell: mean(cell.point.initialisation))


def _test_images(plan: StudyPlan, store: ProjectStore) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    with ImageCache.open(store.images_cache_path) as cache:
        return np.ascontiguousarray(np.asarray(cache.read())[[image.cache_slot for image in plan.test]])


@dataclass(frozen=True)
class _Pretrained:
    """An encoder's weights, and the images a step that it was pretrained with, None where that is not known."""

    weights: dict[str, Tensor]
    batch_size: int | None


def _pretrained(plan: StudyPlan, cell: MeasuredCell, store: ProjectStore) -> _Pretrained | None:
    """The encoder that a cell's training began with, as this project pretrained it; None where it was not, or where it
    is no longer there. The number format that the cell was trained in, which its key tells, is the encoder's too."""
    initialisation = _start_of(plan, cell)
    if initialisation.kind != "simclr":
        return None
    asked = Cell(cell.point.n_labels, initialisation, cell.point.seed)
    for name in _FORMATS:
        device = DeviceChoice(torch.device("cpu"), None, 1).with_autocast(name)
        path = store.encoder_path(key_of(initialisation, plan, device))
        if key_of_cell(FINE_TUNED, plan, asked, device) == cell.key and path.is_file():
            tensors, words = load_tensors(path)
            return _Pretrained(tensors, int(words["batch_size"]) if words.get("batch_size", "").isdigit() else None)
    return None


def _start_of(plan: StudyPlan, cell: MeasuredCell) -> Initialisation:
    return next(i for i in plan.entry.config.initialisations if i.name == cell.point.initialisation)


def _facts(
    plan: StudyPlan,
    entry: StudyEntry,
    cell: MeasuredCell,
    measurements: StudyMeasurements,
    pretraining_batch: int | None,
) -> CardFacts:
    training = plan.orders[cell.point.seed][: cell.point.n_labels]
    images = (*plan.pool, *plan.test)
    initialisation = _start_of(plan, cell)
    return CardFacts(
        config=entry.config,
        study=study_facts(entry.config, entry.budgets, measurements, entry.state),
        initialisation=initialisation,
        n_labels=cell.point.n_labels,
        n_pool=len(pool_of(initialisation, plan)),
        counts=count_classes(entry.classes, training, plan.test),
        performance=performance_of(cell.scores, measurements.truth, measurements.patients, measurements.positive),
        patients_known=all(image.patient_known for image in images),
        synthetic=bool(images) and all(image.manufacturer in _sample_scanners() for image in images),
        pretraining_batch=pretraining_batch,
    )


def _sample_scanners() -> frozenset[str]:
    """The made-up manufacturers of the sample cohort: no real image names them."""
    from engine.cohort.synthetic import load_recipe

    return frozenset(scanner.manufacturer for scanner in load_recipe().scanners)
