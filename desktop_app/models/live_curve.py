"""The session's curve, computed when it is asked for and kept until what it rests on changes. Shared by the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.models.curve_build import CurveBuilder
from desktop_app.models.curve_view import CurveView

if TYPE_CHECKING:
    from desktop_app.session import Session
    from engine.planning.curve_draws import CurveDraws
    from engine.planning.verdict_basis import VerdictBasis


class LiveCurve(QObject):
    """Lives on the GUI thread. `outdated` tells that `view()` would now compute another picture."""

    outdated = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._builder = CurveBuilder()
        self._view: CurveView | None = None
        self._readers = 1
        for signal in (
            session.project_changed,
            session.study_changed,
            session.points_changed,
            session.answer_changed,
            session.target_changed,
        ):
            signal.connect(self._forget)

    @staticmethod
    def of(session: Session) -> LiveCurve:
        """The session's only one, made at the first call."""
        found = session.findChild(LiveCurve)
        return found if isinstance(found, LiveCurve) else LiveCurve(session)

    def _forget(self, *_: object) -> None:
        self._view = None
        self.outdated.emit()

    def view(self) -> CurveView:
        """The picture of the question as it stands; computed at most once a change."""
        if self._view is None:
            s = self._session
            self._view = self._builder.build(
                s.measurements,
                metric=s.metric,
                mode=s.mode,
                target=s.target,
                savings=s.savings,
                minutes_per_image=s.minutes_per_image * self._readers,
                study=s.study,
            )
        return self._view

    def draws(self) -> tuple[CurveDraws, ...]:
        """The draws behind `view()`'s series, in their order; empty where nothing is measured."""
        self.view()
        return self._builder.draws

    def basis(self) -> VerdictBasis | None:
        """What `view()`'s verdict rests on; None where nothing is measured."""
        self.view()
        return self._builder.basis

    def set_readers(self, readers: int) -> None:
        """How many people read each image: the hours in the verdict are those of all of them."""
        if readers != self._readers:
            self._readers = readers
            self._forget()
