"""What the Data page says while it has no images."""

from __future__ import annotations

from desktop_app.look.widgets import EmptyState
from engine.translation import tr


class DataEmpty(EmptyState):
    """Its button leads to the images."""

    def __init__(self) -> None:
        super().__init__("images", "", "", "")

    def explain(self, *, reading: bool, progress: str, project: bool) -> None:
        """Why there is nothing yet. project: whether one is open."""
        if reading:
            self.say(tr("The images are being read"), progress or tr("Starting…"))
        elif not project:
            self.say(
                tr("No images yet"),
                tr(
                    "Here you will see every image that was found, who it belongs to by number, and what could not "
                    "be read."
                ),
                tr("Open a folder of images"),
            )
        else:
            self.say(
                tr("This project has no images yet"),
                tr("Open a folder of images to begin. They stay where they are."),
                tr("Open a folder of images"),
            )
