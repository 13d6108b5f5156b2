"""Start the app: the window first, everything heavy after it is painted."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from nfmaturity.i18n import current_language, put_language
from nfmaturity.ui.appearance import put_appearance, put_colours
from nfmaturity.ui.crash import CrashWatch
from nfmaturity.ui.database import Database
from nfmaturity.ui.desk import Desk
from nfmaturity.ui.fonts import load_fonts
from nfmaturity.ui.garbage import GarbageCollector
from nfmaturity.ui.main_window import MainWindow
from nfmaturity.ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SWITCH_SECONDS = 0.0005
"""How long another thread may hold the interpreter while the window wants to paint (Python's own is ten times that)."""


class App:
    """The running app: window, desk and the watch for faults."""

    def __init__(
        self,
        application: QApplication,
        settings: Settings,
        *,
        library: str | None = None,
        lang: str | None = None,
        demo: bool = False,
    ) -> None:
        """Build the window; `lang` holds for this time only."""
        self._library, self._demo = library, demo
        self._place = settings.location
        self.watch = CrashWatch()
        self.watch.found.connect(self.show_crash)
        put_language(lang or settings.language)
        put_colours(application, settings.theme)
        self._garbage = GarbageCollector()
        self.database = Database()
        self.database.crashed.connect(self.watch.take)
        self.desk = Desk(self.database, settings, library)
        self.desk.broke.connect(self.watch.found)
        self.window = MainWindow(self.desk)
        if not settings.geometry.isEmpty():
            self.window.restoreGeometry(settings.geometry)

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
        if self._demo:
            self.desk.open_demo()
        else:
            self.desk.open_library(self._library, lambda: self.window.reopen(self._place))


def run(*, library: str | None = None, lang: str | None = None, demo: bool = False) -> int:
    """Run the app to its end and give the exit status."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    application = make_application()
    with _settings(throw_away=demo) as settings:
        app = App(application, settings, library=library, lang=lang, demo=demo)
        app.watch.install()
        app.start()
        status = application.exec()
        app.close()
    return status


def make_application(arguments: Sequence[str] = ("nfmaturity",)) -> QApplication:
    """Make Qt's application with our fonts and style."""
    application = QApplication(list(arguments))
    application.setApplicationName("nfmaturity")
    application.setStyle("Fusion")
    load_fonts()
    return application


@contextmanager
def _settings(*, throw_away: bool) -> Iterator[Settings]:
    """Give the user's settings, or such as are forgotten with the demonstration."""
    if not throw_away:
        yield Settings()
        return
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="nfmaturity-", ignore_cleanup_errors=True) as folder:
        yield Settings(Path(folder) / "settings.ini")
