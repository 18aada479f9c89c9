"""Names of what was computed, made from all that decided it: the same work has the same name and is never done twice.

Images enter by the hash of their pixels, never by an identifier or a path, so that a key says nothing of a patient and
two projects on the same images agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from engine.cohort.records import ImageRecord
from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.points import LINEAR_PROBE
from engine.pretraining.config import SimCLRConfig

_REVISION = 1  # raise when the code computes something else from the same settings
_MODE_REVISIONS = {LINEAR_PROBE: 3}  # the same for one mode of cells alone; 1 where it is not named
# Settings that came after the first revision: left out where they are as if they did not exist, so that what was
# computed before them is still found.
_LATER = ("trained", "cached_views", "validation_fraction", "validation_min_labels", "check_every", "patience")


def _digest(*parts: object) -> str:
    return hashlib.blake2b(msgspec.json.encode([_REVISION, *parts]), digest_size=12).hexdigest()


def _content(image: ImageRecord) -> str:
    """What of an image enters a training: its cached pixels, which a change of its window alone changes too."""
    return image.shown_hash or image.pixel_hash


def _pixels(images: Iterable[ImageRecord]) -> list[str]:
    return [_content(image) for image in images]


def _settings(config: FineTuneConfig) -> dict[str, object]:
    """What of the settings decides a training's numbers."""
    kept: dict[str, object] = msgspec.to_builtins(config)
    plain = FineTuneConfig()
    if config.trained == plain.trained:
        kept.pop("cached_views")
    if config.validation_fraction == 0:
        for name in ("validation_min_labels", "check_every", "patience"):
            kept.pop(name)
    for name in _LATER:
        if name in kept and getattr(config, name) == getattr(plain, name):
            kept.pop(name)
    return kept


def _patients(images: Sequence[ImageRecord]) -> list[int]:
    """Numbers in order of appearance: who belongs together, but not who anyone is."""
    seen: dict[str, int] = {}
    return [seen.setdefault(image.patient, len(seen)) for image in images]


def _labelled(images: Iterable[ImageRecord]) -> list[tuple[str, str | None]]:
    return [(_content(image), image.label) for image in images]


def encoder_key(
    pool: Sequence[ImageRecord], backbone: str, image_size: int, config: SimCLRConfig, precision: str
) -> str:
    """Of a pretrained encoder. precision: the number format that it is trained in, e.g. "bfloat16"."""
    return _digest("encoder", _pixels(pool), backbone, image_size, config, precision)


def cell_key(
    mode: str,
    encoder: str,
    backbone: str,
    image_size: int,
    config: FineTuneConfig,
    seed: int,
    precision: str,
    classes: Sequence[str],
    positive: int,
    train: Sequence[ImageRecord],
    test: Sequence[ImageRecord],
) -> str:
    """Of one cell's training. encoder: the key of its encoder, or "scratch".

    Which images are of one patient counts only where a part of them is held out to stop early.
    """
    grouping = [_patients(train)] if config.validation_fraction > 0 else []
    revision = [_MODE_REVISIONS[mode]] if mode in _MODE_REVISIONS else []
    return _digest(
        mode,
        *revision,
        encoder,
        backbone,
        image_size,
        _settings(config),
        seed,
        precision,
        classes,
        positive,
        _labelled(train),
        _labelled(test),
        *grouping,
    )


def study_key(config: StudyConfig, train: Sequence[ImageRecord], test: Sequence[ImageRecord], pool: int) -> str:
    """Of a study: its settings, its labelled images and the size of its pool.

    What only words the answer (target, minutes an image, the preset's name) or decides when to stop does not make
    another study.
    """
    decisive = msgspec.to_builtins(config)
    for wording in ("preset", "metric", "target", "margin", "minutes_per_image", "stop_when"):
        decisive.pop(wording)
    decisive["finetuning"] = _settings(config.finetuning)
    for initialisation in decisive["initialisations"]:
        if initialisation["pool"] == "all":  # as before there was a choice
            initialisation.pop("pool")
    return _digest("study", decisive, _labelled(train), _labelled(test), pool)
