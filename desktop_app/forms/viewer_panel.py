"""The viewer: one image as large as the window allows, in the grid's place; every pixel, before and after, header."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.forms.image_facts import ImageFacts
from desktop_app.forms.thumbnail_grid import ThumbnailGrid
from desktop_app.forms.viewer_bar import ViewerBar
from desktop_app.forms.viewer_canvas import ViewerCanvas
from desktop_app.forms.viewer_header import ViewerHeader
from desktop_app.look.class_marks import ClassMark
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import Disclosure, note_label
from desktop_app.models.thumbnails import Thumbnails
from desktop_app.models.viewer_picture import Picture, cached_picture
from desktop_app.models.viewer_view import STEP, View
from desktop_app.runs.looking import Looking
from desktop_app.session import Session
from engine.cohort.records import ImageRecord
from engine.translation import tr

_SIDE_WIDTH, _SIDE_NARROW, _NARROW = 296, 224, 900


class ImageViewer(QWidget):
    """Shows what is chosen in the grid and steps through it. Signal: `closed`."""

    closed = Signal()

    def __init__(self, session: Session, thumbnails: Thumbnails, grid: ThumbnailGrid) -> None:
        super().__init__()
        self._session, self._thumbnails, self._grid = session, thumbnails, grid
        self._record: ImageRecord | None = None
        self.looking = Looking(self)
        self.bar = ViewerBar()
        self.canvas = ViewerCanvas(tr("The image as it is used"))
        self.before = ViewerCanvas(tr("The image as it is stored"))
        self.facts = ImageFacts()
        self.state = note_label()
        self.window_note = note_label()
        self.header = ViewerHeader()
        self.header_fold = Disclosure(tr("Header fields"), self.header)
        self._build()
        self._connect()

    def _build(self) -> None:
        canvases = QHBoxLayout()
        canvases.setSpacing(SPACE_WITHIN)
        canvases.addWidget(self.before, 1)
        canvases.addWidget(self.canvas, 1)
        left = QVBoxLayout()
        left.setSpacing(SPACE_WITHIN)
        left.addWidget(self.bar)
        left.addLayout(canvases, 1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN)
        column.setSpacing(12)
        column.addWidget(self.facts)
        column.addWidget(self.state)
        column.addWidget(self.window_note)
        column.addWidget(self.header_fold)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self._side = QFrame()
        self._side.setProperty("role", "card")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(scroll)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        outer.setSpacing(SPACE_BETWEEN)
        outer.addLayout(left, 1)
        outer.addWidget(self._side)
        self.before.hide()
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        bar, canvas = self.bar, self.canvas
        bar.back.clicked.connect(self.closed)
        bar.previous.clicked.connect(lambda: self.step(-1))
        bar.next.clicked.connect(lambda: self.step(1))
        bar.farther.clicked.connect(lambda: canvas.zoom(1 / STEP))
        bar.nearer.clicked.connect(lambda: canvas.zoom(STEP))
        bar.fit.clicked.connect(canvas.fit)
        bar.natural.clicked.connect(canvas.natural)
        bar.reset.clicked.connect(canvas.reset)
        bar.move.toggled.connect(self._set_moves)
        bar.beside.toggled.connect(self._show_beside)
        canvas.view_changed.connect(self._view_changed)
        self.before.view_changed.connect(self._before_changed)
        self.looking.picture_came.connect(self._take_picture)
        self.looking.failed.connect(self._take_failure)
        self.looking.header_came.connect(self._take_header)
        self.header.wanted.connect(lambda _: self._ask_header())
        self.header_fold.toggled.connect(self._header_unfolded)

    # What is shown

    def show_record(self, record: ImageRecord | None, marks: dict[str, ClassMark], copies: int) -> None:
        """Show the grid's chosen image: the cached copy at once, every pixel when it has been read."""
        same = record is not None and self._record is not None and record.image_id == self._record.image_id
        self._record = record
        self.facts.show_record(record, marks)
        self.facts.show_copies(copies)
        self.bar.show_place(self._grid.currentIndex().row(), self._grid.images.rowCount())
        if record is None:
            self._show_picture(None)
            return
        if not same:
            self.canvas.set_view(View())
            self.before.set_view(View())
        picture = self.looking.picture(record, self._session.reading.intake_rules())
        if picture is not None:
            self._take_picture(record.image_id, picture)
        elif not same:
            square = self._thumbnails.pixels(record.cache_slot)
            small = None if square is None else cached_picture(square, record.rows, record.columns, record.pixel_aspect)
            self.state.setText(tr("The file is being read; this is the program's own smaller copy."))
            self._show_picture(small)
        if not same and self.header_fold.button.isChecked():
            self._ask_header()

    def leave(self) -> None:
        """The viewer is closed: patient data is hidden again, and what was read is let go."""
        self.header.patient_data.setChecked(False)
        self.header_fold.button.setChecked(False)
        self.header.list.clear()
        self._record = None
        self._show_picture(None)
        self.looking.forget()

    def step(self, by: int) -> None:
        """The next image but `by` - 1 of those in the grid."""
        row = self._grid.currentIndex().row() + by
        if 0 <= row < self._grid.images.rowCount():
            self._grid.setCurrentIndex(self._grid.images.index(row))

    def _show_picture(self, picture: Picture | None) -> None:
        before, view = self.canvas.picture, self.canvas.view
        if before is not None and picture is not None and not view.fitted:  # the same part of it, as near as it was
            self.canvas.set_view(replace(view, scale=view.scale * before.width / picture.width))
        self.canvas.show_picture(picture)
        raw = picture is not None and picture.raw
        self.bar.beside.setEnabled(raw or self.bar.beside.isChecked())
        if self.before.isVisibleTo(self):
            self.before.show_picture(picture.stored() if picture is not None and raw else None)
        self._say_view()

    def _take_picture(self, image_id: str, picture: Picture) -> None:
        if self._record is None or image_id != self._record.image_id:  # read ahead, or of an image left since
            return
        self._read_ahead()
        size = tr("{rows} × {columns} pixels", rows=self._record.rows, columns=self._record.columns)
        if picture.raw:
            self.state.setText(tr("Every pixel of the file, {size}.", size=size))
        elif self._record.modality is None:
            self.state.setText(tr("Every pixel of the file, {size}. A picture file is shown as it is.", size=size))
        else:
            self.state.setText(
                tr("Every pixel of the file, {size}. It is in colour and has no grey values.", size=size)
            )
        self._show_picture(picture)

    def _read_ahead(self) -> None:
        """Who has seen an image mostly goes on to the next."""
        coming = self._grid.images.record(self._grid.currentIndex().row() + 1)
        if coming is not None:
            self.looking.picture(coming, self._session.reading.intake_rules())

    def _take_failure(self, image_id: str, reason: str) -> None:
        if self._record is None or image_id != self._record.image_id:
            return
        if self.canvas.picture is None or not self.canvas.picture.exact:
            self.state.setText(tr("{reason} This is the program's own smaller copy.", reason=reason))
        if self.header_fold.button.isChecked():
            self.header.say(reason)

    def _set_moves(self, moves: bool) -> None:
        self.canvas.moves = self.before.moves = moves

    def _show_beside(self, beside: bool) -> None:
        self.before.setVisible(beside)
        self.before.caption = tr("As stored in the file")
        self.canvas.caption = tr("As it is used") if beside else ""
        self.before.set_view(View(self.canvas.view.scale, self.canvas.view.x, self.canvas.view.y))
        self._show_picture(self.canvas.picture)
        self.canvas.update()

    def _view_changed(self, view: View) -> None:
        self.before.set_view(View(view.scale, view.x, view.y, self.before.view.shades))
        self._say_view()

    def _before_changed(self, view: View) -> None:
        self.canvas.set_view(View(view.scale, view.x, view.y, self.canvas.view.shades))
        self._say_view()

    def _say_view(self) -> None:
        room = self.canvas.room()
        self.bar.show_scale(room.scale(self.canvas.view) if room is not None else None)
        if self.canvas.picture is None:
            self.window_note.setText("")
            return
        shades = self.canvas.shades()
        words = tr("Window {width} wide at {level}", width=f"{shades.width:.0f}", level=f"{shades.level:.0f}")
        self.window_note.setText(words if self.canvas.view.shades is None else tr("{window}, changed", window=words))

    # The header

    def _header_unfolded(self, unfolded: bool) -> None:
        if unfolded:
            self._ask_header()
        else:
            self.header.patient_data.setChecked(False)

    def _ask_header(self) -> None:
        if self._record is not None and self.header_fold.button.isChecked():
            self.header.say(tr("The header is being read."))
            self.looking.header(self._record, patient_data=self.header.patient_data.isChecked())

    def _take_header(self, image_id: str, fields: tuple) -> None:  # type: ignore[type-arg]
        if self._record is not None and image_id == self._record.image_id:
            self.header.show_fields(fields)

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = {
            Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1,
            Qt.Key.Key_Space: 1, Qt.Key.Key_Backspace: -1,
        }.get(key)  # fmt: skip
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key == Qt.Key.Key_B and self.bar.beside.isEnabled():
            self.bar.beside.toggle()
        elif key == Qt.Key.Key_M:
            self.bar.move.toggle()
        elif step is not None:
            self.step(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(_SIDE_NARROW if self.width() < _NARROW else _SIDE_WIDTH)
        self._say_view()
