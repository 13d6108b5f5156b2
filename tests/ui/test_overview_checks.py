"""The checks and the people on the Overview."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nfmaturity.analysis.checks.pace import FASTEST, Graded
from nfmaturity.domain.changes import Target
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.pages.overview_checks import check_lines
from nfmaturity.ui.pages.overview_people import person_lines
from nfmaturity.ui.widgets.check_rows import AT_ONCE, ROW, CheckBlock, CheckRows, SpotLine, SpotRow
from tests.ui.driving import LEFT, settled
from tests.ui.test_overview import in_scope, session_of, shown
from tests.ui.test_overview_past import open_year


@pytest.fixture
def page(opened: App, qtbot: QtBot) -> OverviewPage:
    return open_year(opened, qtbot, "2026")


def block(page: OverviewPage, kind: str) -> CheckBlock:
    return next(block for block in page.checks.rows.blocks if block.head.line.kind == kind)


def places_of(shown: CheckBlock) -> tuple[SpotLine, ...]:
    line = shown.head.line
    return line.first(line.count)


def kinds(page: OverviewPage) -> list[str]:
    return [block.head.line.kind for block in page.checks.rows.blocks]


def test_checks_follow_the_edits(opened: App, page: OverviewPage) -> None:
    assert "for_review" not in kinds(page)
    name = in_scope(session_of(opened), "BC-DAT")[0]
    session_of(opened).mark(name, review=True)
    assert kinds(page)[0] == "for_review"
    assert page.checks.head.aside.text().startswith("1 to mend · ")
    assert block(page, "for_review").head.accessibleName() == "to be mended: Marks for review still open: 1"
    session_of(opened).undo()
    assert "for_review" not in kinds(page)


def test_a_single_place_is_a_door(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    name = in_scope(session_of(opened), "BC-DAT")[0]
    session_of(opened).mark(name, review=True)
    qtbot.mouseClick(block(page, "for_review").head, LEFT)
    assert opened.window.location.requirement == name


def test_checks_are_as_high_as_their_words_before_they_were_laid_out(opened: App, qtbot: QtBot) -> None:
    rows = CheckRows()
    qtbot.addWidget(rows)
    rows.show_lines(check_lines(session_of(opened)))
    one_line, wrapped = rows.heightForWidth(900), rows.heightForWidth(382)
    assert (one_line, wrapped > one_line) == (ROW * len(rows.blocks), True)


def test_several_places_unfold_some_at_a_time(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    session = session_of(opened)
    names = in_scope(session, "BC-DAT")[: AT_ONCE + 3]
    session.edit({Target("answer", name, "grade"): None for name in names})
    found = block(page, "unanswered")
    assert len(found.rows) == 1
    qtbot.mouseClick(found.head, LEFT)
    spots = [row for row in found.rows if isinstance(row, SpotRow)]
    assert [row.line.node for row in spots if row.line] == names[:AT_ONCE]
    assert spots[-1].accessibleName() == "3 more"
    qtbot.mouseClick(spots[-1], LEFT)
    spots = [row for row in found.rows if isinstance(row, SpotRow)]
    assert [row.line.node for row in spots if row.line] == names
    session.grade(names[0], "full")
    assert [row.line.node for row in found.rows if isinstance(row, SpotRow) and row.line] == names[1:]
    qtbot.mouseClick(spots[1], LEFT)
    assert opened.window.location.requirement == names[2]
    shown(opened)
    qtbot.mouseClick(found.head, LEFT)
    assert len(found.rows) == 1


def test_checks_are_reached_and_opened_by_key(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    session = session_of(opened)
    names = in_scope(session, "BC-DAT")[:2]
    session.edit({Target("answer", name, "grade"): None for name in names})
    found = block(page, "unanswered")
    qtbot.waitUntil(found.head.isVisible)
    page.past.choice.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.past.choice, Qt.Key.Key_Tab)
    assert found.head.hasFocus()
    qtbot.keyClick(found.head, Qt.Key.Key_Return)
    assert found.head.accessibleDescription() == "opened"
    qtbot.waitUntil(found.rows[1].isVisible)
    qtbot.keyClick(found.head, Qt.Key.Key_Tab)
    assert found.rows[1].hasFocus()
    qtbot.keyClick(found.rows[1], Qt.Key.Key_Return)
    assert opened.window.location.requirement == names[0]


def test_what_is_missing_in_the_details_leads_there(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    session_of(opened).edit({Target("assessment", "", "assessors"): []})
    qtbot.mouseClick(block(page, "no_assessor").head, LEFT)
    assert opened.window.location.page == "details"


def test_nothing_to_ask_is_said(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    assert page.checks.nothing.isHidden()
    lowered = {spot.node for one in page.checks.rows.blocks for spot in places_of(one)}
    names = {name for name in lowered if name in session.rubric.places}
    session.edit({Target("answer", name, "grade"): "partial" for name in names})
    assert kinds(page) == ["old_comment"], "of the year before, beside a grade that is another now"
    session.edit({Target("answer", name, "comment"): "seen anew" for name in names})
    assert kinds(page) == []
    assert page.checks.nothing.isVisible()
    assert page.checks.head.aside.text() == ""


def test_the_pace_is_told_once_it_is_on_disk(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    session = session_of(opened)
    names = in_scope(session, "BC-DAT")[:FASTEST]
    for name in names:
        session.grade(name, "none" if session.answer(name).grade != "none" else "partial")
    settled(qtbot, opened)
    shown(opened)
    page.enter(opened.window.location)
    qtbot.waitUntil(lambda: "too_fast" in kinds(page))
    assert [spot.node for spot in places_of(block(page, "too_fast"))] == names
    found = page.checks._pace(session.scope)
    assert page.checks._pace(session.scope) is found, "looked for once"
    assert page.checks._pace(replace(session.scope, requirements=frozenset())) == ()
    page.checks.log = page.checks.log[:-FASTEST]
    assert page.checks._pace(session.scope) == ()


def test_people_are_counted(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    lines = person_lines(session, page.reading.log)
    assert sum(line.graded for line in lines) == session.card.overall.answered
    assert [line.graded for line in lines] == sorted((line.graded for line in lines), reverse=True)
    rows = page.people.rows.rows
    assert [row.accessibleName() for row in rows] == [f"{line.name} {line.graded}" for line in lines]
    assert len(rows) == 6


def test_grades_that_were_confirmed_count_for_who_confirmed_them(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    first, second, third, *_rest = in_scope(session, "BC-DAT")
    log = [Graded(first, "Zhou", "", "1"), Graded(first, "He", "", "2", True), Graded(second, "He", "", "3")]
    lines = person_lines(session, [*log, Graded(third, "He", "", "4", True), Graded(third, "He", "", "5")])
    assert [(line.name, line.graded, line.confirmed) for line in lines] == [
        ("He", 3, 1),
        ("", session.card.overall.answered - 3, 0),
    ]
    page.people.rows.show_lines(lines)
    assert page.people.rows.rows[0].accessibleName() == "He (confirmed: 1) 3"


def test_what_no_log_tells_was_taken_over(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    half = page.reading.log[: len(page.reading.log) // 2]
    lines = person_lines(session, half)
    assert lines[-1].name == ""
    assert sum(line.graded for line in lines) == session.card.overall.answered
