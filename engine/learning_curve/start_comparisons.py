"""The starts of a study against each other, where it has more than scratch and one pretrained: pools of other sizes,
own against generic images, a file's weights.

Each pair is compared as scratch and the first pretrained start are (`savings.labels_saved`): the same patients, the
same label draws. With several pairs, one in twenty will be shown by chance: the sentences are to be read with that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from engine.errors import InputError
from engine.learning_curve.design import SCRATCH, StudyConfig
from engine.learning_curve.points import FINE_TUNED, StudyMeasurements
from engine.learning_curve.savings import LabelsSaved, labels_saved
from engine.learning_curve.start_comparison_words import comparison_sentence


def compare_starts(
    measurements: StudyMeasurements,
    config: StudyConfig,
    *,
    replicates: int = 1000,
    check: Callable[[], None] = lambda: None,
) -> tuple[LabelsSaved, ...]:
    """Every pretrained start after the first against scratch, and the first one against each of them (`baseline`), with
    sentences that name both; half a second a pair.

    The first against scratch is the verdict's own saving and is left out. So are pairs of which too little is measured.
    check: called often; may raise to stop.
    """
    names = [initialisation.name for initialisation in config.initialisations]
    pretrained = [name for name in names if name != SCRATCH.name]
    pairs = [(name, SCRATCH.name) for name in pretrained[1:] if SCRATCH.name in names]
    pairs += [(pretrained[0], name) for name in pretrained[1:]]
    found = []
    for start, against in pairs:
        try:
            saved = labels_saved(
                measurements, config.metric, FINE_TUNED, against, start, replicates=replicates, check=check
            )
        except InputError:
            continue
        found.append(replace(saved, sentence=comparison_sentence(saved)))
    return tuple(found)
