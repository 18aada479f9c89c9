"""The top-level names are fixed, and the engine's folders are the pipeline."""

from __future__ import annotations

from tests.architecture.sources import ROOT, project_files

TOP_LEVEL = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "NOTICE", "README.md", "desktop_app", "engine", "packaging",
    "pyproject.toml", "resources", "tests",
}  # fmt: skip
PIPELINE = {
    "images", "cohort", "encoder", "batches", "pretraining", "finetuning", "learning_curve", "planning", "export",
    "running", "commands",
}  # fmt: skip


def test_top_level_names() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in project_files()} == TOP_LEVEL


def test_engine_folders_are_the_pipeline() -> None:
    folders = {path.parent.name for path in (ROOT / "engine").glob("*/__init__.py")}
    assert folders == PIPELINE


def test_packaging_is_no_python_package() -> None:
    """As a package it would hide the library of that name that the tests use."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_every_source_folder_is_a_package() -> None:
    """A folder without __init__.py is left out of the type check and of the wheel's imports without a word."""
    folders = {
        path.parent
        for path in project_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ("engine", "desktop_app", "resources", "tests")
    }
    assert not [folder.relative_to(ROOT).as_posix() for folder in folders if not (folder / "__init__.py").is_file()]
