"""Names that a user gave, in files that others open: tables for spreadsheet programs, and Markdown."""

from __future__ import annotations

_STARTS_A_FORMULA = ("=", "+", "-", "−", "@", "\t", "\r")


def text_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula (OWASP ASVS 1.2.10)."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def plain(text: str) -> str:
    """A name that the user gave, on one line and without the characters that Markdown takes for markup."""
    one_line = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in one_line)
