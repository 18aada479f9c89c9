"""Phrases with a number in them, whole, so that each language may order and inflect them as it must."""

from __future__ import annotations

from engine.translation import counted, mark, tr

NARROW_SPACE = "\u202f"
COUNTED = {
    "budget": (mark("{n} budget"), mark("{n} budgets")),
    "day": (mark("{n} day"), mark("{n} days")),
    "file": (mark("{n} file"), mark("{n} files")),
    "image": (mark("{n} image"), mark("{n} images")),
    "label": (mark("{n} label"), mark("{n} labels")),
    "labelled image": (mark("{n} labelled image"), mark("{n} labelled images")),
    "measured point": (mark("{n} measured point"), mark("{n} measured points")),
    "other image": (mark("{n} other image"), mark("{n} other images")),
    "patient": (mark("{n} patient"), mark("{n} patients")),
    "repetition": (mark("{n} repetition"), mark("{n} repetitions")),
    "row": (mark("{n} row"), mark("{n} rows")),
    "start": (mark("{n} start"), mark("{n} starts")),
    "test image": (mark("{n} test image"), mark("{n} test images")),
    "test patient": (mark("{n} test patient"), mark("{n} test patients")),
    "training": (mark("{n} training"), mark("{n} trainings")),
}
# What a job's steps are, as `StageStarted.unit` names them: how far it is, then how fast by second, minute and hour.
FAR = {
    "answer": (mark("{done} of {total} answer"), mark("{done} of {total} answers")),
    "file": (mark("{done} of {total} file"), mark("{done} of {total} files")),
    "image": (mark("{done} of {total} image"), mark("{done} of {total} images")),
    "model": (mark("{done} of {total} model"), mark("{done} of {total} models")),
    "probe": (mark("{done} of {total} probe"), mark("{done} of {total} probes")),
    "step": (mark("{done} of {total} step"), mark("{done} of {total} steps")),
    "training": (mark("{done} of {total} training"), mark("{done} of {total} trainings")),
}
FAST = {
    "answer": (mark("{n} answers/s"), mark("{n} answers/min"), mark("{n} answers/h")),
    "file": (mark("{n} files/s"), mark("{n} files/min"), mark("{n} files/h")),
    "image": (mark("{n} images/s"), mark("{n} images/min"), mark("{n} images/h")),
    "model": (mark("{n} models/s"), mark("{n} models/min"), mark("{n} models/h")),
    "probe": (mark("{n} probes/s"), mark("{n} probes/min"), mark("{n} probes/h")),
    "step": (mark("{n} steps/s"), mark("{n} steps/min"), mark("{n} steps/h")),
    "training": (mark("{n} trainings/s"), mark("{n} trainings/min"), mark("{n} trainings/h")),
}


def number(n: int) -> str:
    """An integer with thin spaces between thousands: 1 412."""
    return f"{n:,}".replace(",", NARROW_SPACE)


def count(n: int, noun: str) -> str:
    """ "1 image", "2 images", "1 412 images". noun: a key of `COUNTED`."""
    one, many = COUNTED[noun]
    return counted(n, one, many, n=number(n))


def how_far(done: int, total: int, unit: str, *, counting: bool = False) -> str:
    """ "1 200 of 5 000 files"; with a + where more are still being found. unit: "file" or "files", a key of `FAR`."""
    one, many = FAR[_singular(unit)]
    return counted(total, one, many, done=number(done), total=f"{number(total)}{'+' if counting else ''}")


def rate(per_second: float | None, unit: str) -> str:
    """ "128 images/s", or "12 trainings/min" where it is slow; "" while unknown. unit: as for `how_far`."""
    if not per_second or per_second <= 0:
        return ""
    second, minute, hour = FAST[_singular(unit)]
    if per_second >= 10:
        return tr(second, n=number(round(per_second)))
    if per_second >= 1:
        return tr(second, n=f"{per_second:.1f}")
    if per_second * 60 >= 1:
        return tr(minute, n=f"{per_second * 60:.0f}")
    return tr(hour, n=f"{per_second * 3600:.0f}")


def _singular(unit: str) -> str:
    """A job's unit as a key: what is not known (an older worker's) is counted in steps."""
    singular = unit.removesuffix("s")
    return singular if singular in FAR else "step"
