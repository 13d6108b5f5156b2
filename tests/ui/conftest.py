"""The app as a person has it: a real window, a real library in a folder of its own, English and light."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nfmaturity.i18n import put_language
from nfmaturity.ui import arrival
from nfmaturity.ui.app import App
from nfmaturity.ui.appearance import put_appearance
from nfmaturity.ui.fonts import load_fonts
from nfmaturity.ui.forms.form_page import FormPage
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location, Settings
from nfmaturity.workspace.demo import fill_demo_library
from nfmaturity.workspace.opening import open_workspace
from tests.ui.assessing import Assess, ready_to_grade
from tests.ui.driving import rested, settled
from tests.ui.remains import child_processes, refuse_remains
from tests.ui.shelf import put
from tests.ui.spine import Spine, spine

Start = Callable[..., App]


@pytest.fixture(autouse=True)
def _nothing_outlives_a_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Refuse widgets, dialogs, threads and child processes that a test leaves behind."""
    before = child_processes()
    yield
    if isinstance(application := QApplication.instance(), QApplication):
        request.node.funcargs.clear()  # else what the test was given lives on into the next one
        refuse_remains(application, before)
        # What lives on was looked at: the next test's end looks at what is new. A cycle that is let go of only later is
        # never collected; over the tests of a file that is no more memory than without (measured).
        gc.freeze()


@pytest.fixture(scope="session")
def application(qapp: QApplication) -> QApplication:
    qapp.setStyle("Fusion")
    load_fonts()
    return qapp


@pytest.fixture
def start(application: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start the app, again and again if need be, on the same settings and library."""
    monkeypatch.setattr(arrival, "REST_MS", 1)  # what is pressed here is meant for the page that came
    running: list[App] = []

    def begin(
        *,
        library: str | None = None,
        own: bool = False,
        demo: bool = False,
        lang: str = "en",
        theme: str = "light",
        is_first: bool = False,
    ) -> App:
        settings = Settings(tmp_path / "settings.ini")
        settings.language, settings.theme = lang, theme  # type: ignore[assignment]
        settings.shows_first_steps = is_first
        named = None if own else library or str(tmp_path / "library")
        app = App(application, settings, library=named, demo=demo)
        app.window.resize(1366, 768)  # whatever room the screen has
        running.append(app)
        with qtbot.waitSignal(app.desk.library_changed, timeout=10_000):
            app.start()
        return app

    yield begin
    for app in running:
        settled(qtbot, app)
        for session in app.desk.sessions.all():
            session.give_up_saving()  # else a window with edits that cannot be saved asks, and waits for an answer
        for page in app.window.findChildren(FormPage):
            if page.at_stake():  # a test that failed in a form leaves words there, about which the window asks, too
                page.discard()
        app.window.close()
        app.close()
        app.window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.processEvents()
    put_language("en")
    put_appearance(application, "light")


@pytest.fixture
def app(start: Start) -> App:
    """The app on an empty library."""
    return start()


@pytest.fixture
def demo(start: Start) -> App:
    """The app on the throw-away library of the made-up enterprises."""
    return start(demo=True)


@pytest.fixture(scope="session")
def demo_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the made-up enterprises, filled once and copied for each test."""
    folder = tmp_path_factory.mktemp("demo") / "library"
    with open_workspace(str(folder), create=True, writes=True) as workspace:
        fill_demo_library(workspace)
    return folder


@pytest.fixture
def opened(start: Start, demo_library: Path, tmp_path: Path, qtbot: QtBot) -> App:
    """The app on the made-up enterprises, with the copper smelter open on the Assess page."""
    shutil.copytree(demo_library, tmp_path / "library")
    app: App = start()
    library = app.desk.library
    assert library
    ident = next(row.id for row in library.rows if "opper" in row.enterprise or "铜" in row.enterprise)
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", ident))
    rested(qtbot, app)
    return app


@pytest.fixture
def at(opened: App, qtbot: QtBot) -> Assess:
    """The Assess page of the copper smelter, with the keys on a requirement."""
    return ready_to_grade(qtbot, opened)


@pytest.fixture
def filled(start: Start, tmp_path: Path) -> App:
    """The app on a library of four: complete, half graded, hardly graded, not begun; last changed first."""
    with open_workspace(str(tmp_path / "library"), create=True, writes=True) as workspace:
        put(workspace, "Alpha Copper", "Self-assessment 2026", 1, "2026-03-04T10:00:00.000Z")
        put(workspace, "Beta Zinc", "Audit", 0.5, "2026-03-03T10:00:00.000Z", site="North works")
        put(workspace, "Gamma Lead", "First try", 0.1, "2026-03-02T10:00:00.000Z")
        put(workspace, "Delta Tin", "", 0, "2025-03-01T10:00:00.000Z")
    app: App = start()
    return app


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Spine]:
    """The desk without a window, with an assessment of the small rubric open."""
    with spine(qtbot, tmp_path) as found:
        found.open()
        yield found


@pytest.fixture
def session(made: Spine) -> AssessmentSession:
    """The assessment that is open on the desk."""
    return made.session
