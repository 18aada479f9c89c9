"""What the plainest learner gives on a project's own budgets: logistic regression on the pixels, no network at all.

    python -m tests.benchmarks.compare_logistic PROJECT

Takes the project's latest study, its test set and its label orders, and prints the AUC of an L2-regularised logistic
regression on the images at 32×32 pixels (standardised; strength by cross-validation on the labels) beside the study's
own figures for the same budgets and seeds.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegressionCV
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from engine.images.cache import ImageCache
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE
from engine.running.jobs.study_plan import plan_study
from engine.running.store import ProjectStore

SIDE = 32


def main(project: Path) -> None:
    store = ProjectStore.open(project)
    entry = store.latest_study()
    assert entry is not None, "the project holds no study"
    plan = plan_study(store, entry.config)
    cache = ImageCache.open(store.images_cache_path)
    pixels = np.asarray(cache.read())
    step = pixels.shape[1] // SIDE

    def features(images):
        chosen = pixels[[i.cache_slot for i in images]].astype(np.float32)
        return chosen.reshape(len(chosen), SIDE, step, SIDE, step).mean(axis=(2, 4)).reshape(len(chosen), -1)

    test, truth = features(plan.test), plan.measurements.truth
    measured = store.measurements(entry.study_key)
    print(f"{'labels':>6} {'run':>3} {'logistic':>9}")
    rows: dict[int, list[float]] = {}
    for n_labels in entry.budgets:
        for seed, order in enumerate(plan.orders):
            chosen = order[:n_labels]
            y = np.array([plan.class_index(i) for i in chosen])
            model = make_pipeline(
                StandardScaler(),
                LogisticRegressionCV(Cs=[1e-4, 1e-3, 1e-2, 1e-1], cv=4, scoring="neg_log_loss", max_iter=2000),
            ).fit(features(chosen), y)
            auc = roc_auc_score(truth == entry.positive, model.predict_proba(test)[:, entry.positive])
            rows.setdefault(n_labels, []).append(auc)
            print(f"{n_labels:>6} {seed + 1:>3} {auc:>9.3f}")
    print("\nmeans over the runs")
    for n_labels, values in rows.items():
        line = f"{n_labels:>6}  logistic {np.mean(values):.3f}"
        for mode in (FINE_TUNED, LINEAR_PROBE):
            for name in (i.name for i in entry.config.initialisations):
                aucs = [c.point.auc for c in measured.of(mode, name) if c.point.n_labels == n_labels]
                line += f"   {name} {mode.replace('_', ' ')} {np.mean(aucs):.3f}" if aucs else ""
        print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
