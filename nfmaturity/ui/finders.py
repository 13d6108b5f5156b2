"""The command palette, the sheet of keys and the glossary: made when they are first wanted, shown over any page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from nfmaturity.i18n import N_
from nfmaturity.ui.acts import Act, ActGroup
from nfmaturity.ui.window_acts import WindowActs
from nfmaturity.ui.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.domain.rubric import Rubric, RubricPack
    from nfmaturity.ui.main_window import MainWindow
    from nfmaturity.ui.palette_index import Entry
    from nfmaturity.ui.widgets.glossary import GlossaryPanel
    from nfmaturity.ui.widgets.keys_sheet import KeysSheet
    from nfmaturity.ui.widgets.overlay import Overlay
    from nfmaturity.ui.widgets.palette import Palette

_KEPT = 20
"""Entries remembered as used last."""


class Finders(QObject):
    """Opens what finds and explains, one at a time."""

    def __init__(self, window: MainWindow, pages: tuple[str, ...]) -> None:
        """Bind the keys; `pages` are those that the window has."""
        super().__init__(window)
        self._window, self._desk, self._pages = window, window.desk, pages
        self._words = Wording()
        self._acts = WindowActs(window)
        self._palette: Palette | None = None
        self._keys: KeysSheet | None = None
        self._glossary: GlossaryPanel | None = None
        self._pack: RubricPack | None = None
        for keys, act in (("Ctrl+K", self.toggle_palette), ("F1", self.toggle_keys)):
            QShortcut(QKeySequence(keys), window).activated.connect(act)
        window.header.seek.clicked.connect(self.toggle_palette)

    def retell(self) -> None:
        """Say everything in the language in force."""
        self._words.retell()

    def renew(self) -> None:
        """Have the one that is shown tell of what is there now: another page, assessment, list or language."""
        from nfmaturity.ui.palette_index import PaletteIndex

        if self._palette and self._palette.isVisible():
            self._palette.look_through(PaletteIndex(self._entries()))
        if self._keys and self._keys.isVisible():
            self._begin_keys(self._keys)
        if self._glossary and self._glossary.isVisible():
            self._glossary.look_through(self._rubric())

    def toggle_palette(self) -> None:
        """Show the palette, or put it away."""
        from nfmaturity.ui.palette_index import PaletteIndex
        from nfmaturity.ui.widgets.palette import Palette
        from nfmaturity.workspace.rubrics import packs_to_begin_with

        if self._palette is None:
            self._palette = Palette(self._words, self._window)
            self._palette.used.connect(self._note_use)
        if self._is_turned_off(self._palette):
            return
        self._palette.begin(PaletteIndex(self._entries()), lambda: self._desk.settings.recent_entries)
        if self._desk.session is None and self._desk.library:
            self._desk.ask(packs_to_begin_with, self._take_packs)

    def _take_packs(self, packs: Sequence[RubricPack]) -> None:
        """Find in the rubric that a new assessment would begin with as well, once it is read."""
        from nfmaturity.ui.palette_index import PaletteIndex

        pack = next(iter(packs), None)
        is_other = pack is not None and (self._pack is None or self._pack.sha256 != pack.sha256)
        self._pack = pack
        if is_other and self._palette and self._palette.isVisible():
            self._palette.look_through(PaletteIndex(self._entries()))

    def toggle_keys(self) -> None:
        """Show the keys of the page in front and of the app, or put them away."""
        from nfmaturity.ui.widgets.keys_sheet import KeysSheet

        if self._keys is None:
            self._keys = KeysSheet(self._words, self._window)
            self._keys.glossary_asked.connect(self.show_glossary)
        if not self._is_turned_off(self._keys):
            self._begin_keys(self._keys)

    def _begin_keys(self, sheet: KeysSheet) -> None:
        sheet.glossary.setVisible(self._rubric() is not None)
        sheet.begin(self.groups())

    def show_glossary(self, term: str = "") -> None:
        """Show the terms of the rubric at hand, one of them where it is named."""
        from nfmaturity.ui.widgets.glossary import GlossaryPanel

        if self._glossary is None:
            self._glossary = GlossaryPanel(self._words, self._window)
        self._is_turned_off(self._glossary)
        if wanted := self._rubric():
            self._glossary.begin(wanted, term)

    def groups(self) -> tuple[ActGroup, ...]:
        """Give what can be done now: on the page in front, and anywhere."""
        page = self._window.show_page(self._window.location.page)
        no_rubric = "" if self._rubric() else N_("Open an assessment first.")
        own = ActGroup(
            N_("Find and look up"),
            (
                Act("palette", N_("Find anything"), "Ctrl K"),
                Act("keys", N_("Keys of this page"), "F1", self.toggle_keys),
                Act("glossary", N_("Glossary"), "", self.show_glossary, refused=no_rubric),
            ),
        )
        return (*page.act_groups(), own, *self._acts.groups())

    # Within

    def _is_turned_off(self, wanted: Overlay) -> bool:
        """Put away what is shown; True where that is what was wanted anew."""
        was_shown = wanted.isVisible()
        for shown in (self._palette, self._keys, self._glossary):
            if shown:
                shown.put_away()
        return was_shown

    def _rubric(self) -> Rubric | None:
        return self._window.show_page(self._window.location.page).rubric_at_hand()

    def _entries(self) -> list[Entry]:
        from nfmaturity.ui import palette_entries as found

        session, library, go = self._desk.session, self._desk.library, self._window.go
        entries = [*found.page_entries(go, self._pages, is_open=session is not None), *found.act_entries(self.groups())]
        if session:
            entries += found.rubric_entries(session.rubric, go, self.show_glossary)
        elif self._pack:
            entries += found.rubric_entries(self._pack.rubric, go, self.show_glossary, self._pack.sha256)
        if library:
            entries += found.assessment_entries(library.rows, go, session.assessment.id if session else "")
        return entries

    def _note_use(self, ident: str) -> None:
        settings = self._desk.settings
        kept = tuple(one for one in settings.recent_entries if one != ident)
        settings.recent_entries = (ident, *kept)[:_KEPT]
