"""A decoding process: reads one file at a time for its parent, so that a decoder's crash costs that file only.

Run as `python -m engine.images.decode_worker`; talks over standard input and output (see `wire`) and ends with either.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from engine.images.decoded import IntakeRules
from engine.images.downsize import fit_square
from engine.images.pixel_hash import shown_hash
from engine.images.reader import read_image
from engine.images.unreadable import UnreadableImage, unreadable
from engine.images.wire import Ask, Reply, Setup, receive, send

MEMORY_LIMIT = 2 * 1024**3
_PR_SET_PDEATHSIG = 1


def read_for_cache(path: Path, side: int, rules: IntakeRules) -> tuple[Reply, NDArray[np.uint8] | None]:
    """Read, normalise and downsize one file: its reply, and uint8 (side, side) when it was loaded. Raises nothing.

    side: 0 for the exact way and no pixels.
    """
    try:
        image = read_image(path, rules, side=side)
        pixels = None
        if side:
            size = (image.rows, image.columns)
            pixels = fit_square(image.pixels, side, image.pixel_aspect, source=size, region=image.region)
        reply = Reply(
            rows=image.rows,
            columns=image.columns,
            pixel_hash=image.pixel_hash,
            shown_hash="" if pixels is None else shown_hash(pixels),
            patient_id=image.patient_id,
            issuer=image.issuer,
            study_uid=image.study_uid,
            sop_instance_uid=image.sop_instance_uid,
            modality=image.modality,
            manufacturer=image.manufacturer,
            body_part=image.body_part,
            pixel_aspect=image.pixel_aspect,
            notes=image.notes,
        )
        return reply, pixels
    except UnreadableImage as error:
        return _not_loaded(error), None
    except MemoryError:
        return _not_loaded(unreadable("too_large_file")), None
    except Exception:  # whatever a decoder thought of; its text may quote the file
        return _not_loaded(unreadable("corrupt")), None


def _not_loaded(reason: UnreadableImage) -> Reply:
    return Reply(code=reason.code, sentence=reason.sentence, value=reason.value)


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer frames until the parent closes its end."""
    setup, _ = receive(requests, Setup)
    die_with(setup.parent)
    limit_memory()
    send(replies, Reply(code="ready"))
    while True:
        _, raw = receive(requests, Ask)
        reply, pixels = read_for_cache(Path(os.fsdecode(raw)), setup.side, setup.rules)
        send(replies, reply, b"" if pixels is None else pixels.tobytes())


def die_with(parent: int) -> None:
    """End when the parent does, even in the middle of a decoder. Elsewhere than on Linux: at the next frame."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(Exception):
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before it could be tied to
        os._exit(0)


def limit_memory() -> None:
    """Let this process take `MEMORY_LIMIT` bytes at most, and leave no core file, which would hold image data."""
    with contextlib.suppress(Exception):  # no such limit on Windows; macOS takes none
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def main() -> None:
    """Serve on a private copy of standard output; what a native library prints goes nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt at the terminal is for the parent to handle
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    with contextlib.suppress(EOFError, BrokenPipeError):
        serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
