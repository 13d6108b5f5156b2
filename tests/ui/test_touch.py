"""By touch alone: taps grade, flicks scroll and press nothing, a long press opens the menu."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QMenu,
    QPlainTextEdit,
    QScroller,
    QWidget,
)
from pytestqt.qtbot import QtBot
from pytestqt.qtbot import TimeoutError as QtTimeoutError

from nfmaturity.ui.app import App
from nfmaturity.ui.motion import put_calm
from nfmaturity.ui.touch import takes_touch
from nfmaturity.ui.widgets.grade_selector import GradeSelector
from nfmaturity.ui.widgets.level_header import LevelHeader
from nfmaturity.ui.widgets.library_table import LibraryTable
from tests.ui.assessing import Assess
from tests.ui.conftest import Start
from tests.ui.driving import named
from tests.ui.places import PLACES, on_demo
from tests.ui.touching import Finger


@pytest.fixture(scope="module")
def finger() -> Finger:
    return Finger()


@pytest.fixture
def soon(application: QApplication) -> Iterator[None]:
    """A press is long after a moment."""
    hints = QGuiApplication.styleHints()
    before = hints.mousePressAndHoldInterval()
    hints.setMousePressAndHoldInterval(20)
    yield
    hints.setMousePressAndHoldInterval(before)


def selector(at: Assess, requirement: str) -> GradeSelector:
    return at.row(requirement).selector


def in_sight(at: Assess) -> list[str]:
    """Requirements whose grade is wholly in sight."""
    viewport = at.view.viewport()

    def is_seen(name: str) -> bool:
        grade = at.row(name).selector
        return grade.isVisible() and viewport.rect().contains(QRect(grade.mapTo(viewport, QPoint(0, 0)), grade.size()))

    return [name for name in at.names() if is_seen(name)]


def popup(at: Assess) -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def choose(finger: Finger, menu: QMenu, name: str) -> None:
    action = next(action for action in menu.actions() if action.objectName() == f"menu-{name}")
    finger.tap(menu, menu.actionGeometry(action).center())


def hold(at: Assess, finger: Finger, widget: QWidget, place: QPoint | None = None) -> QMenu:
    """Press until the menu opens, and let go."""
    pressed = finger.press(widget, place)
    at.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = popup(at)
    finger.release(widget, pressed)
    assert QApplication.activePopupWidget() is menu, "letting go chose something"
    return menu


def test_a_tap_on_a_segment_grades_and_the_next_requirement_follows(at: Assess, finger: Finger) -> None:
    first, second, *_ = in_sight(at)
    finger.tap(selector(at, first).segments[2])
    assert at.grade(first) == "partial"
    assert at.current == second


def test_a_tap_on_a_requirement_makes_it_current_and_opens_its_guidance(at: Assess, finger: Finger) -> None:
    other = in_sight(at)[1]
    before = at.row(other).height()
    finger.tap(at.row(other), QPoint(90, 12))
    assert at.current == other
    assert at.row(other).height() > before
    assert at.focus() is selector(at, other), "the keys go where the finger went"


def test_a_flick_that_begins_on_a_grade_moves_the_sheet_and_grades_nothing(at: Assess, finger: Finger) -> None:
    put_calm(calm=True)
    bar, current = at.view.verticalScrollBar(), at.current
    before = dict(at.session.assessment.answers)
    assert bar.maximum() > 200
    viewport = at.view.viewport()
    last = in_sight(at)[-1]
    begin = selector(at, last).segments[0].mapTo(viewport, QPoint(20, 16))
    assert begin.y() > 200
    finger.drag(at.qtbot, at.view, begin, 180)
    assert bar.value() == 180
    assert at.current == current
    assert dict(at.session.assessment.answers) == before


def test_a_flick_goes_on_by_itself_and_a_finger_stops_it_without_a_tap(at: Assess, finger: Finger) -> None:
    put_calm(calm=False)
    bar, viewport, current = at.view.verticalScrollBar(), at.view.viewport(), at.current
    begin = viewport.rect().center() + QPoint(0, 150)
    for _attempt in range(5):  # on a machine that is busy just then a flick is as slow as a drag, and goes no further
        bar.setValue(0)
        finger.flick(at.qtbot, at.view, begin, 200)
        with suppress(QtTimeoutError):
            at.qtbot.waitUntil(lambda: bar.value() > 200, timeout=1000)
            break
    assert bar.value() > 200
    finger.tap(viewport, viewport.rect().center())
    assert QScroller.scroller(viewport).state() != QScroller.State.Scrolling
    assert at.current == current


def test_a_flick_ends_where_the_sheet_ends(at: Assess, finger: Finger) -> None:
    put_calm(calm=True)
    viewport = at.view.viewport()
    top = viewport.geometry()
    begin = viewport.rect().center()
    finger.drag(at.qtbot, at.view, begin, -150)
    assert at.view.verticalScrollBar().value() == 0
    assert viewport.geometry() == top


@pytest.mark.usefixtures("soon")
def test_a_long_press_on_a_requirement_opens_its_menu(at: Assess, finger: Finger) -> None:
    other = in_sight(at)[1]
    menu = hold(at, finger, at.row(other), QPoint(90, 12))
    assert menu.objectName() == "sheet-menu"
    assert at.current == other
    choose(finger, menu, "mark")
    assert at.session.answer(other).review
    assert at.grade(other) is None or at.grade(other) == at.session.answer(other).grade


@pytest.mark.usefixtures("soon")
def test_the_menu_comments_and_asks_why(at: Assess, finger: Finger) -> None:
    name = at.current
    choose(finger, hold(at, finger, at.row(name), QPoint(90, 12)), "comment")
    assert at.focus().objectName() == f"comment-text-{name}"
    at.view.end_writing()
    choose(finger, hold(at, finger, at.row(name), QPoint(90, 12)), "why")
    assert at.window.why.is_shown
    at.window.why.close()
    choose(finger, hold(at, finger, at.row(name), QPoint(90, 12)), "history")
    at.qtbot.waitUntil(at.page.history.panel.isVisible)


@pytest.mark.usefixtures("soon")
def test_a_long_press_on_a_level_offers_to_grade_it_as_met(at: Assess, finger: Finger) -> None:
    header = named(at.view, "level-1", LevelHeader)
    choose(finger, hold(at, finger, header), "met-1")
    first = at.view._levels[0].requirements
    assert all(at.grade(name) for name in first)


def test_the_tree_scrolls_and_chooses_by_touch(at: Assess, finger: Finger) -> None:
    put_calm(calm=True)
    tree = at.page.tree.tree
    tree.expandAll()
    viewport, item = tree.viewport(), at.item
    begin = viewport.rect().center()
    finger.drag(at.qtbot, tree, begin, 120)
    assert at.item == item, "a flick chooses nothing"
    begin = viewport.rect().center()
    finger.tap(viewport, begin)
    index = tree.indexAt(begin)
    assert tree.currentIndex() == index or tree.isExpanded(index)


@pytest.mark.usefixtures("soon")
def test_the_tree_tells_why_by_a_long_press(at: Assess, finger: Finger) -> None:
    tree = at.page.tree.tree
    place = tree.visualRect(tree.currentIndex()).center()
    menu = hold(at, finger, tree.viewport(), place)
    assert menu.objectName() == "tree-why"
    menu.close()


def test_everything_that_scrolls_takes_touch(qtbot: QtBot, start: Start, demo_library: Path, tmp_path: Path) -> None:
    walk = on_demo(qtbot, start, demo_library, tmp_path, "en")
    seen, missing = 0, []
    for states in PLACES.values():
        for state in states(walk):
            for area in walk.window.findChildren(QAbstractScrollArea):
                by_lines = isinstance(area, QPlainTextEdit | QHeaderView) or isinstance(area.parent(), QComboBox)
                if area.isVisible() and not by_lines and not area.window().isHidden():
                    seen += 1
                    if not takes_touch(area):
                        missing.append(f"{state}: {type(area).__name__} {area.objectName()}")
    assert seen > 12
    assert not missing, "\n".join(missing)


def test_a_finger_opens_a_menu_of_the_library_only_by_a_button_that_it_sees(filled: App, finger: Finger) -> None:
    table = filled.window.findChild(LibraryTable)
    assert table
    place = table.menu_box(1).center()
    finger.tap(table.viewport(), place)
    assert QApplication.activePopupWidget() is None
    assert [index.row() for index in table.selectionModel().selectedRows()] == [1]
    finger.tap(table.viewport(), place + QPoint(-14, 12))  # too far from the first tap to be its second
    menu = QApplication.activePopupWidget()
    assert menu
    assert menu.objectName() == "row-menu"
    menu.close()


@pytest.mark.usefixtures("soon")
def test_a_row_of_the_library_opens_its_menu_by_a_long_press(filled: App, qtbot: QtBot, finger: Finger) -> None:
    table = filled.window.findChild(LibraryTable)
    assert table
    viewport = table.viewport()
    place = table.visualRect(table.model().index(2, 0)).center()
    finger.press(viewport, place)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    finger.release(viewport, place)
    assert menu
    assert menu.objectName() == "row-menu"
    assert [index.row() for index in table.selectionModel().selectedRows()] == [2]
    menu.close()
