"""The headless engine: from a folder of images to a learning curve, an answer in words, and an exported model.

The folders are the pipeline, in this order: `images` → `cohort` → `pretraining` → `finetuning` → `learning_curve` →
`planning` → `export`; `running` carries a job through it. Nothing here imports Qt.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("annotation-budget-planner")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"
