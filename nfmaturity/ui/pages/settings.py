"""The Settings page: what holds for this user on this machine; everything is kept as soon as it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QScrollArea, QVBoxLayout, QWidget

from nfmaturity.i18n import LANGUAGES, N_, _, current_language
from nfmaturity.ui.appearance import put_appearance
from nfmaturity.ui.forms.one_line import MOST, OneLine
from nfmaturity.ui.language_choice import switch_language
from nfmaturity.ui.motion import put_calm
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.pages.settings_library import LibrarySection
from nfmaturity.ui.text_size import SIZES
from nfmaturity.ui.theme import THEMES
from nfmaturity.ui.theme_choice import THEME_WORDS
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.segmented import Segmented
from nfmaturity.ui.widgets.setting_row import SettingRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.settings import Location

_WIDEST, _NAME_WIDTH = 800, 360
_SYSTEM = "system"

_OWN_NAMES = {"zh": "中文", "en": "English"}
"""Each language by its own name, so that whoever reads but one of them finds it."""


class SettingsPage(Page):
    """Shows and changes the settings."""

    KEYS = (("Ctrl+,", N_("back")),)

    def __init__(self, desk: Desk, go: Go) -> None:
        """Lay the page out."""
        super().__init__(desk, go)
        self._settings = desk.settings
        content = QWidget()
        content.setMaximumWidth(_WIDEST)
        self._down = QVBoxLayout(content)
        self._down.setContentsMargins(24, 20, 24, 24)
        self._down.setSpacing(0)
        title = Paragraph(pixels=24, leading=32, bold=True)
        self.words.say(title.setText, N_("Settings"))
        self._down.addWidget(title)
        about = Paragraph(role="ink3")
        self.words.say(about.setText, N_("Kept for you on this machine, as soon as you choose."))
        self._down.addWidget(about)
        self._appearance()
        self._names()
        self._section(N_("Library"))
        self.library = LibrarySection(desk, self.words)
        self._down.addWidget(self.library)
        self._hints()
        self._down.addStretch(1)
        area = QScrollArea()
        take_touch(area)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._show()

    # Building

    def _section(self, name: str) -> None:
        title = Paragraph(pixels=17, leading=24, bold=True)
        self.words.say(title.setText, name)
        self._down.addSpacing(28)
        self._down.addWidget(title)
        self._down.addSpacing(12)

    def _add(self, row: SettingRow) -> SettingRow:
        self._down.addWidget(row)
        self._down.addSpacing(12)
        return row

    def _choices(self, name: str, names: tuple[str, ...], pad: int, act: Callable[[str], None]) -> Segmented:
        made = Segmented(names, pad=pad)
        made.setObjectName(f"settings-{name}")
        made.chosen.connect(act)
        return made

    def _appearance(self) -> None:
        self._section(N_("Appearance"))
        self.language = self._choices("language", LANGUAGES, 16, self._take_language)
        self._add(SettingRow(self.words, N_("Language"), self.language))
        self.theme = self._choices("theme", (*THEMES, _SYSTEM), 14, self._take_theme)
        self._add(SettingRow(self.words, N_("Theme"), self.theme))
        self.text_size = self._choices("text-size", tuple(str(size) for size in SIZES), 9, self._take_size)
        row = self._add(SettingRow(self.words, N_("Text size"), self.text_size))
        said = N_(
            "Everything grows with it. The app opens anew at the same place; Ctrl+Plus and Ctrl+Minus do it, too."
        )
        self.words.say(row.say, said)
        self.calm = self._box("reduce-motion", N_("Nothing moves by itself"), self._take_calm)
        row = self._add(SettingRow(self.words, N_("Motion"), self.calm))
        self.words.say(row.say, N_("Changes appear at once instead of fading in and out."))

    def _names(self) -> None:
        self._section(N_("Name in the log"))
        self.assessor = self._line("assessor", N_("Your name"), self._take_assessor)
        self._add(SettingRow(self.words, N_("Your name"), self.assessor))
        self.device = self._line("device", N_("This machine"), self._take_device)
        row = self._add(SettingRow(self.words, N_("This machine"), self.device))
        said = N_(
            "Every edit is signed with both, from the next one on. Left empty, they are as the system calls them."
        )
        self.words.say(row.say, said)

    def _hints(self) -> None:
        self._section(N_("Help"))
        self.first_steps = self._box("first-steps", N_("Show the three steps to begin with"), self._take_first_steps)
        self._add(SettingRow(self.words, N_("First steps"), self.first_steps))

    def _box(self, name: str, word: str, act: Callable[[bool], None]) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName(f"settings-{name}")
        self.words.say(box.setText, word)
        box.clicked.connect(act)
        return box

    def _line(self, name: str, word: str, act: Callable[[str], None]) -> OneLine:
        line = OneLine(most=MOST)
        line.setObjectName(f"settings-{name}")
        line.setFixedWidth(_NAME_WIDTH)
        self.words.say(line.setAccessibleName, word)
        line.written.connect(act)
        return line

    # Showing

    def enter(self, _at: Location) -> None:
        """Show what holds now."""
        self._show()
        self.library.look()
        self.language.choice(self.language.current).setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def retell(self) -> None:
        """Say everything in the language in force."""
        super().retell()
        self._show()
        self.library.retell()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a theme that was chosen elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.theme.choose(self._settings.theme or _SYSTEM)

    def _show(self) -> None:
        settings = self._settings
        self.language.set_words([_OWN_NAMES[name] for name in LANGUAGES])
        self.language.choose(current_language())
        words = {name or _SYSTEM: _(word) for name, word in THEME_WORDS}
        self.theme.set_words([words[name] for name in (*THEMES, _SYSTEM)])
        self.theme.choose(settings.theme or _SYSTEM)
        self.text_size.set_words([f"{size}%" for size in SIZES])
        self.text_size.choose(str(settings.text_size))
        self.calm.setChecked(settings.reduces_motion)
        self.first_steps.setChecked(settings.shows_first_steps)
        for line, kept, name in (
            (self.assessor, settings.assessor, settings.system_user),
            (self.device, settings.device, settings.system_device),
        ):
            line.setPlaceholderText(name)
            if not line.hasFocus():
                line.setText("" if kept == name else kept)

    # Taking

    def _take_language(self, name: str) -> None:
        switch_language(self.window(), self._settings, name)

    def _take_theme(self, name: str) -> None:
        self._settings.theme = next((theme for theme in THEMES if theme == name), None)
        put_appearance(QApplication.instance(), self._settings.theme)

    def _take_size(self, size: str) -> None:
        self.text_size.choose(str(self._settings.text_size))  # what is chosen shows once the new window is there
        self.text_size_asked.emit(int(size))

    def _take_calm(self, wanted: bool) -> None:
        self._settings.reduces_motion = wanted
        put_calm(calm=wanted)

    def _take_assessor(self, name: str) -> None:
        self._settings.assessor = name.strip()

    def _take_device(self, name: str) -> None:
        self._settings.device = name.strip()

    def _take_first_steps(self, wanted: bool) -> None:
        self._settings.shows_first_steps = wanted
