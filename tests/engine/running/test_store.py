"""The project's record: what goes in comes out, and what is damaged or foreign is said."""

import dataclasses
import sqlite3
import subprocess
import sys

import numpy as np
import pytest

from engine.cohort.records import Cohort, ImageRecord, ScanProblem
from engine.cohort.split import Split
from engine.errors import ProjectError, StorageError
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.points import LearningCurvePoint, MeasuredCell, StudyMeasurements
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry


def image(number: int, **changes) -> ImageRecord:
    patient = f"patient{number // 2}"
    record = ImageRecord(f"{number:016x}", "/cohort", f"{number}.png", patient, True, 20, 30, f"h{number}")
    return dataclasses.replace(record, **changes)


COHORT = Cohort(
    (
        image(3, notes=("inverted", "windowed"), modality="DX", cache_slot=1),
        image(1, label="normal"),
        image(2, pool_only=True, patient_known=False),
    ),
    (ScanProblem("/cohort", "notes.txt", "not_an_image", "This is not an image."),),
)
CONFIG = StudyConfig(budgets=(10, 20))
ENTRY = StudyEntry("key", CONFIG, "2026-01-01T00:00:00", "running", ("a", "b"), 1, (10, 20), 40, 90)
MEASUREMENTS = StudyMeasurements(("a", "b"), 1, np.array([0, 1, 1]), np.array([0, 0, 1]), 40, ())


def cell(key: str, n_labels: int, initialisation: str = "scratch", seed: int = 0) -> MeasuredCell:
    point = LearningCurvePoint(n_labels, initialisation, seed, "fine_tuned", 0.5, 0.625, 0.5, 0.4, 0.6, 3)
    scores = np.random.default_rng(n_labels).random((3, 2), dtype=np.float32)
    return MeasuredCell(key, point, scores)


@pytest.fixture
def store(tmp_path):
    store = ProjectStore.create(tmp_path / "project", "My project")
    yield store
    store.close()


def test_the_cohort_comes_back_in_its_order(store):
    store.replace_scan(COHORT)
    assert store.cohort() == COHORT


def test_labels_survive_a_second_scan(store):
    store.replace_scan(COHORT)
    store.set_labels({image(3).image_id: "sick", image(1).image_id: None}, "app")
    store.replace_scan(Cohort(tuple(dataclasses.replace(i, label=None) for i in COHORT.images)))
    assert store.cohort().class_counts == {"sick": 1}
    assert store.has_labels()


def test_a_study_comes_back(store):
    store.begin_study(ENTRY, MEASUREMENTS)
    store.add_cell("key", cell("b", 20))
    store.add_cell("key", cell("a", 10))
    assert store.latest_study() == ENTRY
    read = store.measurements("key")
    assert [c.point.n_labels for c in read.cells] == [10, 20]
    np.testing.assert_array_equal(read.cells[0].scores, cell("a", 10).scores)
    np.testing.assert_array_equal(read.truth, MEASUREMENTS.truth)
    np.testing.assert_array_equal(read.patients, MEASUREMENTS.patients)
    assert store.cell("a").point == cell("a", 10).point
    assert store.cell("nowhere") is None
    assert store.measurements("nowhere") is None


def test_a_study_that_is_run_again_is_the_latest_and_keeps_its_cells(store):
    store.begin_study(ENTRY, MEASUREMENTS)
    store.add_cell("key", cell("a", 10))
    store.begin_study(dataclasses.replace(ENTRY, study_key="other"), MEASUREMENTS)
    store.set_study_state("other", "finished")
    store.begin_study(ENTRY, MEASUREMENTS)
    assert [entry.study_key for entry in store.studies()] == ["key", "other"]
    assert store.study("other").state == "finished"
    assert len(store.measurements("key").cells) == 1
    assert len(store.measurements("other").cells) == 0


def test_the_test_set_is_never_drawn_again(store):
    split = Split(("b",), ("a", "b"), 0, 0.3)
    assert store.split() is None
    store.save_split(split)
    assert store.split() == split
    with pytest.raises(ProjectError, match="never drawn again"):
        store.save_split(split)
    assert store.split() == split


def test_a_project_is_opened_again_with_its_name_and_salt(store):
    again = ProjectStore.open(store.folder)
    assert again.name == "My project"
    assert again.salt == store.salt
    assert len(again.salt) == 16
    again.close()


def test_two_projects_hash_differently(tmp_path, store):
    other = ProjectStore.create(tmp_path / "other")
    assert other.salt != store.salt
    other.close()


def test_a_reader_sees_what_was_written_meanwhile(store):
    reader = ProjectStore.open(store.folder)
    store.begin_study(ENTRY, MEASUREMENTS)
    store.add_cell("key", cell("a", 10))
    assert len(reader.measurements("key").cells) == 1
    reader.close()


def test_a_folder_that_is_no_project_is_said(tmp_path):
    with pytest.raises(ProjectError, match="is not a project"):
        ProjectStore.open(tmp_path)
    (tmp_path / "x.png").write_text("")
    with pytest.raises(ProjectError, match="holds other files"):
        ProjectStore.create(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["x.png"]


@pytest.mark.parametrize("content", [b"this is no database" * 100, b""])
def test_a_damaged_record_is_said_and_left_alone(tmp_path, content):
    (tmp_path / "project.sqlite").write_bytes(content)
    with pytest.raises(ProjectError):
        ProjectStore.open(tmp_path)
    assert (tmp_path / "project.sqlite").read_bytes() == content


def test_a_newer_record_is_said(store):
    connection = sqlite3.connect(store.folder / "project.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ProjectError, match="newer version"):
        ProjectStore.open(store.folder)


def test_a_full_disk_loses_nothing(store):
    store.replace_scan(COHORT)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = Cohort(tuple(image(n, label="normal") for n in range(3000)))
    with pytest.raises(StorageError, match="The disk is full"):
        store.replace_scan(big)
    assert store.cohort() == COHORT


def test_the_lock_keeps_a_second_process_out_and_dies_with_its_holder(store):
    attempt = (
        "import sys; from pathlib import Path; from engine.running.lock import ProjectLock; "
        "ProjectLock(Path(sys.argv[1])).__enter__(); print('locked')"
    )
    command = [sys.executable, "-c", attempt, str(store.folder)]
    with store.lock():
        refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "in_use" not in refused.stdout
    assert "Another run is at work" in refused.stderr
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "locked\n"
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "locked\n"
