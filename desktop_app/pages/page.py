"""What every page of the rail is: one question as its title, its answer in a line, one primary action."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engine.translation import mark, tr

if TYPE_CHECKING:
    from desktop_app.look.tokens import Tokens
    from desktop_app.session import Session


class StepState(Enum):
    """A step's state in the rail; shown by icon and word, never by colour alone."""

    NOTHING_YET = mark("nothing yet")
    IN_WORK = mark("in work")
    DONE = mark("done")
    ATTENTION = mark("needs attention")

    @property
    def word(self) -> str:
        """The state in the user's language."""
        return tr(self.value)


@dataclass(frozen=True, slots=True)
class PageHeader:
    """What the window's header shows for a page. action: text of the primary button, None for no button."""

    question: str
    answer: str = ""
    action: str | None = None
    action_enabled: bool = True


class Page(QWidget):
    """A page. It reads the session and shows; it never trains, fits or scans.

    name: the page's key, and, translated, the rail's word ("Data"). icon: file stem in resources/icons.
    """

    header_changed = Signal()
    page_requested = Signal(str)  # the name of another page, e.g. "Labels"

    name = ""
    icon = ""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def header(self) -> PageHeader:
        """Title, answer line and primary action as they stand now. The window asks again after `header_changed`."""
        raise NotImplementedError(f"{type(self).__name__} has no header")

    def primary_action(self) -> None:
        """The header's button was pressed."""

    def state(self) -> StepState:
        """The step's state in the rail."""
        return StepState.NOTHING_YET

    def apply_tokens(self, tokens: Tokens) -> None:
        """The theme has changed: recolour what a style sheet does not reach (plots, images)."""
