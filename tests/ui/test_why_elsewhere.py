"""Figures of the library, the rubric, the tree and the status line answer why, too."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nfmaturity.domain.scoring import cut
from nfmaturity.ui.app import App
from nfmaturity.ui.models.library_model import Column
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.pages.library import LibraryPage
from nfmaturity.ui.pages.rubric import RubricPage
from nfmaturity.ui.settings import Location
from nfmaturity.ui.standing_words import percent
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.why_panel import WhyPanel
from tests.ui.assessing import Assess
from tests.ui.driving import named

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def stands(app: App) -> bool:
    found = app.window.findChild(WhyPanel, "why")
    return found is not None and found.isVisible()


def answer(app: App) -> tuple[str, str]:
    sheet = named(app.window, "why", WhyPanel)
    assert sheet.isVisible()
    return named(sheet, "why-title", Paragraph).text(), named(sheet, "why-value", Label).text()


def press(app: App, *keys: Qt.Key) -> None:
    for key in keys:
        focused = app.window.focusWidget()
        assert focused
        QTest.keyClick(focused, key)


def library(app: App) -> LibraryPage:
    found = app.window.stack.currentWidget()
    assert isinstance(found, LibraryPage)
    return found


def test_a_row_of_the_library_shows_the_numbers_that_are_stored(filled: App, qtbot: QtBot) -> None:
    table = library(filled).table
    score = table.visualRect(table.model().index(1, Column.SCORE)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=score)
    qtbot.waitUntil(lambda: stands(filled))
    entry = table.entry(1)
    assert entry is not None
    assert answer(filled) == ("Whole enterprise: score", entry.score.removeprefix("≥"))
    assert [held.row.id for held in table.selected()] == [entry.row.id]
    assert filled.desk.session is None


def test_the_key_goes_from_a_row_down_to_a_grade_of_it(filled: App, qtbot: QtBot) -> None:
    table = library(filled).table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.select([table.entry(0).row.id])  # type: ignore[union-attr]
    press(filled, KEY.Key_W)
    qtbot.waitUntil(lambda: stands(filled))
    sheet = named(filled.window, "why", WhyPanel)
    while not isinstance(sheet.table.rows[0].line.door, str):
        before = answer(filled)
        press(filled, KEY.Key_Return)
        assert answer(filled) != before
        if sheet.first_stop(way_on=False) is sheet.away:
            raise AssertionError("a dead end")
        sheet.first_stop(way_on=False).setFocus()
    wanted = sheet.table.rows[0].line.door
    with qtbot.waitSignal(filled.desk.session_changed):
        press(filled, KEY.Key_Return)
    qtbot.waitUntil(lambda: filled.window.location.requirement == wanted)


def test_a_double_click_opens_the_assessment_as_before(filled: App, qtbot: QtBot) -> None:
    table = library(filled).table
    score = table.visualRect(table.model().index(0, Column.SCORE)).center()
    with qtbot.waitSignal(filled.desk.session_changed):
        QTest.mouseClick(table.viewport(), LEFT, pos=score)
        QTest.mouseDClick(table.viewport(), LEFT, pos=score)
    qtbot.waitUntil(lambda: filled.window.location.page != "library")
    assert filled.window.findChild(WhyPanel) is None  # nor did it ever stand


def test_a_choice_of_several_rows_asks_nothing(filled: App) -> None:
    table = library(filled).table
    score = table.visualRect(table.model().index(1, Column.SCORE)).center()
    QTest.mouseClick(table.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, score)
    assert filled.window.findChild(WhyPanel) is None


def test_weights_of_the_rubric_are_asked(app: App, qtbot: QtBot) -> None:
    app.window.go(Location("rubric"))
    page = app.window.stack.currentWidget()
    assert isinstance(page, RubricPage)
    qtbot.waitUntil(lambda: bool(page.entry and page.entry.pack and page._weights.spots))
    assert page.entry
    assert page.entry.pack
    rubric = page.entry.pack.rubric
    group, domain = next(iter(rubric.domains))
    part = group.weight / sum(one.weight for one in rubric.groups)
    part *= domain.weight / sum(one.weight for one in group.domains)
    spot = next(spot for spot in page._weights.spots if spot.figure.node == domain.id)
    page.sheet.scrollTo(page.sheet.sheet.index(page.sheet.sheet.rowCount() - 1))
    spot = next(spot for spot in page._weights.spots if spot.figure.node == domain.id)
    QTest.mouseClick(page.sheet.viewport(), LEFT, pos=spot.rect.center())
    assert answer(app)[1] == percent(part)
    press(app, KEY.Key_Escape)
    item = domain.sub_indicators[0]
    page.show_item(item.id)
    press(app, KEY.Key_W)
    own = Fraction(item.weight, sum(one.weight for one in domain.sub_indicators))
    assert answer(app)[1] == percent(own)


def test_a_row_of_the_tree_is_asked_by_key_and_by_menu(at: Assess) -> None:
    tree = at.page.tree.tree
    tree.setFocus(Qt.FocusReason.TabFocusReason)
    press(at.app, KEY.Key_W)
    node = tree.currentIndex().data(NodeRole.ID)
    assert answer(at.app)[1] == f"Level {at.session.card.nodes[node].level}"
    press(at.app, KEY.Key_Escape)
    assert tree.hasFocus()
    tree.customContextMenuRequested.emit(tree.visualRect(tree.currentIndex()).center())
    menu = named(tree, "tree-why", QMenu)
    menu.actions()[1].trigger()
    menu.close()
    score = at.session.card.nodes[node].score
    assert score is not None
    assert answer(at.app)[1] == cut(score)


def test_the_status_line_says_where_the_open_ones_are(at: Assess) -> None:
    name = at.current
    at.session.grade(name, None)
    line = at.window.status.progress
    QTest.mouseClick(line, LEFT, pos=QPoint(4, line.height() // 2))
    overall = at.session.card.overall
    assert answer(at.app) == ("Whole enterprise: progress", str(overall.answered))
    sheet = named(at.window, "why", WhyPanel)
    leads = [button.text() for button in sheet._leads if not button.isHidden()]
    assert leads == ["Requirements in scope", f"Go to {name}"]
    QTest.mouseClick(sheet._leads[1], LEFT)
    assert at.current == name


def test_a_narrow_window_answers_from_the_line_that_stands_for_the_panel(at: Assess, qtbot: QtBot) -> None:
    at.window.resize(683, 384)
    QApplication.processEvents()
    qtbot.waitUntil(at.page.standing.strip.isVisible)
    at.press("w")
    score = at.session.card.nodes[at.item].score
    assert score is not None
    assert answer(at.app)[1] == cut(score)
    assert at.window.rect().contains(named(at.window, "why").geometry())


def test_a_grade_is_shown_in_every_language_and_theme(
    start: Callable[..., App], demo_library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    import shutil

    shutil.copytree(demo_library, tmp_path / "library")
    app = start(lang="zh", theme="dark")
    assert app.desk.library
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", app.desk.library.rows[0].id))
    press(app, KEY.Key_W)
    title, _value = answer(app)
    assert title.endswith("：得分")
    sheet = named(app.window, "why", WhyPanel)
    assert not sheet.grab().isNull()
