"""What intake did to an image, in a word or two: for the list of facets, where a whole sentence has no room."""

from __future__ import annotations

from desktop_app import wording
from engine.translation import mark, tr

_NOTICE_WORDS = {
    "window_ignored": mark("Window left out"),
    "voi_lut_ignored": mark("Grey table left out"),
    "modality_lut_ignored": mark("Modality table left out"),
    "rescale_ignored": mark("Slope left out"),
    "flat": mark("One even grey"),
    "executable_preamble": mark("Begins like a program"),
}
_READING_WORDS = {
    "inverted": mark("Inverted"),
    "windowed": mark("Windowed by the file"),
    "percentile_window": mark("Window chosen for it"),
    "voi_lut": mark("Grey table of the file"),
    "modality_lut": mark("Modality table"),
    "rescaled": mark("Rescaled"),
    "padding": mark("Padding left out"),
    "colour": mark("Colour to grey"),
    "palette": mark("Colour palette"),
    "transparency": mark("Transparency to black"),
    "not_square": mark("Pixels not square"),
    "included_modality": mark("Modality let in"),
    "included_body_part": mark("Body part let in"),
    "patient_from_study": mark("Patient from study"),
    "patient_from_name": mark("Patient from file name"),
    "patient_from_folder": mark("Patient from folder"),
}
NOTICE_CODES = frozenset(_NOTICE_WORDS)
READING_CODES = frozenset(_READING_WORDS)


def reading_words(code: str) -> str:
    """A code of `ImageRecord.notes` in a word or two."""
    words = _NOTICE_WORDS.get(code) or _READING_WORDS.get(code)
    return tr(words) if words is not None else wording.intake_note(code)
