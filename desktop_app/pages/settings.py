"""Settings: how it looks, how much of the machine it may use, and what it keeps on the disk. Each holds at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.copies_card import CopiesCard
from desktop_app.forms.field_grid import whole
from desktop_app.forms.setting_line import SettingLine
from desktop_app.language import choose_language, language_choices
from desktop_app.look.appearance import CHOICES, Appearance
from desktop_app.look.spin import WholeNumber
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN
from desktop_app.look.widgets import card, centred
from desktop_app.pages.page import Page, PageHeader
from desktop_app.preferences import TEXT_SIZES, PreferencesKeeper
from desktop_app.runs.machine import cores
from desktop_app.runs.wishes import WorkerWishes
from desktop_app.session import Session
from engine.translation import mark, tr

_COLUMN_WIDTH = 720
DEVICE_WORDS = {
    "auto": mark("The fastest there is"),
    "cpu": mark("Processor (CPU)"),
    "cuda": mark("NVIDIA graphics card"),
    "mps": mark("Apple GPU"),
}


class SettingsPage(Page):
    """Stored by the preferences; the worker's share goes into the next job."""

    name = "Settings"
    icon = "gear"

    def __init__(self, session: Session, preferences: PreferencesKeeper, appearance: Appearance) -> None:
        super().__init__(session)
        self._preferences, self._appearance = preferences, appearance
        self.theme = _choices({key: tr(words) for key, words in CHOICES.items()})
        self.language = _choices(language_choices())
        self.text_size = _choices({size: f"{size} %" for size in TEXT_SIZES})
        self.device = QComboBox()
        self.threads, self.decoders = _whole(tr("All ({n})", n=cores())), _whole(tr("One a core ({n})", n=cores()))
        self._theme_line = SettingLine(tr("Light or dark"), "", self.theme)
        self.language_line = SettingLine(tr("Language"), "", self.language)
        self.text_line = SettingLine(tr("Text size"), "", self.text_size)
        self.device_line = SettingLine(tr("Train on"), "", self.device)
        threads_note = tr("Fewer leave room for other programs; training takes longer.")
        decoders_note = tr("Programs that read images side by side. Each takes up to 2 GB of memory at worst.")
        self.copies = CopiesCard(session)
        look = card(tr("How it looks"), self._theme_line, self.language_line, self.text_line)
        work = card(
            tr("How much of this computer it uses"),
            self.device_line,
            SettingLine(tr("Processor threads for training"), threads_note, self.threads),
            SettingLine(tr("Processes that read images"), decoders_note, self.decoders),
        )
        self._lay_out(look, work, self.copies)
        self._connect()
        self.refresh()

    def _lay_out(self, *cards: QWidget) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BETWEEN)
        for part in cards:
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(centred(body, _COLUMN_WIDTH, (SPACE_AROUND,) * 4))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setFocusProxy(self.theme)

    def _connect(self) -> None:
        self.theme.activated.connect(lambda _: self._appearance.choose(self.theme.currentData()))
        self.language.activated.connect(lambda _: self._choose_language())
        self.text_size.activated.connect(lambda _: self._choose_text_size())
        self.device.activated.connect(lambda _: self._choose_worker())
        self.threads.valueChanged.connect(lambda _: self._choose_worker())
        self.decoders.valueChanged.connect(lambda _: self._choose_worker())
        self._appearance.changed.connect(lambda _: self.refresh())
        self.session.speed_changed.connect(self.refresh)

    def header(self) -> PageHeader:
        return PageHeader(tr("Settings"), tr("Each holds as soon as it is chosen, or says when."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds."""
        kept = self._preferences.current
        there = self.session.devices or ("cpu",)
        kinds = ["auto", *there, *((kept.device,) if kept.device not in ("auto", *there) else ())]
        with QSignalBlocker(self.device):
            self.device.clear()
            for kind in kinds:
                self.device.addItem(tr(DEVICE_WORDS[kind]), kind)
        chosen = (
            (self.theme, kept.theme),
            (self.language, kept.language),
            (self.text_size, kept.text_size),
            (self.device, kept.device),
        )
        for box, value in chosen:
            with QSignalBlocker(box):
                box.setCurrentIndex(max(box.findData(value), 0))
        for field, number in ((self.threads, kept.threads), (self.decoders, kept.decoders)):
            with QSignalBlocker(field):
                field.setValue(number)
        self._say_text_size()
        self.device_line.explain(self._device_note(kept.device, there))
        self.copies.refresh()

    def _device_note(self, device: str, there: tuple[str, ...]) -> str:
        if not self.session.devices:
            return tr("What this computer has is being found out.")
        if device not in ("auto", *there):
            return tr("It is not there now: the next study will say so and not begin. Choose another.")
        if self.session.images_per_second is None:
            return tr("Here that is {device}.", device=self.session.device)
        return tr(
            "The fastest here is {device}: {n} small training images a second. Expected times are for it.",
            device=self.session.device,
            n=wording.number(round(self.session.images_per_second)),
        )

    # What the user chooses

    def _choose_language(self) -> None:
        self.language_line.explain(choose_language(self._preferences, self.language.currentData()))

    def _choose_text_size(self) -> None:
        size = int(self.text_size.currentData())
        self._preferences.change(replace(self._preferences.current, text_size=size))
        self._say_text_size()

    def _say_text_size(self) -> None:
        now = round(100 * _scale_in_use(self))
        later = int(self.text_size.currentData()) != now
        self.text_line.explain(
            tr("The size changes when the program is started again.")
            if later
            else tr("Of everything in the window, beside what the system asks for.")
        )

    def _choose_worker(self) -> None:
        kept = replace(
            self._preferences.current,
            device=self.device.currentData(),
            threads=self.threads.value(),
            decoders=self.decoders.value(),
        )
        self._preferences.change(kept)
        self.session.wishes = WorkerWishes.of(kept)
        self.device_line.explain(self._device_note(kept.device, self.session.devices or ("cpu",)))


def _scale_in_use(page: QWidget) -> float:
    """By how much the settings enlarge this run of the program; see `desktop_app.app.enlarge`."""
    from desktop_app.app import scale_in_use

    return scale_in_use()


def _choices(words: Mapping[object, str] | Mapping[str, str] | Mapping[int, str]) -> QComboBox:
    box = QComboBox()
    for key, text in words.items():
        box.addItem(text, key)
    return box


def _whole(unused: str) -> WholeNumber:
    """A number of processes or threads; nought stands for as many as there are cores."""
    field = whole(0, max(cores(), 1) * 2)
    field.setSpecialValueText(unused)
    return field
