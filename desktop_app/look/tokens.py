"""The interface's colours and sizes as data, for a light and a dark theme; style sheets and plots take them here."""

from __future__ import annotations

from dataclasses import dataclass

SPACE_WITHIN = 8
SPACE_BETWEEN = 16
SPACE_AROUND = 24
WIDEST_PAGE = 1440  # of pages made of cards and lines of text, centred on wider screens
CORNER = 6
SIZE_VERDICT = 24
SIZE_TITLE = 18
SIZE_BODY = 13
SIZE_NOTE = 12


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Colours are "#RRGGBB"; text on `window` and `surface` reaches a contrast of 4.5:1, marks 3:1."""

    name: str
    window: str
    surface: str
    text: str
    muted: str
    border: str
    accent: str
    on_accent: str
    good: str
    attention: str
    bad: str
    pretrained: str
    scratch: str
    generic_pool: str
    file: str
    image_backdrop: str = "#0B0D10"


LIGHT = Tokens(
    name="light",
    window="#F6F7F9",
    surface="#FFFFFF",
    text="#1A1E24",
    muted="#59636F",
    border="#D8DDE3",
    accent="#0A66C2",
    on_accent="#FFFFFF",
    good="#19733A",
    attention="#8A5A00",
    bad="#B3261E",
    pretrained="#0072B2",
    scratch="#D55E00",
    generic_pool="#00795A",
    file="#A8528B",
)

DARK = Tokens(
    name="dark",
    window="#14171B",
    surface="#1C2025",
    text="#E7EAEE",
    muted="#9BA5B1",
    border="#2D333A",
    accent="#62AEF7",
    on_accent="#0B1016",
    good="#55C57A",
    attention="#E0B040",
    bad="#F2857C",
    pretrained="#56B4E9",
    scratch="#F0903C",
    generic_pool="#3FC6A0",
    file="#D99AC5",
)
