"""The guide: pages in order, links that lead somewhere, here and in the window, and only commands that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

from desktop_app.help_dialog import guide_pages
from engine.cli import program
from engine.translation import LANGUAGES, use_language
from resources import resource_path

PAGES = sorted(resource_path("help").glob("*.md"))
TRANSLATED = sorted(resource_path("help").glob("*/*.md"))
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`]+)`")


def title_of(page: Path) -> str:
    """The page's first line, which must be its only heading of the first level."""
    return page.read_text(encoding="utf-8").partition("\n")[0]


def test_the_pages_are_numbered_without_gaps() -> None:
    assert [page.name[:3] for page in PAGES] == [f"{number:02}-" for number in range(1, len(PAGES) + 1)]
    assert len(PAGES) >= 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_one_title_and_its_name_is_in_it(page: Path) -> None:
    """The window finds a page by the words of its file name."""
    assert re.fullmatch(r"# \S.*", title_of(page))
    assert len(re.findall(r"^# ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)) == 1
    words = page.stem[3:].replace("-", " ")
    assert [other for other in PAGES if words in title_of(other).lower()] == [page]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_to_pages(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (page.parent / target).is_file()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_reads_well_in_the_window(page: Path) -> None:
    """Bare HTML is not shown by the window's reader, and tables need their rule line."""
    text = page.read_text(encoding="utf-8")
    prose = "\n".join(line for line in text.splitlines() if not line.startswith("    "))
    assert not re.search(r"<(?!-)[a-zA-Z/!]", prose)
    assert all(len(line) <= 400 for line in text.splitlines())


def test_the_window_shows_them_all() -> None:
    assert [f"# {title}" for title, _ in guide_pages()] == [title_of(page) for page in PAGES]


def test_the_command_line_page_names_every_command_and_no_other() -> None:
    page = next(page for page in PAGES if "command-line" in page.name)
    named = set(re.findall(r"^\| `([a-z]+)[ `]", page.read_text(encoding="utf-8"), flags=re.MULTILINE))
    commands = set(program.list_commands(None))  # type: ignore[arg-type]
    assert named == commands | {"gui"}


def shape(page: Path) -> dict[str, object]:
    """What a translation may not change: headings, rows, list items, code and links, in this order or another."""
    text = page.read_text(encoding="utf-8")
    lines = text.splitlines()
    prose = re.sub(r"\s*\n\s*", " ", "\n".join(line for line in lines if not line.startswith("    ")))
    return {
        "headings": [len(line) - len(line.lstrip("#")) for line in lines if line.startswith("#")],
        "rows": [CODE.sub("", line).count("|") for line in lines if line.startswith("|")],
        "items": sum(bool(re.match(r"(-|\d+\.) ", line)) for line in lines),
        "code lines": [line for line in lines if line.startswith("    ")],
        "code": sorted(CODE.findall(prose)),
        "links": sorted(LINK.findall(text)),
    }


def test_a_translation_of_the_guide_is_whole() -> None:
    pages = {page.name for page in PAGES}
    for folder in {page.parent for page in TRANSLATED}:
        assert {page.name for page in TRANSLATED if page.parent == folder} == pages
    assert {page.parent.name for page in TRANSLATED} == {code for code in LANGUAGES if code != "en"}


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_a_translated_page_has_the_same_parts(page: Path) -> None:
    assert shape(page) == shape(page.parents[1] / page.name)


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_no_emphasis_is_left_open(page: Path) -> None:
    """Beside full-width signs, Markdown does not always take ** for a mark; then the reader sees the stars."""
    document = QTextDocument()
    document.setMarkdown(page.read_text(encoding="utf-8"))
    assert "*" not in document.toPlainText().replace("*.", "")


def test_the_window_shows_them_in_the_language_in_use() -> None:
    use_language("ja")
    try:
        titles = [f"# {title}" for title, _ in guide_pages()]
    finally:
        use_language("en")
    assert titles == [title_of(page) for page in TRANSLATED if page.parent.name == "ja"]
