"""The app as a person has it: a real window, a real library in a folder of its own, English and light."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.i18n import put_language
from nfmaturity.ui.app import App
from nfmaturity.ui.appearance import put_appearance
from nfmaturity.ui.fonts import load_fonts
from nfmaturity.ui.settings import Location, Settings
from tests.ui.driving import settled

Start = Callable[..., App]


@pytest.fixture(scope="session")
def application(qapp: QApplication) -> QApplication:
    qapp.setStyle("Fusion")
    load_fonts()
    return qapp


@pytest.fixture
def start(application: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """Start the app, again and again if need be, on the same settings and library."""
    running: list[App] = []

    def begin(*, library: str | None = None, demo: bool = False, lang: str = "en", theme: str = "light") -> App:
        settings = Settings(tmp_path / "settings.ini")
        settings.language, settings.theme = lang, theme  # type: ignore[assignment]
        app = App(application, settings, library=library or str(tmp_path / "library"), demo=demo)
        running.append(app)
        with qtbot.waitSignal(app.desk.library_changed, timeout=10_000):
            app.start()
        return app

    yield begin
    for app in running:
        settled(qtbot, app)
        app.window.close()
        app.close()
        app.window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.processEvents()
    put_language("en")
    put_appearance(application, "light")
    _nothing_left(application)


@pytest.fixture
def app(start: Start) -> App:
    """The app on an empty library."""
    return start()


@pytest.fixture
def demo(start: Start) -> App:
    """The app on the throw-away library of the made-up enterprises."""
    return start(demo=True)


@pytest.fixture
def opened(demo: App, qtbot: QtBot) -> App:
    """The demonstration with the copper smelter open on the Assess page."""
    library = demo.desk.library
    assert library
    ident = next(row.id for row in library.rows if "opper" in row.enterprise or "铜" in row.enterprise)
    with qtbot.waitSignal(demo.desk.session_changed):
        demo.window.go(Location("assess", ident))
    return demo


def _nothing_left(application: QApplication) -> None:
    """Refuse widgets, threads and child processes that outlive the app."""
    left = [widget for widget in application.topLevelWidgets() if _is_ours(widget)]
    assert not left, f"widgets are left: {left}"
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread() and not thread.daemon]
    assert not others, f"threads are left: {others}"
    assert not QThread.currentThread().isInterruptionRequested()


def _is_ours(widget: QWidget) -> bool:
    return type(widget).__module__.startswith("nfmaturity")
