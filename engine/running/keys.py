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
from engine.pretraining.config import SimCLRConfig

_REVISION = 1  # raise when the code computes something else from the same settings


def _digest(*parts: object) -> str:
    return hashlib.blake2b(msgspec.json.encode([_REVISION, *parts]), digest_size=12).hexdigest()


def _content(image: ImageRecord) -> str:
    """What of an image enters a training: its cached pixels, which a change of its window alone changes too."""
    return image.shown_hash or image.pixel_hash


def _pixels(images: Iterable[ImageRecord]) -> list[str]:
    return [_content(image) for image in images]


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
    """Of one cell's training. encoder: the key of its encoder, or "scratch"."""
    return _digest(
        mode,
        encoder,
        backbone,
        image_size,
        config,
        seed,
        precision,
        classes,
        positive,
        _labelled(train),
        _labelled(test),
    )


def study_key(config: StudyConfig, train: Sequence[ImageRecord], test: Sequence[ImageRecord], pool: int) -> str:
    """Of a study: its settings, its labelled images and the size of its pool.

    What only words the answer (target, minutes an image, the preset's name) does not make another study.
    """
    decisive = msgspec.to_builtins(config)
    for wording in ("preset", "metric", "target", "margin", "minutes_per_image"):
        decisive.pop(wording)
    return _digest("study", decisive, _labelled(train), _labelled(test), pool)
