"""Markdown as every reader takes it."""

from __future__ import annotations

from engine.export.markdown import bullets, heading, quoted, table


def test_forms() -> None:
    assert heading("Data") == "## Data"
    assert heading("Card", 1) == "# Card"
    assert quoted("Not a device.") == "> Not a device."
    assert bullets(("a", "b")) == ["- a", "- b"]
    assert table(("Class", "n", "m"), [("x", 1, 2.5)]) == ["| Class | n | m |", "|---|--:|--:|", "| x | 1 | 2.5 |"]
