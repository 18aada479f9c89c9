"""Memory that a training step has freed, kept for the next one instead of being given back to the system.

Every step of a training asks for the same large blocks again. glibc's allocator maps each of them anew and unmaps it
when it is freed, and the system clears every page of it: a fifth to a quarter of a step's time on a CPU. Kept blocks
cost memory, since they do not fit into one another perfectly. On huge pages, which a process must be started for, kept
blocks are some percent faster to walk through, and blocks that are not kept are slower to get (glibc manual, "Memory
Allocation Tunables"; mallopt(3), prctl(2)). Elsewhere than on Linux with glibc this does nothing.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_TUNABLES = "GLIBC_TUNABLES"
_HUGE_PAGES = "glibc.malloc.hugetlb=1"
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _MMAP_MAX = -1, -3, -4  # mallopt's parameters, of <malloc.h>
_KEPT = 2**31 - 1  # bytes at the heap's end, the most that mallopt takes
_LARGEST_BLOCK = 32 << 20  # where glibc's own thresholds end up once such a block was freed
_MAPPED_BLOCKS = 65536  # glibc's default
_NO_HUGE_PAGES = 41  # PR_SET_THP_DISABLE of <linux/prctl.h>


def with_huge_pages(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a process whose large blocks shall lie on huge pages, where the system has them to give."""
    asked = environment.get(_TUNABLES, "")
    if "glibc.malloc.hugetlb" in asked:
        return dict(environment)
    return {**environment, _TUNABLES: f"{asked}:{_HUGE_PAGES}" if asked else _HUGE_PAGES}


def not_for_children() -> None:
    """Processes that this one starts from now on are as they would be: a decoder's memory is counted closely."""
    asked = [one for one in os.environ.get(_TUNABLES, "").split(":") if one and one != _HUGE_PAGES]
    if asked:
        os.environ[_TUNABLES] = ":".join(asked)
    else:
        os.environ.pop(_TUNABLES, None)


@contextmanager
def freed_memory_kept(wanted: bool = True) -> Iterator[None]:
    """Within, freed blocks stay with the process, all its threads'; afterwards they are given back.

    Where it is not wanted, blocks are laid on small pages within.
    """
    libc = _glibc()
    if libc is None:
        yield
        return
    if not wanted:
        libc.prctl(_NO_HUGE_PAGES, 1, 0, 0, 0)
        try:
            yield
        finally:
            libc.prctl(_NO_HUGE_PAGES, 0, 0, 0, 0)
        return
    libc.mallopt(_MMAP_MAX, 0)
    libc.mallopt(_TRIM_THRESHOLD, _KEPT)
    try:
        yield
    finally:
        libc.mallopt(_MMAP_MAX, _MAPPED_BLOCKS)
        libc.mallopt(_MMAP_THRESHOLD, _LARGEST_BLOCK)
        libc.mallopt(_TRIM_THRESHOLD, 2 * _LARGEST_BLOCK)
        libc.malloc_trim(0)


def free_memory() -> float:
    """Bytes that the system could give to a process without taking any from others; 0 where it does not tell."""
    try:
        with Path("/proc/meminfo").open(encoding="ascii") as lines:
            return next(1024.0 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):
        return 0.0


def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    try:
        libc = ctypes.CDLL(None)
        libc.gnu_get_libc_version  # noqa: B018  # another C library has none
    except (OSError, AttributeError):
        return None
    return libc
