"""What goes between the scan and its decoding processes: length-prefixed frames of a small header and raw pixels.

A frame is two 32-bit lengths (big-endian), the header (MessagePack of one of the classes below), the payload.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

import msgspec

from engine.images.decoded import IntakeRules

_LENGTHS = struct.Struct(">LL")
_MOST = 64 * 1024 * 1024  # no frame is larger; a stray byte on the pipe is not taken for a length

Message = TypeVar("Message")


@dataclass(frozen=True, slots=True)
class Setup:
    """The first frame to a worker: the side of the images to send back (0 for none), the intake rules, the parent's
    process id.
    """

    side: int
    rules: IntakeRules
    parent: int


@dataclass(frozen=True, slots=True)
class Ask:
    """Read this file; the payload is its path as the file system's bytes."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a file: `code`, `sentence` and `value` when it was not loaded (see `ScanProblem`), else the fields
    of `DecodedImage`.

    The payload of a loaded image is its side×side bytes. The ready frame, which answers Setup, is Reply(code="ready").
    """

    code: str = ""
    sentence: str = ""
    value: str | None = None
    rows: int = 0
    columns: int = 0
    pixel_hash: str = ""
    shown_hash: str = ""
    patient_id: str | None = None
    issuer: str | None = None
    study_uid: str | None = None
    sop_instance_uid: str | None = None
    modality: str | None = None
    manufacturer: str | None = None
    body_part: str | None = None
    pixel_aspect: float = 1.0
    notes: tuple[str, ...] = ()


def send(stream: BinaryIO, message: object, payload: bytes = b"") -> None:
    """Write one frame and flush it."""
    header = msgspec.msgpack.encode(message)
    stream.write(_LENGTHS.pack(len(header), len(payload)) + header + payload)
    stream.flush()


def receive(stream: BinaryIO, kind: type[Message]) -> tuple[Message, bytes]:
    """Read one frame. Raises EOFError when the other side is gone, ValueError when what came is no frame."""
    header_size, payload_size = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if max(header_size, payload_size) > _MOST:
        raise ValueError("not a frame")
    header = _exactly(stream, header_size)
    return msgspec.msgpack.decode(header, type=kind), _exactly(stream, payload_size)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
