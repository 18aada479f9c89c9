"""Closing the window while a job runs: ask once, stop the job, close when it has stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMessageBox

from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN
from desktop_app.session import Session
from engine.translation import mark, tr

QUESTION = mark("Stop the run and close? What is measured is kept.")


class Leaving(QObject):
    """`ask` when the window is to be closed and the session is busy; it closes the window once that is possible."""

    def __init__(self, window: QMainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._stopping = False
        self.dialog: QMessageBox | None = None
        session.job_ended.connect(self._job_ended)

    def ask(self) -> None:
        """Put the question, unless it was answered already and the job is only winding up."""
        if self._stopping:
            return
        if self.dialog is not None:
            self.dialog.raise_()
            return
        dialog = QMessageBox(self._window)
        dialog.setWindowTitle(self._window.windowTitle())
        dialog.setText(tr(QUESTION))
        stop = dialog.addButton(tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
        stay = dialog.addButton(tr("Keep running"), QMessageBox.ButtonRole.RejectRole)
        dialog.setDefaultButton(stay)
        dialog.setEscapeButton(stay)
        dialog.finished.connect(lambda _: self._answered(dialog.clickedButton() is stop))
        layout = dialog.layout()
        if layout is not None:
            layout.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_BETWEEN)
        self.dialog = dialog
        dialog.open()

    def _answered(self, stop: bool) -> None:
        self.dialog = None
        if stop and self._session.busy:
            self._stopping = True
            self._session.cancel()  # it ends with an event, for which the event loop goes on
        elif stop:
            self._window.close()

    def _job_ended(self, outcome: object) -> None:
        if self._stopping:
            self._window.close()
