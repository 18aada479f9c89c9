"""The guide: its pages are there, in order, and links between them lead somewhere."""

from __future__ import annotations

import re

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from desktop_app.help_dialog import HelpDialog, guide_pages
from resources import resource_path


def test_every_page_has_a_title_and_text() -> None:
    pages = guide_pages()
    assert len(pages) >= 5
    assert all(title and len(text) > 100 for title, text in pages)
    assert len({title for title, _ in pages}) == len(pages)


def test_links_between_pages_lead_to_files_that_exist() -> None:
    for _, text in guide_pages():
        for target in re.findall(r"\]\(([\w-]+\.md)\)", text):
            assert resource_path("help", target).is_file(), target


def test_following_a_link_shows_that_page(qtbot: QtBot) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    titles = [title for title, _ in guide_pages()]
    for at, path in enumerate(sorted(resource_path("help").glob("*.md"))):
        dialog._follow(QUrl(path.name))
        assert dialog.topics.currentRow() == at, titles[at]


def test_a_topic_that_is_not_there_shows_the_first_page(qtbot: QtBot) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    dialog.open_topic("no such topic")
    assert dialog.topics.currentRow() == 0
