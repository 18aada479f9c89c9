"""The pages of the rail, in order, and how each is made. A page's name is its key, and, translated, the rail's word."""

from __future__ import annotations

from desktop_app.pages.page import Page
from desktop_app.session import Session
from engine.translation import mark

STEPS = (
    (mark("Start"), "house"),
    (mark("Data"), "images"),
    (mark("Labels"), "tags"),
    (mark("Study"), "study"),
    (mark("Curve"), "curve"),
    (mark("Plan"), "plan"),
    (mark("Export"), "export"),
)


def build_page(name: str, session: Session) -> Page:
    """The page `name`. Its module is imported only now: most of the program is not needed for the first window."""
    match name:
        case "Data":
            from desktop_app.pages.data import DataPage

            return DataPage(session)
        case "Labels":
            from desktop_app.pages.labels import LabelsPage

            return LabelsPage(session)
        case "Study":
            from desktop_app.pages.study import StudyPage

            return StudyPage(session)
        case "Curve":
            from desktop_app.pages.curve import CurvePage

            return CurvePage(session)
        case "Plan":
            from desktop_app.pages.plan import PlanPage

            return PlanPage(session)
        case "Export":
            from desktop_app.pages.export import ExportPage

            return ExportPage(session)
    raise ValueError(f"no page is called {name!r}")
