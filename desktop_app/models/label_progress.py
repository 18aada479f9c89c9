"""How far the labelling is and how fast it goes, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from desktop_app import wording
from engine.cohort.label_pace import PAUSE_SECONDS
from engine.cohort.records import ImageRecord
from engine.translation import counted, mark, tr


@dataclass(frozen=True)
class LabelProgress:
    """counts: labelled images by class. total: images that may be labelled. unsure: left without a label as unsure."""

    counts: dict[str, int] = field(default_factory=dict)
    total: int = 0
    unsure: int = 0

    @property
    def labelled(self) -> int:
        """Images with a label."""
        return sum(self.counts.values())

    def line(self) -> str:
        """ "37 of 400 labelled · 3 unsure"."""
        done = tr("{n} of {total} labelled", n=wording.number(self.labelled), total=wording.number(self.total))
        if not self.unsure:
            return done
        return tr("{progress} · {n} unsure", progress=done, n=wording.number(self.unsure))


def progress_of(images: Sequence[ImageRecord], unsure: Collection[str]) -> LabelProgress:
    """The progress over a cohort's images; those of pool folders do not count."""
    counts = Counter(image.label for image in images if not image.pool_only)
    return LabelProgress(
        counts={label: n for label, n in counts.items() if label is not None},
        total=sum(counts.values()),
        unsure=sum(image.image_id in unsure and image.label is None for image in images) if unsure else 0,
    )


def pace_line(median: float | None, left: int) -> str:
    """What an image takes and how long the rest will, as far as it is known. left: images without an answer."""
    if median is None:
        return tr("How long an image takes is measured from the fifth on.")
    took = tr(
        "{seconds} s an image (median; pauses over {n} s left out)", seconds=f"{median:.1f}", n=round(PAUSE_SECONDS)
    )
    rest = tr("About {span} for the rest at this pace", span=wording.duration(median * left))
    return f"{took}\n{rest}" if left else took


def pace_note() -> str:
    """How the pace is measured."""
    return tr(
        "The median time from an image's appearance to its label. Images that took more than {n} s count as a pause "
        "and are left out. The plan takes its minutes an image from here.",
        n=round(PAUSE_SECONDS),
    )


def order_note(*, everything: bool) -> str:
    """In which order the images come, and what that is good for."""
    if everything:
        return tr("All images, labelled or not, in random order. A key replaces the label.")
    return tr("The images come in random order: wherever you stop, those labelled here are a fair sample.")


def test_note(*, split_is_fixed: bool, of_no_use: int) -> str:
    """What labels mean once the test patients are drawn; "" before that. of_no_use: unlabelled images of theirs."""
    if not split_is_fixed:
        return ""
    fixed = tr("The test patients are fixed and stay as they are; the next study uses the new labels.")
    if not of_no_use:
        return fixed
    last = counted(
        of_no_use,
        mark("{n} unlabelled image of a test patient comes last: no study would use its label."),
        mark("{n} unlabelled images of test patients come last: no study would use their labels."),
        n=wording.number(of_no_use),
    )
    return f"{fixed}\n{last}"


def unsure_left(unsure: int) -> str:
    """What is left when all else has a label."""
    return counted(
        unsure,
        mark("{n} image is marked unsure and stays without a label."),
        mark("{n} images are marked unsure and stay without a label."),
        n=wording.number(unsure),
    )
