"""The studies in the project's record: their settings, their measured cells, their answers."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from engine.learning_curve.design import StudyConfig
from engine.learning_curve.points import LearningCurvePoint, MeasuredCell, StudyMeasurements
from engine.running.database import transaction, translated
from engine.running.round_record import RoundRecord

if TYPE_CHECKING:
    from engine.learning_curve.savings import LabelsSaved


@dataclass(frozen=True)
class StudyEntry:
    """One study of a project. state: "running" (or stopped midway), "finished", "early" (finished early).

    budgets: the label budgets it runs, resolved from the config. n_pool: images it pretrains on.
    """

    study_key: str
    config: StudyConfig
    created_at: str
    state: str
    classes: tuple[str, ...]
    positive: int
    budgets: tuple[int, ...]
    n_train_labelled: int
    n_pool: int


class StudyRecord(RoundRecord):
    """The part of the store that holds studies; see `engine.running.store.ProjectStore`."""

    def meta(self, key: str) -> str | None:
        """A named value of the project, None where it was never set."""
        with translated():
            row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Set a named value of the project."""
        with transaction(self._connection) as connection:
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    def begin_study(self, entry: StudyEntry, measurements: StudyMeasurements) -> None:
        """Write down a study before its first cell; an old one of the same key becomes the latest again."""
        with transaction(self._connection) as connection:
            savings = connection.execute(
                "SELECT savings FROM studies WHERE study_key = ?", (entry.study_key,)
            ).fetchone()
            connection.execute("DELETE FROM studies WHERE study_key = ?", (entry.study_key,))
            connection.execute(
                "INSERT INTO studies (study_key, config, created_at, state, classes, positive, budgets, "
                "n_train_labelled, n_pool, truth, patients, savings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    entry.study_key,
                    msgspec.json.encode(entry.config).decode(),
                    entry.created_at,
                    entry.state,
                    json.dumps(entry.classes),
                    entry.positive,
                    json.dumps(entry.budgets),
                    entry.n_train_labelled,
                    entry.n_pool,
                    measurements.truth.astype("<i8").tobytes(),
                    measurements.patients.astype("<i8").tobytes(),
                    savings[0] if savings else None,
                ),
            )

    def set_study_state(self, study_key: str, state: str) -> None:
        """Mark how far a study came."""
        with transaction(self._connection) as connection:
            connection.execute("UPDATE studies SET state = ? WHERE study_key = ?", (state, study_key))

    def studies(self) -> tuple[StudyEntry, ...]:
        """All studies of the project, the latest first."""
        with translated():
            rows = self._connection.execute(
                "SELECT study_key, config, created_at, state, classes, positive, budgets, n_train_labelled, n_pool "
                "FROM studies ORDER BY sequence DESC"
            ).fetchall()
        return tuple(
            StudyEntry(
                study_key=row[0],
                config=msgspec.json.decode(row[1], type=StudyConfig),
                created_at=row[2],
                state=row[3],
                classes=tuple(json.loads(row[4])),
                positive=row[5],
                budgets=tuple(json.loads(row[6])),
                n_train_labelled=row[7],
                n_pool=row[8],
            )
            for row in rows
        )

    def study(self, study_key: str) -> StudyEntry | None:
        """One study, None when the project has no such."""
        return next((entry for entry in self.studies() if entry.study_key == study_key), None)

    def latest_study(self) -> StudyEntry | None:
        """The study that was begun last, None when there is none."""
        return next(iter(self.studies()), None)

    def add_cell(self, study_key: str, cell: MeasuredCell) -> None:
        """Write down a measured cell as part of a study."""
        scores = np.ascontiguousarray(cell.scores, dtype="<f4")
        with transaction(self._connection) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO cells (cell_key, point, scores, n_classes) VALUES (?, ?, ?, ?)",
                (cell.key, msgspec.json.encode(cell.point).decode(), scores.tobytes(), scores.shape[1]),
            )
            connection.execute(
                "INSERT OR IGNORE INTO study_cells (study_key, cell_key) VALUES (?, ?)", (study_key, cell.key)
            )

    def keep_cells(self, study_key: str, cell_keys: Sequence[str]) -> None:
        """Leave only these cells in a study; the others stay measured, for whichever study asks for them."""
        with transaction(self._connection) as connection:
            connection.execute(
                "DELETE FROM study_cells WHERE study_key = ? AND cell_key NOT IN (SELECT value FROM json_each(?))",
                (study_key, json.dumps(list(cell_keys))),
            )

    def cell(self, cell_key: str) -> MeasuredCell | None:
        """The cell of this key if any study of the project has measured it."""
        with translated():
            row = self._connection.execute(
                "SELECT cell_key, point, scores, n_classes FROM cells WHERE cell_key = ?", (cell_key,)
            ).fetchone()
        return None if row is None else _cell(row)

    def measurements(self, study_key: str) -> StudyMeasurements | None:
        """All that a study has measured so far, None when the project has no such study."""
        with translated():
            study = self._connection.execute(
                "SELECT classes, positive, truth, patients, n_train_labelled FROM studies WHERE study_key = ?",
                (study_key,),
            ).fetchone()
            if study is None:
                return None
            rows = self._connection.execute(
                "SELECT cell_key, point, scores, n_classes FROM cells JOIN study_cells USING (cell_key) "
                "WHERE study_key = ?",
                (study_key,),
            ).fetchall()
        cells = [_cell(row) for row in rows]
        cells.sort(key=lambda c: (c.point.mode, c.point.n_labels, c.point.initialisation, c.point.seed))
        return StudyMeasurements(
            classes=tuple(json.loads(study[0])),
            positive=study[1],
            truth=np.frombuffer(study[2], dtype="<i8").astype(np.int64),
            patients=np.frombuffer(study[3], dtype="<i8").astype(np.int64),
            n_train_labelled=study[4],
            cells=tuple(cells),
        )

    def save_savings(self, study_key: str, savings: LabelsSaved) -> None:
        """Keep the bootstrapped savings of a study, so that the window need not compute them."""
        with transaction(self._connection) as connection:
            connection.execute(
                "UPDATE studies SET savings = ? WHERE study_key = ?",
                (msgspec.json.encode(savings).decode(), study_key),
            )

    def savings(self, study_key: str) -> LabelsSaved | None:
        """The savings as last computed, None before that."""
        from engine.learning_curve.savings import LabelsSaved

        with translated():
            row = self._connection.execute("SELECT savings FROM studies WHERE study_key = ?", (study_key,)).fetchone()
        if row is None or row[0] is None:
            return None
        return msgspec.json.decode(row[0], type=LabelsSaved)


def now() -> str:
    """The time as the record keeps it; for people to read, never to order by."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")


def _cell(row: tuple[str, str, bytes, int]) -> MeasuredCell:
    scores = np.frombuffer(row[2], dtype="<f4").astype(np.float32).reshape(-1, row[3])
    return MeasuredCell(row[0], msgspec.json.decode(row[1], type=LearningCurvePoint), scores)
