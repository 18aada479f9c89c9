"""Kinds of file by their first bytes."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest

from engine.images.sniff import Kind, has_executable_preamble, sniff


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "b")
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", Kind.EMPTY),
        (bytes(128) + b"DICM", Kind.DICOM),
        (b"MZ" + bytes(126) + b"DICM", Kind.DICOM),
        (b"\x02\x00\x00\x00UL\x04\x00" + bytes(8), Kind.DICOM),
        (b"\x08\x00\x05\x00CS\x0a\x00ISO_IR 100", Kind.DICOM),
        (b"\x00\x08\x00\x05CS\x00\x0aISO_IR 100", Kind.DICOM),
        (b"\x08\x00\x05\x00\x0a\x00\x00\x00ISO_IR 100", Kind.DICOM),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG),
        (b"\xff\xd8\xff\xe0", Kind.JPEG),
        (b"II*\x00", Kind.TIFF),
        (b"MM\x00*", Kind.TIFF),
        (_zip(), Kind.ARCHIVE),
        (_tar(), Kind.ARCHIVE),
        (gzip.compress(b"x"), Kind.ARCHIVE),
        (b"file,label\n1.png,normal\n", Kind.OTHER),
        (b"%PDF-1.7 and more to come", Kind.OTHER),
        (b"GIF89a and more to come", Kind.OTHER),
        (b"\x08", Kind.OTHER),
        (bytes(600), Kind.OTHER),
    ],
)
def test_kinds(head: bytes, kind: Kind) -> None:
    assert sniff(head) is kind


def test_executable_preambles() -> None:
    assert has_executable_preamble(b"MZ" + bytes(126) + b"DICM")
    assert not has_executable_preamble(bytes(128) + b"DICM")
    assert not has_executable_preamble(b"II*\x00" + bytes(124) + b"DICM")
