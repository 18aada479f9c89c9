"""What is kept after each study beside its savings: its forecast, to be scored by the next one, which budgets keep the
performance of all labels, and the starts against each other."""

from __future__ import annotations

import dataclasses
import sqlite3
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from engine.learning_curve.design import StudyConfig
from engine.running.database import transaction, translated

if TYPE_CHECKING:
    from engine.learning_curve.non_inferiority import MaintainedPerformance
    from engine.learning_curve.savings import LabelsSaved
    from engine.planning.rounds import Round
    from engine.running.study_record import StudyEntry

Answer = TypeVar("Answer")
_ANY = StudyConfig()


class RoundRecord:
    """The part of the store that holds these; see `engine.running.store.ProjectStore`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def save_round(self, made: Round) -> None:
        """Write down what was forecast after a study; a study that went on meanwhile has its forecast replaced."""
        with transaction(self._connection) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO rounds (study_key, n_max, forecast) VALUES (?, ?, ?)",
                (made.study_key, made.n_max, msgspec.json.encode(made).decode()),
            )

    def save_maintained(self, study_key: str, answers: tuple[MaintainedPerformance, ...]) -> None:
        """Keep the bootstrapped non-inferiority answers of a study, one an initialisation."""
        self._save_answer("maintained", study_key, answers)

    def maintained(self, study_key: str) -> tuple[MaintainedPerformance, ...]:
        """The answers as last computed, () before that."""
        from engine.learning_curve.non_inferiority import MaintainedPerformance

        return self._answer("maintained", study_key, tuple[MaintainedPerformance, ...]) or ()

    def save_comparisons(self, study_key: str, comparisons: tuple[LabelsSaved, ...]) -> None:
        """Keep the bootstrapped comparisons of a study's starts (`start_comparisons.compare_starts`)."""
        self._save_answer("comparisons", study_key, comparisons)

    def comparisons(self, study_key: str) -> tuple[LabelsSaved, ...]:
        """The comparisons as last computed, () before that and where there is one pretrained start at most."""
        from engine.learning_curve.savings import LabelsSaved

        return self._answer("comparisons", study_key, tuple[LabelsSaved, ...]) or ()

    def _save_answer(self, table: Literal["maintained", "comparisons"], study_key: str, answer: object) -> None:
        with transaction(self._connection) as connection:
            connection.execute(
                f"INSERT OR REPLACE INTO {table} (study_key, answer) VALUES (?, ?)",
                (study_key, msgspec.json.encode(answer).decode()),
            )

    def _answer(self, table: Literal["maintained", "comparisons"], study_key: str, kind: type[Answer]) -> Answer | None:
        with translated():
            row = self._connection.execute(f"SELECT answer FROM {table} WHERE study_key = ?", (study_key,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=kind)

    def round_of(self, study_key: str) -> Round | None:
        """What was forecast after a study, None where nothing was."""
        from engine.planning.rounds import Round

        with translated():
            row = self._connection.execute("SELECT forecast FROM rounds WHERE study_key = ?", (study_key,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=Round)

    def round_before(self, entry: StudyEntry, others: tuple[StudyEntry, ...]) -> Round | None:
        """The last round whose forecast the study `entry` can score: the same training on fewer labels.

        others: the project's studies. Of several the one with the largest budget below `entry`'s, so that the same
        answer comes out whichever study was opened last. None where there is none.
        """
        alike = [o.study_key for o in others if o.study_key != entry.study_key and comparable(o.config, entry.config)]
        if not alike or not entry.budgets:
            return None
        places = ", ".join("?" * len(alike))
        with translated():
            row = self._connection.execute(
                f"SELECT study_key FROM rounds WHERE study_key IN ({places}) AND n_max > 0 AND n_max < ? "
                "ORDER BY n_max DESC, study_key LIMIT 1",
                (*alike, entry.budgets[-1]),
            ).fetchone()
        return None if row is None else self.round_of(row[0])


def comparable(one: StudyConfig, other: StudyConfig) -> bool:
    """Whether two studies train alike, so that one's forecast is about the other; budgets and seeds may differ."""
    return _training(one) == _training(other)


def _training(config: StudyConfig) -> StudyConfig:
    """The config with what does not decide how a cell is trained put to its default."""
    free = ("preset", "budgets", "seeds", "initialisations", "probe", "metric", "target", "margin", "stop_when")
    changes = {name: getattr(_ANY, name) for name in (*free, "minutes_per_image")}
    return dataclasses.replace(config, **changes)
