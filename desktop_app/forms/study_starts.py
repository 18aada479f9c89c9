"""The starts that a study compares, as a list to which the user adds, with how many images each is pretrained on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.elided import ElidedLabel
from desktop_app.look.spin import WholeNumber
from desktop_app.look.theme import current_tokens
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN, Tokens
from desktop_app.look.widgets import IconButton, note_label, secondary_button
from desktop_app.models.series_look import looks_of
from desktop_app.models.study_starts import FEWEST, Offer, offers, pool_limit, title, with_pool_size
from desktop_app.models.study_view import StudyCounts
from engine.learning_curve.design import Initialisation
from engine.translation import tr


class StartLine(QWidget):
    """One start: its mark, what it is, how many images it sees. Signals: `resized(int)`, `removed`."""

    resized = Signal(int)
    removed = Signal()

    def __init__(self, start: Initialisation, counts: StudyCounts, glyph: str, token: str) -> None:
        super().__init__()
        self.start = start
        self._token = token
        self.mark = QLabel(glyph)
        self.mark.setFixedWidth(16)
        self.words = ElidedLabel(title(start), "body")
        self.remove = IconButton("x", tr("Take off the list: {start}", start=title(start)), 14)
        self.remove.clicked.connect(self.removed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_WITHIN)
        line.addWidget(self.mark)
        line.addWidget(self.words, 1)
        self.pool: WholeNumber | None = None
        limit = pool_limit(start, counts)
        if limit > FEWEST:
            self.pool = self._pool_box(limit)
            of = note_label(tr("of {images}", images=wording.count(limit, "image")))
            of.setWordWrap(False)
            line.addWidget(self.pool)
            line.addWidget(of)
        line.addWidget(self.remove)
        self.setMinimumHeight(32)
        self.apply_tokens(current_tokens())

    def _pool_box(self, limit: int) -> WholeNumber:
        box = WholeNumber()
        box.setRange(FEWEST, limit)
        box.setValue(min(self.start.pool_size or limit, limit))
        box.setKeyboardTracking(False)  # a number is taken when it is complete
        box.setSingleStep(max(limit // 20, 1))
        box.setMinimumWidth(96)
        box.setToolTip(
            tr("Unlabelled images to pretrain on, drawn at random; a smaller draw is part of every larger one.")
        )
        box.setAccessibleName(tr("Images to pretrain on"))
        box.setAccessibleDescription(title(self.start))
        box.valueChanged.connect(self.resized)
        return box

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour the mark."""
        self.mark.setStyleSheet(f"color: {getattr(tokens, self._token)}")


class StudyStarts(QWidget):
    """`changed` after the user changed the list (`starts`); `folder_wanted`, `file_wanted`: a place is to be chosen."""

    changed = Signal()
    folder_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.starts: tuple[Initialisation, ...] = ()
        self._counts = StudyCounts((), 0, 0, 0, 0, 0, False)
        self.lines: list[StartLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.add_button = secondary_button(tr("Add a start"), "plus")
        self.add_button.setToolTip(tr("Compare with weights from elsewhere, or with pretraining on other images"))
        self.menu = QMenu(self.add_button)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.add_button.clicked.connect(self._open_menu)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(SPACE_WITHIN)
        body.addLayout(self._column)
        line = QHBoxLayout()
        line.setSpacing(SPACE_BETWEEN)
        line.addWidget(self.add_button)
        line.addStretch(1)
        body.addLayout(line)

    def show_starts(self, starts: tuple[Initialisation, ...], counts: StudyCounts) -> None:
        """Show another list; emits nothing."""
        if (starts, counts) == (self.starts, self._counts):
            return
        self.starts, self._counts = starts, counts
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for at, start in enumerate(starts):
            look = looks_of(starts[: at + 1])[start.name]
            line = StartLine(start, counts, look.glyph, look.token)
            line.removed.connect(lambda at=at: self._remove(at))
            line.resized.connect(lambda size, at=at: self._resize(at, size))
            self._column.addWidget(line)
            self.lines.append(line)

    def add(self, start: Initialisation) -> None:
        """Add a start that the user has chosen."""
        self._set((*self.starts, start))

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour the marks."""
        for line in self.lines:
            line.apply_tokens(tokens)

    def _open_menu(self) -> None:
        self.menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _fill_menu(self) -> None:
        self.menu.clear()
        for offer in offers(self.starts, self._counts):
            if offer.kind == "folder":
                self.menu.addSeparator()
            self.menu.addAction(offer.text).triggered.connect(lambda _=False, offer=offer: self._take(offer))

    def _take(self, offer: Offer) -> None:
        if offer.kind == "folder":
            self.folder_wanted.emit()
        elif offer.kind == "file":
            self.file_wanted.emit()
        elif offer.start is not None:
            self.add(offer.start)

    def _remove(self, at: int) -> None:
        self._set((*self.starts[:at], *self.starts[at + 1 :]))
        (self.lines[min(at, len(self.lines) - 1)].remove if self.lines else self.add_button).setFocus()

    def _resize(self, at: int, size: int) -> None:
        resized = with_pool_size(self.starts[at], size, self._counts)
        self._set((*self.starts[:at], resized, *self.starts[at + 1 :]))
        box = self.lines[at].pool
        if box is not None:
            box.setFocus()

    def _set(self, starts: tuple[Initialisation, ...]) -> None:
        self.show_starts(starts, self._counts)
        self.changed.emit()
