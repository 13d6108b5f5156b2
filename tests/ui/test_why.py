"""Why a figure is what it is: asked by click and key, gone through, followed and put away, on the app itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scoring import cut
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.why_panel import WhyPanel, place_beside
from nfmaturity.ui.widgets.why_table import WhyRow
from tests.ui.assessing import Assess
from tests.ui.driving import named

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def sheet(at: Assess) -> WhyPanel:
    return named(at.window, "why", WhyPanel)


def title(at: Assess) -> str:
    assert sheet(at).isVisible()
    return named(sheet(at), "why-title", Paragraph).text()


def value(at: Assess) -> str:
    return named(sheet(at), "why-value", Label).text()


def lines(at: Assess) -> list[WhyRow]:
    return [row for row in sheet(at).table.rows if not row.isHidden()]


def is_shown(at: Assess) -> bool:
    found = at.window.findChild(WhyPanel, "why")
    return found is not None and found.isVisible()


def test_a_click_on_the_score_shows_how_it_adds_up(at: Assess) -> None:
    score = named(at.page, "standing-score")
    QTest.mouseClick(score, LEFT)
    node = at.session.card.nodes[at.item]
    assert node.score is not None
    assert value(at) == cut(node.score)
    assert lines(at)[-1].line.cells[-1] == cut(node.score, 4)
    assert sheet(at).isAncestorOf(at.focus())


def test_keys_go_to_a_requirement_and_back(at: Assess) -> None:
    before = at.focus()
    at.press("w")
    assert title(at).endswith(": score")
    at.press(KEY.Key_Return)  # the first level's share
    assert "share of" in title(at)
    assert [row.line.door for row in lines(at)[:-1]] == list(at.session.scope.levels[at.item][1])
    at.press(KEY.Key_Backspace)
    assert title(at).endswith(": score")
    at.press(KEY.Key_Escape)
    assert not is_shown(at)
    assert at.focus() is before


def test_a_requirement_of_the_table_is_a_door(at: Assess) -> None:
    at.press("w", KEY.Key_Return, KEY.Key_Down)
    wanted = str(lines(at)[1].line.door)
    at.press(KEY.Key_Return)
    assert not is_shown(at)
    assert at.current == wanted
    at.keys_grade()


def test_tab_stays_in_the_sheet_and_no_key_grades_under_it(at: Assess) -> None:
    requirement, grade = at.current, at.grade(at.current)
    at.press("w")
    seen = set()
    for _n in range(30):
        at.press(KEY.Key_Tab)
        assert sheet(at).isAncestorOf(at.focus())
        seen.add(at.focus().objectName())
    assert {"why-row-0", "why-away", "why-lead-0"} <= seen
    at.press("1", "n")
    assert (at.current, at.grade(requirement)) == (requirement, grade)


def test_an_edit_is_followed_while_the_sheet_stands(at: Assess) -> None:
    name = at.session.scope.levels[at.item][1][0]
    at.session.grade(name, "none")
    at.press("w", KEY.Key_Return)
    before = value(at)
    at.session.grade(name, "full")
    after = value(at)
    assert after != before
    assert after == cut(at.session.card.nodes[at.item].shares[1])


def test_language_is_followed(at: Assess) -> None:
    at.press("w")
    at.window.switch_language("zh")
    assert title(at).endswith("得分")
    assert lines(at)[-1].line.name == "合计"
    at.window.switch_language("en")


def test_the_same_figure_again_and_a_press_elsewhere_put_it_away(at: Assess) -> None:
    score = named(at.page, "standing-score")
    QTest.mouseClick(score, LEFT)
    QTest.mouseClick(score, LEFT)
    assert not is_shown(at)
    QTest.mouseClick(score, LEFT)
    assert is_shown(at)
    QTest.mouseClick(at.page.header.path, LEFT)
    assert not is_shown(at)


@pytest.mark.parametrize("where", ["header", "title", "share", "segment", "status"])
def test_keys_grade_again_after_a_press_elsewhere(at: Assess, where: str) -> None:
    name = at.current
    at.press("w")
    places = {
        "header": at.window.header,
        "title": at.page.header.name,
        "share": at.page.standing.missing,
        "segment": at.page.standing.of.choice("domain"),
        "status": at.window.status,
    }
    QTest.mouseClick(places[where], LEFT)
    assert not is_shown(at)
    assert at.window.focusWidget() is at.row(name).selector
    at.press("2")
    assert at.grade(name) == "most"


def test_the_share_of_a_level_is_asked_in_its_line_which_goes_on_folding(at: Assess) -> None:
    header = at.view._headers[0]
    was_open = header.isChecked()
    QTest.mouseClick(header, LEFT, pos=header.share_place().center())
    assert header.isChecked() == was_open
    assert value(at) == cut(at.session.card.nodes[at.item].shares[header.level])
    at.press(KEY.Key_Escape)
    QTest.mouseClick(header, LEFT, pos=QPoint(100, 16))
    assert header.isChecked() != was_open


def test_a_gain_is_asked_and_its_row_goes_on_leading_to_the_requirement(at: Assess) -> None:
    panel = at.page.standing
    QTest.mouseClick(panel.of.choice("overall"), LEFT)
    row = panel._rows[0]
    QTest.mouseClick(row, LEFT, pos=row.gain_place().center())
    assert value(at) == row._gain
    assert row.requirement in title(at)
    at.press(KEY.Key_Escape)
    QTest.mouseClick(row, LEFT, pos=QPoint(20, row.height() - 8))
    assert not is_shown(at)
    assert at.current == row.requirement


def test_arrows_choose_among_shares_and_the_key_asks_for_the_one_at_hand(at: Assess) -> None:
    shares = at.page.standing.shares
    shares.setFocus(Qt.FocusReason.TabFocusReason)
    at.press(KEY.Key_Down, "w")
    levels = sorted(at.session.card.nodes[at.item].shares)
    assert value(at) == cut(at.session.card.nodes[at.item].shares[levels[1]])
    assert shares.accessibleDescription()
    at.press(KEY.Key_Escape)
    assert at.focus() is shares


def test_the_whole_can_be_gone_down_to_its_grades(at: Assess) -> None:
    QTest.mouseClick(at.page.standing.of.choice("overall"), LEFT)
    at.press("w")
    seen = [title(at)]
    for _step in range(4):  # score, share of the whole, of a group, of a domain, of a sub-indicator
        at.press(KEY.Key_Return)
        seen.append(title(at))
    assert len(set(seen)) == 5
    assert all(isinstance(row.line.door, str) for row in lines(at)[:-1])
    total = at.session.card.nodes[OVERALL].score
    assert total is not None
    for _step in range(4):
        at.press(KEY.Key_Backspace)
    assert (title(at), value(at)) == (seen[0], cut(total))


def test_it_fits_a_small_window_and_scrolls(at: Assess, qtbot: QtBot) -> None:
    at.window.resize(683, 384)
    at.press("w")
    panel = sheet(at)
    assert at.window.rect().contains(panel.geometry())
    assert panel.area.verticalScrollBar().maximum() > 0
    for _n in range(len(panel._stops())):
        at.press(KEY.Key_Tab)
        stop = at.focus()
        if panel.area.isAncestorOf(stop):
            top = stop.mapTo(panel.area.viewport(), QPoint(0, 0)).y()
            assert top >= 0
            assert top + stop.height() <= panel.area.viewport().height() + 1


def test_another_page_puts_it_away(at: Assess) -> None:
    from nfmaturity.ui.settings import Location

    at.press("w")
    at.window.go(Location("overview"))
    assert not is_shown(at)


def test_the_figure_stays_free() -> None:
    window, size = QRect(0, 0, 1000, 700), QSize(440, 300)
    for figure in (QRect(20, 20, 60, 20), QRect(900, 20, 60, 20), QRect(20, 650, 60, 20), QRect(900, 650, 60, 20)):
        at = place_beside(size, figure, window)
        assert not QRect(at, size).intersects(figure)
        assert window.contains(QRect(at, size))
    assert window.contains(QRect(place_beside(QSize(980, 680), QRect(500, 300, 40, 20), window), QSize(980, 680)))


def test_figures_are_heard_as_such(at: Assess) -> None:
    for name in ("standing-score", "standing-level"):
        assert "Why?" in named(at.page, name, QWidget).accessibleDescription()
    at.press("w")
    said = sheet(at).accessibleName()
    assert value(at) in said
    assert "score" in lines(at)[0].accessibleName().lower() or lines(at)[0].accessibleName()
