"""What the encoder has learned so far: in words against random features, the loss, and a map of the images."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.tokens import LIGHT, SPACE_AROUND, SPACE_WITHIN, Tokens
from desktop_app.look.widgets import Card, IconLabel, Notice, heading_label, note_label
from desktop_app.models.study_sentences import has_learned, learned_line, learned_note
from desktop_app.plots.embedding_map import EmbeddingMap, colour_of, glyph_of
from desktop_app.plots.loss_line import LossLine
from desktop_app.runs.job import JobView
from engine.learning_curve.initialisation_words import title_of_name
from engine.translation import listed, tr


class StudyLearned(Card):
    """Hidden until a pretraining has said something."""

    def __init__(self) -> None:
        super().__init__(tr("What the encoder has learned"))
        self._tokens = LIGHT
        self.collapse = Notice("bad")
        self.icon = IconLabel("circle-dashed", "muted", 20)
        self.line = heading_label()
        self.note = note_label()
        self.loss_word = note_label()
        self.loss = LossLine()
        self.map = EmbeddingMap()
        self.map_word = note_label()
        self.legend = QWidget()
        self._legend = QVBoxLayout(self.legend)
        self._legend.setContentsMargins(0, 0, 0, 0)
        self._legend.setSpacing(2)
        said = QHBoxLayout()
        said.setSpacing(SPACE_WITHIN)
        said.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.line, 1)
        words = QVBoxLayout()
        words.setSpacing(SPACE_WITHIN)
        words.addLayout(said)
        words.addWidget(self.note)
        words.addSpacing(SPACE_WITHIN)
        words.addWidget(self.loss_word)
        words.addWidget(self.loss)
        words.addSpacing(SPACE_WITHIN)
        words.addWidget(self.map_word)
        words.addWidget(self.legend)
        words.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(SPACE_AROUND)
        both.addLayout(words, 3)
        both.addWidget(self.map, 2)
        self.body.addWidget(self.collapse)
        self.body.addLayout(both)

    def show_job(self, job: JobView, classes: tuple[str, ...]) -> None:
        """Show what the job's pretraining has told. classes: the study's, in its order."""
        self.setVisible(bool(job.epochs or job.learning or job.collapse))
        self.collapse.show_notice("bad", job.collapse)
        self._show_check(job)
        losses = [epoch.loss for epoch in job.epochs]
        self.loss.show_losses(losses)
        for widget in (self.loss, self.loss_word):
            widget.setVisible(len(losses) > 1)
        if losses:
            self.loss_word.setText(
                tr(
                    "Pretraining loss {loss}, pass {epoch} of {epochs}: it falls while the encoder learns",
                    loss=f"{losses[-1]:.2f}", epoch=job.epochs[-1].epoch, epochs=job.epochs[-1].epochs,
                )
            )  # fmt: skip
        self._show_map(job, classes)

    def _show_check(self, job: JobView) -> None:
        check = job.learning
        known = check is not None
        self.note.setVisible(known)
        if check is None:
            self.icon.show_icon("circle-dashed", "muted")
            self.line.setText(tr("Not looked at yet"))
            return
        ahead = has_learned(check) and not job.collapse
        self.icon.show_icon("circle-check" if ahead else "circle-dot", "good" if ahead else "muted")
        self.line.setText(learned_line(check))
        self.note.setText(learned_note(check, title_of_name(check.initialisation)))

    def _show_map(self, job: JobView, classes: tuple[str, ...]) -> None:
        mapped = job.embedding
        for widget in (self.map, self.map_word, self.legend):
            widget.setVisible(mapped is not None)
        if mapped is None:
            return
        counts = Counter(mapped.labels)
        names = {index: classes[index] if index < len(classes) else str(index + 1) for index in sorted(counts)}
        told = listed(f"{name}: {wording.count(counts[index], 'image')}" for index, name in names.items())
        self.map.show_map(mapped.points, mapped.labels, told)
        self.map_word.setText(
            tr(
                "The map: labelled training images, near each other where the encoder finds them alike. Its two "
                "directions show {percent} of the differences.",
                percent=wording.percent(mapped.explained),
            )
        )
        self._show_legend([(index, f"{names[index]}: {wording.count(counts[index], 'image')}") for index in names])

    def _show_legend(self, entries: list[tuple[int, str]]) -> None:
        while self._legend.count() > len(entries):
            self._legend.takeAt(self._legend.count() - 1).widget().deleteLater()
        while self._legend.count() < len(entries):
            self._legend.addWidget(_LegendLine())
        for at, (index, words) in enumerate(entries):
            line = self._legend.itemAt(at).widget()
            assert isinstance(line, _LegendLine)
            line.show_class(index, words, self._tokens)

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour the loss, the map and its legend."""
        self._tokens = tokens
        self.loss.apply_tokens(tokens)
        self.map.apply_tokens(tokens)
        for at in range(self._legend.count()):
            line = self._legend.itemAt(at).widget()
            if isinstance(line, _LegendLine):
                line.apply_tokens(tokens)


class _LegendLine(QWidget):
    """A class's mark and its name."""

    def __init__(self) -> None:
        super().__init__()
        self._index = 0
        self._mark, self._words = QLabel(), note_label()
        self._mark.setFixedWidth(16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)

    def show_class(self, index: int, words: str, tokens: Tokens) -> None:
        """Show another class."""
        self._index = index
        self._mark.setText(glyph_of(index))
        self._words.setText(words)
        self.apply_tokens(tokens)

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour the mark."""
        self._mark.setStyleSheet(f"color: {colour_of(self._index, tokens)}")
