"""Frames between the scan and its decoding processes."""

from __future__ import annotations

import io

import pytest

from engine.images.decoded import IntakeRules
from engine.images.wire import Ask, Reply, Setup, receive, send


def test_frames_come_back_as_they_went() -> None:
    messages = [
        (Setup(256, IntakeRules(("CT",), ("HAND",)), 17), b""),
        (Ask(), "/päth/\udcff".encode("utf-8", "surrogateescape")),
        (Reply(rows=3, columns=4, pixel_hash="ab", patient_id="É", notes=("windowed", "inverted")), bytes(12)),
        (Reply(code="corrupt", sentence="The image data is damaged."), b""),
    ]
    stream = io.BytesIO()
    for message, payload in messages:
        send(stream, message, payload)
    stream.seek(0)
    for message, payload in messages:
        assert receive(stream, type(message)) == (message, payload)
    with pytest.raises(EOFError):
        receive(stream, Reply)


def test_what_is_no_frame_is_not_believed() -> None:
    with pytest.raises(ValueError, match="not a frame"):
        receive(io.BytesIO(b"noise from a native library"), Reply)
    with pytest.raises(EOFError):
        receive(io.BytesIO(b"\0\0\0\x05\0\0\0\0ab"), Reply)
    with pytest.raises(ValueError, match=r".+"):
        receive(io.BytesIO(b"\0\0\0\x02\0\0\0\0\xc1\xc1"), Reply)
