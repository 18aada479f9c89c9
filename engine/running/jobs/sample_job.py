"""The sample job: make the synthetic cohort, then read it like anyone's folder."""

from __future__ import annotations

from pathlib import Path

from engine.cohort.synthetic import load_recipe, write_sample_cohort
from engine.running.events import RunFinished
from engine.running.jobs.scan_job import READING, scan_folders
from engine.running.progress import Reporter
from engine.running.requests import SampleRequest, ScanRequest
from engine.running.store import ProjectStore
from engine.translation import mark

MAKING = mark("Making the sample cohort")


def make_sample(request: SampleRequest, reporter: Reporter) -> RunFinished:
    """Write the DICOM files and labels.csv to `request.folder` (kept if they are there), then scan them."""
    ProjectStore.open_or_create(Path(request.project), "Sample cohort").close()
    folder = Path(request.folder)
    labels = folder / "labels.csv"
    if not labels.is_file():  # written last: where it is, the cohort is whole
        recipe = load_recipe()
        reporter.start("sample", {MAKING: 3.0, READING: 1.0}, "CPU")
        began = False

        def on_progress(done: int, total: int) -> None:
            nonlocal began
            if not began:
                began = True
                reporter.stage(MAKING, total, "images")
            reporter.advance(done)

        write_sample_cohort(folder, recipe, seed=request.seed, on_progress=on_progress, check=reporter.check)
    return scan_folders(ScanRequest(request.project, (str(folder),), labels_csv=str(labels)), reporter)
