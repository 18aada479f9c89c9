"""The files that were not loaded, grouped by reason; what was left out by a rule is let in with one button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QWidget

from desktop_app import wording
from desktop_app.look.widgets import Button, secondary_button
from desktop_app.models.problem_groups import Key, ProblemGroup
from engine.cohort.records import ScanProblem
from engine.translation import tr

_GROUP_HEIGHT = 40
_UNFOLDED = 20  # files in all; fewer are shown at once


class SkippedList(QTreeWidget):
    """Reasons with their counts; unfolded, the files. Signal: `include_wanted(code, value)`."""

    include_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Skipped files"))
        self.setHeaderLabels([tr("File"), tr("Why it was skipped")])
        self.setRootIsDecorated(True)
        self._groups: dict[Key, _Group] = {}
        self._busy = self._unfolded_once = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, min(max(self.viewport().width() * 2 // 5, 120), 360))

    def show_groups(self, groups: Sequence[ProblemGroup], *, unfold: bool = True) -> None:
        """List these. What is unfolded, chosen and in view stays so; files that came since are added.

        unfold: show the files at once where there are few, the first time that it is asked for.
        """
        keys = [(group.code, group.value) for group in groups]
        if keys[: len(self._groups)] != list(self._groups):  # another order, or a group is gone
            unfolded = {key for key, group in self._groups.items() if group.item.isExpanded()}
            self.clear()
            self._groups = {}
        else:
            unfolded = set()
        for group in groups:
            key = (group.code, group.value)
            if key not in self._groups:
                self._groups[key] = self._new_group(group)
            self._groups[key].show(group)
            if key in unfolded:
                self._groups[key].item.setExpanded(True)
        if not groups:
            self._unfolded_once = False
        elif unfold and not self._unfolded_once:
            self._unfolded_once = True
            if len(groups) == 1 or sum(group.count for group in groups) <= _UNFOLDED:
                self.expandAll()

    def set_busy(self, busy: bool) -> None:
        """While a job runs nothing can be let in."""
        self._busy = busy
        for group in self._groups.values():
            if group.button is not None:
                group.button.setEnabled(not busy)

    def include_buttons(self) -> tuple[Button, ...]:
        """The buttons on screen, from top to bottom."""
        return tuple(group.button for group in self._groups.values() if group.button is not None)

    def _new_group(self, group: ProblemGroup) -> _Group:
        item = QTreeWidgetItem()
        font = self.font()
        font.setWeight(font.Weight.DemiBold)
        item.setFont(0, font)
        item.setSizeHint(0, QSize(0, _GROUP_HEIGHT))
        self.addTopLevelItem(item)
        code, value = group.code, group.value
        if value is None:
            item.setFirstColumnSpanned(True)
            return _Group(item, None)
        button = secondary_button(tr("Include {value}", value=value), "plus")
        button.setEnabled(not self._busy)
        button.clicked.connect(lambda: self.include_wanted.emit(code, value))
        cell = QWidget()
        line = QHBoxLayout(cell)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(button)
        line.addStretch(1)
        self.setItemWidget(item, 1, cell)
        return _Group(item, button)


class _Group:
    """One reason on screen and the files listed under it."""

    def __init__(self, item: QTreeWidgetItem, button: Button | None) -> None:
        self.item, self.button = item, button
        self._listed: tuple[ScanProblem, ...] = ()
        self._more: QTreeWidgetItem | None = None

    def show(self, group: ProblemGroup) -> None:
        """List the group's files; those that are listed already stay where they are."""
        words = tr(
            "{files}: {reason}",
            files=wording.count(group.count, "file"),
            reason=wording.problem(group.code, group.value),
        )
        self.item.setText(0, words)
        if self.button is not None:
            self.button.setAccessibleDescription(
                tr("Reads the folders again and loads these. {files_and_reason}", files_and_reason=words)
            )
            self.button.setToolTip(tr("Read the folders again and load these files too"))
        if self._more is not None:
            self.item.removeChild(self._more)
            self._more = None
        if group.problems[: len(self._listed)] != self._listed:
            self.item.takeChildren()
            self._listed = ()
        self.item.addChildren([_line(problem) for problem in group.problems[len(self._listed) :]])
        self._listed = group.problems
        unlisted = group.count - len(group.problems)
        if unlisted:
            self._more = QTreeWidgetItem([tr("and {n} more", n=wording.number(unlisted)), ""])
            self.item.addChild(self._more)


def _line(problem: ScanProblem) -> QTreeWidgetItem:
    reason = tr(problem.reason)  # as it was said when the file was read, perhaps in English
    line = QTreeWidgetItem([problem.file, reason])
    line.setToolTip(0, problem.file)
    line.setToolTip(1, reason)
    line.setTextAlignment(0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return line
