"""The program's data files: icons, styles, presets, the sample cohort's recipe, the guide."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """A data file or folder, e.g. `resource_path("presets", "quick.toml")`; the same from a checkout and installed."""
    return _FOLDER.joinpath(*parts)
