"""Why a file is not loaded: a stable code and one sentence, never a value or a reader's own words.

A header value is shown only where it is the reason (a modality, a body part, a number of frames) and only after it was
checked to be the short code that the standard allows there.
"""

from __future__ import annotations

from engine.errors import PlannerError

MAX_PIXELS = 100_000_000


class UnreadableImage(PlannerError):  # noqa: N818 (most of these are files that were never meant to be read)
    """`read_image` cannot, or by its rules does not, load this file. `code`, `sentence` and `value` go into a
    ScanProblem."""

    def __init__(self, code: str, sentence: str, value: str | None = None) -> None:
        super().__init__(sentence, code=code)
        self.sentence = sentence
        self.value = value


SENTENCES = {
    "empty": "The file is empty.",
    "not_an_image": "This is not a DICOM, PNG, JPEG or TIFF image.",
    "archive": "This is a compressed archive: unpack it, then scan the folder again.",
    "corrupt": "The image data is damaged.",
    "truncated": "The file ends before its image does: copy it again from where it came.",
    "too_large": "The image has more than 100 megapixels, more than can be read safely.",
    "too_large_file": "Reading this file takes more memory than is safe.",
    "permission": "This file may not be read: its permissions forbid it.",
    "vanished": "The file was gone when it was to be read.",
    "unreadable": "The disk could not read this file.",
    "not_a_file": "This is a device or a pipe, not a file.",
    "hidden": "Hidden files and folders are left out.",
    "link": "Links are not followed: scan the folder that holds the file itself.",
    "listed_missing": "The DICOMDIR lists this file, but it is not there.",
    "same_file": "This is another name of a file that was read already.",
    "odd_name": "The file's name is not valid text: rename it, then scan again.",
    "decoder_crashed": "The image made its decoder crash and was left out.",
    "too_slow": "Reading this file took too long and was given up.",
}


def unreadable(code: str) -> UnreadableImage:
    """The error for one of the fixed sentences of `SENTENCES`."""
    sentence = SENTENCES[code]
    return UnreadableImage("too_large" if code == "too_large_file" else code, sentence)


def check_pixel_count(rows: int, columns: int) -> None:
    """Refuse more than `MAX_PIXELS` before anything is decoded. Raises UnreadableImage "too_large"."""
    if rows * columns > MAX_PIXELS:
        raise unreadable("too_large")
