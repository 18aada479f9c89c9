"""What was dropped on the window: folders of images, a disc's DICOMDIR, or a project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

from desktop_app.models.image_sources import dropped_project, sources_among


def dropped_paths(event: QDropEvent) -> tuple[Path, ...]:
    """What of it the window takes: one project's folder, or the folders and DICOMDIRs; () where there is neither."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    project = dropped_project(paths)
    return (project,) if project is not None else sources_among(paths)
