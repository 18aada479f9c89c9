"""Benchmarks under the conditions of the program's worker process, and their peers under a plain process's
(`freed_memory_kept(False)`)."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

from engine.learning_curve.design import StudyConfig
from engine.learning_curve.needs import study_needs
from engine.running.device import DeviceChoice
from engine.running.freed_memory import free_memory, with_huge_pages


def become_the_worker(module: str) -> None:
    """Start this benchmark anew with the environment that the supervisor gives its worker, unless it has it."""
    wanted = with_huge_pages(os.environ)
    if sys.platform == "linux" and wanted != dict(os.environ):
        os.execve(sys.executable, [sys.executable, "-m", module, *sys.argv[1:]], wanted)


def keeps_freed(image_size: int, device: DeviceChoice) -> bool:
    """Whether a study with the preset's settings at this image size keeps freed memory, as the study job decides it."""
    config = replace(StudyConfig(), image_size=image_size)
    needs = study_needs(config, (200,), 100_000, 400, 200, device.threads, device.autocast_name, free_memory())
    return device.device.type == "cpu" and needs.keeps_freed
