"""Pictures of every page of the app, in both languages and themes, taken from the app itself without a screen."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from nfmaturity.domain.errors import N_, UserError
from nfmaturity.i18n import LANGUAGES, current_language, put_language
from nfmaturity.ui.settings import Location, Settings
from nfmaturity.ui.theme import THEMES

if TYPE_CHECKING:
    from nfmaturity.ui.app import App
    from nfmaturity.ui.theme import ThemeName

SIZE = (1366, 768)
_PATIENCE_MS = 20_000
_PAGES = ("library", "new", "overview", "assess", "report", "rubric", "details", "enterprises", "settings")


def write_pictures(folder: Path) -> Iterator[Path]:
    """Write a picture of each page on the demonstration, and of an empty library, into a folder; tells each."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UserError(
            N_("The folder {folder} cannot be made: check that you may write there."), folder=folder
        ) from None
    spoken = current_language()
    if not QApplication.instance():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    before = qInstallMessageHandler(_say_what_matters)
    try:
        for language in LANGUAGES:
            for theme in THEMES:
                yield from _write(folder, language, theme)
    finally:
        qInstallMessageHandler(before)
        put_language(spoken)


def _say_what_matters(kind: QtMsgType, _where: object, said: str) -> None:
    """Pass on Qt's faults; what it remarks on locales and platforms without a screen concerns nobody here."""
    if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
        sys.stderr.write(f"{said}\n")


def _write(folder: Path, language: str, theme: ThemeName) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as kept:
        app = unseen_app(Path(kept), language, theme)
        until(app.start, lambda: app.desk.library is not None)
        yield take_picture(app, folder / f"library-empty-{language}-{theme}.png")
        until(app.desk.open_demo, lambda: bool(app.desk.library and app.desk.library.is_demo))
        app.window.notices.hide()
        rows = app.desk.library.rows if app.desk.library else ()
        until(lambda: app.window.go(Location("assess", rows[0].id)), lambda: app.desk.session is not None)
        for page in _PAGES:
            app.window.go(Location(page))
            yield take_picture(app, folder / f"{page}-{language}-{theme}.png")
        app.window.close()
        app.close()
        app.window.deleteLater()


def unseen_app(kept: Path, language: str, theme: ThemeName) -> App:
    """Give an app of the usual size on an empty library, not started yet, all it keeps in a folder."""
    from nfmaturity.ui.app import App, make_application

    application = QApplication.instance()
    settings = Settings(kept / "settings.ini")
    settings.language, settings.theme = language, theme
    settings.shows_first_steps = False
    running = application if isinstance(application, QApplication) else make_application()
    app = App(running, settings, library=str(kept / "library"))
    app.window.resize(*SIZE)
    return app


def until(begin: Callable[[], object], holds: Callable[[], bool]) -> None:
    """Begin something and let the app work until a fact holds."""
    loop, look = QEventLoop(), QTimer()
    look.setInterval(10)
    look.timeout.connect(lambda: loop.quit() if holds() else None)
    QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
    look.start()
    begin()
    loop.exec()
    if not holds():
        raise RuntimeError("the app did not come to rest")


def come_to_rest(app: App) -> None:
    """Let the app read what it shows, with what it reads because of that, and take the keys to a page that came."""
    for _round in range(2):
        _wait_for_readings(app)
    until(lambda: None, lambda: not app.window.arrival.is_resting)


def _wait_for_readings(app: App) -> None:
    """Wait until all that was asked of the library so far is shown: it answers one after the other."""
    answered: list[object] = []
    until(lambda: app.desk.ask(lambda _workspace: None, answered.append, answered.append), lambda: bool(answered))


def take_picture(app: App, path: Path) -> Path:
    """Write what the window shows, once it has come to rest, as PNG."""
    come_to_rest(app)
    if not app.window.grab().save(str(path)):
        raise UserError(N_("{file} cannot be written ({code})."), file=path, code="PNG")
    return path
