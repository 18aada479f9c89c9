"""Learning curves of this program's own trainings, as points for `tests/fixtures/deep_curves.csv` and a backtest.

    python -m tests.benchmarks.record_deep_curves sample|nih [--splits 0 1 2] [--seeds 5] [--out FILE.csv]

For each split into training and test patients a whole study is run: SimCLR on the training patients' images, then from
scratch and from SimCLR the linear probe and the fine-tuning of ResNet-18 at 64 pixels, with budgets that double. The
points are appended to --out as they come: source, curve_id, metric, n_labels, seed, value, n_test, where seed is 100 ×
split + run, the form of the learning-curve points that the planner's priors were read from. `nih` takes the chest
X-rays of the folder that PLANNER_TEST_DATA names; `sample` is the synthetic cohort, made with more patients.
"""

from __future__ import annotations

import argparse
import csv
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from engine.cohort.synthetic import load_recipe, write_sample_cohort
from engine.learning_curve.design import StudyConfig
from engine.running.control import RunControl
from engine.running.events import PointMeasured, RunFinished
from engine.running.requests import ScanRequest, StudyRequest
from engine.running.run import execute

BUDGETS = (12, 24, 48, 96, 192, 384)
METRICS = ("auc", "accuracy")
PATIENTS = 460  # of the synthetic cohort: enough for the largest budget
HEADER = ("source", "curve_id", "metric", "n_labels", "seed", "value", "n_test")


def scan_request(source: str, folder: Path) -> ScanRequest:
    """What is read into the project; the synthetic images are made first."""
    project = str(folder / "project")
    if source == "nih":
        images = Path(os.environ.get("PLANNER_TEST_DATA", "../shared/data")) / "nih-cxr"
        if not (images / "labels.csv").is_file():
            raise SystemExit("nih-cxr is not in the folder of PLANNER_TEST_DATA (default ../shared/data).")
        return ScanRequest(project, (str(images / "images"),), labels_csv=str(images / "labels.csv"))
    labels = write_sample_cohort(folder / "images", replace(load_recipe(), patients=PATIENTS))
    return ScanRequest(project, (str(labels.parent),), labels_csv=str(labels))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", choices=("sample", "nih"))
    parser.add_argument("--splits", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("deep_curves.csv"))
    options = parser.parse_args()
    fresh = not options.out.exists() or options.out.stat().st_size == 0
    with tempfile.TemporaryDirectory() as folder, options.out.open("a", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        if fresh:
            rows.writerow(HEADER)
        for split in options.splits:
            place = Path(folder) / str(split)
            request = scan_request(options.source, place)
            if not isinstance(execute(request, lambda event: None, RunControl()), RunFinished):
                raise SystemExit("The images could not be read.")

            def note(event: object, split: int = split) -> None:
                if isinstance(event, PointMeasured):
                    point = event.point
                    curve = f"{options.source}-{options.source}-{point.mode}-{point.initialisation}"
                    for metric in METRICS:
                        value = f"{point.metric(metric):.4f}"
                        run = 100 * split + point.seed
                        rows.writerow(
                            (options.source, f"{curve}-{metric}", metric, point.n_labels, run, value, point.n_test)
                        )
                    stream.flush()

            config = StudyConfig(preset="deep", budgets=BUDGETS, seeds=options.seeds, split_seed=split)
            outcome = execute(StudyRequest(request.project, config, "cpu"), note, RunControl())
            print(f"{options.source}, split {split}: {type(outcome).__name__}", flush=True)


if __name__ == "__main__":
    main()
