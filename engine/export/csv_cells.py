"""Text in tables that people open with a spreadsheet program."""

from __future__ import annotations

_STARTS_A_FORMULA = ("=", "+", "-", "−", "@", "\t", "\r")


def text_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula (OWASP ASVS 1.2.10)."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
