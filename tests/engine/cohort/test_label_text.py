"""Encodings are told apart by what people write in them."""

from __future__ import annotations

import pytest

from engine.cohort.label_text import decoded
from engine.errors import InputError

WESTERN = (
    "Lungenödem, Größe",
    "épanchement pleural à gauche",
    "opacità del polmone è più",
    "çã ções não",
    "naïve – “x”",
)
JAPANESE = (
    "画像,ラベル\n1.png,正常\n2.png,肺炎",
    "ファイル;診断\n3.png;気胸の疑い",
    "ﾌｧｲﾙ,ﾗﾍﾞﾙ\n1.png,ﾊｲｴﾝ",
    "患者\t所見あり",
)


@pytest.mark.parametrize("text", WESTERN)
def test_western_text(text: str) -> None:
    assert decoded(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize("text", JAPANESE)
def test_japanese_text(text: str) -> None:
    assert decoded(text.encode("shift_jis")) == (text, "cp932")


@pytest.mark.parametrize("text", [*WESTERN, *JAPANESE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding))[0] == text


def test_a_named_encoding_is_taken_or_refused() -> None:
    assert decoded("é".encode("cp1252"), "cp1252") == ("é", "cp1252")
    with pytest.raises(InputError, match="encoding") as caught:
        decoded(b"\x81", "cp932")
    assert caught.value.code == "labels_damaged"
