"""The errors that a user may see. Each message is one sentence that says what happened and one that says what to do.

Messages carry no patient data: never a header value, never the text of a reader's exception. A file's name is allowed
only where the user has just chosen that file or folder.
"""

from __future__ import annotations


class PlannerError(Exception):
    """The family's root: `str(error)` is shown to the user as it stands.

    `code` is stable and short; scripts and tests match it, never the sentence.
    """

    code = "error"

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        super().__init__(sentence)
        if code is not None:
            self.code = code


class InputError(PlannerError):
    """What the user chose cannot be used: a folder without images, labels that match nothing, one class only."""

    code = "input"


class StorageError(PlannerError):
    """The disk refused: full, read-only, gone. What was written before stays valid."""

    code = "storage"


class ProjectError(PlannerError):
    """The project's folder is not a project, is newer than this program, is damaged, or is in use."""

    code = "project"


class TrainingError(PlannerError):
    """A training could not go on: the loss is not a number, the device is out of memory."""

    code = "training"


class ExportError(PlannerError):
    """The exported model does not do what the trained one does, or could not be written."""

    code = "export"
