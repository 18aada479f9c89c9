"""The three choices of a study: what each takes, how many trainings it is and what it can show."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.look.theme import tabular
from desktop_app.look.tokens import SIZE_TITLE, SPACE_BETWEEN
from desktop_app.look.widgets import body_label, note_label, title_label
from desktop_app.models.study_view import PresetView
from engine.translation import tr


class PresetCard(QPushButton):
    """One preset as a large radio-like button."""

    def __init__(self, view: PresetView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "choice")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._title = body_label()
        self._title.setProperty("role", "heading")
        self._time = title_label()
        self._time.setFont(tabular(self._time.font(), SIZE_TITLE))
        self._what = body_label()
        self._trainings = note_label()
        self._shows = note_label()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN)
        self._column.setSpacing(6)
        for label in (self._title, self._time, self._what, self._trainings, self._shows):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(label)
        self._column.addStretch(1)
        self.show_view(view)

    def show_view(self, view: PresetView) -> None:
        """Show another time, number of trainings and reach."""
        self.view = view
        self._title.setText(view.title)
        self._time.setText(view.time)
        self._what.setText(view.what)
        self._trainings.setText(view.trainings)
        self._trainings.setVisible(bool(view.trainings))
        self._shows.setText(view.shows or view.problem)
        self.setAccessibleName(tr("{title}, {time}", title=view.title, time=view.time))
        self.setAccessibleDescription(" · ".join(filter(None, (view.what, view.trainings, view.shows or view.problem))))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.heightForWidth(width) if self._column.hasHeightForWidth() else self.sizeHint().height()
