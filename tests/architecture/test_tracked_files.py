"""What must not get into the repository: places of one machine, addresses of package registries, locks, bulk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, place, project_files

LARGEST = 1_500_000  # bytes
HOME_PATHS = re.compile(r"(?<![\w.])/(?:home|Users)/[A-Za-z]\w*/|\b[A-Z]:\\+Users\\")
# In pieces, so that this file does not name what it forbids.
REGISTRIES = re.compile(
    "|".join(
        [
            r"\bpypi" + r"\.(?:org|python)",
            "pythonhosted" + r"\.org",
            "download" + r"\.pytorch\.org",
            r"--?(?:extra-)?index" + "-url",
            "find" + "-links",
            r"--registry" + "[ =]",
            r"https?://[^ \"'<>)]*/" + r"(?:simple|whl|pool|dists)/",
        ]
    ),
    re.IGNORECASE,
)


def text_of(path: Path) -> str:
    """The file's text; empty for a binary file."""
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


def own_paths() -> re.Pattern[str]:
    """This checkout's folder and this user's home, as whole paths."""
    here = {folder for folder in (ROOT, Path.home()) if len(folder.parts) > 1}
    return re.compile("|".join(rf"(?<![\w.]){re.escape(str(folder))}(?![\w-])" for folder in sorted(here)) or "(?!)")


@pytest.mark.parametrize("path", project_files(), ids=place)
def test_a_file_names_no_machine_and_no_registry(path: Path) -> None:
    text = text_of(path)
    for what, pattern in (("a path of this machine", own_paths()), ("a package registry", REGISTRIES)):
        found = pattern.search(text)
        assert found is None, f"{place(path)} names {what}: {found.group()}"
    if path.relative_to(ROOT).parts[0] != "tests":  # tests hand made-up paths to what must not repeat them
        found = HOME_PATHS.search(text)
        assert found is None, f"{place(path)} names somebody's folder: {found.group()}"
    assert path.stat().st_size <= LARGEST, f"{place(path)} is larger than {LARGEST} bytes"


def test_no_lock_with_addresses_is_tracked() -> None:
    assert not [place(path) for path in project_files() if path.name in ("uv.lock", "poetry.lock", "package-lock.json")]


@pytest.mark.parametrize(
    "text",
    ["pip install --index" + "-url x", "https://files.pythonhosted" + ".org/", "https://a.example/" + "simple/x"],
)
def test_a_registry_is_found(text: str) -> None:
    assert REGISTRIES.search(text)


@pytest.mark.parametrize("text", ["https://doi.org/10.1007/s10278-024-00975-5", "a simple/plain text"])
def test_other_addresses_are_let_through(text: str) -> None:
    assert not REGISTRIES.search(text)
