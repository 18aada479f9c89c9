"""The project's folder: the record (SQLite), the image cache, the encoders and the models.

    project.sqlite        cohort, labels, split, studies, points with their per-image scores
    cache/                uint8 images at the working size
    encoders/ models/     safetensors, named by the hash of what made them
    checkpoints/          where a stopped pretraining goes on

A store belongs to the thread that opened it. One process writes results (it holds the `ProjectLock`); others may read
meanwhile.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from engine.cohort.records import Cohort, ImageRecord, ScanProblem
from engine.cohort.split import Split
from engine.errors import InputError, ProjectError
from engine.running.database import open_database, transaction, translated
from engine.running.files import make_private_folder
from engine.running.image_rows import IMAGE_COLUMNS, IMAGE_VALUES, image_of, image_row
from engine.running.label_record import LabelRecord
from engine.running.lock import ProjectLock
from engine.running.requests import ScanRequest
from engine.translation import tr

RECORD = "project.sqlite"
CACHE_SIDE = 256
MIN_SIDE, MAX_SIDE = 64, 1024


class ProjectStore(LabelRecord):
    """An open project. `LabelRecord` adds labels with their origins, `StudyRecord` the studies, points and answers."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.folder = folder

    @classmethod
    def create(cls, folder: Path, name: str | None = None) -> ProjectStore:
        """Make a project in `folder`, which must be new or empty. Raises ProjectError, StorageError."""
        folder = Path(folder).absolute()
        if (folder / RECORD).exists():
            raise ProjectError(
                tr("'{folder}' is a project already. Open it instead.", folder=folder.name), code="exists"
            )
        if folder.is_dir() and any(folder.iterdir()):
            raise ProjectError(
                tr(
                    "'{folder}' holds other files. Choose a new or an empty folder for the project.", folder=folder.name
                ),
                code="not_empty",
            )
        for part in (folder, *(folder / sub for sub in ("cache", "encoders", "models", "checkpoints"))):
            make_private_folder(part)
        store = cls(folder, open_database(folder / RECORD, create=True))
        store.set_meta("name", name or folder.name)
        store.set_meta("salt", secrets.token_hex(16))
        return store

    @classmethod
    def open(cls, folder: Path) -> ProjectStore:
        """Open the project in `folder`. Raises ProjectError when there is none."""
        folder = Path(folder).absolute()
        return cls(folder, open_database(folder / RECORD))

    @classmethod
    def open_or_create(cls, folder: Path, name: str | None = None) -> ProjectStore:
        """Open the project in `folder`, or make it."""
        if (Path(folder) / RECORD).is_file():
            return cls.open(folder)
        return cls.create(folder, name)

    @staticmethod
    def is_project(folder: Path) -> bool:
        """Whether `folder` holds a project's record."""
        return (Path(folder) / RECORD).is_file()

    def close(self) -> None:
        """Let go of the record; the store is of no use afterwards."""
        self._connection.close()

    def lock(self) -> ProjectLock:
        """The right to run a job on this project; enter it. Raises ProjectError when another process has it."""
        return ProjectLock(self.folder)

    # What the project is

    @property
    def name(self) -> str:
        """The project's name, chosen by the user; the only thing about it that titles and recent lists show."""
        return self.meta("name") or self.folder.name

    @property
    def salt(self) -> bytes:
        """The key under which this project's identifiers are hashed."""
        salt = self.meta("salt")
        if salt is None:
            raise ProjectError(
                tr("The project's record is damaged. Restore the project from a backup."), code="damaged"
            )
        return bytes.fromhex(salt)

    @property
    def side(self) -> int:
        """The project's working size: height and width of the cached images, in pixels."""
        return int(self.meta("side") or CACHE_SIDE)

    def set_side(self, side: int) -> None:
        """Choose another working size: all images will be read again at it. Raises InputError when it is none."""
        if not MIN_SIDE <= side <= MAX_SIDE:
            raise InputError(
                tr(
                    "The working size must be {low} to {high} pixels; 256 suits most networks.",
                    low=MIN_SIDE,
                    high=MAX_SIDE,
                ),
                code="side",
            )
        if side != self.side:
            self.set_meta("side", str(side))

    @property
    def images_cache_path(self) -> Path:
        """The uint8 image store at the project's working size."""
        return self.folder / "cache" / f"images-{self.side}.u8"

    def encoder_path(self, key: str) -> Path:
        """Where the pretrained encoder `key` is, or will be."""
        return self.folder / "encoders" / f"{key}.safetensors"

    def model_path(self, cell_key: str) -> Path:
        """Where the trained classifier of a cell is, or will be. Only the models worth exporting are kept."""
        return self.folder / "models" / f"{cell_key}.safetensors"

    def checkpoint_path(self, key: str) -> Path:
        """Where the pretraining of encoder `key` goes on."""
        return self.folder / "checkpoints" / f"{key}.safetensors"

    def scan_request(self) -> ScanRequest | None:
        """What the project's images were last asked for with, so that the same can be asked again; None for never."""
        described = self.meta("scan")
        return None if described is None else msgspec.json.decode(described, type=ScanRequest)

    def save_scan_request(self, request: ScanRequest) -> None:
        """Remember how the project's images are read; on disk when this returns."""
        self.set_meta("scan", msgspec.json.encode(request).decode())

    def begin_scan(self, request: ScanRequest) -> None:
        """Remember that, and that the reading has begun: until `replace_scan` it counts as interrupted."""
        self.save_scan_request(request)
        self.set_meta("scan_ended", "no")

    @property
    def scan_interrupted(self) -> bool:
        """Whether the last reading of the images stopped before its end: more of them may be waiting in the folders."""
        return self.meta("scan_ended") == "no"

    # The cohort

    @property
    def image_count(self) -> int:
        """How many images the record holds."""
        with translated():
            return int(self._connection.execute("SELECT COUNT(*) FROM images").fetchone()[0])

    def cohort(self) -> Cohort:
        """The cohort with its labels, in its own order."""
        with translated():
            images = self._connection.execute(
                f"SELECT {IMAGE_COLUMNS}, label FROM images LEFT JOIN labels USING (image_id) ORDER BY position"
            ).fetchall()
            problems = self._connection.execute(
                "SELECT source, file, code, reason, value FROM problems ORDER BY position"
            ).fetchall()
        notes: dict[str, tuple[str, ...]] = {}  # a few kinds, a hundred thousand times
        return Cohort(
            tuple(image_of(row, notes) for row in images),
            tuple(ScanProblem(*row) for row in problems),
        )

    def replace_scan(self, cohort: Cohort) -> None:
        """Take `cohort`'s images and problems for the project's. Labels in it are added; labels given before stay."""
        with transaction(self._connection) as connection:
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('scan_ended', 'yes')")
            connection.execute("DELETE FROM images")
            connection.execute("DELETE FROM problems")
            connection.executemany(
                f"INSERT INTO images ({IMAGE_COLUMNS}) VALUES ({IMAGE_VALUES})", map(image_row, cohort.images)
            )
            connection.executemany(
                "INSERT INTO problems (source, file, code, reason, value) VALUES (?, ?, ?, ?, ?)",
                ((p.source, p.file, p.code, p.reason, p.value) for p in cohort.problems),
            )
            connection.executemany(
                "INSERT OR IGNORE INTO labels (image_id, label, origin) VALUES (?, ?, 'scan')",
                ((i.image_id, i.label) for i in cohort.images if i.label is not None),
            )

    def add_scanned(self, images: Iterable[ImageRecord]) -> None:
        """Keep what a scan has read so far, so that a stopped one goes on from here; on disk when this returns.

        The cohort's order, and which files are gone, is `replace_scan`'s to say at the end.
        """
        with transaction(self._connection) as connection:
            connection.executemany(
                f"INSERT OR REPLACE INTO images ({IMAGE_COLUMNS}) VALUES ({IMAGE_VALUES})", map(image_row, images)
            )

    def set_labels(self, labels: Mapping[str, str | None], origin: str) -> None:
        """Set (or with None take away) the labels of images; on disk when this returns.

        origin: "csv", "folders", "dicom" or "app".
        """
        with transaction(self._connection) as connection:
            connection.executemany(
                "INSERT INTO labels (image_id, label, origin) VALUES (?, ?, ?) "
                "ON CONFLICT (image_id) DO UPDATE SET label = excluded.label, origin = excluded.origin",
                ((image_id, label, origin) for image_id, label in labels.items() if label is not None),
            )
            connection.executemany(
                "DELETE FROM labels WHERE image_id = ?",
                ((image_id,) for image_id, label in labels.items() if label is None),
            )

    def has_labels(self) -> bool:
        """Whether any image of the project was ever labelled."""
        with translated():
            return self._connection.execute("SELECT 1 FROM labels LIMIT 1").fetchone() is not None

    def set_patients(self, patients: Mapping[str, str]) -> None:
        """Set the (salted) patients of images, as a labels file named them."""
        with transaction(self._connection) as connection:
            connection.executemany(
                "UPDATE images SET patient = ?, patient_known = 1 WHERE image_id = ?",
                ((patient, image_id) for image_id, patient in patients.items()),
            )

    # The split

    def split(self) -> Split | None:
        """The project's fixed split, None while there is none."""
        described = self.meta("split")
        if described is None:
            return None
        with translated():
            rows = self._connection.execute("SELECT image_id, is_test FROM split ORDER BY position").fetchall()
        drawn_with = json.loads(described)
        return Split(
            test=tuple(image_id for image_id, is_test in rows if is_test),
            held_out=tuple(image_id for image_id, _ in rows),
            seed=drawn_with["seed"],
            test_fraction=drawn_with["test_fraction"],
        )

    def save_split(self, split: Split) -> None:
        """Fix the project's split. Raises ProjectError when it has one: the test set is never drawn again."""
        if self.meta("split") is not None:
            raise ProjectError(
                tr(
                    "This project has its test set already; it is never drawn again, so that all results compare. "
                    "Start a new project for another test set."
                ),
                code="split_exists",
            )
        test = set(split.test)
        with transaction(self._connection) as connection:
            connection.executemany(
                "INSERT INTO split (image_id, position, is_test) VALUES (?, ?, ?)",
                ((image_id, position, image_id in test) for position, image_id in enumerate(split.held_out)),
            )
            connection.execute(
                "INSERT INTO meta (key, value) VALUES ('split', ?)",
                (json.dumps({"seed": split.seed, "test_fraction": split.test_fraction}),),
            )
