"""The line above the images: how many are shown, and what can be done with all of them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.tokens import SPACE_WITHIN
from desktop_app.look.widgets import Button, note_label, quiet_button
from engine.translation import mark, tr

READ_AGAIN, WHO_IS_WHO, HOW_READ = mark("Read the folders again"), mark("Who is who…"), mark("How it was read")
_AROUND_WORDS = 52  # a quiet button's icon, padding and distance to the next


class DataTools(QWidget):
    """Buttons: `clear`, `who`, `again`, and `skipped`, which stays down while the report of the reading is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown_note = note_label()
        self.shown_note.setWordWrap(False)
        self.clear = quiet_button(tr("Show all"))
        self.who = quiet_button(tr(WHO_IS_WHO), "user")
        self.again = quiet_button(tr(READ_AGAIN), "refresh")
        self.again.setToolTip(tr("Read new and changed files; nothing is lost"))
        self.skipped = quiet_button("", "chevron-right")
        self.skipped.setCheckable(True)
        self.skipped.setToolTip(tr("What was done to the images, what was skipped and why"))
        self.skipped.toggled.connect(lambda down: self.skipped.set_icon("chevron-down" if down else "chevron-right"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_WITHIN)
        line.addWidget(self.shown_note)
        line.addWidget(self.clear)
        line.addStretch(1)
        for button in (self.who, self.again, self.skipped):
            line.addWidget(button)

    def show_counts(self, shown: int, images: int, *, growing: bool) -> None:
        """How many of the images are on screen. growing: more are being read."""
        total = wording.count(images, "image")
        if shown == images:
            self.shown_note.setText(tr("{images} so far", images=total) if growing else total)
        else:
            words = mark("{n} of {images} so far") if growing else mark("{n} of {images}")
            self.shown_note.setText(tr(words, n=wording.number(shown), images=total))
        self.clear.setVisible(shown != images)
        self._fit()

    def show_skipped(self, skipped: int, images: int) -> None:
        """How many files were skipped and images loaded; the report's button is gone where there is neither."""
        self.skipped.setVisible(bool(skipped or images))
        self.skipped.setText(wording.skipped_files(skipped) if skipped else tr(HOW_READ))
        if not (skipped or images):
            self.skipped.setChecked(False)

    def show_actions(self, *, who: bool, again: bool, enabled: bool) -> None:
        """Which actions make sense now, and whether one can be begun."""
        self.who.setVisible(who)
        self.again.setVisible(again)
        self.again.setEnabled(enabled)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())  # it never widens the page: actions give up their words

    def _fit(self) -> None:
        """Where room is short, the actions show their icons only."""
        actions = [(b, tr(w)) for b, w in ((self.who, WHO_IS_WHO), (self.again, READ_AGAIN)) if not b.isHidden()]
        others = [part for part in (self.shown_note, self.clear, self.skipped) if not part.isHidden()]
        wide = sum(part.sizeHint().width() + SPACE_WITHIN for part in others)
        wide += sum(b.fontMetrics().horizontalAdvance(words) + _AROUND_WORDS for b, words in actions)
        narrow = wide > self.width()
        for button, words in actions:
            _dress(button, "" if narrow else words, words)


def _dress(button: Button, text: str, words: str) -> None:
    if button.text() != text:
        button.setText(text)
    button.setAccessibleName(words)
    if not text and not button.toolTip():
        button.setToolTip(words)
