"""A study's result for the command line: the documented JSON, and the table and words that people read."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table

from engine.export.study_facts import StudyFacts, study_facts
from engine.learning_curve.initialisation_words import title_of_name
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE, LearningCurvePoint, StudyMeasurements
from engine.learning_curve.savings import LabelsSaved
from engine.learning_curve.start_comparisons import compare_starts
from engine.planning.verdict import Verdict
from engine.running.jobs.answer_stage import verdict_of
from engine.running.store import ProjectStore
from engine.translation import tr


def show_result(project: Path, *, as_json: bool) -> None:
    """Print the latest study of a project: to standard output, as JSON or as words."""
    store = ProjectStore.open(project)
    try:
        entry = store.latest_study()
        measurements = store.measurements(entry.study_key) if entry else None
        if entry is None or measurements is None:
            raise click.ClickException(tr("The project holds no study yet."))
        verdict = verdict_of(entry, measurements, store)
        facts = study_facts(entry.config, entry.budgets, measurements, entry.state)
        comparisons = compare_starts(measurements, entry.config)
    finally:
        store.close()
    if as_json:
        click.echo(msgspec.json.encode(run_json(measurements, verdict, facts, comparisons, project)))
    else:
        _print_words(measurements, verdict, comparisons)


def run_json(
    measurements: StudyMeasurements,
    verdict: Verdict,
    study: StudyFacts,
    comparisons: tuple[LabelsSaved, ...],
    project: Path,
) -> dict[str, object]:
    """The documented JSON of `run`: results only, sorted, no times."""
    return {
        "points": _points(measurements, FINE_TUNED),
        "probe_points": _points(measurements, LINEAR_PROBE),
        "classes": measurements.classes,
        "verdict": verdict,
        "study": study,
        "comparisons": comparisons,
        "project": str(project),
    }


def _points(measurements: StudyMeasurements, mode: str) -> list[LearningCurvePoint]:
    return [cell.point for cell in measurements.of(mode)]


def _print_words(measurements: StudyMeasurements, verdict: Verdict, comparisons: tuple[LabelsSaved, ...]) -> None:
    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 110)
    for mode, title in ((FINE_TUNED, tr("AUC, fine-tuned")), (LINEAR_PROBE, tr("AUC, linear probe"))):
        cells = measurements.of(mode)
        if cells:
            console.print(_table(title, [cell.point for cell in cells]))
    console.print(verdict.headline.replace("**", ""), style="bold", markup=False)
    if verdict.savings_sentence:
        console.print(verdict.savings_sentence.replace("**", ""), markup=False)
    for comparison in comparisons:
        console.print(comparison.sentence.replace("**", ""), markup=False)
    for note in verdict.notes:
        console.print(note, style="dim", markup=False)


def _table(title: str, points: list[LearningCurvePoint]) -> Table:
    seeds = sorted({p.seed for p in points})
    table = Table(title=title, title_justify="left")
    table.add_column(tr("labels"), justify="right")
    table.add_column(tr("start"))
    for column in (tr("mean"), *(tr("run {n}", n=seed + 1) for seed in seeds)):
        table.add_column(column, justify="right")
    for n_labels in sorted({p.n_labels for p in points}):
        for name in sorted({p.initialisation for p in points}):
            values = {p.seed: p.auc for p in points if p.n_labels == n_labels and p.initialisation == name}
            if values:
                mean = sum(values.values()) / len(values)
                runs = [f"{values[s]:.3f}" if s in values else "" for s in seeds]
                table.add_row(str(n_labels), title_of_name(name), f"{mean:.3f}", *runs)
    return table
