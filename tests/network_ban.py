"""A pytest plugin: a test that reaches for the network fails, whatever catches the exception on the way.

The program runs where patient images are, so nothing in it may open a connection. Local sockets between processes of
one machine (AF_UNIX) are let through. What child processes do is covered by the ban on network modules in the sources.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest

METHODS = ("connect", "connect_ex", "sendto", "bind")
FUNCTIONS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection")
attempts: list[str] = []


class NetworkUsedError(RuntimeError):
    """A test, or what it called, reached for the network."""


def _refuse(what: str) -> NoReturn:
    attempts.append(what)
    raise NetworkUsedError(f"{what}: this program never uses the network, and neither do its tests")


def _is_local(connection: socket.socket, address: object) -> bool:
    if connection.family == getattr(socket, "AF_UNIX", None):
        return True
    # Windows has no socket pairs; Python makes them of loopback connections.
    return sys.platform == "win32" and isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1")


def _guarded(name: str, original: Any) -> Any:
    def method(self: socket.socket, *arguments: Any) -> Any:
        if not _is_local(self, arguments[-1] if arguments else None):
            _refuse(f"socket.{name}")
        return original(self, *arguments)

    return method


def _refused(name: str) -> Any:
    def function(*_: Any, **__: Any) -> NoReturn:
        _refuse(f"socket.{name}")

    return function


def pytest_configure(config: pytest.Config) -> None:
    """Ban the network from the first import of a test module to the end of the run."""
    patch = pytest.MonkeyPatch()
    for name in METHODS:
        patch.setattr(socket.socket, name, _guarded(name, getattr(socket.socket, name)))
    for name in FUNCTIONS:
        patch.setattr(socket, name, _refused(name))
    config.add_cleanup(patch.undo)


@pytest.fixture(autouse=True)
def network_attempts() -> Iterator[list[str]]:
    """What the test at hand asked of the network; must be empty when it ends."""
    attempts.clear()
    yield attempts
    tried = tuple(attempts)
    attempts.clear()
    assert not tried, f"the network was used: {', '.join(tried)}"
