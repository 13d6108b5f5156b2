"""Every figure of the Overview answers why, and goes on where it led before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.analysis.change_words import signed
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scoring import NodeScore, cut
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.figure_spots import FigureSpots
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.node_rows import PersonRow
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.why_panel import WhyPanel
from tests.ui.driving import named

KEY, LEFT, KEY_REASON = Qt.Key, Qt.MouseButton.LeftButton, Qt.FocusReason.TabFocusReason


@pytest.fixture
def page(opened: App) -> OverviewPage:
    opened.window.go(Location("overview"))
    found = opened.window.stack.currentWidget()
    assert isinstance(found, OverviewPage)
    return found


def node(app: App, name: str = OVERALL) -> NodeScore:
    assert app.desk.session
    return app.desk.session.card.nodes[name]


def press(app: App, *keys: Qt.Key) -> None:
    for key in keys:
        focused = app.window.focusWidget()
        assert focused
        QTest.keyClick(focused, key)


def answer(app: App) -> tuple[str, str]:
    """The title and the figure of the answer that stands."""
    sheet = named(app.window, "why", WhyPanel)
    assert sheet.isVisible()
    return named(sheet, "why-title", Paragraph).text(), named(sheet, "why-value", Label).text()


def ask(app: App, widget: QWidget, place: QRect | None = None) -> tuple[str, str]:
    """Click a figure, read the answer and put it away."""
    QTest.mouseClick(widget, LEFT, pos=(place or widget.rect()).center())
    found = answer(app)
    press(app, KEY.Key_Escape)
    assert not named(app.window, "why").isVisible()
    return found


def test_the_whole_is_asked_for_score_level_and_bounds(opened: App, page: OverviewPage) -> None:
    whole = node(opened)
    assert whole.score is not None
    assert ask(opened, page.standing.score) == ("Whole enterprise: score", cut(whole.score))
    assert ask(opened, page.standing.chip) == ("Whole enterprise: level", f"Level {whole.level}")
    assert "lowest and highest" in ask(opened, page.standing.bounds)[0]
    assert ask(opened, page.standing.sum)[1] == cut(whole.score)


def test_a_share_says_why_and_is_left_by_a_double_click(opened: App, page: OverviewPage) -> None:
    line = page.standing.shares.lines[2]
    assert ask(opened, line)[1] == cut(node(opened).shares[3])
    QTest.mouseDClick(line, LEFT)
    assert line.row.door
    assert opened.window.location.requirement == line.row.door.requirement
    assert not named(opened.window, "why").isVisible()


def test_a_cell_says_why_and_is_left_by_a_double_click(opened: App, page: OverviewPage) -> None:
    table = page.heat.table
    cell = table.held.index(1, 2)
    domain = table.held.shown.rows[1].node
    title, figure = ask(opened, table.viewport(), table.visualRect(cell))
    assert title.endswith("share of Level 2")
    assert figure == cut(node(opened, domain).shares[2])
    score = node(opened, domain).score
    assert score is not None
    assert ask(opened, table.viewport(), table.visualRect(table.held.index(1, 0)))[1] == cut(score)
    QTest.mouseDClick(table.viewport(), LEFT, pos=table.visualRect(cell).center())
    assert opened.window.location.page == "assess"


def test_enter_twice_goes_from_a_cell_to_the_requirement(opened: App, page: OverviewPage) -> None:
    press(opened, KEY.Key_Down, KEY.Key_Right, KEY.Key_Return)
    assert "share of Level 1" in answer(opened)[0]
    press(opened, KEY.Key_Escape)
    assert page.heat.table.hasFocus()
    door = page.heat.table.held.figure(page.heat.table.currentIndex()).door
    assert door
    press(opened, KEY.Key_Return, KEY.Key_Return)
    assert opened.window.location.requirement == door.requirement


def test_the_radar_is_asked_by_its_figures(opened: App, page: OverviewPage) -> None:
    chart = page.radar.chart
    chart.grab()
    places = dict(chart.places())
    assert list(places) == [axis.short for axis in chart.axes]
    for axis in chart.axes[:3]:
        title, figure = ask(opened, chart, places[axis.short])
        assert title == f"{axis.name}: score"
        assert figure.startswith(axis.figure)


def test_groups_gaps_and_progress_answer_and_go_on_leading(opened: App, page: OverviewPage) -> None:
    row = page.groups.rows.rows[0]
    score, level, weight = row.figures.spots
    assert ask(opened, row, score.rect)[0].endswith(": score")
    assert ask(opened, row, level.rect)[0].endswith(": level")
    assert ask(opened, row, weight.rect)[1].endswith("%")
    assert ask(opened, row, QRect(20, 4, 60, 20))[0].endswith(": score")
    row.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row, KEY.Key_Return)
    assert answer(opened)[0].endswith(": score")
    gap = page.gaps.list
    first = gap.figures.spots[0]
    title, figure = ask(opened, gap.viewport(), first.rect)
    assert title.startswith(gap.held.found[0].id)
    assert figure.startswith("+")
    assert ask(opened, page.gaps.way_up)[0].startswith("Whole enterprise: measures towards the next level")
    QTest.mouseClick(gap.viewport(), LEFT, pos=QPoint(40, gap.visualRect(gap.held.index(0)).center().y()))
    assert opened.window.location.requirement == gap.held.found[0].id


def test_the_key_asks_for_what_has_the_focus_else_for_the_whole(opened: App, page: OverviewPage) -> None:
    page.standing.details.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.standing.details, "w")
    assert answer(opened)[0] == "Whole enterprise: score"
    press(opened, KEY.Key_W)
    assert not named(opened.window, "why").isVisible()
    page.gaps.list.setFocus(Qt.FocusReason.TabFocusReason)
    page.gaps.list.setCurrentIndex(page.gaps.list.held.index(1))
    QTest.keyClick(page.gaps.list, "w")
    assert answer(opened)[0].startswith(page.gaps.list.held.found[1].id)


def test_a_figure_pointed_at_shows_a_hand_and_a_line(opened: App, page: OverviewPage) -> None:
    score = page.standing.score
    QTest.mouseMove(score, score.rect().center() + QPoint(1, 1))
    QTest.mouseMove(score, score.rect().center())
    assert score.cursor().shape() == Qt.CursorShape.PointingHandCursor
    (spots,) = score.findChildren(FigureSpots)
    assert spots._mark.isVisible()
    assert spots._mark.geometry() == score.rect()


@pytest.fixture
def compared(page: OverviewPage, qtbot: QtBot) -> OverviewPage:
    """The page once the year before was read."""
    qtbot.waitUntil(lambda: page.reading.compared() is not None)
    return page


def test_what_moved_is_asked_where_it_is_told(opened: App, compared: OverviewPage) -> None:
    page, found = compared, compared.reading.compared()
    assert found
    by = signed(found.overall.score())
    for said in (page.standing.since, page.past.said):
        assert ask(opened, said) == ("Whole enterprise: change of the score since 2025", by)
    table = page.heat.table
    cell = table.visualRect(table.held.index(0, 2))
    lower = QRect(cell.left(), cell.bottom() - 10, cell.width(), 8)
    row = table.held.shown.rows[0]
    title, figure = ask(opened, table.viewport(), lower)
    assert title == f"{row.name}: change of the share of Level 2 since 2025"
    assert figure == signed(found.domains[row.node].share(2, 3))
    upper = QRect(cell.left(), cell.top() + 2, cell.width(), 8)
    assert ask(opened, table.viewport(), upper)[0].endswith("share of Level 2")
    score = table.visualRect(table.held.index(0, 0))
    lower = QRect(score.right() - 40, score.bottom() - 10, 20, 8)
    assert ask(opened, table.viewport(), lower)[0] == f"{row.name}: change of the score since 2025"


def test_a_key_leads_from_a_figure_to_how_it_moved_and_down_to_the_grades(opened: App, compared: OverviewPage) -> None:
    press(opened, KEY.Key_W)
    assert named(opened.window, "why-lead-0", Button).text() == "How it moved since 2025"
    press(opened, KEY.Key_Escape)
    compared.heat.table.setFocus(KEY_REASON)
    press(opened, KEY.Key_Down, KEY.Key_Right, KEY.Key_Return)
    sheet = named(opened.window, "why", WhyPanel)
    lead = named(sheet, "why-lead-0", Button)
    assert lead.text() == "How it moved since 2025"
    lead.click()
    assert "change of the share of Level 1 since 2025" in answer(opened)[0]
    sheet.table.rows[0].click()
    assert "change of the share of Level 1 since 2025" in answer(opened)[0]
    press(opened, KEY.Key_Escape)


def test_who_graded_answers_and_takes_the_keys(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.people.rows.rows))
    row = page.people.rows.rows[0]
    assert isinstance(row, PersonRow)
    assert row.line
    count = str(row.line.graded)
    assert ask(opened, row) == (f"Whole enterprise: grades, {row.line.name or 'taken over'}", count)
    assert row.height() >= 32
    row.setFocus(KEY_REASON)
    press(opened, KEY.Key_Return)
    assert answer(opened)[1] == count
    named(opened.window, "why", WhyPanel).table.rows[0].click()
    assert f"grades, {row.line.name or 'taken over'}" in answer(opened)[0]
