"""Trainings side by side: all are done, each gives what it gives alone, and any end stops the others."""

from __future__ import annotations

import contextlib
import threading
import time

import numpy as np
import pytest
import torch

from engine.finetuning.config import FineTuneConfig
from engine.finetuning.finetune import fine_tune
from engine.running.control import JobCancelled, RunControl
from engine.running.device import DeviceChoice
from engine.running.side_by_side import Steps, run_side_by_side


def nothing() -> None:
    return None


def forever(check) -> None:
    while True:
        check()
        time.sleep(0.005)


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_every_task_is_done_once(at_once):
    found = run_side_by_side(list(range(7)), lambda task, check: task * task, at_once, RunControl(), nothing)
    assert sorted((f.task, f.result) for f in found) == [(n, n * n) for n in range(7)]


def test_no_task_is_no_work():
    assert list(run_side_by_side([], lambda task, check: task, 2, RunControl(), nothing)) == []


def test_an_error_of_one_stops_the_others():
    before = threading.active_count()

    def work(task, check):
        if task == 1:
            time.sleep(0.05)
            raise ZeroDivisionError
        forever(check)

    with pytest.raises(ZeroDivisionError):
        list(run_side_by_side([0, 1], work, 2, RunControl(), nothing))
    assert threading.active_count() == before


def test_a_cancel_seen_by_the_caller_stops_all():
    control = RunControl()
    timer = threading.Timer(0.1, control.cancel)
    timer.start()
    with pytest.raises(JobCancelled):
        list(run_side_by_side([0, 1], lambda task, check: forever(check), 2, control, control.check))
    timer.join()


def test_a_pause_holds_every_task_and_a_cancel_ends_the_pause():
    control, steps = RunControl(), Steps()

    def work(task, check):
        while True:
            check()
            steps.count()
            time.sleep(0.005)

    def script():
        time.sleep(0.2)
        control.pause()
        time.sleep(0.3)
        seen.append(steps.done)
        time.sleep(0.3)
        seen.append(steps.done)
        control.cancel()

    seen: list[int] = []
    thread = threading.Thread(target=script)
    thread.start()
    with pytest.raises(JobCancelled):
        list(run_side_by_side([0, 1], work, 2, control, control.check))
    thread.join()
    assert seen[0] > 0
    assert seen[0] == seen[1]


def test_finishing_early_keeps_what_is_done_and_gives_up_what_runs():
    control = RunControl()
    stopped = threading.Event()

    def work(task, check):
        if task == 0:
            return task
        try:
            while True:
                check()
                time.sleep(0.002)
        except JobCancelled:
            stopped.set()
            raise

    began, kept = 0.0, []
    for finished in run_side_by_side(list(range(5)), work, 2, control, nothing):
        kept.append(finished.task)
        began = time.monotonic()
        threading.Timer(0.2, control.finish_early).start()
    assert kept == [0]
    assert stopped.is_set()
    assert 0.15 < time.monotonic() - began < 2


def test_the_next_task_is_chosen_when_every_result_so_far_is_known():
    results: list[int] = []

    def tasks():
        for number in range(6):
            assert len(results) >= number - 1  # two at once: all but the one at work
            if sum(results) > 5:
                return
            yield number

    caller = threading.get_ident()
    for finished in run_side_by_side(tasks(), lambda task, check: task, 2, RunControl(), nothing):
        assert threading.get_ident() == caller
        results.append(finished.result)
    assert 5 < sum(results) <= 15


def test_each_thread_is_entered_once():
    entered = []

    @contextlib.contextmanager
    def around():
        entered.append(threading.get_ident())
        yield

    list(run_side_by_side(range(6), lambda task, check: task, 3, RunControl(), nothing, around))
    assert len(entered) == len(set(entered)) == 3


def test_a_training_gives_the_same_scores_however_many_run_beside_it():
    draw = torch.Generator().manual_seed(1)
    images = torch.randint(0, 256, (12, 40, 40), dtype=torch.uint8, generator=draw)
    test = torch.randint(0, 256, (6, 64, 64), dtype=torch.uint8, generator=draw)
    config = FineTuneConfig(epochs=1, min_steps=3, max_steps=3, batch_size=8)
    device = DeviceChoice(torch.device("cpu"), None, 1)

    def work(seed, check):
        labels = [0, 1] * 6
        return fine_tune(images, labels, test, 2, None, "resnet18", 32, config, seed, device, check=check).scores

    threads = torch.get_num_threads()
    alone = {f.task: f.result for f in run_side_by_side([0, 1, 2], work, 1, RunControl(), nothing)}
    together = {f.task: f.result for f in run_side_by_side([0, 1, 2], work, 3, RunControl(), nothing)}
    torch.set_num_threads(threads)
    for seed, scores in alone.items():
        np.testing.assert_array_equal(scores, together[seed])
    assert np.abs(alone[0] - alone[1]).max() > 0
