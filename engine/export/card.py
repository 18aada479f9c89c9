"""MODEL_CARD.md: what the model is, what it was trained on, how good it is, and what it must not be used for.

Headings follow Mitchell et al. 2019, "Model Cards for Model Reporting". Nothing in it tells of a patient or a machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine import __version__
from engine.cohort.records import ImageRecord
from engine.export.manifest import ModelManifest
from engine.export.performance import Performance
from engine.learning_curve.design import StudyConfig

CARD_FILE = "MODEL_CARD.md"
SOURCE = "Imagawa & Shiomoto 2024, *Journal of Imaging Informatics in Medicine* 37(4), doi:10.1007/s10278-024-00975-5"
_WORDS = {
    "auc": "area under the ROC curve",
    "accuracy": "accuracy",
    "balanced_accuracy": "balanced accuracy",
    "sensitivity": "sensitivity",
    "specificity": "specificity",
}
_START_WORDS = {
    "scratch": "random weights",
    "simclr": "SimCLR pretraining on the project's own images, without their labels",
    "file": "weights from a file that the user chose",
}


@dataclass(frozen=True, slots=True)
class ClassCount:
    """Images and patients of one class: those the model was trained on, and those it was tested on."""

    name: str
    training_images: int
    training_patients: int
    test_images: int
    test_patients: int


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the card tells beside the model's own manifest.

    initialisation: its name in the study; kind: "scratch", "simclr" or "file". n_labels: images that the model was
    trained on. n_pool: images that its encoder was pretrained on, 0 for none. synthetic: the images are the sample
    cohort's. performance: on the test set, see `performance.performance_of`.
    """

    config: StudyConfig
    initialisation: str
    kind: str
    n_labels: int
    n_pool: int
    counts: tuple[ClassCount, ...]
    performance: tuple[Performance, ...]
    patients_known: bool = True
    synthetic: bool = False


def count_classes(
    classes: Sequence[str], training: Sequence[ImageRecord], test: Sequence[ImageRecord]
) -> tuple[ClassCount, ...]:
    """Count images and patients. training: the labelled images that the model saw; test: the study's test images."""

    def images_of(records: Sequence[ImageRecord]) -> Counter[str | None]:
        return Counter(record.label for record in records)

    def patients_of(records: Sequence[ImageRecord]) -> Counter[str | None]:
        return Counter(label for label, _ in {(record.label, record.patient) for record in records})

    tables = images_of(training), patients_of(training), images_of(test), patients_of(test)
    return tuple(ClassCount(name, *(table[name] for table in tables)) for name in classes)


def write_card(folder: Path, manifest: ModelManifest, facts: CardFacts) -> Path:
    """Write MODEL_CARD.md. Raises OSError."""
    path = folder / CARD_FILE
    path.write_text(model_card(manifest, facts), encoding="utf-8")
    return path


def model_card(manifest: ModelManifest, facts: CardFacts) -> str:
    """The card as Markdown."""
    parts = (
        _head(manifest, facts),
        _data(facts),
        _training(manifest, facts),
        _performance(manifest, facts),
        _limits(facts),
        _use(manifest),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _head(manifest: ModelManifest, facts: CardFacts) -> list[str]:
    names = " or ".join(f"*{plain(name)}*" for name in manifest.classes)
    lines = [
        "# Model card",
        "",
        f"A {manifest.backbone} classifier that tells chest radiographs apart as {names}. It was trained by Annotation "
        f"Budget Planner {__version__} in a study of how many labelled images are needed.",
        "",
        "> **Not a medical device.** It has not been evaluated by any authority and must not be used for diagnosis, "
        "triage or any other decision about a patient.",
    ]
    if facts.synthetic:
        lines += ["", "> **Trained on synthetic pictures.** They were drawn by a program and show no disease."]
    return [
        *lines,
        "",
        "## Intended use",
        "",
        "- Research: to repeat the study's measurements, to compare with other models, to plan labelling.",
        "- Out of scope: clinical use; other body parts, views or modalities than it was trained on; images of another "
        "hospital, machine or time, unless it has been measured on them.",
        "",
        "To be filled in by whoever passes the model on: where the images come from, who labelled them and how, what "
        "the model is meant for.",
    ]


def _data(facts: CardFacts) -> list[str]:
    rows = [
        f"| {plain(c.name)} | {c.training_images} | {c.training_patients} | {c.test_images} | {c.test_patients} |"
        for c in facts.counts
    ]
    lines = [
        "## Data",
        "",
        "| Class | Training images | Training patients | Test images | Test patients |",
        "|---|--:|--:|--:|--:|",
        *rows,
        "",
        "Training and test set have no patient in common, and no image of a test patient was pretrained on"
        + ("." if facts.patients_known else ", as far as patients are known."),
    ]
    if not facts.patients_known:
        lines.append(
            "For some images the patient was not known; each was taken for a patient of its own, so the intervals "
            "below may be too narrow."
        )
    if facts.n_pool:
        lines.append(f"The encoder was pretrained on {facts.n_pool} images without their labels.")
    return lines


def _training(manifest: ModelManifest, facts: CardFacts) -> list[str]:
    fine, pre = facts.config.finetuning, facts.config.pretraining
    lines = [
        "## Training",
        "",
        f'- Start: {_START_WORDS.get(facts.kind, "weights")} ("{plain(facts.initialisation)}" in the study).',
        f"- Labelled images: {facts.n_labels}. Image size: {manifest.image_size} × {manifest.image_size} pixels, grey.",
        f"- Fine-tuning: AdamW, {fine.epochs} epochs but {fine.min_steps} to {fine.max_steps} steps of "
        f"{fine.batch_size} images, learning rate {fine.learning_rate:g} (last layer {fine.head_learning_rate:g}), "
        f"weight decay {fine.weight_decay:g}, classes weighted equally: {'yes' if fine.class_weights else 'no'}.",
    ]
    if facts.kind == "simclr":
        lines.append(
            f"- Pretraining: SimCLR, {pre.epochs} epochs, batches of {pre.batch_size}, learning rate "
            f"{pre.learning_rate:g}, temperature {pre.temperature:g}, crops of at least {pre.crop_scale_min:.0%}."
        )
    return [*lines, f"- Method: {SOURCE}."]


def _performance(manifest: ModelManifest, facts: CardFacts) -> list[str]:
    rows = [
        f"| {_WORDS.get(p.metric, p.metric)} | {p.value:.3f} | {p.low95:.3f} to {p.high95:.3f} |"
        for p in facts.performance
    ]
    about = f" Positive class: *{plain(manifest.positive)}*." if manifest.positive else ""
    parity = manifest.parity
    return [
        "## Performance on the test set",
        "",
        "| Metric | Value | 95 % interval |",
        "|---|--:|--:|",
        *rows,
        "",
        f"The predicted class is the most probable one.{about} The model is the first run at its number of labels, not "
        "the best of several on the test set. Intervals are for new patients like these, and count each patient's "
        "images together.",
        "",
        f"The ONNX file was compared with the network in PyTorch on {parity.images} images: the probabilities differ "
        f"by at most {parity.max_difference:.1e}.",
    ]


def _limits(facts: CardFacts) -> list[str]:
    smallest = min((count.test_images for count in facts.counts), default=0)
    return [
        "## Limitations",
        "",
        f"- The smallest class has {smallest} test images; differences within the intervals mean nothing.",
        "- It has seen images of one collection. On others it may be worse, and it may rely on marks of the scanner or "
        "the ward that happen to go with a class.",
        "- Its probabilities are not calibrated. A second opinion on the labels was not asked for.",
        f"- Images are reduced to {facts.config.image_size} pixels: small findings may not be visible at all.",
        "- Performance was not measured separately by sex, age or machine.",
    ]


def _use(manifest: ModelManifest) -> list[str]:
    return [
        "## Using it",
        "",
        "`annotation-planner predict THIS_FOLDER IMAGES...` reads images exactly as the training did. Elsewhere:",
        "",
        f"- `model.onnx` takes `{manifest.input.name}`, {manifest.input.dtype} "
        f"({', '.join(map(str, manifest.input.shape))}), and answers with `{manifest.output.name}`, the probabilities "
        f"of {', '.join(plain(name) for name in manifest.classes)}, in this order.",
        f"- Preparation: {manifest.preparation}",
        "- `model.safetensors` holds the same weights for PyTorch: `encoder.*` under torchvision's names with a stem "
        "of one channel, `head.*` the last layer. `model.json` says the same for programs.",
    ]


def plain(text: str) -> str:
    """A name that the user gave, on one line and without the characters that Markdown takes for markup."""
    one_line = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in one_line)
