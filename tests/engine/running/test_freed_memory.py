"""Freed memory: kept while it is wanted and given back afterwards; what a process is asked for at its start."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from engine.learning_curve.design import StudyConfig
from engine.learning_curve.needs import StudyNeeds, study_needs
from engine.running.freed_memory import free_memory, not_for_children, with_huge_pages

# In a process of its own, since the allocator's state is the process's: blocks of 4 to 40 MB are filled and freed.
PROBE = """
import resource, sys, numpy as np
from engine.running.freed_memory import freed_memory_kept
def use():
    for _ in range(20):
        for megabytes in (4, 16, 40):
            np.ones(megabytes << 17)
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() >> 20
def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
use()
before, low = faults(), resident()
with freed_memory_kept(sys.argv[1] == "kept"):
    use()
    held = resident() - low
print(faults() - before, held, resident() - low)
"""


def probe(kept: str) -> tuple[int, int, int]:
    environment = {name: value for name, value in os.environ.items() if name != "GLIBC_TUNABLES"}
    command = [sys.executable, "-c", PROBE, kept]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    faults, held, after = (int(number) for number in said.split())
    return faults, held, after


@pytest.mark.skipif(sys.platform != "linux", reason="the allocator of glibc on Linux")
def test_kept_blocks_are_not_asked_for_again_and_given_back_at_the_end() -> None:
    plain, kept = probe("plain"), probe("kept")
    assert kept[0] < plain[0] / 4, "pages cleared by the system"
    assert kept[1] >= 15, "MB held within"
    assert kept[2] <= 10, "MB held afterwards"


def test_a_user_s_own_tunables_stay() -> None:
    assert with_huge_pages({})["GLIBC_TUNABLES"] == "glibc.malloc.hugetlb=1"
    asked = {"GLIBC_TUNABLES": "glibc.malloc.arena_max=2", "A": "b"}
    assert with_huge_pages(asked) == {"GLIBC_TUNABLES": "glibc.malloc.arena_max=2:glibc.malloc.hugetlb=1", "A": "b"}
    asked = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=0"}
    assert with_huge_pages(asked) == asked
    assert with_huge_pages(with_huge_pages({})) == with_huge_pages({})


@pytest.mark.parametrize("own", ["", "glibc.malloc.arena_max=2"])
def test_children_are_not_asked(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"GLIBC_TUNABLES": own} if own else {}
    monkeypatch.setenv("GLIBC_TUNABLES", with_huge_pages(environment)["GLIBC_TUNABLES"])
    not_for_children()
    assert os.environ.get("GLIBC_TUNABLES", "") == own


def test_large_trainings_leave_the_memory_to_the_images() -> None:
    def needs(size: int, autocast: str, free: float) -> StudyNeeds:
        return study_needs(replace(StudyConfig(), image_size=size), (200,), 100_000, 400, 200, 2, autocast, free)

    plenty, little = 64e9, 8e9
    assert needs(128, "bfloat16", little).keeps_freed
    assert not needs(224, "bfloat16", plenty).keeps_freed
    assert needs(224, "float32", plenty).keeps_freed
    assert not needs(224, "float32", little).keeps_freed
    assert needs(224, "float32", plenty).memory > needs(224, "float32", little).memory


@pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")
def test_free_memory_is_told_in_bytes() -> None:
    assert 50e6 < free_memory() < os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
