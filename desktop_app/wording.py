"""Numbers, states and outcomes in the user's words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from engine.running.events import Outcome, PointMeasured

NARROW_SPACE = "\u202f"
_PLURALS = {"class": "classes", "study": "studies", "training": "trainings"}
INITIALISATION_WORDS = {"scratch": "from scratch", "simclr": "pretrained", "random": "random features"}
METRIC_WORDS = {
    "auc": "AUC",
    "accuracy": "accuracy",
    "balanced_accuracy": "balanced accuracy",
    "sensitivity": "sensitivity",
    "specificity": "specificity",
}
NOTE_WORDS = {
    "inverted": "Dark and bright were swapped, as the file asks",
    "windowed": "Shown with the file's own window",
    "window_ignored": "The file's window makes no sense and was left out",
    "voi_lut": "Shown with the file's own grey-scale table",
    "voi_lut_ignored": "The file's grey-scale table makes no sense and was left out",
    "modality_lut": "The file's modality table was applied",
    "rescaled": "The file's slope and intercept were applied",
    "percentile_window": "No window in the file: chosen from its grey levels",
    "padding": "The padding around the image was left out",
    "flat": "The image is one even grey",
    "colour": "Colour was turned into grey",
    "transparency": "Transparent parts were made black",
    "executable_preamble": "The file begins like a program; only its image was read",
    "included_modality": "Let in because you asked for its modality",
    "included_body_part": "Let in because you asked for its body part",
    "not_square": "Its pixels are not square; the shape was corrected",
    "patient_from_study": "The patient is taken from the study's number",
    "patient_from_name": "The patient is taken from the file's name, as you said",
    "patient_from_folder": "The folder is taken for the patient",
}
READING_STOPPED = "Reading stopped before its end: there may be more images in the folders. What was read is kept."
PROBLEM_WORDS = {
    "not_an_image": "not an image",
    "empty": "empty",
    "archive": "a compressed archive",
    "corrupt": "damaged",
    "truncated": "cut short",
    "too_large": "too large",
    "permission": "not allowed to be read",
    "vanished": "gone meanwhile",
    "unreadable": "the disk could not read it",
    "not_a_file": "not a file",
    "hidden": "hidden",
    "link": "a link",
    "listed_missing": "listed on the disc, but not there",
    "same_file": "another name of a file read already",
    "odd_name": "a name that is not valid text",
    "decoder_crashed": "could not be decoded",
    "too_slow": "took too long",
    "no_pixels": "no picture inside",
    "multi_frame": "several frames",
    "missing_tags": "incomplete header",
    "modality": "another modality",
    "body_part": "another part of the body",
    "unsupported": "a kind that is not supported",
}
_VALUE_WORDS = {"modality": "modality", "body_part": "body part"}


def number(n: int) -> str:
    """An integer with thin spaces between thousands: 1 412."""
    return f"{n:,}".replace(",", NARROW_SPACE)


def count(n: int, noun: str) -> str:
    """ "1 image", "2 images", "1 412 images"."""
    return f"{number(n)} {noun if n == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The noun's plural."""
    return _PLURALS.get(noun, noun if noun.endswith("s") else noun + "s")


def duration(seconds: float) -> str:
    """A span of time, rounded to what matters: "20 s", "4 min", "1 h 10 min", "2 days"."""
    if seconds < 1:
        return "1 s"
    if seconds < 55:
        return f"{round(seconds) if seconds < 10 else round(seconds / 5) * 5} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{max(minutes, 1)} min"
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h" if rest < 5 or hours >= 10 else f"{hours} h {round(rest / 5) * 5 % 60} min"
    return count(round(minutes / 60 / 24), "day")


def time_left(seconds: float | None) -> str:
    """ "about 4 min left"; "" while unknown."""
    if seconds is None or seconds != seconds:
        return ""
    return "a few seconds left" if seconds < 8 else f"about {duration(seconds)} left"


def rate(per_second: float | None, unit: str) -> str:
    """ "128 images/s", or "12 trainings/min" where it is slow; "" while unknown."""
    if not per_second or per_second <= 0:
        return ""
    if per_second >= 10:
        return f"{number(round(per_second))} {unit}/s"
    if per_second >= 1:
        return f"{per_second:.1f} {unit}/s"
    if per_second * 60 >= 1:
        return f"{per_second * 60:.0f} {unit}/min"
    return f"{per_second * 3600:.0f} {unit}/h"


def bytes_rate(per_second: float | None) -> str:
    """ "41 MB/s": how fast source files are read; "" while unknown."""
    return f"{file_size(per_second)}/s" if per_second and per_second > 0 else ""


def file_size(n_bytes: float) -> str:
    """Bytes as a file manager shows them, in steps of a thousand: "900 kB", "4.2 MB", "1.3 GB"."""
    unit, shown = "kB", n_bytes / 1000
    for larger in ("MB", "GB", "TB"):
        if shown < 999.5:
            break
        unit, shown = larger, shown / 1000
    return f"{shown:.1f} {unit}" if shown < 9.95 and unit != "kB" else f"{max(round(shown), 1)} {unit}"


def how_far(done: int, total: int, unit: str, *, counting: bool = False) -> str:
    """ "1 200 of 5 000 files"; with a + where more are still being found."""
    return f"{number(done)} of {number(total)}{'+' if counting else ''} {unit if total == 1 else plural(unit)}"


def percent(fraction: float) -> str:
    """A share of 1 as "58 %"; never 100 % before it is all."""
    shown = int(fraction * 100 + 1e-6) if fraction < 1 else 100
    return f"{max(shown, 0)}{NARROW_SPACE}%"


def initialisation(name: str) -> str:
    """An initialisation as the user reads it."""
    return INITIALISATION_WORDS.get(name, name)


def metric(name: str) -> str:
    """A metric as the user reads it."""
    return METRIC_WORDS.get(name, name)


def intake_note(code: str) -> str:
    """What intake did to an image, in words."""
    return NOTE_WORDS.get(code, code.replace("_", " ").capitalize())


def problem(code: str, value: str | None = None) -> str:
    """Why a file was skipped, in a word or two; with the header's value where that is the reason: "modality CT"."""
    if value is not None and code in _VALUE_WORDS:
        return f"{_VALUE_WORDS[code]} {value}"
    return PROBLEM_WORDS.get(code, code.replace("_", " "))


def copies(others: int) -> str:
    """ "Same pixels as 2 other images"; "" for none."""
    return f"Same pixels as {count(others, 'other image')}" if others else ""


def nameless(images: int) -> str:
    """What the user should know about images that name no patient."""
    return f"{nameless_short(images)} If a patient has several images, say so, or the test set may be too easy."


def nameless_short(images: int) -> str:
    """ "573 images name no patient."."""
    return f"{count(images, 'image')} {'names' if images == 1 else 'name'} no patient."


def cohort_line(images: int, patients: int, labelled: int, skipped: int) -> str:
    """ "2 000 images of 1 412 patients · 1 180 labelled · 37 skipped"."""
    parts = [f"{count(images, 'image')} of {count(patients, 'patient')}"]
    parts.append(f"{number(labelled)} labelled" if labelled else "none labelled yet")
    if skipped:
        parts.append(f"{number(skipped)} skipped")
    return " · ".join(parts)


def point_line(event: PointMeasured) -> str:
    """A line of the log for a measured training."""
    point = event.point
    kind = "quick check" if point.mode == "linear_probe" else "training"
    again = ", known from before" if event.reused else ""
    return (
        f"{kind} {event.done} of {event.total}: {initialisation(point.initialisation)}, "
        f"{count(point.n_labels, 'label')}, AUC {point.auc:.3f}{again}"
    )


def outcome_tone(outcome: Outcome) -> Literal["good", "attention", "bad"]:
    """How an outcome is shown: finished good, cancelled or finished early attention, failed bad."""
    from engine.running.events import RunFailed, RunFinished

    if isinstance(outcome, RunFailed):
        return "bad"
    return "good" if isinstance(outcome, RunFinished) and not outcome.early else "attention"


def outcome_word(outcome: Outcome) -> str:
    """ "Done", "Finished early", "Stopped" or "Failed": the word beside the outcome's icon."""
    from engine.running.events import RunFailed, RunFinished

    if isinstance(outcome, RunFailed):
        return "Failed"
    if isinstance(outcome, RunFinished):
        return "Finished early" if outcome.early else "Done"
    return "Stopped"


def when(moment: datetime, now: datetime) -> str:
    """A past moment: "just now", "20 min ago", "3 h ago", "yesterday", "12 March 2026"."""
    seconds = (now - moment).total_seconds()
    if seconds < 90:
        return "just now"
    if seconds < 3600:
        return f"{round(seconds / 60)} min ago"
    days = (now.date() - moment.date()).days
    if days == 0:
        return f"{round(seconds / 3600)} h ago"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"{days} days ago"
    return f"{moment.day} {moment:%B %Y}"


def short_id(identifier: str) -> str:
    """The first eight digits of a salted identifier, in two groups: enough to tell patients apart by eye."""
    return f"{identifier[:4]}{NARROW_SPACE}{identifier[4:8]}"
