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
    _show(label, _rich(sentence), plain(sentence))


def show_sentences(label: QLabel, sentences: Sequence[str]) -> None:
    """Show sentences with their figures stronger, each a paragraph; none hides the label."""
    said = [sentence for sentence in sentences if sentence]
    paragraphs = (
        f'<p style="margin: {6 if at else 0}px 0 0 0">{_rich(sentence)}</p>' for at, sentence in enumerate(said)
    )
    _show(label, "".join(paragraphs), " ".join(map(plain, said)))


def _rich(sentence: str) -> str:
    return _STRONG.sub(r"<b>\1</b>", html.escape(unbroken(sentence)))


def _show(label: QLabel, rich: str, spoken: str) -> None:
    if label.text() != rich or label.textFormat() != Qt.TextFormat.RichText:  # else the page is laid out for nothing
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(rich)
        label.setAccessibleName(spoken)
    label.setVisible(bool(rich))
