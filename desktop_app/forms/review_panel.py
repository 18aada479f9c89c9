"""Where the model goes wrong: one training's confusion matrix, ROC curve and worst mistakes, and labels set right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.forms.review_choice import ReviewChoice
from desktop_app.forms.review_grid import MOST, ReviewGrid
from desktop_app.forms.review_image import ReviewImage
from desktop_app.forms.review_matrix import ReviewMatrix
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN, Tokens
from desktop_app.look.widgets import Card, Notice, body_label, heading_label, note_label, quiet_button, row
from desktop_app.models.figures import metric_name, value
from desktop_app.models.review_build import build_review
from desktop_app.models.review_view import CellChoice, ReviewView
from desktop_app.models.review_words import changed_sentence, roc_sentences, shown_sentence, summary_sentence
from desktop_app.models.saliency_maps import SaliencyMaps
from desktop_app.models.thumbnails import Thumbnails
from desktop_app.plots.roc_plot import RocPlot
from desktop_app.runs.background import Background
from desktop_app.session import Session
from engine.errors import PlannerError
from engine.translation import mark, tr

_MAPS_AT_ONCE = 24
_IMAGE_WIDTH = 300
_GONE = mark(
    "Which images these answers are of cannot be told any more, since images or labels have changed. Run the study "
    "again to see its mistakes as pictures."
)


class ReviewPanel(QWidget):
    """Reads the record only while it is unfolded, on another thread than the window's."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.view: ReviewView | None = None
        self._unfolded = False
        self._wanted: CellChoice | None = None
        self._answered: tuple[int, int] | None = None
        self._background = Background(self)
        self._thumbnails = Thumbnails()
        self.maps = SaliencyMaps(session)
        self._build()
        for signal in (session.study_changed, session.project_changed):
            signal.connect(self._forget)
        for signal in (session.points_changed, session.answer_changed, session.cohort_changed):
            signal.connect(self.read)
        session.job_changed.connect(self._note_job)
        session.labelling.changed.connect(self._show_undo)
        session.labelling.refused.connect(self._refused)

    def _build(self) -> None:
        self.choice = ReviewChoice()
        self.choice.chosen.connect(self._choose)
        self.notice = Notice("attention")
        self.matrix = ReviewMatrix()
        self.matrix.cell_chosen.connect(self._show_answered)
        self.summary = body_label()
        answers = Card(
            tr("What it answers"),
            tr("Rows: the labels. Columns: the model's answers. Choose a cell to see its images."),
        )
        answers.body.addWidget(self.summary)
        answers.body.addWidget(self.matrix, 1)

        self.roc = RocPlot()
        self.roc_class = QComboBox()
        self.roc_class.setAccessibleName(tr("Class of the ROC curve"))
        self.roc_class.activated.connect(lambda _: self._show_roc())
        self.roc_words = body_label()
        self.roc_title = heading_label()
        curve = Card()
        head = row(self.roc_title, self.roc_class)
        head.setStretch(0, 1)
        curve.body.addLayout(head)
        curve.body.addWidget(self.roc, 1)
        curve.body.addWidget(self.roc_words)

        self.grid = ReviewGrid(self._thumbnails)
        self.grid.row_chosen.connect(self._show_image)
        self.shown = heading_label()
        self.all_button = quiet_button(tr("Show all mistakes"))
        self.all_button.clicked.connect(lambda: self._show_answered(None))
        self.image = ReviewImage(self._thumbnails, self.maps)
        self.image.setFixedWidth(_IMAGE_WIDTH)
        self.image.map_wanted.connect(self._ask_for_maps)
        self.image.label_chosen.connect(self._relabel)
        self.image.undo_wanted.connect(self._undo)
        self.mistakes = Card()
        title = row(self.shown, self.all_button)
        title.setStretch(0, 1)
        beside = QHBoxLayout()
        beside.setSpacing(SPACE_BETWEEN)
        pictures = QVBoxLayout()
        pictures.setSpacing(SPACE_WITHIN)
        pictures.addLayout(title)
        pictures.addWidget(self.grid, 1)
        beside.addLayout(pictures, 1)
        beside.addWidget(self.image, 0, Qt.AlignmentFlag.AlignTop)
        self.mistakes.body.addLayout(beside)
        self.gone = note_label(tr(_GONE))

        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE_BETWEEN)
        self._grid.addWidget(answers, 0, 0)
        self._grid.addWidget(curve, 0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BETWEEN)
        column.addWidget(self.choice)
        column.addWidget(self.notice)
        column.addLayout(self._grid)
        column.addWidget(self.mistakes)
        column.addWidget(self.gone)

    # Reading

    def set_unfolded(self, unfolded: bool) -> None:
        """Whether it is on screen: what is folded costs nothing."""
        self._unfolded = unfolded
        if unfolded:
            self.read()

    def _forget(self) -> None:
        self._wanted, self._answered, self.view = None, None, None
        self.read()

    def _choose(self, choice: CellChoice) -> None:
        self._wanted, self._answered = choice, None
        self.read()

    def read(self, *_: object) -> None:
        """Read the record anew and show it; on another thread, so that this returns at once."""
        s = self.session
        if not self._unfolded or s.store is None or s.study is None or s.measurements is None or s.cohort is None:
            return
        folder, entry, measurements, cohort = s.store.folder, s.study, s.measurements, s.cohort
        metric, mode, wanted = s.metric, s.mode, self._wanted
        self._thumbnails.reopen(s.store.images_cache_path)
        self._background.start(
            lambda: build_review(folder, entry, measurements, cohort, metric, mode, wanted),
            self._show,
            self._failed,
        )

    def _failed(self, error: PlannerError) -> None:
        self.session.problem.emit(str(error))

    # Showing

    def _show(self, view: ReviewView | None) -> None:
        same = self.view is not None and view is not None and self.view.review.cell.key == view.review.cell.key
        self.view = view
        if view is None or self.session.measurements is None:
            return
        if not same:
            self._answered = None
            self.matrix.show_view(view)
        if self.session.busy:  # a study that goes on must not take another training from under one's eyes
            self._wanted = view.choice
        point = view.review.cell.point
        told = tr(
            "{metric} {value} on the test images", metric=metric_name(self.session.metric),
            value=value(point.metric(self.session.metric)),
        )  # fmt: skip
        self.choice.show_choices(self.session.measurements.of(self.session.mode), view.looks, view.choice, told)
        self.summary.setText(summary_sentence(view))
        self.roc_class.clear()
        for at, curve in enumerate(view.review.roc):
            self.roc_class.addItem(view.classes[curve.of_class], at)
        self.roc_class.setVisible(len(view.review.roc) > 1)
        self._show_roc()
        self.notice.show_notice("attention", changed_sentence(view.changed()))
        self.mistakes.setVisible(bool(view.images))
        self.gone.setVisible(not view.images)
        self._show_answered(self._answered)
        self._note_job()
        self._show_undo()

    def _show_roc(self) -> None:
        view = self.view
        curves = view.review.roc if view is not None else ()
        at = self.roc_class.currentIndex()
        if view is None or not 0 <= at < len(curves):
            self.roc.show_curve(None, "pretrained", "o")
            self.roc_title.setText(tr("ROC curve"))
            self.roc_words.setText(tr("The test images are all of one class, so there is no ROC curve."))
            return
        look = view.looks[view.choice.start]
        self.roc.show_curve(curves[at], look.token, look.symbol)
        name = view.classes[curves[at].of_class]
        self.roc_title.setText(tr("ROC curve for {name}: AUC {value}", name=name, value=value(curves[at].auc)))
        self.roc_words.setText("\n".join(roc_sentences(curves[at])))

    def _show_answered(self, answered: tuple[int, int] | None) -> None:
        self._answered = answered
        if self.view is None:
            return
        if answered is None:
            self.matrix.blockSignals(True)
            self.matrix.setCurrentCell(-1, -1)
            self.matrix.clearSelection()
            self.matrix.blockSignals(False)
        rows = self.view.rows(answered)
        self.shown.setText(shown_sentence(self.view, answered, len(rows)))
        self.shown.setToolTip(tr("The first {n} are shown.", n=MOST) if len(rows) > MOST else "")
        self.all_button.setVisible(answered is not None)
        for part in (self.grid, self.image):
            part.setVisible(bool(rows))
        self.grid.show_rows(self.view, rows)

    def _show_image(self, at: int) -> None:
        self.image.show_row(self.view, at)

    def apply_tokens(self, tokens: Tokens) -> None:
        """The theme has changed."""
        self.roc.apply_tokens(tokens)
        self.matrix.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.image.setFixedWidth(_IMAGE_WIDTH if self.width() > 860 else 248)

    # Maps and labels

    def _note_job(self) -> None:
        if self._unfolded:
            self.image.set_busy(self.session.busy)

    def _ask_for_maps(self, towards: int) -> None:
        """Of the chosen image and of those after it that got the same answer, which are likely looked at next."""
        view, at = self.view, self.grid.chosen()
        if view is None or view.map_cell is None or at < 0:
            return
        rows = self.grid.model_of_images.rows
        alike = [row for row in rows[rows.index(at) :] if view.review.predicted[row] == view.review.predicted[at]]
        images = [image for row in alike[:_MAPS_AT_ONCE] if (image := view.images[row]) is not None]
        self.maps.ask(view.study_key, view.map_cell.key, [image.image_id for image in images], towards)

    def _relabel(self, label: str) -> None:
        view, at = self.view, self.grid.chosen()
        image = view.images[at] if view is not None and 0 <= at < len(view.images) else None
        if view is None or image is None or self.session.store is None:
            return
        if image.label == label:
            self.image.refresh()  # the button that was pressed stays down
            return
        if not view.ids_kept and not self._keep_ids(view):
            return
        self.session.labelling.label_image(image.image_id, label)

    def _keep_ids(self, view: ReviewView) -> bool:
        """Write down which images were scored: once a label has changed, it could no longer be found out."""
        from engine.running.scored_images import save_scored_images

        ids = [image.image_id for image in view.images if image is not None]
        if self.session.store is None or len(ids) != len(view.truth):
            return self.session.store is not None
        try:
            save_scored_images(self.session.store, view.study_key, ids)
        except PlannerError as error:
            self.session.problem.emit(str(error))
            return False
        return True

    def _show_undo(self) -> None:
        """What was labelled last is undone here where it is one of the images that were scored."""
        steps = self.session.labelling.undo_steps
        last = steps[-1].image_id if steps else ""
        images = self.view.images if self.view is not None else ()
        known = bool(last) and any(image is not None and image.image_id == last for image in images)
        self.image.undo.setEnabled(known and not self.session.labelling.busy)

    def _undo(self) -> None:
        if self.image.undo.isEnabled():
            self.session.labelling.undo()

    def _refused(self, sentence: str) -> None:
        """The disk refuses a label: told here where this is what the user looks at."""
        if self.isVisible():
            self.image.refresh()
            self.session.problem.emit(sentence)
