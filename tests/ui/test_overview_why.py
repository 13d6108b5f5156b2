"""Every figure of the Overview answers why, and goes on where it led before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scoring import NodeScore, cut
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.figure_spots import FigureSpots
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.why_panel import WhyPanel
from tests.ui.driving import named

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


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
    assert ask(opened, page.gaps.way_up)[0].startswith("Whole enterprise: the least")
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
