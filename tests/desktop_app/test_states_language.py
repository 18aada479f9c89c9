"""No string is left out in any of the window's states, under a language in other letters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.forms.viewer_header import ViewerHeader
from tests.desktop_app.conftest import WindowStage
from tests.desktop_app.pseudo import OPEN, left_in_english, shown_by
from tests.desktop_app.states import STATES
from tests.desktop_app.test_pseudo_language import ALLOWED, drawn, pseudo, window

__all__ = ["drawn", "pseudo", "window"]  # fixtures
# The guide's pages are files of their own; a study's stages are named by the worker, who speaks for itself.
NAMES = [name for name in STATES if name not in ("guide", "study, running", "leaving")]
_NAMES = r"\bLungs\b|\bWard 7\b|\bimages\b|labels\.csv|CPU \(2 threads\)|^(?:file|label)$"
# A month is the locale's; a class is cut short in its middle.
DATA = re.compile(rf"(?:{ALLOWED.pattern})|{_NAMES}|\bMarch\b|\w*…\w+")


@pytest.mark.parametrize("name", NAMES)
def test_a_state(name: str, window: WindowStage, tmp_path: Path, drawn: list[str]) -> None:
    root = STATES[name](window.window, tmp_path)
    drawn.clear()
    root.grab()
    fields = tuple(header.list for header in root.findChildren(ViewerHeader))  # DICOM's own names of its fields
    other_pages = tuple(p for n, p in window.window.pages.items() if n != window.window.current)
    texts = [*drawn, *(text for _, text in shown_by(root, (*fields, *other_pages)))]
    assert any(OPEN in text for text in texts)
    assert [text for text in texts if left_in_english(text, DATA)] == []
