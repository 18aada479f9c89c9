"""A text file's encoding, found out: what spreadsheets and hospital systems write, in the West and in Japan."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import InputError
from engine.translation import tr

ENCODINGS: tuple[str, ...] = ("utf-8-sig", "cp1252", "cp932", "utf-16")  # cp932 is Shift_JIS as Windows writes it
_KANA_AND_KANJI = range(0x81, 0xA0)  # lead bytes of nearly all that is written in Japanese
_HALF_WIDTH_KATAKANA = range(0xA1, 0xE0)
_RARE_LEADS = range(0xE0, 0xFD)
_LOOKED_AT = 1024 * 1024  # bytes


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of `data` and the encoding it was read with, one of `ENCODINGS`.

    Without an `encoding` it is found out: a byte order mark, else UTF-8 where that fits, else Shift_JIS where the bytes
    look Japanese (`looks_japanese`), else Western. Raises InputError "labels_damaged" when it is no text, or not in the
    encoding that was asked for.
    """
    for candidate in [encoding] if encoding else _candidates(data):
        try:
            text = data.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text, "cp1252" if candidate == "latin-1" else candidate
    if encoding:
        raise InputError(
            tr("The labels file is not written in this encoding. Choose another one."), code="labels_damaged"
        )
    raise InputError(tr("The labels file is not a text file. Save it as CSV."), code="labels_damaged")


def _candidates(data: bytes) -> Iterator[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
        return
    yield "utf-8-sig"
    if looks_japanese(data[:_LOOKED_AT]):
        yield "cp932"
    yield from ("cp1252", "latin-1")


def looks_japanese(data: bytes) -> bool:
    """Whether bytes beyond ASCII are Shift_JIS rather than a Western encoding.

    Both fit nearly any bytes, so it is told from which are frequent: kana and everyday kanji begin with a byte from
    0x81 to 0x9F, which in Western text are rare signs; Western letters with accents are single bytes from 0xC0 on,
    between plain letters, where Japanese has katakana of half width, several in a row.
    """
    japanese = western = at = 0
    while at < len(data):
        byte, follows = data[at], data[at + 1] if at + 1 < len(data) else 0
        if byte < 0x80:
            at += 1
        elif _is_japanese(byte, follows):
            japanese += 1
            at += 2
        elif byte in _RARE_LEADS and 0x80 <= follows <= 0xFC:
            at += 2  # a rare kanji or two Western letters: tells nothing
        else:
            western += 1
            at += 1
    return japanese > western


def _is_japanese(byte: int, follows: int) -> bool:
    if byte in _HALF_WIDTH_KATAKANA:
        return follows in _HALF_WIDTH_KATAKANA
    return byte in _KANA_AND_KANJI and 0x40 <= follows <= 0xFC and follows != 0x7F
