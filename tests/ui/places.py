"""Every page of the app, in each of its states: for tests that look at all of them. Later pages are added here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.files.rubric_workbook.writer import workbook_bytes
from nfmaturity.ui.app import App
from nfmaturity.ui.forms.form_page import FormPage
from nfmaturity.ui.forms.steps import STEPS
from nfmaturity.ui.pages.assess import AssessPage
from nfmaturity.ui.pages.enterprises import EnterprisesPage
from nfmaturity.ui.pages.library import LibraryPage
from nfmaturity.ui.pages.move import MovePage
from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.pages.rubric import RubricPage
from nfmaturity.ui.pages.settings import SettingsPage
from nfmaturity.ui.settings import Location
from tests.files.packs import write
from tests.ui.driving import click
from tests.ui.moving import IDENT, library_to_move

Start = Callable[..., App]
MS = 30_000


class Walk:
    """Goes through the pages of the app; each step leaves it showing another one."""

    def __init__(self, qtbot: QtBot, app: App) -> None:
        self.qtbot, self.app, self.window = qtbot, app, app.window

    def go(self, at: Location) -> None:
        self.window.notices.hide()
        self.window.go(at)
        QApplication.processEvents()

    def page(self, name: str) -> object:
        return self.window.show_page(name)

    # Each gives the name of a state that the window shows then.

    def library(self) -> Iterator[str]:
        self.go(Location("library"))
        page = self.page("library")
        assert isinstance(page, LibraryPage)
        yield "library, nothing chosen"
        page.table.selectRow(0)
        yield "library, one chosen"
        page._choose_view("trash")
        yield "library, trash"
        page._choose_view("all")

    def forms(self) -> Iterator[str]:
        for name in ("new", "details"):
            self.go(Location(name))
            page = self.page(name)
            assert isinstance(page, FormPage)
            for step, _word in STEPS:
                page.form.show_step(step)
                yield f"{name}, {step}"
            if page.at_stake():
                page.discard()

    def enterprises(self) -> Iterator[str]:
        self.go(Location("enterprises"))
        page = self.page("enterprises")
        assert isinstance(page, EnterprisesPage)
        self.qtbot.waitUntil(lambda: page.head.isVisibleTo(page.right), timeout=MS)
        page.show_list()
        yield "enterprises, list"
        page.panel.list.click(page.panel.list.lines[-1].name)
        self.qtbot.waitUntil(page.right.isVisible, timeout=MS)
        yield "enterprises, form"
        bar = page.form.verticalScrollBar()
        for part in (1, 2, 3):
            bar.setValue(bar.maximum() * part // 3)
            yield f"enterprises, form {part}"

    def overview(self) -> Iterator[str]:
        self.go(Location("overview"))
        yield "overview"

    def assess(self) -> Iterator[str]:
        self.go(Location("assess"))
        page = self.page("assess")
        assert isinstance(page, AssessPage)
        page.view.focus_current()
        yield "assess"
        bar = page.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        yield "assess, further down"

    def report(self) -> Iterator[str]:
        self.go(Location("report"))
        yield "report"

    def settings(self) -> Iterator[str]:
        self.app.desk.settings.shows_first_steps = True
        self.go(Location("assess"))
        yield "first step"
        self.app.window.first_steps.end()
        self.go(Location("settings"))
        page = self.page("settings")
        assert isinstance(page, SettingsPage)
        self.qtbot.waitUntil(page.library.to_move.isEnabled, timeout=MS)
        yield "settings"
        page.library._ask("move", "/home/li/OneDrive/nfmaturity-library")
        yield "settings, moving the library"
        page.library.leave()

    def rubric(self) -> Iterator[str]:
        self.go(Location("rubric"))
        page = self.page("rubric")
        assert isinstance(page, RubricPage)
        self.qtbot.waitUntil(lambda: bool(page.panel.packs.lines), timeout=MS)
        yield "rubric"

    # What comes over a page.

    def panels(self) -> Iterator[str]:
        self.go(Location("assess"))
        page = self.page("assess")
        assert isinstance(page, AssessPage)
        session = self.app.desk.session
        assert session
        name = page.view.current
        session.comment(name, "The furnace log was kept for six months, and the foreman was asked. " * 8)
        session.mark(name, review=True)
        session.undo()
        self.qtbot.waitUntil(self.window.status.redo.isVisible, timeout=MS)
        yield "status line, with undo and redo"
        page.show_history_here()
        self.qtbot.waitUntil(page.history.panel.isVisible, timeout=MS)
        yield "history"
        page.history.panel.close_panel()
        session.offer({Target("answer", name, "comment"): "The register is still to be seen. " * 12}, is_adrift=False)
        marks = {Target("answer", other, "review"): True for other in list(session.scope.requirements)[-3:]}
        session.offer(marks, is_adrift=True)
        assert self.window.disagreements.isVisible()
        yield "disagreements"
        for one in session.disagreements:
            session.keep_theirs(one.target)
        for toggle in (self.window.finders.toggle_palette, self.window.finders.toggle_keys):
            toggle()
            yield toggle.__name__
            toggle()
        self.window.finders.show_glossary()
        yield "glossary"
        self.window.finders.toggle_keys()  # in the place of the glossary
        self.window.finders.toggle_keys()
        self.go(Location("overview"))
        self.window.why.ask_of_page(self.window.show_page("overview"))
        self.qtbot.waitUntil(lambda: self.window.why.is_shown, timeout=MS)
        yield "why"
        self.window.why.close()


def on_demo(qtbot: QtBot, start: Start, demo_library: Path, folder: Path, language: str) -> Walk:
    """Open the made-up enterprises, the first assessment on the page."""
    shutil.copytree(demo_library, folder / "library")
    app = start(lang=language)
    assert app.desk.library
    ident = app.desk.library.rows[0].id
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", ident))
    return Walk(qtbot, app)


def on_import(qtbot: QtBot, app: App, folder: Path) -> Walk:
    """Bring in a workbook that differs from its pack."""
    packs = folder / "library" / "rubrics"
    packs.mkdir(parents=True, exist_ok=True)
    pack = load_pack(write(packs / "own"))
    (folder / "pack.xlsx").write_bytes(workbook_bytes(pack))
    walk = Walk(qtbot, app)
    walk.go(Location("rubric"))
    page = walk.page("rubric")
    assert isinstance(page, RubricPage)
    qtbot.waitUntil(lambda: len(page.panel.packs.lines) == 2, timeout=MS)
    page.panel.packs.click(pack.sha256)
    page.ask_file = lambda _parent, _question: [folder / "pack.xlsx"]
    click(qtbot, page, "rubric-import")
    qtbot.waitUntil(lambda: not page.files.is_running, timeout=MS)
    return walk


def on_move(qtbot: QtBot, start: Start, folder: Path, language: str) -> Walk:
    """Look at what the move to a newer version would change."""
    library_to_move(folder / "library")
    app = start(lang=language)
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("overview", IDENT))
    walk = Walk(qtbot, app)
    overview = walk.page("overview")
    assert isinstance(overview, OverviewPage)
    qtbot.waitUntil(overview.rubric_line.isVisible, timeout=MS)
    click(qtbot, app.window, "rubric-line-door")
    page = walk.page("move")
    assert isinstance(page, MovePage)
    qtbot.waitUntil(lambda: page._planned is not None, timeout=MS)
    return walk


PLACES: Mapping[str, Callable[[Walk], Iterator[str]]] = {
    "library": Walk.library,
    "overview": Walk.overview,
    "assess": Walk.assess,
    "report": Walk.report,
    "rubric": Walk.rubric,
    "settings": Walk.settings,
    "forms": Walk.forms,
    "enterprises": Walk.enterprises,
}
"""The pages that the made-up enterprises show, each with its states."""
