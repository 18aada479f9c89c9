"""The project's copies of its images: where they are, what they take, and what clearing them costs.

The second press is asked for in place: it cannot be undone, only read again.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.widgets import Card, Notice, body_label, note_label, quiet_button, row, secondary_button
from desktop_app.models.image_copies import clear_copies, image_copies
from desktop_app.session import Session
from engine.errors import StorageError
from engine.translation import tr


class CopiesCard(Card):
    """Reads the open project; `refresh` after a change."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Copies of the images"))
        self._session = session
        self.size = body_label()
        self.place = note_label()
        self.clear = secondary_button(tr("Clear…"), "trash")
        self.sure = Notice("attention")
        self.really = secondary_button(tr("Clear them"), "trash")
        self.keep = quiet_button(tr("Keep them"))
        for button in (self.really, self.keep):
            self.sure.add_button(button)
        self.outcome = Notice("info")
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.size)
        lines.addWidget(self.place)
        line = row(words, self.clear)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.sure)
        self.body.addWidget(self.outcome)
        self.clear.clicked.connect(self._ask)
        self.keep.clicked.connect(self._leave)
        self.really.clicked.connect(self._clear)
        session.project_changed.connect(self._another)
        session.job_changed.connect(self._set_enabled)

    def refresh(self) -> None:
        """Count what is there."""
        store = self._session.store
        if store is None:
            self.size.setText(tr("No project is open."))
            self.place.setText(tr("Each project keeps small copies of its images in its own folder."))
            self._set_enabled()
            return
        copies = image_copies(store.images_cache_path)
        if copies.size_bytes:
            self.size.setText(tr("{size} in this project", size=wording.file_size(copies.size_bytes)))
        else:
            self.size.setText(tr("This project has no copies now."))
        self.place.setText(tr("They are in {folder}.", folder=str(copies.folder)))
        self._set_enabled()

    def _another(self) -> None:
        self.sure.show_notice("attention", "")
        self.outcome.show_notice("info", "")
        if self.isVisible():
            self.refresh()

    def _set_enabled(self) -> None:
        store = self._session.store
        there = store is not None and store.images_cache_path.exists()
        self.clear.setEnabled(there and not self._session.busy and self.sure.isHidden())
        self.really.setEnabled(not self._session.busy)

    def _ask(self) -> None:
        cohort = self._session.cohort
        images = wording.count(len(cohort.images) if cohort is not None else 0, "image")
        self.outcome.show_notice("info", "")
        self.sure.show_notice(
            "attention",
            tr(
                "The {images} must be read again before they can be seen or trained on. The files themselves, labels "
                "and results stay.",
                images=images,
            ),
        )
        self._set_enabled()
        self.keep.setFocus()

    def _leave(self) -> None:
        self.sure.show_notice("attention", "")
        self._set_enabled()
        self.clear.setFocus()

    def _clear(self) -> None:
        store = self._session.store
        self.sure.show_notice("attention", "")
        if store is None or self._session.busy:
            return
        try:
            clear_copies(store.images_cache_path)
            self.outcome.show_notice(
                "info", tr("The copies are cleared. On the Data page, “Read the folders again” brings them back.")
            )
        except StorageError as error:
            self.outcome.show_notice("bad", str(error))
        self.refresh()
        self._session.cohort_changed.emit()  # pages let go of the pictures
