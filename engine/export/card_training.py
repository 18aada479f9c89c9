"""The model card's section on how the model was trained."""

from __future__ import annotations

from engine.export.card_facts import CardFacts
from engine.export.foreign_text import plain
from engine.export.manifest import ModelManifest
from engine.export.markdown import bullets, heading
from engine.learning_curve.initialisation_words import long_title
from engine.learning_curve.training_words import trained_words
from engine.translation import tr

SOURCE = "Imagawa & Shiomoto 2024, *Journal of Imaging Informatics in Medicine* 37(4), doi:10.1007/s10278-024-00975-5"


def training_section(manifest: ModelManifest, facts: CardFacts) -> list[str]:
    """Lines of Markdown."""
    fine = facts.config.finetuning
    said = [
        tr(
            'Start: {start} ("{name}" in the study).',
            start=plain(long_title(facts.initialisation)),
            name=plain(facts.initialisation.name),
        ),
        tr(
            "Labelled images: {n}. Image size: {side} × {side} pixels, grey.",
            n=facts.n_labels,
            side=manifest.image_size,
        ),
        tr("Trained on the labels: {part}.", part=trained_words(fine.trained)),
        tr(
            "Fine-tuning: AdamW, {epochs} epochs but {least} to {most} steps of {batch} images, learning rate {rate} "
            "(last layer {head_rate}), weight decay {decay}.",
            epochs=fine.epochs,
            least=fine.min_steps,
            most=fine.max_steps,
            batch=fine.batch_size,
            rate=f"{fine.learning_rate:g}",
            head_rate=f"{fine.head_learning_rate:g}",
            decay=f"{fine.weight_decay:g}",
        ),
        tr("Classes are weighted equally.") if fine.class_weights else tr("Classes are weighted by their size."),
    ]
    if fine.validation_fraction > 0 and facts.n_labels >= fine.validation_min_labels:
        said.append(
            tr(
                "{share} % of the labelled images were held out, by patient, to stop the training early.",
                share=f"{100 * fine.validation_fraction:.0f}",
            )
        )
    if facts.initialisation.kind == "simclr":
        said += _pretraining(facts)
    said.append(_extent(facts))
    said.append(tr("Method: {source}.", source=SOURCE))
    return [heading(tr("Training")), "", *bullets(said)]


def _pretraining(facts: CardFacts) -> list[str]:
    pre = facts.config.pretraining
    said = [
        tr(
            "Pretraining: SimCLR, {epochs} epochs, batches of {batch}, learning rate {rate}, temperature "
            "{temperature}, crops of at least {crop} %.",
            epochs=pre.epochs,
            batch=pre.batch_size,
            rate=f"{pre.learning_rate:g}",
            temperature=f"{pre.temperature:g}",
            crop=f"{100 * pre.crop_scale_min:.0f}",
        )
    ]
    if facts.pretraining_batch is not None and facts.pretraining_batch < pre.batch_size:
        said.append(
            tr(
                "The memory did not hold such a batch; pretraining went on with {batch} images at a time.",
                batch=facts.pretraining_batch,
            )
        )
    return said


def _extent(facts: CardFacts) -> str:
    study = facts.study
    values = {"done": study.trainings_measured, "planned": study.trainings_planned}
    if study.settled:
        return tr(
            "The study ended by itself after {done} of {planned} trainings, when the others would hardly have changed "
            "its answer.",
            **values,
        )
    if study.trainings_measured < study.trainings_planned:
        return tr("The study was ended after {done} of {planned} trainings.", **values)
    return tr("The study ran all its {planned} trainings.", **values)
