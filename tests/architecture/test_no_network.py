"""Nothing leaves the machine: the sources import nothing that could, and the tests cannot."""

from __future__ import annotations

import ast
import contextlib
import socket
import urllib.request
from pathlib import Path

import pytest

from tests.architecture.sources import imported_names, is_within, parse, place, python_files, used_names
from tests.network_ban import NetworkUsedError

MODULES = frozenset(
    {
        "aiohttp", "ftplib", "http", "httpx", "huggingface_hub", "imaplib", "multiprocessing.managers", "nntplib",
        "onnx.hub", "poplib", "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets",
        "PySide6.QtWebSockets", "requests", "smtplib", "socket", "socketserver", "ssl", "torch.distributed",
        "torch.hub", "torchvision.models.get_weight", "urllib.request", "urllib3", "websockets", "xmlrpc",
    }
)  # fmt: skip
DOWNLOADS = frozenset({"load_state_dict_from_url", "download_url", "fetch_openml", "setProxy", "setUrl"})


def network_uses(tree: ast.AST) -> list[tuple[int, str]]:
    """(line, what) of everything that could reach for the network."""
    found = [(line, name) for line, name in imported_names(tree) if is_within(name, MODULES)]
    found += [
        (line, name)
        for line, name in used_names(tree)
        if is_within(name, MODULES - {"http", "socket", "ssl", "requests"}) or name.rpartition(".")[2] in DOWNLOADS
    ]
    return found


@pytest.mark.parametrize("path", python_files("engine", "desktop_app", "resources"), ids=place)
def test_sources_never_reach_for_the_network(path: Path) -> None:
    found = network_uses(parse(path))
    assert not found, "\n".join(f"{place(path, line)}: {what}" for line, what in found)


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "from urllib import request",
        "import urllib.request as u",
        "from PySide6.QtNetwork import QLocalServer",
        "import torch\ntorch.hub.load('a', 'b')",
        "from torch.hub import load_state_dict_from_url",
    ],
)
def test_what_reaches_out_is_found(source: str) -> None:
    assert network_uses(ast.parse(source))


def test_addresses_as_words_are_let_through() -> None:
    assert not network_uses(ast.parse("from urllib.parse import quote\nrequests = 3\nprint(requests)"))


def test_a_connection_is_refused(network_attempts: list[str]) -> None:
    with socket.socket() as connection, pytest.raises(NetworkUsedError):
        connection.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkUsedError):
        socket.getaddrinfo("example.invalid", 80)
    with pytest.raises(NetworkUsedError):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)
    assert len(network_attempts) >= 3
    network_attempts.clear()


def test_an_attempt_that_is_swallowed_is_still_known(network_attempts: list[str]) -> None:
    with socket.socket() as connection, contextlib.suppress(Exception):
        connection.connect(("192.0.2.1", 80))
    assert network_attempts == ["socket.connect"]
    network_attempts.clear()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no local sockets")
def test_local_sockets_work(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen(1)
        client.connect(str(tmp_path / "s"))
