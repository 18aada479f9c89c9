"""The files that were not loaded, grouped by reason, each with what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from desktop_app import wording
from desktop_app.models.facets import problems_by_reason
from engine.cohort.records import ScanProblem

LISTED = 500  # of one reason; more of the same tell nothing new


class SkippedList(QTreeWidget):
    """Reasons with their counts; unfolded, the files."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Skipped files")
        self.setHeaderLabels(["File", "Why it was skipped"])
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setColumnWidth(0, 320)

    def show_problems(self, problems: tuple[ScanProblem, ...]) -> None:
        """List these."""
        self.clear()
        groups = problems_by_reason(problems)
        for code, group in groups:
            words = wording.problem(code)
            top = QTreeWidgetItem([f"{wording.count(len(group), 'file')}: {words}", ""])
            font = self.font()
            font.setWeight(font.Weight.DemiBold)
            top.setFont(0, font)
            self.addTopLevelItem(top)
            top.setFirstColumnSpanned(True)
            for problem in group[:LISTED]:
                line = QTreeWidgetItem([problem.file, problem.reason])
                line.setToolTip(1, problem.reason)
                line.setTextAlignment(0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                top.addChild(line)
            if len(group) > LISTED:
                top.addChild(QTreeWidgetItem([f"and {wording.count(len(group) - LISTED, 'more')}", ""]))
        if len(groups) == 1 or len(problems) <= 20:
            self.expandAll()
