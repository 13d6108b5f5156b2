"""The Assess page in narrow and low windows: panels dock, fold and become drawers, keys still grade what is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nfmaturity.domain.changes import Target
from nfmaturity.ui.fonts import measure
from nfmaturity.ui.widgets.level_header import LevelHeader
from tests.ui.assessing import KEY, Assess, closed_item
from tests.ui.driving import LEFT, click, named

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SMALL, LOW, NORMAL, WIDE = (683, 384), (911, 512), (1366, 768), (1920, 1080)


def at_size(at: Assess, size: tuple[int, int]) -> Assess:
    at.window.notices.hide()
    at.window.resize(*size)
    QApplication.processEvents()
    assert (at.window.width(), at.window.height()) == size, "the window cannot be so small"
    return at


def seen(at: Assess) -> set[str]:
    parts = {"tree": at.page.tree, "standing": at.page.standing, "strip": at.page.standing.strip}
    return {name for name, part in parts.items() if part.isVisible()}


def place(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize(
    ("size", "shown"),
    [(WIDE, {"tree", "standing"}), (NORMAL, {"tree", "standing"}), (LOW, {"tree"}), (SMALL, {"strip"})],
)
def test_panels_have_room_by_the_width(at: Assess, size: tuple[int, int], shown: set[str]) -> None:
    at_size(at, size)
    assert seen(at) == shown
    assert at.page.header.tree.isVisible() == (size[0] < 1200)


def test_a_window_that_grows_again_has_its_panels_back(at: Assess) -> None:
    for size, shown in ((SMALL, {"strip"}), (LOW, {"tree"}), (NORMAL, {"tree", "standing"})):
        assert seen(at_size(at, size)) == shown
    assert place(at.page.tree, at.page).left() == 0
    assert place(at.page.standing, at.page).right() == at.page.width() - 1


def test_panels_fold_by_button_and_key(at: Assess) -> None:
    at_size(at, (1100, 700))
    click(at.qtbot, at.window, "show-tree")
    assert seen(at) == {"standing"}
    at.press(KEY.Key_B, with_=CTRL | SHIFT)
    assert seen(at) == set()
    assert at.view.has_focus()
    at.press(KEY.Key_B, with_=CTRL)
    assert seen(at) == {"tree"}
    click(at.qtbot, at.window, "show-standing")
    assert seen(at) == {"tree", "standing"}
    at.keys_grade()


def test_the_strip_opens_the_standing_as_a_drawer(at: Assess) -> None:
    at_size(at, SMALL)
    strip = at.page.standing.strip
    assert strip.height() == 48
    assert at.page.standing.score.text() in strip.accessibleName()
    at.qtbot.mouseClick(strip, LEFT)
    assert at.page.standing.isVisible()
    assert place(at.page.standing, at.page).right() == at.page.width() - 1
    assert at.page.standing.isAncestorOf(at.focus())
    before = at.session.assessment
    at.press("1")
    assert at.session.assessment is before, "a key graded what lies behind the drawer"
    at.press(KEY.Key_Escape)
    assert not at.page.standing.isVisible()
    at.keys_grade()


def test_a_drawer_that_tab_leaves_is_closed(at: Assess) -> None:
    at_size(at, SMALL)
    at.qtbot.mouseClick(at.page.standing.strip, LEFT)
    for _turn in range(60):
        if not at.page.standing.isVisible():
            break
        at.press(KEY.Key_Tab)
    assert not at.page.standing.isVisible()
    assert at.page.isAncestorOf(at.focus())


def test_a_click_beside_a_drawer_closes_it(at: Assess) -> None:
    at_size(at, SMALL)
    click(at.qtbot, at.window, "show-tree")
    assert at.page.tree.isVisible()
    scrim = named(at.page, "scrim")
    at.qtbot.mouseClick(scrim, LEFT, pos=QPoint(scrim.width() - 5, 50))
    assert not at.page.tree.isVisible()
    assert not scrim.isVisible()
    assert at.view.has_focus()


@pytest.mark.parametrize("size", [SMALL, NORMAL])
def test_ctrl_f_searches_and_a_choice_leads_back_to_grading(at: Assess, size: tuple[int, int]) -> None:
    at_size(at, size)
    at.press(KEY.Key_F, with_=CTRL)
    assert at.page.tree.isVisible()
    assert at.focus() is at.page.tree.filter.search
    other = at.session.scope.levels
    wanted = [item for item in other if item != at.item][3]
    at.press(wanted, KEY.Key_Down)
    assert at.focus() is at.page.tree.tree
    QTest.keyClick(at.page.tree.tree, Qt.Key.Key_Return)
    at.page.tree.chosen.emit(wanted)
    assert at.item == wanted
    assert at.page.tree.isVisible() == (size is NORMAL)
    at.keys_grade()


@pytest.mark.parametrize("size", [LOW, SMALL])
def test_what_is_graded_is_in_sight_with_its_guidance(at: Assess, size: tuple[int, int]) -> None:
    at_size(at, size)
    whole = 0
    for _turn in range(12):
        at.press(KEY.Key_Down)
        row, port = at.row(), at.view.viewport()
        shown = place(row, port)
        assert shown.top() >= 0 or shown.height() > port.height()
        assert port.rect().contains(place(row.selector, port)), f"{at.current}: the grade is out of sight"
        beginning = shown.top() + row._head_height() + 6 + 22
        assert beginning <= port.height(), f"{at.current}: the guidance is out of sight"
        whole += shown.bottom() < port.height()
    assert whole >= 6, "hardly any requirement is seen whole"


def test_the_selector_stands_below_the_text_where_that_is_narrow(at: Assess) -> None:
    for size in (LOW, SMALL):
        at_size(at, size)
        row = at.row()
        assert row._drops
        assert row.selector.x() == 84, "aligned with the text"
    assert not at_size(at, NORMAL).row()._drops


def test_text_stops_at_640_however_wide_the_window(at: Assess) -> None:
    at_size(at, WIDE)
    longest = 0
    for name in at.names():
        lines = at.row(name)._text.lines
        assert max(measure(line, 13, False) for line in lines) <= 640
        longest = max(longest, len(lines))
    assert longest > 1, "no text is long enough to tell"


def test_what_it_is_about_is_a_click_away_in_a_low_window(at: Assess) -> None:
    at_size(at, SMALL)
    header = at.page.header
    assert not header.definition.isVisible()
    assert header.height() <= 60
    click(at.qtbot, at.window, "item-about")
    assert header.definition.isVisible()
    assert header.definition.text()
    at_size(at, NORMAL)
    assert header.definition.isVisible()
    assert not header.about.isVisible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_level_lacks_has_room_beside_its_share(at: Assess, language: str) -> None:
    at.window.switch_language(language)
    QApplication.processEvents()
    heads = at.view.findChildren(LevelHeader)
    said = [head._content.verdict for head in heads if head._content]
    assert len({word for word in said if any(mark.isdigit() for mark in word)}) > 1, "levels that lack something"
    rooms = [head.share_place().width() - 56 - 8 for head in heads]
    assert all(measure(word, 12, False) <= room for word, room in zip(said, rooms, strict=True))


def test_what_stands_below_stays_where_it_is_as_the_last_grade_is_given(at: Assess) -> None:
    standing = at.page.standing
    at.session.grade(at.current, None)
    at.qtbot.waitUntil(lambda: standing._legend.isVisible() and standing.detail.isVisible())
    QApplication.processEvents()
    before = standing.missing.y()
    at.session.edit({Target("answer", name, "grade"): "none" for name in at.names() if at.grade(name) is None})
    assert not standing._legend.isVisible()
    QApplication.processEvents()
    assert standing.missing.y() == before
    item = at.item
    at.page.step_item(1)
    at.page.show_item(item)
    QApplication.processEvents()
    assert standing.missing.y() < before, "what came finished has no hole"


def test_the_score_has_the_room_that_it_takes_whatever_it_is(at: Assess) -> None:
    standing, item = at.page.standing, closed_item(at.session)
    at.page.show_item(item)
    widths = []
    for act in (lambda: None, lambda: at.session.exclude(item, "no such plant"), lambda: at.session.include(item)):
        act()
        QApplication.processEvents()
        said = standing.score
        wide = measure(said.text(), 32, True)
        assert wide <= said.width() <= wide + 1
        assert said.toolTip() == ""
        widths.append(said.width())
    assert widths[0] == widths[2] > widths[1]
