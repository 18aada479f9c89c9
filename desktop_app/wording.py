"""Numbers, states and outcomes in the user's words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from desktop_app.phrases import NARROW_SPACE, count, how_far, number, rate
from engine.translation import counted, language, mark, tr

if TYPE_CHECKING:
    from engine.running.events import Outcome, PointMeasured

__all__ = [
    "NARROW_SPACE",
    "bytes_rate",
    "cohort_line",
    "copies",
    "count",
    "date",
    "duration",
    "file_size",
    "how_far",
    "initialisation",
    "intake_note",
    "metric",
    "nameless",
    "nameless_short",
    "number",
    "outcome_tone",
    "outcome_word",
    "percent",
    "point_line",
    "problem",
    "rate",
    "short_id",
    "skipped_files",
    "time_left",
    "when",
]
INITIALISATION_WORDS = {
    "scratch": mark("from scratch"),
    "simclr": mark("pretrained"),
    "random": mark("random features"),
}
METRIC_WORDS = {
    "auc": mark("AUC"),
    "accuracy": mark("accuracy"),
    "balanced_accuracy": mark("balanced accuracy"),
    "sensitivity": mark("sensitivity"),
    "specificity": mark("specificity"),
}
NOTE_WORDS = {
    "inverted": mark("Dark and bright were swapped, as the file asks"),
    "windowed": mark("Shown with the file's own window"),
    "window_ignored": mark("The file's window makes no sense and was left out"),
    "voi_lut": mark("Shown with the file's own grey-scale table"),
    "voi_lut_ignored": mark("The file's grey-scale table makes no sense and was left out"),
    "modality_lut": mark("The file's modality table was applied"),
    "rescaled": mark("The file's slope and intercept were applied"),
    "percentile_window": mark("No window in the file: chosen from its grey levels"),
    "padding": mark("The padding around the image was left out"),
    "flat": mark("The image is one even grey"),
    "colour": mark("Colour was turned into grey"),
    "transparency": mark("Transparent parts were made black"),
    "executable_preamble": mark("The file begins like a program; only its image was read"),
    "included_modality": mark("Let in because you asked for its modality"),
    "included_body_part": mark("Let in because you asked for its body part"),
    "palette": mark("The file's colour palette was applied"),
    "modality_lut_ignored": mark("The file's modality table makes no sense and was left out"),
    "rescale_ignored": mark("The file's slope of 0 makes no sense and was left out"),
    "not_square": mark("Its pixels are not square; the shape was corrected"),
    "patient_from_study": mark("The patient is taken from the study's number"),
    "patient_from_name": mark("The patient is taken from the file's name, as you said"),
    "patient_from_folder": mark("The folder is taken for the patient"),
}
READING_STOPPED = mark(
    "Reading stopped before its end: there may be more images in the folders. What was read is kept."
)
PROBLEM_WORDS = {
    "not_an_image": mark("not an image"),
    "empty": mark("empty"),
    "archive": mark("a compressed archive"),
    "corrupt": mark("damaged"),
    "truncated": mark("cut short"),
    "too_large": mark("too large"),
    "permission": mark("not allowed to be read"),
    "vanished": mark("gone meanwhile"),
    "unreadable": mark("the disk could not read it"),
    "not_a_file": mark("not a file"),
    "hidden": mark("hidden"),
    "link": mark("a link"),
    "listed_missing": mark("listed on the disc, but not there"),
    "same_file": mark("another name of a file read already"),
    "odd_name": mark("a name that is not valid text"),
    "decoder_crashed": mark("could not be decoded"),
    "too_slow": mark("took too long"),
    "no_pixels": mark("no picture inside"),
    "multi_frame": mark("several frames"),
    "missing_tags": mark("incomplete header"),
    "modality": mark("another modality"),
    "body_part": mark("another part of the body"),
    "unsupported": mark("a kind that is not supported"),
}
_VALUE_WORDS = {"modality": mark("modality {value}"), "body_part": mark("body part {value}")}
# By whether it is a linear probe, and whether it was known.
_POINT_LINES = {
    (False, False): mark("training {done} of {total}: {start}, {labels}, AUC {auc}"),
    (False, True): mark("training {done} of {total}: {start}, {labels}, AUC {auc}, known from before"),
    (True, False): mark("quick check {done} of {total}: {start}, {labels}, AUC {auc}"),
    (True, True): mark("quick check {done} of {total}: {start}, {labels}, AUC {auc}, known from before"),
}


def duration(seconds: float) -> str:
    """A span of time, rounded to what matters: "20 s", "4 min", "1 h 10 min", "2 days"."""
    if seconds < 1:
        return tr("{n} s", n=1)
    if seconds < 55:
        return tr("{n} s", n=round(seconds) if seconds < 10 else round(seconds / 5) * 5)
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("{n} min", n=max(minutes, 1))
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        if rest < 5 or hours >= 10:
            return tr("{n} h", n=hours)
        return tr("{hours} h {minutes} min", hours=hours, minutes=round(rest / 5) * 5 % 60)
    return count(round(minutes / 60 / 24), "day")


def time_left(seconds: float | None) -> str:
    """ "about 4 min left"; "" while unknown."""
    if seconds is None or seconds != seconds:
        return ""
    return tr("a few seconds left") if seconds < 8 else tr("about {span} left", span=duration(seconds))


def bytes_rate(per_second: float | None) -> str:
    """ "41 MB/s": how fast source files are read; "" while unknown."""
    return tr("{size}/s", size=file_size(per_second)) if per_second and per_second > 0 else ""


def file_size(n_bytes: float) -> str:
    """Bytes as a file manager shows them, in steps of a thousand: "900 kB", "4.2 MB", "1.3 GB"."""
    unit, shown = "kB", n_bytes / 1000
    for larger in ("MB", "GB", "TB"):
        if shown < 999.5:
            break
        unit, shown = larger, shown / 1000
    return f"{shown:.1f} {unit}" if shown < 9.95 and unit != "kB" else f"{max(round(shown), 1)} {unit}"


def percent(fraction: float) -> str:
    """A share of 1 as "58 %"; never 100 % before it is all."""
    shown = int(fraction * 100 + 1e-6) if fraction < 1 else 100
    return f"{max(shown, 0)}{NARROW_SPACE}%"


def initialisation(name: str) -> str:
    """An initialisation as the user reads it."""
    return tr(INITIALISATION_WORDS[name]) if name in INITIALISATION_WORDS else name


def metric(name: str) -> str:
    """A metric as the user reads it."""
    return tr(METRIC_WORDS[name]) if name in METRIC_WORDS else name


def intake_note(code: str) -> str:
    """What intake did to an image, in words."""
    return tr(NOTE_WORDS[code]) if code in NOTE_WORDS else code.replace("_", " ").capitalize()


def problem(code: str, value: str | None = None) -> str:
    """Why a file was skipped, in a word or two; with the header's value where that is the reason: "modality CT"."""
    if value is not None and code in _VALUE_WORDS:
        return tr(_VALUE_WORDS[code], value=value)
    return tr(PROBLEM_WORDS[code]) if code in PROBLEM_WORDS else code.replace("_", " ")


def copies(others: int) -> str:
    """ "Same pixels as 2 other images"; "" for none."""
    return tr("Same pixels as {images}", images=count(others, "other image")) if others else ""


def nameless(images: int) -> str:
    """What the user should know about images that name no patient."""
    return counted(
        images,
        mark("{n} image names no patient. If a patient has several images, say so, or the test set may be too easy."),
        mark("{n} images name no patient. If a patient has several images, say so, or the test set may be too easy."),
        n=number(images),
    )


def nameless_short(images: int) -> str:
    """ "573 images name no patient."."""
    return counted(images, mark("{n} image names no patient."), mark("{n} images name no patient."), n=number(images))


def cohort_line(images: int, patients: int, labelled: int, skipped: int) -> str:
    """ "2 000 images of 1 412 patients · 1 180 labelled · 37 skipped"."""
    parts = [tr("{images} of {patients}", images=count(images, "image"), patients=count(patients, "patient"))]
    parts.append(tr("{n} labelled", n=number(labelled)) if labelled else tr("none labelled yet"))
    if skipped:
        parts.append(skipped_files(skipped))
    return " · ".join(parts)


def skipped_files(skipped: int) -> str:
    """ "37 skipped"."""
    return tr("{n} skipped", n=number(skipped))


def point_line(event: PointMeasured) -> str:
    """A line of the log for a measured training."""
    point = event.point
    line = _POINT_LINES[point.mode == "linear_probe", event.reused]
    return tr(
        line, done=event.done, total=event.total, start=initialisation(point.initialisation),
        labels=count(point.n_labels, "label"), auc=f"{point.auc:.3f}",
    )  # fmt: skip


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
        return tr("Failed")
    if isinstance(outcome, RunFinished):
        return tr("Finished early") if outcome.early else tr("Done")
    return tr("Stopped")


def when(moment: datetime, now: datetime) -> str:
    """A past moment: "just now", "20 min ago", "3 h ago", "yesterday", "12 March 2026"."""
    seconds = (now - moment).total_seconds()
    if seconds < 90:
        return tr("just now")
    if seconds < 3600:
        return tr("{n} min ago", n=round(seconds / 60))
    days = (now.date() - moment.date()).days
    if days == 0:
        return tr("{n} h ago", n=round(seconds / 3600))
    if days == 1:
        return tr("yesterday")
    if days < 7:
        return tr("{n} days ago", n=days)
    return date(moment)


def date(moment: datetime) -> str:
    """ "12 March 2026"."""
    from PySide6.QtCore import QLocale

    month = QLocale(language()).monthName(moment.month)
    return tr("{day} {month} {year}", day=moment.day, month=month, year=moment.year)


def short_id(identifier: str) -> str:
    """The first eight digits of a salted identifier, in two groups: enough to tell patients apart by eye."""
    return f"{identifier[:4]}{NARROW_SPACE}{identifier[4:8]}"
