"""What can be done anywhere in the app, by key or by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from nfmaturity.i18n import LANGUAGES, N_, current_language
from nfmaturity.ui.acts import Act, ActGroup
from nfmaturity.ui.asking import KEY as WHY
from nfmaturity.ui.frame_content import OF_AN_ASSESSMENT
from nfmaturity.ui.settings import Location
from nfmaturity.ui.text_size import SIZES, USUAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nfmaturity.ui.main_window import MainWindow
    from nfmaturity.ui.pages.page import Page
    from nfmaturity.ui.theme import ThemeName

_OPEN_FIRST = N_("Open an assessment first.")
_LANGUAGES = {"zh": N_("Go on in Chinese"), "en": N_("Go on in English")}
_THEMES: Mapping[ThemeName | None, str] = {
    "light": N_("Light colours"),
    "dark": N_("Dark colours"),
    None: N_("Colours as the system has them"),
}


class WindowActs(QObject):
    """Knows the acts of the window; binds the keys of those that have one."""

    def __init__(self, window: MainWindow) -> None:
        """Act for a window."""
        super().__init__(window)
        self._window, self._desk = window, window.desk
        undo = window.undo_acts
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Undo), undo.undo),
            (QKeySequence("Ctrl+Shift+Z"), undo.redo),
            (QKeySequence("Ctrl+Y"), undo.redo),
            (QKeySequence("Ctrl+N"), partial(window.go, Location("new"))),
            (QKeySequence(WHY), self._ask_why),
        ):
            QShortcut(keys, window).activated.connect(do)

    def groups(self) -> tuple[ActGroup, ...]:
        """Give the acts as things stand."""
        return (ActGroup(N_("In the whole app"), (*self._edits(), *self._begins(), *self._looks())),)

    def _edits(self) -> Iterator[Act]:
        session, undo = self._desk.session, self._window.undo_acts
        is_here = session is not None and self._window.location.page in OF_AN_ASSESSMENT
        away = "" if is_here else _OPEN_FIRST
        yield Act("undo", N_("Undo"), "Ctrl Z", undo.undo, refused=away)
        nothing = away or ("" if session and session.to_redo else N_("There is nothing to do again."))
        yield Act("redo", N_("Redo"), "Ctrl Y", undo.redo, refused=nothing)

    def _begins(self) -> Iterator[Act]:
        closed = "" if self._desk.session else _OPEN_FIRST
        yield Act("new", N_("New assessment"), "Ctrl N", partial(self._window.go, Location("new")))
        yield Act("report", N_("Make a report"), "", partial(self._window.go, Location("report")), refused=closed)
        yield Act("export", N_("Export the open assessment"), "", self._export, refused=closed)
        unread = "" if self._desk.library else N_("No library is open.")
        is_there = N_("The example is open.") if self._desk.throw_away else ""
        yield Act("demo", N_("Open the example (demo)"), "", self._open_demo, refused=is_there)
        yield Act("import", N_("Import assessments"), "", self._import, refused=unread)

    def _looks(self) -> Iterator[Act]:
        window, settings = self._window, self._desk.settings
        for name in LANGUAGES:
            spoken = N_("This language is in force.") if name == current_language() else ""
            yield Act(f"language-{name}", _LANGUAGES[name], "", partial(window.switch_language, name), refused=spoken)
        for theme, word in _THEMES.items():
            taken = N_("These colours are in force.") if theme == settings.theme else ""
            yield Act(f"theme-{theme}", word, "", partial(window.switch_theme, theme), refused=taken)
        size, step = settings.text_size, window.text_size.step
        largest = N_("The text is as large as it gets.") if size == SIZES[-1] else ""
        smallest = N_("The text is as small as it gets.") if size == SIZES[0] else ""
        usual = N_("The text has its usual size.") if size == USUAL else ""
        yield Act("text-larger", N_("Larger text"), "Ctrl +", partial(step, 1), refused=largest)
        yield Act("text-smaller", N_("Smaller text"), "Ctrl −", partial(step, -1), refused=smallest)
        yield Act("text-usual", N_("Usual text size"), "Ctrl 0", partial(window.text_size.change, USUAL), refused=usual)

        back = self._window.way_back
        nowhere = "" if back.place else N_("One came here from nowhere else.")
        yield Act("back", N_("Back to where one was"), "Alt ←", back.go, refused=nowhere)
        yield Act("settings", N_("Settings"), "Ctrl ,", window.settings_door.pass_through)
        said = "" if self._page().main_figure() else N_("No figure of this page stands for it.")
        yield Act("why", N_("Why is this figure so?"), WHY, self._ask_why, refused=said)

    def _page(self) -> Page:
        return self._window.show_page(self._window.location.page)

    def _ask_why(self) -> None:
        if why := self._window.why:
            why.ask_of_page(self._page())

    def _export(self) -> None:
        from nfmaturity.ui.pages.library import LibraryPage

        session, page = self._desk.session, self._window.show_page("library")
        if session and isinstance(page, LibraryPage):
            ident = session.assessment.id
            self._window.go(Location("library"))

            def export() -> None:
                page.show_assessment(ident)
                page.acts.export()

            self._desk.reload(export)

    def _open_demo(self) -> None:
        from nfmaturity.ui.pages.library import LibraryPage

        self._window.go(Location("library"))
        page = self._window.show_page("library")
        if isinstance(page, LibraryPage):
            page.open_demo()

    def _import(self) -> None:
        from nfmaturity.ui.pages.library import LibraryPage

        self._window.go(Location("library"))
        page = self._window.show_page("library")
        if isinstance(page, LibraryPage):
            QTimer.singleShot(0, page, page.ask_for_imports)
