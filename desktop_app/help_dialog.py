"""The guide (F1): the pages of resources/help beside the work, never in its way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from desktop_app.look.theme import current_tokens
from desktop_app.look.tokens import SIZE_BODY, SIZE_TITLE, SPACE_BETWEEN
from desktop_app.look.widgets import column, quiet_button
from engine.translation import language, tr
from resources import resource_path


def guide_pages() -> tuple[tuple[str, str], ...]:
    """Title and Markdown text of each page of the guide, in the order of the file names, in the language in use."""
    texts = (_in_language(path).read_text(encoding="utf-8") for path in guide_files())
    return tuple((_title(text), text) for text in texts)


def guide_files() -> list[Path]:
    """The guide's files, in order, in English."""
    return sorted(resource_path("help").glob("*.md"))


def _in_language(page: Path) -> Path:
    """The page of the same name in a folder of the language in use, where there is one."""
    translated = page.parent / language() / page.name
    return translated if translated.is_file() else page


def _title(text: str) -> str:
    first = next((line for line in text.splitlines() if line.startswith("#")), "")
    return first.lstrip("# ").strip()


class HelpDialog(QDialog):
    """Not modal: the guide may stay open while one works. Signal: `tour_wanted`, to see the short tour (again)."""

    tour_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guide"))
        self.setModal(False)
        self.resize(860, 620)
        self._pages = guide_pages()
        self._keys = [_title(path.read_text(encoding="utf-8")).lower() for path in guide_files()]
        self.topics = QListWidget()
        self.topics.setProperty("role", "plain")
        self.topics.setAccessibleName(tr("Topics"))
        self.topics.setFixedWidth(208)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Guide"))
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        for title, _ in self._pages:
            QListWidgetItem(title, self.topics).setSizeHint(QSize(0, 32))
        self.topics.currentRowChanged.connect(self._show)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN)
        line.setSpacing(SPACE_BETWEEN)
        self.tour = quiet_button(tr("Short tour"), "flag")
        self.tour.clicked.connect(self._tour)
        left = column(self.topics, self.tour)
        left.setStretch(0, 1)
        line.addLayout(left)
        line.addWidget(self.text, 1)
        self.topics.setCurrentRow(0)

    def open_topic(self, title: str) -> None:
        """Show the first page whose English title contains `title`; the first page of all where none does."""
        matching = [at for at, name in enumerate(self._keys) if title.lower() in name]
        self.topics.setCurrentRow(matching[0] if matching else 0)

    def _tour(self) -> None:
        self.hide()
        self.tour_wanted.emit()

    def _show(self, at: int) -> None:
        if not 0 <= at < len(self._pages):
            self.text.setPlainText(tr("The guide is missing from this installation."))
            return
        document = self.text.document()
        document.setDefaultStyleSheet(f"a {{ color: {current_tokens().accent}; }}")
        document.setDocumentMargin(SPACE_BETWEEN)
        self.text.setMarkdown(self._pages[at][1])
        _set_type(document)
        document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, self._pages[at][0])

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
        else:
            self.open_topic(url.path().removesuffix(".md").lstrip("0123456789-").replace("-", " "))


def _set_type(document: QTextDocument) -> None:
    """Qt's Markdown has no air between paragraphs and headings that shout: set margins and sizes of the interface."""
    block = document.begin()
    while block.isValid():
        level, inside_list = block.blockFormat().headingLevel(), block.textList() is not None
        code = _is_code(block)
        shape = QTextBlockFormat()
        shape.setTopMargin({0: 0, 1: 0}.get(level, 16))
        shape.setBottomMargin(0 if code and _is_code(block.next()) else 4 if inside_list else 8)
        if code:
            shape.setLeftMargin(SPACE_BETWEEN)
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(shape)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            letters = cursor.charFormat()
            letters.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
            letters.setFontWeight(QFont.Weight.DemiBold)
            letters.setProperty(QTextCharFormat.Property.FontPixelSize, SIZE_TITLE if level == 1 else SIZE_BODY + 2)
            cursor.setCharFormat(letters)
        block = block.next()


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextBlockFormat.Property.BlockCodeLanguage)
