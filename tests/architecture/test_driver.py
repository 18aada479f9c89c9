"""`python -m tests`: every part runs, pytest is the last, and a failure anywhere is the status."""

from __future__ import annotations

import subprocess

import pytest

from tests import __main__ as driver
from tests import slow_last, system_libraries


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that the driver runs; none is run, and mypy pretends to fail."""
    seen: list[list[str]] = []

    def pretend(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        seen.append(command)
        return subprocess.CompletedProcess(command, 3 if "mypy" in command else 0)

    monkeypatch.setattr(subprocess, "run", pretend)
    monkeypatch.setattr(driver, "provide_system_libraries", lambda: None)
    return seen


def test_all_parts_run_and_pytest_is_the_last(commands: list[list[str]]) -> None:
    driver.main(["tests/architecture", "-q"])
    assert len(commands) == len(driver.PARTS) + 1
    assert commands[-1][1:] == ["-m", "pytest", "tests/architecture", "-q"]


def test_a_failure_before_pytest_is_the_status(commands: list[list[str]]) -> None:
    assert driver.main([]) == 1


def test_without_a_failure_the_status_is_zero(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "PARTS", driver.PARTS[:2])
    assert driver.main([]) == 0


def test_a_library_that_is_not_there_is_named() -> None:
    assert system_libraries.missing_libraries({"libno-such-library.so.1": "x"}) == ("libno-such-library.so.1",)


def test_a_missing_library_is_installed_by_its_package() -> None:
    assert system_libraries.install_command(("libEGL.so.1", "libGL.so.1"))[-2:] == ["libegl1", "libgl1"]


def test_slow_tests_come_last_and_the_order_is_kept() -> None:
    class Item:
        def __init__(self, name: str, slow: bool) -> None:
            self.name, self.slow = name, slow

        def get_closest_marker(self, _: str) -> object:
            return object() if self.slow else None

    items = [Item("a", True), Item("b", False), Item("c", True), Item("d", False)]
    slow_last.pytest_collection_modifyitems(items)  # type: ignore[arg-type]
    assert "".join(item.name for item in items) == "bdac"
