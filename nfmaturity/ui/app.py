"""Start the app: the window first, everything heavy after it is painted."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from nfmaturity.i18n import current_language, put_language
from nfmaturity.ui.appearance import put_appearance, put_colours
from nfmaturity.ui.crash import CrashWatch
from nfmaturity.ui.database import Database
from nfmaturity.ui.desk import Desk
from nfmaturity.ui.fonts import load_fonts
from nfmaturity.ui.garbage import GarbageCollector
from nfmaturity.ui.handover import take_handover
from nfmaturity.ui.main_window import MainWindow
from nfmaturity.ui.motion import put_calm
from nfmaturity.ui.settings import Settings
from nfmaturity.ui.text_size import USUAL, scaled
from nfmaturity.ui.throw_away import ThrowAway
from nfmaturity.ui.window_place import put_window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nfmaturity.ui.handover import Handover

_SWITCH_SECONDS = 0.0005
"""How long another thread may hold the interpreter while the window wants to paint (Python's own is ten times that)."""


class App:
    """The running app: window, desk and the watch for faults."""

    def __init__(  # noqa: PLR0913 - each has its default
        self,
        application: QApplication,
        settings: Settings,
        *,
        library: str | None = None,
        lang: str | None = None,
        demo: bool = False,
        handed: Handover | None = None,
    ) -> None:
        """Build the window; `lang` holds for this time only, what was handed over goes before everything else."""
        self._library, self._demo = handed.library if handed else library, demo
        self._handed = handed
        self._place = handed.location if handed else settings.location
        self.watch = CrashWatch()
        self.watch.found.connect(self.show_crash)
        put_language(handed.language if handed else lang or settings.language)
        put_colours(application, settings.theme)
        put_calm(calm=settings.reduces_motion)
        self._garbage = GarbageCollector()
        self.database = Database()
        self.database.crashed.connect(self.watch.take)
        self.desk = Desk(self.database, settings, self._library)
        self.desk.predecessor = handed.process if handed else ""
        self.desk.broke.connect(self.watch.found)
        self.window = MainWindow(self.desk)
        put_window(self.window, settings.window)

    def start(self) -> None:
        """Show the window; what it shows is fetched once it is painted."""
        self.window.painted.connect(self._open)
        self.window.show()

    def show_crash(self, fault: str) -> None:
        """Show a fault of ours; one at a time, as the first is what matters."""
        from nfmaturity.ui.crash_dialog import CrashDialog

        if self.window.findChild(CrashDialog) is None:
            CrashDialog(fault, self.window).show_beside()

    def close(self) -> None:
        """Let go of everything."""
        self.desk.close()
        self._garbage.end()

    def _open(self) -> None:
        put_appearance(QApplication.instance(), self.desk.settings.theme, translate=current_language())
        self.window.begin()
        self._speak()
        filled = self._take_place()
        if filled:
            self.desk.open_demo(lambda: self.window.reopen(self._place), filled)
        elif self._demo:
            self.desk.open_demo()
        else:
            self.desk.open_library(self._library, lambda: self.window.reopen(self._place))

    @staticmethod
    def _speak() -> None:
        from nfmaturity.ui.spoken_roles import install_spoken_roles

        install_spoken_roles()

    def _take_place(self) -> ThrowAway | None:
        """Take the place of the app that handed over, whose window may go now; gives the demonstration left open."""
        if self._handed is None:
            return None
        demo = ThrowAway(Path(self._handed.demo)) if self._handed.demo else None
        self._handed.tell_ready()
        for folder in (demo, self.desk.settings.throw_away):
            if folder:
                folder.keep()
        return demo


def run(*, library: str | None = None, lang: str | None = None, demo: bool = False) -> int:
    """Run the app to its end and give the exit status."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    handed = take_handover()
    with _settings(handed, throw_away=demo) as settings:
        application = make_application(text_size=settings.text_size)
        app = App(application, settings, library=library, lang=lang, demo=demo, handed=handed)
        app.watch.install()
        app.start()
        status = application.exec()
        app.close()
    return status


def make_application(arguments: Sequence[str] = ("nfmaturity",), *, text_size: int = USUAL) -> QApplication:
    """Make Qt's application with our fonts and style, everything at a size in per cent."""
    with scaled(text_size):
        # Told so, and not by `setStyle`, which gives a QStyle back: Python would build its many enumerations at once.
        application = QApplication([*arguments, "-style", "Fusion"])
    application.setApplicationName("nfmaturity")
    load_fonts()
    return application


@contextmanager
def _settings(handed: Handover | None, *, throw_away: bool) -> Iterator[Settings]:
    """Give the user's settings, or such as are forgotten with the demonstration."""
    if handed and handed.settings:
        folder = ThrowAway(Path(handed.settings))
    elif throw_away and not handed:
        folder = ThrowAway()
    else:
        yield Settings()
        return
    try:
        yield Settings(folder.path / "settings.ini", folder)
    finally:
        folder.cleanup()
