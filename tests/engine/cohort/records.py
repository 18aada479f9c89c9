"""Records for tests that need no files."""

from __future__ import annotations

from engine.cohort.records import ImageRecord


def record(number: int, patient: str | int = "", label: str | None = None, **fields: object) -> ImageRecord:
    """An image of its own pixels and, unless told, its own patient."""
    values: dict[str, object] = {
        "image_id": f"{number:016x}",
        "source": "/data",
        "file": f"{number:05d}.png",
        "patient": f"p{patient if patient != '' else f'own{number}'}",
        "patient_known": True,
        "rows": 10,
        "columns": 10,
        "pixel_hash": f"h{number}",
        "label": label,
    }
    return ImageRecord(**{**values, **fields})  # type: ignore[arg-type]
