"""Sentences whose figures stand between ** in labels: as rich text, or plain."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

_TIED = re.compile(r"(?<=\d) (?=%)|(?<=AUC) (?=\d)|(?<=\d) (?=(?:h|labels)\b)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def unbroken(sentence: str) -> str:
    """The sentence with its numbers tied to what they belong to, so that no line ends between them."""
    return _TIED.sub("\u00a0", sentence)


def plain(sentence: str) -> str:
    """The sentence without marks, its numbers tied to their units."""
    return unbroken(_STRONG.sub(r"\1", sentence))


def show_sentence(label: QLabel, sentence: str) -> None:
    """Show the sentence with its figures stronger; an empty one hides the label."""
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(_STRONG.sub(r"<b>\1</b>", html.escape(unbroken(sentence))))
    label.setAccessibleName(plain(sentence))
    label.setVisible(bool(sentence))


def show_sentences(label: QLabel, sentences: Sequence[str]) -> None:
    """Show sentences with their figures stronger, each a paragraph; none hides the label."""
    said = [_STRONG.sub(r"<b>\1</b>", html.escape(unbroken(sentence))) for sentence in sentences if sentence]
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText("".join(f'<p style="margin: {0 if at == 0 else 6}px 0 0 0">{one}</p>' for at, one in enumerate(said)))
    label.setAccessibleName(" ".join(plain(sentence) for sentence in sentences))
    label.setVisible(bool(said))
