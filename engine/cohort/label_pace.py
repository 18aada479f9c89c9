"""How long a label takes: the median of measured times, pauses left out."""

from __future__ import annotations

import json
from dataclasses import dataclass

PAUSE_SECONDS = 60.0
MEDIAN_KEY = "label_seconds_median"  # in the project's meta: the text of a float, what the plan's minutes come from
TIMES_KEY = "label_seconds"  # in the project's meta: the times themselves, JSON
_KEPT = 500
_LEAST = 5


@dataclass(frozen=True, slots=True)
class LabelPace:
    """seconds: from an image's appearance to its label, the last 500 of them.

    An image that took longer than `PAUSE_SECONDS` was a telephone call: its time is not kept. The median of the rest
    is no further off for a few images that were hard, or labelled by mistake at once.
    """

    seconds: tuple[float, ...] = ()

    def with_image(self, seconds: float) -> LabelPace:
        """The pace with one more image."""
        if not 0 < seconds <= PAUSE_SECONDS:
            return self
        return LabelPace((*self.seconds, round(seconds, 3))[-_KEPT:])

    @property
    def median(self) -> float | None:
        """The median seconds an image; None while fewer than five are known."""
        if len(self.seconds) < _LEAST:
            return None
        ordered, middle = sorted(self.seconds), len(self.seconds) // 2
        return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2

    def meta(self) -> dict[str, str]:
        """What the project keeps of it, by the keys of its meta."""
        kept = {TIMES_KEY: json.dumps(self.seconds)}
        if self.median is not None:
            kept[MEDIAN_KEY] = repr(self.median)
        return kept


def pace_of(kept: str | None) -> LabelPace:
    """The pace from the project's meta `TIMES_KEY`; an empty one where there is none, or none that is understood."""
    try:
        seconds = json.loads(kept or "[]")
        return LabelPace(tuple(float(value) for value in seconds if 0 < value <= PAUSE_SECONDS))
    except (ValueError, TypeError):
        return LabelPace()
