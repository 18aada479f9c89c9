"""MODEL_CARD.md: what the model is, what it was trained on, how good it is, and what it must not be used for.

Headings follow Mitchell et al. 2019, "Model Cards for Model Reporting". Nothing in it tells of a patient or a machine.
"""

from __future__ import annotations

from pathlib import Path

from engine import __version__
from engine.encoder.weights_file import BACKBONE_NAMES
from engine.export.card_facts import CardFacts
from engine.export.card_training import training_section
from engine.export.foreign_text import plain
from engine.export.manifest import ModelManifest
from engine.export.markdown import bullets, heading, quoted, table
from engine.translation import mark, tr

CARD_FILE = "MODEL_CARD.md"
_METRICS = {
    "auc": mark("area under the ROC curve"),
    "accuracy": mark("accuracy"),
    "balanced_accuracy": mark("balanced accuracy"),
    "sensitivity": mark("sensitivity"),
    "specificity": mark("specificity"),
}


def write_card(folder: Path, manifest: ModelManifest, facts: CardFacts) -> Path:
    """Write MODEL_CARD.md, in the user's language. Raises OSError."""
    path = folder / CARD_FILE
    path.write_text(model_card(manifest, facts), encoding="utf-8")
    return path


def model_card(manifest: ModelManifest, facts: CardFacts) -> str:
    """The card as Markdown."""
    parts = (
        _head(manifest, facts),
        _data(facts),
        training_section(manifest, facts),
        _performance(manifest, facts),
        _limits(facts),
        _use(manifest, facts),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _head(manifest: ModelManifest, facts: CardFacts) -> list[str]:
    lines = [
        heading(tr("Model card"), 1),
        "",
        tr(
            "A {network} classifier that tells chest radiographs apart as {classes}. It was trained by Annotation "
            "Budget Planner {version} in a study of how many labelled images are needed.",
            network=BACKBONE_NAMES.get(manifest.backbone, manifest.backbone),
            classes=", ".join(f"*{plain(name)}*" for name in manifest.classes),
            version=__version__,
        ),
        "",
        quoted(
            tr(
                "**Not a medical device.** It has not been evaluated by any authority and must not be used for "
                "diagnosis, triage or any other decision about a patient."
            )
        ),
    ]
    if facts.synthetic:
        lines += [
            "",
            quoted(tr("**Trained on synthetic pictures.** They were drawn by a program and show no disease.")),
        ]
    return [
        *lines,
        "",
        heading(tr("Intended use")),
        "",
        *bullets(
            (
                tr("Research: to repeat the study's measurements, to compare with other models, to plan labelling."),
                tr(
                    "Out of scope: clinical use; other body parts, views or modalities than it was trained on; images "
                    "of another hospital, machine or time, unless it has been measured on them."
                ),
            )
        ),
        "",
        tr(
            "To be filled in by whoever passes the model on: where the images come from, who labelled them and how, "
            "what the model is meant for."
        ),
    ]


def _data(facts: CardFacts) -> list[str]:
    heads = (tr("Class"), tr("Training images"), tr("Training patients"), tr("Test images"), tr("Test patients"))
    lines = [
        heading(tr("Data")),
        "",
        *table(
            heads,
            (
                (plain(c.name), c.training_images, c.training_patients, c.test_images, c.test_patients)
                for c in facts.counts
            ),
        ),
        "",
    ]
    if facts.patients_known:
        lines.append(
            tr(
                "Training and test set have no patient in common, and no image of a test patient was pretrained on in "
                "this project."
            )
        )
    else:
        lines += [
            tr(
                "Training and test set have no patient in common, and no image of a test patient was pretrained on in "
                "this project, as far as patients are known."
            ),
            tr(
                "For some images the patient was not known; each was taken for a patient of its own, so the intervals "
                "below may be too narrow."
            ),
        ]
    if facts.n_pool:
        lines.append(tr("The encoder was pretrained on {n} images without their labels.", n=facts.n_pool))
    return lines


def _performance(manifest: ModelManifest, facts: CardFacts) -> list[str]:
    rows = (
        (tr(_METRICS[p.metric]), f"{p.value:.3f}", tr("{low} to {high}", low=f"{p.low95:.3f}", high=f"{p.high95:.3f}"))
        for p in facts.performance
    )
    lines = [
        heading(tr("Performance on the test set")),
        "",
        *table((tr("Metric"), tr("Value"), tr("95 % interval")), rows),
        "",
        tr("The predicted class is the most probable one."),
    ]
    if manifest.positive:
        lines.append(tr("Positive class: *{name}*.", name=plain(manifest.positive)))
    return [
        *lines,
        tr(
            "The model is the first run at its number of labels, not the best of several on the test set. Intervals "
            "are for new patients like these, and count each patient's images together."
        ),
        "",
        tr(
            "The ONNX file was compared with the network in PyTorch on {n} images: the probabilities differ by at most "
            "{difference}.",
            n=manifest.parity.images,
            difference=f"{manifest.parity.max_difference:.1e}",
        ),
    ]


def _limits(facts: CardFacts) -> list[str]:
    smallest = min((count.test_images for count in facts.counts), default=0)
    said = [
        tr(
            "The smallest class has {n} test images; differences within the intervals mean nothing.",
            n=smallest,
        ),
        tr(
            "It has seen images of one collection. On others it may be worse, and it may rely on marks of the scanner "
            "or the ward that happen to go with a class."
        ),
        tr("Its probabilities are not calibrated. A second opinion on the labels was not asked for."),
        tr(
            "Images are reduced to {side} pixels: small findings may not be visible at all.",
            side=facts.config.image_size,
        ),
        tr("Performance was not measured separately by sex, age or machine."),
    ]
    if facts.initialisation.kind == "file":
        said.append(
            tr(
                "It began with weights from a file. Whether those were trained on images of the test patients is not "
                "known; if they were, the performance above is too good."
            )
        )
    return [heading(tr("Limitations")), "", *bullets(said)]


def _use(manifest: ModelManifest, facts: CardFacts) -> list[str]:
    said = [
        tr(
            "`model.onnx` takes `{input}`, {dtype} ({shape}), and answers with `{output}`, the probabilities of "
            "{classes}, in this order.",
            input=manifest.input.name,
            dtype=manifest.input.dtype,
            shape=", ".join(map(str, manifest.input.shape)),
            output=manifest.output.name,
            classes=", ".join(plain(name) for name in manifest.classes),
        ),
        tr("Preparation: {how}", how=manifest.preparation),
        tr(
            "`model.safetensors` holds the same weights for PyTorch: `encoder.*` under torchvision's names with a "
            "stem of one channel, `head.*` the last layer. `model.json` says the same for programs."
        ),
    ]
    if facts.initialisation.kind == "simclr":
        said.append(
            tr(
                "`encoder.safetensors` holds the encoder as pretraining left it, before it saw a label: a start for "
                "other projects (`--init file:THIS_FOLDER`)."
            )
        )
    return [
        heading(tr("Using it")),
        "",
        tr("`annotation-planner predict THIS_FOLDER IMAGES...` reads images exactly as the training did. Elsewhere:"),
        "",
        *bullets(said),
    ]
