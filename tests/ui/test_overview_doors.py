"""The figures of the Overview as doors: each leads to what it is made of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.assess import AssessPage
from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.pages.overview_content import weakest
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from tests.ui.driving import click, named
from tests.ui.test_overview import click_cell, in_scope, session_of, shown, store_large


@pytest.fixture
def page(opened: App) -> OverviewPage:
    return shown(opened)


@pytest.fixture
def large(app: App, qtbot: QtBot) -> App:
    store_large(app, qtbot)
    return app


def go_on(qtbot: QtBot, app: App) -> None:
    """Go on from the reason of a figure to where it comes from: the way on has the focus."""
    focused = app.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "why-door"
    qtbot.keyClick(focused, Qt.Key.Key_Return)


def test_a_cell_leads_to_the_weakest_sub_indicator(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    session, model = session_of(opened), page.heat.table.held
    domains = [domain for _, domain in session.rubric.domains]
    click_cell(qtbot, page.heat.table, model.index(1, 3))
    go_on(qtbot, opened)
    expected = weakest(session.card, domains[1].sub_indicators, 3)
    assert opened.window.location.page == "assess"
    assert opened.window.location.node == expected


def worst(session: AssessmentSession, item: str, level: int) -> str:
    """The first unanswered requirement of a sub-indicator at a level, else the first of the lowest grade."""
    names = session.scope.levels[item][level]
    values = {degree.id: degree.value for degree in session.rubric.scoring.degrees}
    grades = {name: session.answer(name).grade for name in names}
    unanswered = [name for name in names if grades[name] is None]
    lowest = min((values[grade] for grade in grades.values() if grade), default=None)
    return unanswered[0] if unanswered else next(name for name in names if values[grades[name] or ""] == lowest)


def test_a_cell_leads_to_the_worst_requirement_of_its_level(large: App, qtbot: QtBot) -> None:
    page, session = shown(large), session_of(large)
    model = page.heat.table.held
    for row, (_group, domain) in enumerate(session.rubric.domains):
        for level in session.rubric.level_numbers:
            figure = model.figure(model.index(row, level))
            item = weakest(session.card, domain.sub_indicators, level)
            assert figure.door == Location("assess", node=item, requirement=worst(session, item, level))
            assert session.rubric.places[figure.door.requirement].level == level
            assert figure.said.endswith(f", twice to open {figure.door.requirement}.")
    click_cell(qtbot, page.heat.table, model.index(2, 3))
    go_on(qtbot, large)
    door = model.figure(model.index(2, 3)).door
    assert door
    assert large.window.location.requirement == door.requirement


def test_a_share_of_the_whole_leads_to_the_domain_that_keeps_it_down(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    nodes = session.card.nodes
    for row in page.standing.shares.rows:
        assert row.door
        place = session.rubric.places[row.door.requirement]
        shares = [nodes[domain.id].shares.get(row.level) for _, domain in session.rubric.domains]
        assert nodes[place.domain.id].shares[row.level] == min(share for share in shares if share is not None)
        assert row.door.requirement == worst(session, place.sub_indicator.id, row.level)
        line = named(page, f"share-{row.level}")
        assert line.accessibleName() == line.toolTip()
        assert line.toolTip().startswith(f"Level {row.level}: share {row.figure}, {row.verdict}. Click for ")


def test_shares_are_clicked_and_entered(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    second = page.standing.shares.rows[1].door
    third = page.standing.shares.rows[2].door
    assert second
    assert third
    click(qtbot, page, "share-3")
    go_on(qtbot, opened)
    assert opened.window.location.requirement == third.requirement
    shown(opened)
    page.standing.details.setFocus(Qt.FocusReason.TabFocusReason)
    for stop in (page.standing.details, page.standing.score, page.standing.chip, page.standing.bounds):
        assert stop.hasFocus()
        qtbot.keyClick(stop, Qt.Key.Key_Tab)
    assert named(page, "share-1").hasFocus()
    qtbot.keyClick(named(page, "share-1"), Qt.Key.Key_Down)
    assert named(page, "share-2").hasFocus()
    qtbot.keyClick(named(page, "share-2"), Qt.Key.Key_Return)
    go_on(qtbot, opened)
    assert opened.window.location.requirement == second.requirement


def test_weakest_is_the_first_of_the_lowest(large: App) -> None:
    session = session_of(large)
    for _, domain in session.rubric.domains:
        for level in session.rubric.level_numbers:
            found = weakest(session.card, domain.sub_indicators, level)
            shares = {item.id: session.card.nodes[item.id].shares.get(level) for item in domain.sub_indicators}
            lowest = min(share for share in shares.values() if share is not None)
            assert found == next(name for name, share in shares.items() if share == lowest)


def test_cells_are_reached_and_entered_by_key(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    session, table = session_of(opened), page.heat.table
    page.standing.shares.lines[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.standing.shares.lines[0], Qt.Key.Key_Tab)
    assert table.hasFocus()
    for pressed in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(table, pressed)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)
    assert table.rings
    domain = [domain for _, domain in session.rubric.domains][1]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    go_on(qtbot, opened)
    assert opened.window.location.node == weakest(session.card, domain.sub_indicators, 2)


def test_every_cell_says_what_it_is(page: OverviewPage) -> None:
    model = page.heat.table.held
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            said = model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
            assert said.startswith(model.shown.rows[row].name)
            assert model.index(row, column).data() in said or column


def test_a_gap_leads_to_its_requirement(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    second = page.gaps.list.held.found[1].id
    click_cell(qtbot, page.gaps.list, page.gaps.list.held.index(1))
    assert opened.window.location.requirement == second
    shown(opened)
    page.gaps.list.setFocus(Qt.FocusReason.TabFocusReason)
    page.gaps.list.setCurrentIndex(page.gaps.list.held.index(0))
    first = page.gaps.list.held.found[0].id
    qtbot.keyClick(page.gaps.list, Qt.Key.Key_Return)
    assert opened.window.location.requirement == first


def test_progress_leads_to_the_first_unanswered(large: App, qtbot: QtBot) -> None:
    page, session = shown(large), session_of(large)
    nodes = session.card.nodes
    name = next(d.id for _, d in session.rubric.domains if nodes[d.id].answered < nodes[d.id].in_scope)
    row = named(page, f"progress-{name}")
    assert row.accessibleName().endswith(f"{nodes[name].answered} / {nodes[name].in_scope}")
    click(qtbot, page, f"progress-{name}")
    at = large.window.location
    assert session.rubric.places[at.requirement].domain.id == name
    assert session.answer(at.requirement).grade is None
    assess = large.window.stack.currentWidget()
    assert isinstance(assess, AssessPage)
    missing = nodes[name].in_scope - nodes[name].answered
    assert len(assess.finding.matches) == missing
    assert {session.rubric.places[one].domain.id for one in assess.finding.matches} == {name}
    assert all(session.answer(one).grade is None for one in assess.finding.matches)


def test_progress_is_a_line_once_everything_is_graded(opened: App) -> None:
    opened.window.resize(1366, 768)
    page, session = shown(opened), session_of(opened)
    names = [name for levels in session.scope.levels.values() for ids in levels.values() for name in ids]
    unanswered = {name for name in names if session.answer(name).grade is None}
    assert page.progress.rows.isVisible() == bool(unanswered)
    worst = session.rubric.scoring.degrees[-1].id
    session.edit({Target("answer", name, "grade"): worst for name in unanswered})
    assert not page.progress.rows.isVisible()
    session.grade(names[0], None)
    assert page.progress.rows.isVisible()


def test_progress_tells_marks_and_what_is_to_be_confirmed(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    session = session_of(opened)
    node = next(domain for _, domain in session.rubric.domains)
    first, second = (name for _, name in zip(range(2), in_scope(session, node.id), strict=False))
    session.mark(first, review=True)
    row = named(page, f"progress-{node.id}")
    assert row.accessibleName() == f"Organization 1 marked {row.accessibleName().rpartition('marked ')[2]}"
    click(qtbot, page, f"progress-{node.id}")
    assert opened.window.location.requirement == first
    session.edit({Target("answer", second, "confirm"): True})
    shown(opened)
    assert "1 marked, 1 to confirm" in row.accessibleName()
    assert page.progress.head.aside.text() == "1 to confirm"
    assert page.standing.headline.text() == "All have a grade, to confirm: 1"
    click(qtbot, page, f"progress-{node.id}")
    assert opened.window.location.requirement == second


def test_details_are_a_click_away(page: OverviewPage, qtbot: QtBot) -> None:
    asked: list[Location] = []
    page.go = asked.append
    click(qtbot, page, "details")
    assert [at.page for at in asked] == ["details"]
