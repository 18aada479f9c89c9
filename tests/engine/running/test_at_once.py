"""How many trainings a device takes at once, with a make-believe GPU."""

from __future__ import annotations

import contextlib

import pytest
import torch

from engine.running.at_once import own_stream, trainings_at_once
from engine.running.device import DeviceChoice

GIB = 2**30


def on(kind: str, threads: int = 6) -> DeviceChoice:
    return DeviceChoice(torch.device(kind), None, threads)


@pytest.mark.parametrize(
    ("threads", "waiting", "expected"), [(6, 30, 6), (6, 2, 2), (32, 30, 8), (1, 30, 1), (4, 0, 1)]
)
def test_one_a_core(threads, waiting, expected):
    assert trainings_at_once(on("cpu", threads), waiting, "resnet18", 64, 32) == expected


@pytest.mark.parametrize(
    ("free", "backbone", "size", "expected"),
    [
        (140 * GIB, "resnet50", 224, 4),
        (8 * GIB, "resnet18", 224, 3),
        (8 * GIB, "resnet50", 224, 1),
        (8 * GIB, "resnet18", 64, 4),
        (1 * GIB, "another", 512, 1),
    ],
)
def test_a_gpu_takes_what_its_free_memory_holds(free, backbone, size, expected, monkeypatch):
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (free, 2 * free))
    assert trainings_at_once(on("cuda"), 30, backbone, size, 32) == expected
    assert trainings_at_once(on("cuda"), 1, backbone, size, 32) == 1


def test_elsewhere_one_after_the_other():
    assert trainings_at_once(on("mps"), 30, "resnet18", 64, 32) == 1


def test_a_training_on_a_gpu_has_a_stream_of_its_own_that_waits_for_the_images(monkeypatch):
    done = []

    class Stream:
        def __init__(self, device):
            done.append("made")

        def wait_stream(self, other):
            done.append(f"waits for {other}")

        def synchronize(self):
            done.append("waited for")

    @contextlib.contextmanager
    def entered(stream):
        done.append("entered")
        yield
        done.append("left")

    monkeypatch.setattr(torch.cuda, "Stream", Stream)
    monkeypatch.setattr(torch.cuda, "stream", entered)
    monkeypatch.setattr(torch.cuda, "default_stream", lambda device: "the default")
    with own_stream(on("cuda")):
        done.append("work")
    assert done == ["made", "waits for the default", "entered", "work", "waited for", "left"]
    with own_stream(on("cpu")):
        pass
    assert len(done) == 6
