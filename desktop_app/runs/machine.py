"""What the machine has, as far as the system says so without further libraries."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path


def cores() -> int:
    """Cores that this process may use, at least 1."""
    affinity = getattr(os, "sched_getaffinity", None)
    return max(len(affinity(0)) if affinity is not None else os.cpu_count() or 1, 1)


def memory_bytes() -> int | None:
    """All of the machine's memory; None where it is not told."""
    try:
        return int(os.sysconf("SC_PAGE_SIZE")) * int(os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):
        return _windows_memory() if sys.platform == "win32" else None


def free_bytes(folder: Path) -> int | None:
    """What is free on the disk of `folder`; None where it is not told."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _windows_memory() -> int | None:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *(
                (name, ctypes.c_ulonglong)
                for name in ("total", "free", "page", "page_free", "mapped", "map_free", "ext")
            ),
        )

    status = Status()
    status.length = ctypes.sizeof(Status)
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):  # type: ignore[attr-defined]
        return None
    return int(status.total)
