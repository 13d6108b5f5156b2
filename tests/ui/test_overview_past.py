"""The Overview beside an earlier assessment."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from nfmaturity.analysis.change_words import signed
from nfmaturity.analysis.comparison import compare
from nfmaturity.domain.changes import Target
from nfmaturity.domain.scoring import cut
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.settings import Location
from nfmaturity.workspace.earlier import NO_EARLIER
from nfmaturity.workspace.opening import Workspace
from tests.ui.driving import LEFT, named
from tests.ui.test_overview import session_of, shown


def open_year(app: App, qtbot: QtBot, year: str) -> OverviewPage:
    assert app.desk.library
    row = next(row for row in app.desk.library.rows if "江畔" in row.enterprise and row.date.startswith(year))
    app.window.go(Location("overview", row.id))
    qtbot.waitUntil(lambda: app.desk.session is not None and session_of(app).assessment.id == row.id)
    page = shown(app)
    qtbot.waitUntil(lambda: page.reading.before is not None)
    return page


@pytest.fixture
def page(opened: App, qtbot: QtBot) -> OverviewPage:
    """The year 2026, beside that of 2025."""
    return open_year(opened, qtbot, "2026")


def test_the_year_before_is_found_and_told(opened: App, page: OverviewPage) -> None:
    before = page.reading.before
    assert before
    assert before.chosen
    assert before.chosen.day == "2025-11-28"
    session = session_of(opened)
    found = compare(session.rubric, session.card, before.chosen)
    then, moved = found.overall.before.score, found.overall.score()
    assert then is not None
    assert moved is not None
    assert page.standing.since.text() == f"2025: Level 2, {cut(then)}; now {signed(moved)}"
    assert page.past.said.text().startswith(f"Up {cut(moved.shown)} since 2025: ")
    assert page.past.choice.text() == "2025"
    was, now = found.overall.before.in_scope, found.overall.after.in_scope
    assert was != now
    assert page.past.left_out.text().startswith(f"Requirements in scope: 2025 {was}, now {now}. Excluded ")


class Painted(QObject):
    """Notes where a part of the page is each time that it is painted."""

    def __init__(self, page: OverviewPage) -> None:
        super().__init__(page)
        self.page, self.places = page, set[tuple[int, bool]]()
        page.heat.table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            at = self.page.heat.mapTo(self.page, QPoint(0, 0)).y()
            self.places.add((at, self.page.past.isVisible()))
        return False


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_nothing_moves_as_the_year_before_arrives(
    opened: App, page: OverviewPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    opened.window.resize(*size)
    ident = session_of(opened).assessment.id
    opened.desk.close_assessment()
    painted = Painted(page)
    opened.window.go(Location("overview", ident))
    qtbot.waitUntil(lambda: page.reading.before is not None and page.area.updatesEnabled())
    page.area.ensureWidgetVisible(page.heat)
    qtbot.waitUntil(lambda: bool(painted.places))
    qtbot.waitUntil(page.standing.since.isVisible)
    assert {is_told for _at, is_told in painted.places} == {True}


def test_a_page_is_painted_where_what_went_before_cannot_be_read(
    opened: App, page: OverviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.reading, "read", lambda: None)
    page.reading.before = None
    page.enter(Location("overview"))
    assert not page.area.updatesEnabled()
    qtbot.waitUntil(page.area.updatesEnabled)


def test_every_figure_says_how_it_moved(opened: App, page: OverviewPage) -> None:
    session, before = session_of(opened), page.reading.before
    assert before
    assert before.chosen
    then = before.chosen.card.nodes
    for row in page.heat.table.held.shown.rows:
        now = session.card.nodes[row.node]
        for level, figure in zip(session.rubric.level_numbers, row.figures[1:], strict=True):
            was = cut(then[row.node].shares[level], 2)
            change = figure.change
            assert figure.said.endswith(f" Before {was}, change {change}.")
            exact = now.shares[level] - then[row.node].shares[level]
            size = "<0.01" if abs(exact) < Fraction(1, 100) else cut(abs(exact), 2)
            assert change == (f"{'+' if exact > 0 else '−'}{size}" if exact else "±0")
    chart = page.radar.chart
    assert [axis.before for axis in chart.axes] == [float(then[axis.short].score or 0) for axis in chart.axes]
    assert f"Organization {chart.axes[0].figure}, before " in chart.accessibleName()
    assert page.radar.key.accessibleName().endswith("; 2025")


def test_an_edit_moves_the_difference(opened: App, page: OverviewPage) -> None:
    before = page.standing.since.text()
    session_of(opened).grade(page.gaps.list.held.found[0].id, "full")
    assert page.standing.since.text() != before


def test_a_domain_that_is_not_fully_graded_is_not_compared(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    name = page.gaps.list.held.found[0].id
    node = session.rubric.places[name].domain.id
    session.grade(name, None)
    assert page.standing.since.text().endswith("; not compared yet (1 without a grade)")
    assert page.past.said.text().startswith(
        "Not fully graded yet, the whole is not compared (1 without a grade); domains graded in full (9): "
    )
    assert "Not fully graded yet, so not compared: " in page.past.left_out.text()
    for row in page.heat.table.held.shown.rows:
        assert any(figure.change for figure in row.figures) is (row.node != node)
        assert "Level before" not in row.figures[0].said or row.node != node
    session.undo()
    assert all(row.figures[0].change for row in page.heat.table.held.shown.rows)


def test_a_level_that_changed_is_told(page: OverviewPage) -> None:
    row = next(row for row in page.heat.table.held.shown.rows if row.node == "BC-ORG")
    assert "Level before: Level 2." in row.figures[0].said


def test_the_first_year_is_quiet(opened: App, qtbot: QtBot) -> None:
    page = open_year(opened, qtbot, "2025")
    assert not page.past.isVisible()
    assert page.standing.since.isHidden()
    assert all(not figure.change for row in page.heat.table.held.shown.rows for figure in row.figures)
    assert all(axis.before is None for axis in page.radar.chart.axes)


def menu_of(page: OverviewPage, qtbot: QtBot) -> QMenu:
    qtbot.mouseClick(page.past.choice, LEFT)
    assert page.past.menu
    return page.past.menu


def test_none_is_chosen_and_undone(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    session = session_of(opened)
    first = session.assessment.previous
    menu = menu_of(page, qtbot)
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("28 Nov 2025 · 2025年数字化转型成熟度自评估", True),
        ("Compare with none", False),
    ]
    qtbot.keyClick(menu, Qt.Key.Key_Up)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert session.assessment.previous == NO_EARLIER
    qtbot.waitUntil(lambda: page.reading.compared() is None)
    assert page.past.isVisible()
    assert page.past.choice.text() == "none"
    assert all(not figure.change for row in page.heat.table.held.shown.rows for figure in row.figures)
    session.undo()
    assert session.assessment.previous == first
    qtbot.waitUntil(lambda: page.past.choice.text() == "2025")


@pytest.mark.parametrize(("fate", "said"), [("trashed", "is in the trash"), ("away", "is not in this library")])
def test_one_that_is_named_but_not_at_hand_is_told(opened: App, qtbot: QtBot, fate: str, said: str) -> None:
    page = open_year(opened, qtbot, "2026")
    session = session_of(opened)
    named_one = session.assessment.previous or next(row.id for row in page.reading.before.rows)  # type: ignore[union-attr]

    def take_away(workspace: Workspace) -> None:
        workspace.repository.trash(named_one, "2026-11-22T08:00:00Z")
        if fate == "away":
            workspace.repository.purge(named_one)

    opened.desk.act(take_away)
    session.edit({Target("assessment", "", "previous"): named_one})
    page.reading.read()
    qtbot.waitUntil(lambda: said in page.past.said.text())
    assert page.past.choice.text() == "not at hand"
    assert page.reading.compared() is None
    assert not any(action.isChecked() for action in menu_of(page, qtbot).actions())
    session.edit({Target("assessment", "", "previous"): NO_EARLIER})
    qtbot.waitUntil(lambda: not page.past.isVisible())


def test_it_is_told_in_the_language_in_force(opened: App, page: OverviewPage) -> None:
    opened.window.switch_language("zh")
    assert named(page, "overview-since").accessibleName().startswith("2025年：二级 2.597，本次 +0.")
    assert page.past.said.text().startswith("较2025年上升 0.175：上升的有 9 个能力域（")
    opened.window.switch_language("en")
