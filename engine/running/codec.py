"""Requests and events as lines of JSON: what crosses from process to process is data, never a pickled object."""

from __future__ import annotations

from typing import Any, get_args

import msgspec

from engine.running.events import Event
from engine.running.requests import Request, Wish

_TYPES: dict[str, type[Any]] = {t.__name__: t for union in (Event, Request) for t in get_args(union)} | {"Wish": Wish}

Message = Event | Request | Wish


class _Envelope(msgspec.Struct):
    kind: str
    body: msgspec.Raw


def encode(message: Message) -> bytes:
    """One line, without its newline. A float that is not finite becomes null."""
    return msgspec.json.encode({"kind": type(message).__name__, "body": message})


def decode(line: bytes) -> Message:
    """The message that `encode` made `line` of. Raises ValueError when it is none."""
    try:
        envelope = msgspec.json.decode(line, type=_Envelope)
        message: Message = msgspec.json.decode(envelope.body, type=_TYPES[envelope.kind])
    except (msgspec.DecodeError, KeyError) as error:
        raise ValueError("not a message of this program") from error
    return message
