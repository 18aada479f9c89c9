"""The project's record as SQLite: its tables, and how it is opened.

Write-ahead logging, so that the window reads while a run writes; `synchronous=FULL`, so that what was acknowledged
survives a power cut.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from engine.errors import ProjectError, StorageError
from engine.translation import tr

SCHEMA_VERSION = 6
APPLICATION_ID = 0x41425031  # "ABP1": tells the file apart from any other SQLite file

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE images (
    position INTEGER PRIMARY KEY, image_id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, file TEXT NOT NULL,
    patient TEXT NOT NULL, patient_known INTEGER NOT NULL, rows INTEGER NOT NULL, columns INTEGER NOT NULL,
    pixel_hash TEXT NOT NULL, modality TEXT, manufacturer TEXT, size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    cache_slot INTEGER NOT NULL, notes TEXT NOT NULL, pool_only INTEGER NOT NULL, body_part TEXT,
    pixel_aspect REAL NOT NULL DEFAULT 1, shown_hash TEXT NOT NULL DEFAULT '');
CREATE TABLE problems (
    position INTEGER PRIMARY KEY, source TEXT NOT NULL, file TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL,
    value TEXT);
CREATE TABLE labels (
    image_id TEXT PRIMARY KEY, label TEXT NOT NULL, origin TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE split (image_id TEXT PRIMARY KEY, position INTEGER NOT NULL, is_test INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE studies (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, study_key TEXT NOT NULL UNIQUE, config TEXT NOT NULL,
    created_at TEXT NOT NULL, state TEXT NOT NULL, classes TEXT NOT NULL, positive INTEGER NOT NULL,
    budgets TEXT NOT NULL, n_train_labelled INTEGER NOT NULL, n_pool INTEGER NOT NULL,
    truth BLOB NOT NULL, patients BLOB NOT NULL, savings TEXT);
CREATE TABLE cells (
    cell_key TEXT PRIMARY KEY, point TEXT NOT NULL, scores BLOB NOT NULL, n_classes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE study_cells (
    study_key TEXT NOT NULL, cell_key TEXT NOT NULL, PRIMARY KEY (study_key, cell_key)) WITHOUT ROWID;
CREATE TABLE rounds (study_key TEXT PRIMARY KEY, n_max INTEGER NOT NULL, forecast TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE maintained (study_key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE comparisons (study_key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
"""

# What each version added to the one before it.
_MIGRATIONS = {
    1: """
ALTER TABLE images ADD COLUMN body_part TEXT;
ALTER TABLE images ADD COLUMN pixel_aspect REAL NOT NULL DEFAULT 1;
ALTER TABLE problems ADD COLUMN value TEXT;
""",
    2: """
ALTER TABLE images ADD COLUMN shown_hash TEXT NOT NULL DEFAULT '';
""",
    3: """
CREATE TABLE rounds (study_key TEXT PRIMARY KEY, n_max INTEGER NOT NULL, forecast TEXT NOT NULL) WITHOUT ROWID;
""",
    4: """
CREATE TABLE maintained (study_key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
""",
    5: """
CREATE TABLE comparisons (study_key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
""",
}


def open_database(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the record at `path`, or make an empty one with `create`.

    Raises ProjectError when it is no project of ours, newer than this program, or damaged; StorageError when the disk
    does not let us.
    """
    if not create and not path.is_file():
        raise ProjectError(
            tr(
                "'{folder}' is not a project: it holds no {file}. Choose a folder that this program made.",
                folder=path.parent.name,
                file=path.name,
            ),
            code="not_a_project",
        )
    try:
        connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    except sqlite3.Error:
        raise StorageError(
            tr("The project's record could not be opened. Check that you may write to the project's folder."),
            code="read_only",
        ) from None
    try:
        _prepare(connection, path, create)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    with translated():
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        application = int(connection.execute("PRAGMA application_id").fetchone()[0])
        connection.execute("PRAGMA busy_timeout = 20000")
        if version == 0 and create:
            path.chmod(0o600)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN; {_SCHEMA} PRAGMA application_id = {APPLICATION_ID}; "
                f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )
            application, version = APPLICATION_ID, SCHEMA_VERSION
        if application != APPLICATION_ID:
            raise ProjectError(
                tr("'{folder}' is not a project of this program. Choose another folder.", folder=path.parent.name),
                code="not_a_project",
            )
        if version > SCHEMA_VERSION:
            raise ProjectError(
                tr("This project was made by a newer version of the program. Install the newer version to open it."),
                code="newer",
            )
        connection.execute("PRAGMA synchronous = FULL")
        while version in _MIGRATIONS:
            _migrate(connection, version)
            version += 1


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the tables from `version` to the next one, unless another process did so meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == version:
            for statement in filter(None, map(str.strip, _MIGRATIONS[version].split(";"))):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version + 1}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn SQLite's errors into the user's: a full disk, a lock that is not given, a damaged file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise StorageError(
                tr(
                    "The disk is full or failing: the project's record could not be written. What was saved before is "
                    "intact; free some space and start again, it goes on from there."
                ),
                code="disk_full",
            ) from None
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            raise StorageError(
                tr("The project's folder is read-only. Copy the project to a folder that you may write to."),
                code="read_only",
            ) from None
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise ProjectError(
                tr("Another program holds the project's record. Close it and try again."), code="in_use"
            ) from None
        raise ProjectError(
            tr(
                "The project's record is damaged. Restore the project's folder from a backup, or start a new project "
                "on the same images."
            ),
            code="damaged",
        ) from None


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of the body's writes, or none."""
    with translated():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
