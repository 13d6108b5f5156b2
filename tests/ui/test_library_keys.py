"""Which keys the library page offers as it stands, and the way from a row to its details."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nfmaturity.domain.errors import UserError
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.library import LibraryPage
from nfmaturity.ui.pages.library_questions import CopyQuestion
from tests.ui.driving import LEFT, click, named


def page_of(app: App) -> LibraryPage:
    page = app.window.show_page("library")
    assert isinstance(page, LibraryPage)
    return page


def keys(page: LibraryPage) -> list[str]:
    return [hint[0] for hint in list(page.keys())]


def test_keys_fit_what_is_seen(filled: App, qtbot: QtBot) -> None:
    page = page_of(filled)
    assert keys(page) == ["Enter", "Ctrl N", "Ctrl F", "Ctrl ←→↑↓"]
    with qtbot.waitSignal(filled.desk.library_changed, timeout=10_000):
        click(qtbot, filled.window, "act-trash")
    qtbot.mouseClick(page.top.views.choice("trash"), LEFT)
    assert len(page.chosen()) == 1
    assert keys(page) == ["Ctrl N", "Ctrl F", "Ctrl ←→↑↓"]
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert filled.window.location.page == "library"
    assert filled.desk.session is None


def test_keys_of_an_empty_and_of_a_failed_library(app: App) -> None:
    page = page_of(app)
    assert keys(page) == ["Ctrl N"]
    app.desk.library_failed.emit(UserError("The folder is gone."))
    assert keys(page) == []


def test_the_menu_of_a_row_leads_to_its_details(filled: App, qtbot: QtBot) -> None:
    page = page_of(filled)
    chosen = page.chosen()[0].id
    at = page.table.menu_box(0).center()
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=at)
    menu = named(page, "row-menu", QMenu)
    action = next(action for action in menu.actions() if action.objectName() == "menu-details")
    with qtbot.waitSignal(filled.desk.session_changed):
        action.trigger()
    menu.close()
    assert (filled.window.location.page, filled.window.location.assessment) == ("details", chosen)


def test_the_title_of_a_copy_stays_on_one_line(filled: App, qtbot: QtBot, tmp_path: Path) -> None:
    assert tmp_path
    page = page_of(filled)
    click(qtbot, filled.window, "act-duplicate")
    question = filled.window.findChild(CopyQuestion)
    assert question
    QApplication.clipboard().setText("Second\n\ttry")
    question.field.selectAll()
    question.field.paste()
    assert question.field.text().split() == ["Second", "try"]
    assert "\n" not in question.field.text()
    assert "\t" not in question.field.text()
    question.reject()
    assert page.isVisible()
