"""The record's labels one change at a time: who gave them, all of a change or nothing of it, and what undoes it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.running.database import transaction, translated
from engine.running.study_record import StudyRecord

UNSURE_KEY = "labels_unsure"  # in the project's meta: ids of the images that the user was unsure of, JSON


@dataclass(frozen=True, slots=True)
class GivenLabel:
    """An image's class and where it is from: "app" (by hand), "csv", "folders", "dicom", or "scan"."""

    label: str
    origin: str


@dataclass(frozen=True)
class LabelChange:
    """What to write, by image_id. labels: None takes a label away. patients: the salted patient and whether anything
    named it. unsure: whether the user is unsure of the image, which is no label. settings: named values of the project
    that belong to the change ("" for none), e.g. the list of classes.
    """

    labels: Mapping[str, GivenLabel | None] = field(default_factory=dict)
    patients: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    unsure: Mapping[str, bool] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


class LabelRecord(StudyRecord):
    """Labels with their origins."""

    def change_labels(self, change: LabelChange, meta: Mapping[str, str] | None = None) -> LabelChange:
        """Write `change`, and `meta` (named values that are not undone) with it; on disk when this returns, or nothing.

        Returns what writing back would undo it. Raises StorageError, ProjectError.
        """
        with transaction(self._connection) as connection:
            before = LabelChange(
                labels={image_id: _label(connection, image_id) for image_id in change.labels},
                patients={i: known for i in change.patients if (known := _patient(connection, i)) is not None},
                unsure=_change_unsure(connection, change.unsure),
                settings={key: self.meta(key) or "" for key in change.settings},
            )
            connection.executemany(
                "INSERT OR REPLACE INTO labels (image_id, label, origin) VALUES (?, ?, ?)",
                ((i, given.label, given.origin) for i, given in change.labels.items() if given is not None),
            )
            connection.executemany(
                "DELETE FROM labels WHERE image_id = ?", ((i,) for i, given in change.labels.items() if given is None)
            )
            connection.executemany(
                "UPDATE images SET patient = ?, patient_known = ? WHERE image_id = ?",
                ((patient, known, image_id) for image_id, (patient, known) in change.patients.items()),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
                (*change.settings.items(), *(meta or {}).items()),
            )
        return before

    def labels_of_class(self, label: str) -> dict[str, GivenLabel]:
        """The labels of one class by image_id, to rename it."""
        with translated():
            rows = self._connection.execute("SELECT image_id, origin FROM labels WHERE label = ?", (label,)).fetchall()
        return {image_id: GivenLabel(label, origin) for image_id, origin in rows}

    def origin_counts(self) -> dict[str, int]:
        """Labels of the project's images by where they are from."""
        with translated():
            rows = self._connection.execute(
                "SELECT origin, COUNT(*) FROM labels JOIN images USING (image_id) WHERE NOT pool_only GROUP BY origin"
            ).fetchall()
        return {str(origin): int(n) for origin, n in rows}

    def unsure(self) -> frozenset[str]:
        """Ids of the images that the user was unsure of."""
        return frozenset(json.loads(self.meta(UNSURE_KEY) or "[]"))


def _label(connection: sqlite3.Connection, image_id: str) -> GivenLabel | None:
    row = connection.execute("SELECT label, origin FROM labels WHERE image_id = ?", (image_id,)).fetchone()
    return None if row is None else GivenLabel(str(row[0]), str(row[1]))


def _patient(connection: sqlite3.Connection, image_id: str) -> tuple[str, bool] | None:
    row = connection.execute("SELECT patient, patient_known FROM images WHERE image_id = ?", (image_id,)).fetchone()
    return None if row is None else (str(row[0]), bool(row[1]))


def _change_unsure(connection: sqlite3.Connection, change: Mapping[str, bool]) -> dict[str, bool]:
    """Write the marks; what they were."""
    if not change:
        return {}
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (UNSURE_KEY,)).fetchone()
    marked = set(json.loads(row[0])) if row else set()
    before = {image_id: image_id in marked for image_id in change}
    marked = (marked | {i for i, unsure in change.items() if unsure}) - {
        i for i, unsure in change.items() if not unsure
    }
    connection.execute(
        "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (UNSURE_KEY, json.dumps(sorted(marked)))
    )
    return before
