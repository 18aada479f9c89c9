"""How long a small study takes, against what was foretold before it: predicted ÷ actual, stage by stage.

    python -m tests.benchmarks.bench_estimate [--size 64] [--epochs 20] [--patients 100]

The speed is measured as the idle worker measures it, before and after the study; the prediction takes the mean, since
on a machine that does something else too the two differ. The cohort is made up (tests/builders.py); the stages' times
are read off the job's own events.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.estimate import study_estimate
from engine.pretraining.config import SimCLRConfig
from engine.running.calibration import measure_speed
from engine.running.control import RunControl
from engine.running.device import available_cores
from engine.running.events import StageStarted
from engine.running.jobs.study_plan import plan_study
from engine.running.requests import ScanRequest, StudyRequest
from engine.running.run import execute
from engine.running.store import ProjectStore
from tests.builders import tiny_cohort

BAR = 0.25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--patients", type=int, default=100)
    options = parser.parse_args()
    config = StudyConfig(
        image_size=options.size,
        budgets=(16, 32, 64),
        seeds=2,
        pretraining=SimCLRConfig(epochs=options.epochs, batch_size=64),
        finetuning=FineTuneConfig(epochs=10, min_steps=20, max_steps=40),
    )
    with tempfile.TemporaryDirectory() as folder:
        labels = tiny_cohort(Path(folder) / "images", patients=options.patients, images_per_patient=3, side=256)
        project = str(Path(folder) / "project")
        execute(ScanRequest(project, (str(labels.parent),), labels_csv=str(labels)), lambda event: None, RunControl())
        before = measure_speed(lambda: False)
        began: list[tuple[str, float]] = []

        def note(event: object) -> None:
            if isinstance(event, StageStarted):
                began.append((event.stage, time.perf_counter()))

        execute(StudyRequest(project, config, "cpu"), note, RunControl())
        began.append(("end", time.perf_counter()))
        after = measure_speed(lambda: False)
        assert before is not None
        assert after is not None
        store = ProjectStore.open(Path(project))
        plan = plan_study(store, config)
        store.close()
    speed = (before.images_per_second + after.images_per_second) / 2
    foretold = study_estimate(
        config, len(plan.pool), len(plan.train), len(plan.test), speed, side_by_side=available_cores() > 1
    )
    print(f"{before.device}: {before.images_per_second:.0f} images/s before, {after.images_per_second:.0f} after")
    actual = {name: end - start for (name, start), (_, end) in pairwise(began)}
    work = (foretold.pretraining_work, foretold.probe_work, foretold.finetuning_work)
    beside = (0.0, foretold.probe_seconds, 0.0)
    for name, amount, fixed in zip(("Pretraining", "Linear probe", "Fine-tuning"), work, beside, strict=True):
        predicted = amount / speed + fixed
        ratio = predicted / actual[name]
        verdict = "reached" if 1 - BAR <= ratio <= 1 + BAR else "short"
        print(f"{name:14s} predicted {predicted:6.1f} s, actual {actual[name]:6.1f} s, ratio {ratio:.2f}: {verdict}")


if __name__ == "__main__":
    main()
