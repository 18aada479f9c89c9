"""Saving the measured points as a table, from whichever page asks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.session import Session
from engine.errors import StorageError
from engine.export.results import points_table
from engine.running.files import replacing
from engine.translation import tr


def ask_for_table(parent: QWidget) -> Path | None:
    """Where the table shall go; None when the user thinks better of it."""
    path, _ = QFileDialog.getSaveFileName(parent, tr("Save the points"), "points.csv", tr("Table (*.csv)"))
    return Path(path) if path else None


def save_points(session: Session, path: Path) -> bool:
    """Write the shown study's points to `path`, whole or not at all. False, and the session tells why, if refused."""
    if session.measurements is None:
        return False
    try:
        with replacing(path, tr("the table")) as temporary:
            temporary.write_text(points_table(session.measurements), encoding="utf-8")
    except StorageError as error:
        session.problem.emit(str(error))
        return False
    return True
