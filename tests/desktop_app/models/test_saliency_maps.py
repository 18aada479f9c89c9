"""Maps are asked for once, kept, and enlarged without moving."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication

from desktop_app.models.saliency_maps import SaliencyMaps, enlarged, grid_of, strongest_place
from engine.running.events import RunFailed, RunFinished, RunStarted, SaliencyMapped
from engine.running.requests import SaliencyRequest
from tests.desktop_app.fakes import make_project


def mapped(image_id: str = "a", values=(0.0, 2.0, 1.0, 0.0)) -> SaliencyMapped:
    return SaliencyMapped("cell", image_id, 1, 2, 2, tuple(values), (0.2, 0.8))


def test_what_is_asked_comes(stage, tmp_path) -> None:
    make_project(tmp_path / "p")
    stage.session.open_project(tmp_path / "p")
    maps = SaliencyMaps(stage.session)
    assert maps.ask("study", "cell", ["a", "b"], 1)
    assert maps.waiting
    assert stage.runner.requests == [SaliencyRequest(str(tmp_path / "p"), "study", "cell", ("a", "b"), 1)]
    assert not maps.ask("study", "cell", ["c"], 1)  # one job at a time
    stage.send(RunStarted("saliency", (), "CPU"), mapped("a"), mapped("b"), RunFinished("done", "p"))
    QCoreApplication.processEvents()
    assert maps.find("cell", "a", 1) == mapped("a")
    assert maps.find("cell", "a", 0) is None
    assert not maps.waiting
    assert stage.session.job is None  # the map itself tells that it is done


def test_a_failure_is_told_and_nothing_waits(stage, tmp_path) -> None:
    make_project(tmp_path / "p")
    stage.session.open_project(tmp_path / "p")
    maps = SaliencyMaps(stage.session)
    maps.ask("study", "cell", ["a"], 1)
    stage.send(RunStarted("saliency", (), "CPU"), RunFailed("damaged", "The model is damaged."))
    assert not maps.waiting
    assert stage.session.job.outcome.code == "damaged"
    assert maps.ask("study", "cell", ["a"], 1)


def test_the_strongest_place_is_one() -> None:
    np.testing.assert_allclose(grid_of(mapped()), [[0, 1], [0.5, 0]])
    assert grid_of(mapped(values=(0, 0, 0, 0))).max() == 0
    assert strongest_place(grid_of(mapped())) == "upper right"
    assert strongest_place(np.zeros((7, 7), dtype=np.float32)) == ""
    middle = np.zeros((7, 7), dtype=np.float32)
    middle[3, 3] = 1
    assert strongest_place(middle) == "centre"


@pytest.mark.parametrize("n", [1, 2, 7, 8])
def test_enlarging_keeps_places_where_they_are(n: int) -> None:
    """A linear ramp stays one between the outermost centres, and each centre keeps its value."""
    ramp = np.tile(np.arange(n, dtype=np.float32), (n, 1))
    large = enlarged(ramp, 56)
    assert large.shape == (56, 56)
    step = 56 / n
    expected = np.clip((np.arange(56) + 0.5) / step - 0.5, 0, n - 1)
    np.testing.assert_allclose(large[10], expected, atol=1e-5)
    np.testing.assert_allclose(enlarged(ramp.T.copy(), 56)[:, 10], expected, atol=1e-5)
