from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel
from pytestqt.qtbot import QtBot

from nfmaturity.analysis.blockers import blockers, gate
from nfmaturity.domain.assessment import Answer, Assessment, RubricRef
from nfmaturity.domain.changes import Target
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import cut, score
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.assess import AssessPage
from nfmaturity.ui.pages.overview import LEFT, RIGHT, OverviewPage
from nfmaturity.ui.pages.overview_content import weakest
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from nfmaturity.ui.standing_words import short_by
from nfmaturity.ui.widgets.gap_list import gap_words
from nfmaturity.ui.widgets.why_panel import WhyPanel
from tests import rubrics
from tests.synthetic import grades_for, write_pack
from tests.ui.driving import LEFT as BUTTON
from tests.ui.driving import click, named

NONE: dict[str, str] = {}


def session_of(app: App) -> AssessmentSession:
    assert app.desk.session
    return app.desk.session


def shown(app: App) -> OverviewPage:
    app.window.go(Location("overview"))
    page = app.window.stack.currentWidget()
    assert isinstance(page, OverviewPage)
    return page


def click_cell(qtbot: QtBot, view: QAbstractItemView, index: QModelIndex) -> None:
    qtbot.mouseClick(view.viewport(), BUTTON, pos=view.visualRect(index).center())


def go_on(qtbot: QtBot, app: App) -> None:
    """Go on from the reason of a figure to where it comes from: the way on has the focus."""
    focused = app.window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "why-door"
    qtbot.keyClick(focused, Qt.Key.Key_Return)


@pytest.fixture
def page(opened: App) -> OverviewPage:
    return shown(opened)


@pytest.fixture
def large(app: App, qtbot: QtBot, tmp_path: Path) -> App:
    """The pack of 800 requirements, nine in ten graded, on the Overview."""
    pack = load_pack(write_pack(tmp_path / "pack"))
    grades, _comments = grades_for(pack.rubric, 7)
    store(app, qtbot, pack, grades)
    return app


def store(
    app: App, qtbot: QtBot, pack: object, grades: dict[str, str], segments: tuple[str, ...] = ("smelting",)
) -> None:
    rubric = pack.rubric  # type: ignore[attr-defined]
    given = Assessment(
        id="00000000-0000-4000-8000-00000000000a",
        rubric=RubricRef(rubric.id, rubric.version, pack.sha256),
        enterprise=Enterprise.model_validate({"name": "A Works", "segments": list(segments)}),
        answers={name: Answer(grade) for name, grade in grades.items()},
        target_level=3,
    )
    with qtbot.waitSignal(app.desk.session_changed):
        app.desk.create(pack, given)


# Figures


def test_every_figure_is_that_of_the_score(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    given = session.assessment
    card = score(session.rubric, given, scope_of(session.rubric, given.enterprise.segments, given.exclusions))
    overall, tau = card.overall, session.rubric.scoring.level_threshold
    assert overall.score is not None
    assert named(page, "overview-score", QLabel).text() == cut(overall.score)
    assert named(page, "overview-level").accessibleName() == f"Level {overall.level}"
    rows = page.standing.shares.rows
    assert [(row.level, row.figure) for row in rows] == [(n, cut(share)) for n, share in sorted(overall.shares.items())]
    assert [row.verdict for row in rows if not row.is_met] == [
        f"short by {short_by(share, tau)}" for _, share in sorted(overall.shares.items()) if share < tau
    ]
    assert [row.level for row in rows if row.decides] == [gate(session.rubric, overall)]
    model = page.heat.table.held
    for row, (_group, domain) in enumerate(session.rubric.domains):
        node = card.nodes[domain.id]
        figures = [model.index(row, column).data() for column in range(model.columnCount())]
        assert node.score is not None
        shares = [node.shares.get(level) for level in session.rubric.level_numbers]
        assert figures == [cut(node.score, 2), *("" if share is None else cut(share, 2) for share in shares)]
        decides = [level for level in session.rubric.level_numbers if model.figure(model.index(row, level)).decides]
        assert decides == [gate(session.rubric, node)]
    scores = [card.nodes[domain.id].score for _group, domain in session.rubric.domains]
    assert [axis.figure for axis in page.radar.chart.axes] == [cut(value, 2) for value in scores if value is not None]


def test_gaps_are_the_blockers_of_the_whole(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    found = blockers(session.rubric, session.assessment, session.scope, session.card)
    assert page.gaps.list.held.rowCount() == len(found) > 0
    said = gap_words(session.rubric, found[0])
    assert said.gain == f"+{cut(found[0].gain, 4)}"
    assert said.id == found[0].id
    assert page.gaps.list.held.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith(found[0].id)


def test_an_edit_moves_what_is_seen(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    before = page.standing.score.text()
    requirement = page.gaps.list.held.found[0].id
    session.grade(requirement, session.rubric.scoring.degrees[0].id)
    after = session.card.overall.score
    assert after is not None
    assert page.standing.score.text() == cut(after) != before
    assert requirement not in {gap.id for gap in page.gaps.list.held.found}


def test_an_edit_elsewhere_is_seen_on_coming_back(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    before = page.standing.score.text()
    opened.window.go(Location("assess"))
    session.grade(page.gaps.list.held.found[0].id, session.rubric.scoring.degrees[0].id)
    assert page.standing.score.text() == before
    shown(opened)
    assert page.standing.score.text() != before


def test_the_language_is_followed_at_once(opened: App, page: OverviewPage) -> None:
    assert page.gaps.head.title.text().startswith("Gaps to Level")
    named_row = page.heat.table.held.shown.rows[0].name
    opened.window.switch_language("zh")
    assert named(page, "overview-level").accessibleName() in {"一级", "二级", "三级"}
    assert page.heat.table.held.shown.rows[0].name != named_row
    assert page.radar.chart.axes[0].name == page.heat.table.held.shown.rows[0].name


# Doors


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
    click(qtbot, page, f"progress-{node.id}")
    assert opened.window.location.requirement == second


def in_scope(session: AssessmentSession, domain: str) -> list[str]:
    return [
        name for name, place in session.rubric.places.items() if place.domain.id == domain and name in session.scope
    ]


def test_details_are_a_click_away(page: OverviewPage, qtbot: QtBot) -> None:
    asked: list[Location] = []
    page.go = asked.append
    click(qtbot, page, "details")
    assert [at.page for at in asked] == ["details"]


# Sizes


def test_columns_follow_the_width(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    opened.window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.gaps.width() == RIGHT)
    assert page.heat.width() == LEFT
    opened.window.resize(1100, 768)
    qtbot.waitUntil(lambda: page.gaps.mapTo(page, QPoint()).x() == page.radar.mapTo(page, QPoint()).x())
    assert page.heat.width() == LEFT
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 0)
    opened.window.resize(800, 768)
    qtbot.waitUntil(lambda: page.heat.mapTo(page, QPoint()).x() == page.radar.mapTo(page, QPoint()).x() == 0)
    for width in (1366, 1100, 800):
        opened.window.resize(width, 768)
        qtbot.waitUntil(lambda: not overlapping(page))


def overlapping(page: OverviewPage) -> bool:
    """Whether a part of the page is lower than what it holds."""
    return any(part.isVisible() and part.height() < part.minimumSizeHint().height() for part in page.sections.values())


def test_the_answer_stands_on_the_first_screen(large: App, qtbot: QtBot) -> None:
    large.window.resize(1366, 768)
    page = shown(large)
    qtbot.waitUntil(lambda: page.gaps.width() == RIGHT)
    assert page.heat.table.height() == 36 * 10
    seen = page.area.viewport().rect()

    def lower_edge(name: str) -> int:
        part = page.sections[name]
        return part.mapTo(page.area.viewport(), QPoint(0, part.height())).y()

    for name in ("standing", "heat", "radar", "gaps"):
        assert lower_edge(name) <= seen.bottom() + 1, name
    for name in ("checks", "progress"):
        part = page.sections[name]
        assert part.mapTo(page.area.viewport(), QPoint()).y() + 100 <= seen.bottom(), name


# Beginnings and ends


def test_nothing_graded_reads_well(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    store(app, qtbot, load_pack(write_pack(tmp_path / "pack")), NONE)
    page = shown(app)
    assert page.standing.score.text() == "0.000"
    assert page.standing.headline.text() == "Nothing is graded yet"
    assert page.gaps.head.title.text() == "Gaps to Level 1"
    assert gap_words(session_of(app).rubric, page.gaps.list.held.found[0]).grade == "unanswered"


def test_nothing_in_scope_reads_well(app: App, qtbot: QtBot) -> None:
    names = ("A-D", "A-E")
    domains = [rubrics.domain(name, [rubrics.item(f"{name}-01", [1, 1])]) for name in names]
    store(app, qtbot, rubrics.pack([rubrics.group("A", domains)], levels=2), NONE)
    page = shown(app)
    for name in names:
        session_of(app).exclude(f"{name}-01", "not here")
    assert page.standing.score.text() == "–"
    assert page.standing.headline.text() == "Nothing is in scope"
    assert page.gaps.remark.text() == "Nothing is in scope"
    assert page.gaps.list.held.rowCount() == 0
    assert not page.grab().isNull()


def test_fewer_than_three_domains_are_bars(app: App, qtbot: QtBot) -> None:
    domains = [rubrics.domain(f"G-{name}", [rubrics.item(f"G-{name}-01", [1] * 5)]) for name in "ABC"]
    store(app, qtbot, rubrics.pack([rubrics.group("G", domains)]), {"G-A-01.1a": "full"})
    page = shown(app)
    assert page.radar.chart.is_radar
    session_of(app).exclude("G-A-01", "not here")
    assert len(page.radar.chart.axes) == 2
    assert not page.radar.chart.is_radar
    assert not page.radar.chart.grab().isNull()


def test_what_is_not_in_scope_is_no_door(opened: App, page: OverviewPage, qtbot: QtBot) -> None:
    session, model = session_of(opened), page.heat.table.held
    place = next(p for p in session.rubric.places.values() if p.tailorable)
    for item in place.domain.sub_indicators:
        session.exclude(item.id, "not here")
    row = [domain.id for _, domain in session.rubric.domains].index(place.domain.id)
    assert model.figure(model.index(row, 1)).share is None
    click_cell(qtbot, page.heat.table, model.index(row, 1))
    sheet = named(opened.window, "why", WhyPanel)
    assert sheet.door.isHidden()
    assert [row.line.name for row in sheet._left_out if not row.isHidden()]
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert opened.window.location.page == "overview"
    assert "not in scope" in model.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_four_hundred_gaps_are_listed(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path / "pack"))
    dice = random.Random(1)
    grades = {
        name: "full" if place.level == 1 else dice.choice(("full", "none"))
        for name, place in pack.rubric.places.items()
    }
    store(app, qtbot, pack, grades, ("mining", "beneficiation", "smelting", "processing"))
    page = shown(app)
    found = tuple(page.gaps.list.held.found) * 6
    assert len(found) >= 400
    page.gaps.list.show_found(session_of(app).rubric, found)
    page.gaps.list.grab()
    assert page.gaps.list.held.rowCount() == len(found)
