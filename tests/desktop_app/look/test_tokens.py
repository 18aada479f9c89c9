"""Every colour can be read on what it lies on."""

from __future__ import annotations

import pytest

from desktop_app.look.class_marks import ON_MARK, class_marks
from desktop_app.look.theme import mix
from desktop_app.look.tokens import DARK, LIGHT, Tokens

TEXT = ("text", "muted", "accent", "good", "attention", "bad")
MARKS = ("pretrained", "scratch", "generic_pool", "file")


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ground", ["window", "surface"])
@pytest.mark.parametrize("name", TEXT)
def test_text_is_readable(tokens: Tokens, ground: str, name: str) -> None:
    assert contrast(getattr(tokens, name), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ground", ["window", "surface"])
@pytest.mark.parametrize("name", MARKS)
def test_marks_can_be_seen(tokens: Tokens, ground: str, name: str) -> None:
    assert contrast(getattr(tokens, name), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_text_on_tinted_grounds_is_readable(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.text, mix(tokens.accent, tokens.surface, 0.14)) >= 4.5
    for name in ("good", "attention", "bad"):
        assert contrast(tokens.text, mix(getattr(tokens, name), tokens.surface, 0.10)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_class_marks_can_be_seen_on_images_and_read(tokens: Tokens) -> None:
    for mark in class_marks("abcdef").values():
        assert contrast(mark.colour, tokens.image_backdrop) >= 3
        assert contrast(ON_MARK, mark.colour) >= 4.5
