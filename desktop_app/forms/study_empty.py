"""The Study page before there is anything to study: what is still missing, and the way to it."""

from __future__ import annotations

from desktop_app.look.widgets import EmptyState
from engine.translation import tr


class StudyEmpty(EmptyState):
    """Asks for images first, then for labels."""

    def __init__(self) -> None:
        super().__init__(
            "study",
            tr("Nothing to try yet"),
            tr(
                "A study trains the model again and again with more and more labelled images. It needs images, and "
                "labels for some of them."
            ),
            tr("Open images"),
        )

    def ask_for_labels(self) -> None:
        """Say that images are here and labels are missing."""
        self.say(
            tr("No labels yet"),
            tr(
                "A study trains the model again and again with more and more labelled images. Import labels or label "
                "some images here: a hundred make a start."
            ),
            tr("Label images"),
        )
