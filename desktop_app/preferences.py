"""What the program remembers between starts: the settings, recent projects, last folders, the window's size.

Kept as a small JSON file in the user's configuration folder. A file that is damaged is taken for none: preferences are
a convenience and never stop the program.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import platformdirs

APPLICATION = "annotation-budget-planner"
DOCUMENTS_FOLDER = "Annotation Budget Planner"
MAX_RECENT = 8
THEMES = ("system", "light", "dark")
LANGUAGE_CHOICES = ("system", "en", "ja")
TEXT_SIZES = (100, 125, 150, 175, 200)
DEVICES = ("auto", "cpu", "cuda", "mps")
MOST_THREADS = 256


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was open before. opened_at: ISO 8601, UTC."""

    folder: str
    name: str
    opened_at: str

    @property
    def exists(self) -> bool:
        """Whether its record is still there."""
        return (Path(self.folder) / "project.sqlite").is_file()

    @property
    def opened(self) -> datetime:
        """When, in local time."""
        return datetime.fromisoformat(self.opened_at).astimezone()


@dataclass(frozen=True, slots=True)
class Preferences:
    """theme: one of `THEMES`. recent: newest first. image_folder: last chosen for images. size: of the window.

    language: one of `LANGUAGE_CHOICES`. text_size: percent, one of `TEXT_SIZES`. device: one of `DEVICES`. threads,
    decoders: of the worker, 0 for one a core. toured: the short tour has been shown.
    """

    theme: str = "system"
    recent: tuple[RecentProject, ...] = ()
    image_folder: str = ""
    size: tuple[int, int] = (1280, 800)
    maximised: bool = False
    language: str = "system"
    text_size: int = 100
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    threads: int = 0
    decoders: int = 0
    toured: bool = False

    def with_recent(self, folder: Path, name: str) -> Preferences:
        """With this project as the newest."""
        entry = RecentProject(str(folder), name, datetime.now(UTC).isoformat(timespec="seconds"))
        others = tuple(other for other in self.recent if other.folder != entry.folder)
        return replace(self, recent=(entry, *others)[:MAX_RECENT])

    def without_recent(self, folder: str) -> Preferences:
        """Without this project; the project itself stays where it is."""
        return replace(self, recent=tuple(entry for entry in self.recent if entry.folder != folder))


def preferences_file() -> Path:
    """Where the preferences are kept."""
    return platformdirs.user_config_path(APPLICATION, appauthor=False) / "preferences.json"


def projects_folder() -> Path:
    """The folder that new projects are suggested in."""
    return platformdirs.user_documents_path() / DOCUMENTS_FOLDER


def load(path: Path | None = None) -> Preferences:
    """The stored preferences, or the defaults."""
    try:
        data = json.loads((path or preferences_file()).read_text(encoding="utf-8"))
        width, height = data["size"]
        return Preferences(
            theme=data["theme"] if data["theme"] in THEMES else "system",
            recent=tuple(RecentProject(**entry) for entry in data["recent"])[:MAX_RECENT],
            image_folder=str(data["image_folder"]),
            size=(int(width), int(height)),
            maximised=bool(data["maximised"]),
            language=data["language"] if data.get("language") in LANGUAGE_CHOICES else "system",
            text_size=data["text_size"] if data.get("text_size") in TEXT_SIZES else 100,
            device=data["device"] if data.get("device") in DEVICES else "auto",
            threads=min(max(int(data.get("threads", 0)), 0), MOST_THREADS),
            decoders=min(max(int(data.get("decoders", 0)), 0), MOST_THREADS),
            toured=bool(data.get("toured", False)),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Preferences()


def save(preferences: Preferences, path: Path | None = None) -> None:
    """Write them; a disk that refuses is no reason to disturb the user."""
    path = path or preferences_file()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_suffix(".tmp")
        with temporary.open("w", encoding="utf-8") as stream:
            json.dump(asdict(preferences), stream, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)


class PreferencesKeeper:
    """The preferences in use; each change is written at once."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.current = load(path)

    def change(self, preferences: Preferences) -> None:
        """Use and keep these."""
        if preferences != self.current:
            self.current = preferences
            save(preferences, self._path)
