"""The few forms of Markdown that the model card is written in."""

from __future__ import annotations

from collections.abc import Iterable


def heading(text: str, level: int = 2) -> str:
    """ "## Data"."""
    return f"{'#' * level} {text}"


def quoted(text: str) -> str:
    """A paragraph that stands out."""
    return f"> {text}"


def bullets(texts: Iterable[str]) -> list[str]:
    """A list, one line each."""
    return [f"- {text}" for text in texts]


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """The first column is text, the others are numbers."""
    names = list(heads)
    rule = f"|---|{'--:|' * (len(names) - 1)}"
    return [_line(names), rule, *(_line(row) for row in rows)]


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"
