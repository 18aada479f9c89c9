"""The viewer's own decoding process: reads one image or one header at a time for the window, which outlives its crash.

Run as `python -m engine.images.look_worker`; talks over standard input and output in the frames of `wire`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import numpy as np

from engine.images.decode_worker import die_with, limit_memory
from engine.images.decoded import IntakeRules
from engine.images.header_fields import HeaderField, header_fields
from engine.images.look import ImageLook, read_look
from engine.images.unreadable import UnreadableImage, unreadable
from engine.images.wire import receive, send
from engine.translation import use_language

_MOST_BYTES = 60_000_000  # of a frame; see `wire`


@dataclass(frozen=True, slots=True)
class LookSetup:
    """The first frame: the parent's process id and the language that reasons are said in."""

    parent: int
    language: str


@dataclass(frozen=True, slots=True)
class LookAsk:
    """what: "image" or "header" of the file whose path is the payload. patient_data: in a header, its values too."""

    what: Literal["image", "header"]
    rules: IntakeRules
    patient_data: bool = False


@dataclass(frozen=True, slots=True)
class LookReply:
    """code, sentence: why the file could not be read, else "". Of a header: fields. Of an image: shape, the type of the
    stored values ("" for none), and as the payload pixels, then stored values.
    """

    code: str = ""
    sentence: str = ""
    rows: int = 0
    columns: int = 0
    stored: str = ""
    pixel_aspect: float = 1.0
    fields: tuple[HeaderField, ...] = ()


def answer(ask: LookAsk, path: Path) -> tuple[LookReply, bytes]:
    """The reply to one question and its payload. Raises nothing."""
    try:
        if ask.what == "header":
            return LookReply(fields=header_fields(path, with_patient_data=ask.patient_data)), b""
        return _packed(read_look(path, ask.rules))
    except UnreadableImage as error:
        return _refused(error)
    except MemoryError:
        return _refused(unreadable("too_large_file"))
    except Exception:  # whatever a decoder thought of; its text may quote the file
        return _refused(unreadable("corrupt"))


def _refused(reason: UnreadableImage) -> tuple[LookReply, bytes]:
    return LookReply(reason.code, reason.sentence), b""


def _packed(look: ImageLook) -> tuple[LookReply, bytes]:
    """As a frame; an image too large for one goes without its stored values, then at half its size."""
    pixels, stored = look.pixels, look.stored
    if stored is not None and pixels.nbytes + stored.nbytes > _MOST_BYTES:
        stored = None
    while pixels.nbytes > _MOST_BYTES:
        pixels = pixels[::2, ::2]
    payload = np.ascontiguousarray(pixels).tobytes()
    if stored is not None:
        payload += np.ascontiguousarray(stored.astype(stored.dtype.newbyteorder("<"))).tobytes()
    kind = "" if stored is None else f"<{stored.dtype.kind}{stored.dtype.itemsize}"
    return LookReply(
        rows=pixels.shape[0], columns=pixels.shape[1], stored=kind, pixel_aspect=look.pixel_aspect
    ), payload


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer frames until the parent closes its end."""
    setup, _ = receive(requests, LookSetup)
    die_with(setup.parent)
    limit_memory()
    use_language(setup.language)
    while True:
        ask, raw = receive(requests, LookAsk)
        send(replies, *answer(ask, Path(os.fsdecode(raw))))


def main() -> None:
    """Serve on a private copy of standard output; what a native library prints goes nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    with contextlib.suppress(EOFError, BrokenPipeError):
        serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
