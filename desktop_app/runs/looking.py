"""Reads what the viewer shows, off the GUI thread and in a process of its own: every pixel of a file, or its header."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_app.models.viewer_picture import Picture, picture_of
from desktop_app.runs.background import Background
from desktop_app.runs.job_session import single_shot
from engine.errors import PlannerError

if TYPE_CHECKING:
    from engine.cohort.records import ImageRecord
    from engine.images.decoded import IntakeRules
    from engine.images.look_process import LookProcess

KEPT = 3  # pictures; of ten megapixels each takes some 40 MB
_SETTLE_MS = 60  # who leafs fast does not have each image read


class Looking(QObject):
    """Signals, on the GUI thread: `picture_came(str, object)`, an image_id and its `Picture`; `failed(str, str)`, an
    image_id and the sentence why; `header_came(str, object)`, an image_id and its `HeaderField`s.
    """

    picture_came = Signal(str, object)
    failed = Signal(str, str)
    header_came = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures: OrderedDict[str, Picture] = OrderedDict()
        self._wanted: tuple[ImageRecord, IntakeRules] | None = None
        self._in_work = ""  # the image_id that is being read
        self._process: LookProcess | None = None
        self._reading, self._headers = Background(self), Background(self)
        self._timer = single_shot(self, _SETTLE_MS, self._read)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)  # else the thread that waits for it keeps the program from ending

    def picture(self, record: ImageRecord, rules: IntakeRules) -> Picture | None:
        """The picture, where it was read lately; else None, and it is read: a signal follows."""
        self._wanted = (record, rules)
        if record.image_id in self._pictures:
            self._pictures.move_to_end(record.image_id)
            self._timer.stop()
            return self._pictures[record.image_id]
        self._timer.start()
        return None

    def header(self, record: ImageRecord, *, patient_data: bool) -> None:
        """Have the header read; a signal follows."""
        process, path = self._look_process(), _path(record)
        self._headers.start(
            lambda: process.header(path, patient_data=patient_data),
            lambda fields: self.header_came.emit(record.image_id, fields),
            lambda error: self.failed.emit(record.image_id, str(error)),
        )

    def forget(self) -> None:
        """Another project: nothing of the old one is kept."""
        self._pictures.clear()
        self._wanted = None
        self._in_work = ""
        self._timer.stop()

    def close(self) -> None:
        """End the process; it is started again when it is needed."""
        process, self._process = self._process, None
        if process is not None:
            process.close()

    def _read(self) -> None:
        if self._wanted is None:
            return
        record, rules = self._wanted
        if record.image_id == self._in_work or record.image_id in self._pictures:  # read ahead, and wanted meanwhile
            return
        self._in_work = record.image_id
        process, path = self._look_process(), _path(record)
        self._reading.start(
            lambda: picture_of(process.image(path, rules)),
            lambda picture: self._keep(record.image_id, picture),
            lambda error: self._say(record.image_id, error),
        )

    def _keep(self, image_id: str, picture: Picture) -> None:
        self._in_work = ""
        self._pictures[image_id] = picture
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self.picture_came.emit(image_id, picture)

    def _say(self, image_id: str, error: PlannerError) -> None:
        self._in_work = ""
        self.failed.emit(image_id, str(error))

    def _look_process(self) -> LookProcess:
        from engine.images.look_process import LookProcess

        if self._process is None:
            self._process = LookProcess()
            self.destroyed.connect(self._process.close)
        return self._process


def _path(record: ImageRecord) -> Path:
    return Path(record.source) / record.file
