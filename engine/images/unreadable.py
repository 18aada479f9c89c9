"""Why a file is not loaded: a stable code and one sentence, never a value or a reader's own words.

A header value is shown only where it is the reason (a modality, a body part, a number of frames) and only after it was
checked to be the short code that the standard allows there.
"""

from __future__ import annotations

from engine.errors import PlannerError
from engine.translation import mark, tr

MAX_PIXELS = 100_000_000


class UnreadableImage(PlannerError):  # noqa: N818 (most of these are files that were never meant to be read)
    """`read_image` cannot, or by its rules does not, load this file. `code`, `sentence` and `value` go into a
    ScanProblem."""

    def __init__(self, code: str, sentence: str, value: str | None = None) -> None:
        super().__init__(sentence, code=code)
        self.sentence = sentence
        self.value = value


SENTENCES = {
    "empty": mark("The file is empty."),
    "not_an_image": mark("This is not a DICOM, PNG, JPEG or TIFF image."),
    "archive": mark("This is a compressed archive: unpack it, then scan the folder again."),
    "corrupt": mark("The image data is damaged."),
    "truncated": mark("The file ends before its image does: copy it again from where it came."),
    "too_large": mark("The image has more than 100 megapixels, more than can be read safely."),
    "too_large_file": mark("Reading this file takes more memory than is safe."),
    "permission": mark("This file may not be read: its permissions forbid it."),
    "vanished": mark("The file was gone when it was to be read."),
    "unreadable": mark("The disk could not read this file."),
    "not_a_file": mark("This is a device or a pipe, not a file."),
    "hidden": mark("Hidden files and folders are left out."),
    "link": mark("Links are not followed: scan the folder that holds the file itself."),
    "listed_missing": mark("The DICOMDIR lists this file, but it is not there."),
    "same_file": mark("This is another name of a file that was read already."),
    "odd_name": mark("The file's name is not valid text: rename it, then scan again."),
    "decoder_crashed": mark("The image made its decoder crash and was left out."),
    "too_slow": mark("Reading this file took too long and was given up."),
}


def unreadable(code: str) -> UnreadableImage:
    """The error for one of the fixed sentences of `SENTENCES`."""
    return UnreadableImage("too_large" if code == "too_large_file" else code, tr(SENTENCES[code]))


def check_pixel_count(rows: int, columns: int) -> None:
    """Refuse more than `MAX_PIXELS` before anything is decoded. Raises UnreadableImage "too_large"."""
    if rows * columns > MAX_PIXELS:
        raise unreadable("too_large")
