"""From tokens to what Qt draws: the style sheet, the palette and the fonts of a theme."""

from __future__ import annotations

from functools import lru_cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.look import tokens as size
from desktop_app.look.tokens import DARK, LIGHT, Tokens
from resources import resource_path

STYLE_FOLDER = resource_path("styles")
_PROPERTY = "tokens"


def mix(over: str, under: str, share: float) -> str:
    """`over` laid on `under` with opacity `share` (0 to 1); all colours "#RRGGBB"."""
    upper, lower = QColor(over), QColor(under)
    parts = (
        round(a * share + b * (1 - share))
        for a, b in zip(upper.getRgb()[:3], lower.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return "#" + "".join(f"{part:02X}" for part in parts)


def style_sheet(tokens: Tokens) -> str:
    """The application's style sheet in the theme `tokens`."""
    hover = mix(tokens.text, tokens.surface, 0.06)
    values = {name: getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    values |= {
        "hover": hover,
        "rail_hover": mix(tokens.text, tokens.window, 0.06),
        "pressed": mix(tokens.text, tokens.surface, 0.11),
        "selected": mix(tokens.accent, tokens.surface, 0.14),
        "rail_selected": mix(tokens.accent, tokens.window, 0.14),
        "accent_hover": mix(tokens.text, tokens.accent, 0.12),
        "accent_pressed": mix(tokens.text, tokens.accent, 0.24),
        "faint": mix(tokens.text, tokens.surface, 0.03),
        "strong_border": mix(tokens.text, tokens.surface, 0.28),
        "track": mix(tokens.text, tokens.window, 0.12),
        "disabled": mix(tokens.muted, tokens.surface, 0.60),
        "good_tint": mix(tokens.good, tokens.surface, 0.10),
        "attention_tint": mix(tokens.attention, tokens.surface, 0.10),
        "bad_tint": mix(tokens.bad, tokens.surface, 0.10),
        "accent_tint": mix(tokens.accent, tokens.surface, 0.08),
        "corner": size.CORNER,
        "within": size.SPACE_WITHIN,
        "between": size.SPACE_BETWEEN,
        "around": size.SPACE_AROUND,
        "size_verdict": size.SIZE_VERDICT,
        "size_title": size.SIZE_TITLE,
        "size_body": size.SIZE_BODY,
        "size_note": size.SIZE_NOTE,
        "styles": STYLE_FOLDER.as_posix(),
    }
    return Template(_template()).substitute(values)


def palette(tokens: Tokens) -> QPalette:
    """The palette behind the style sheet, for what style sheets do not reach."""
    result = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: mix(tokens.text, tokens.surface, 0.03),
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.window,
        role.Mid: tokens.border,
    }
    for key, colour in colours.items():
        result.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, QColor(mix(tokens.muted, tokens.surface, 0.60)))
    return result


def apply_theme(app: QApplication, tokens: Tokens) -> None:
    """Dress the whole application in `tokens`; cheap enough to be done while it runs."""
    app.setProperty(_PROPERTY, tokens.name)
    font = app.font()
    if font.pixelSize() != size.SIZE_BODY:
        font.setPixelSize(size.SIZE_BODY)
        app.setFont(font)
    sheet = style_sheet(tokens)
    if app.styleSheet() != sheet:  # dressing every widget anew costs something, so not without a reason
        app.setPalette(palette(tokens))
        app.setStyleSheet(sheet)


def current_tokens() -> Tokens:
    """The theme that `apply_theme` dressed the application in last; light before that."""
    app = QApplication.instance()
    return DARK if app is not None and app.property(_PROPERTY) == DARK.name else LIGHT


def system_tokens() -> Tokens:
    """The theme that the desktop asks for."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def tabular(font: QFont, pixel_size: int | None = None) -> QFont:
    """A copy of `font` whose figures are all equally wide, so that numbers stand under one another and do not dance."""
    result = QFont(font)
    result.setFeature(QFont.Tag.fromString("tnum"), 1)
    if pixel_size is not None:
        result.setPixelSize(pixel_size)
    return result


@lru_cache(maxsize=1)
def _template() -> str:
    return (STYLE_FOLDER / "app.qss").read_text(encoding="utf-8")
