"""The Overview: its figures, its sizes, and assessments with little or much in them."""

from __future__ import annotations

import random
import re

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel
from pytestqt.qtbot import QtBot

from nfmaturity.analysis.amount_words import person_days
from nfmaturity.analysis.blockers import blockers, gate
from nfmaturity.domain.assessment import Answer, Assessment, RubricRef
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import cut, score
from nfmaturity.report.chapters import Part
from nfmaturity.report.document import make_report
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.overview import LEFT, RIGHT, OverviewPage
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from nfmaturity.ui.standing_words import short_by
from nfmaturity.ui.widgets.gap_list import gap_words
from nfmaturity.ui.widgets.why_panel import WhyPanel
from tests import rubrics
from tests.report.reading import page_texts
from tests.synthetic import grades_for, large_pack
from tests.ui.driving import LEFT as BUTTON
from tests.ui.driving import named

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


@pytest.fixture
def page(opened: App) -> OverviewPage:
    return shown(opened)


@pytest.fixture
def large(app: App, qtbot: QtBot) -> App:
    store_large(app, qtbot)
    return app


def store_large(app: App, qtbot: QtBot) -> None:
    """Open an assessment of 800 requirements, nine in ten graded."""
    pack = large_pack()
    grades, _comments = grades_for(pack.rubric, 7)
    store(app, qtbot, pack, grades)


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
    assert page.gaps.list.held.found == found
    said = gap_words(session.rubric, found[0])
    assert said.gain == f"+{cut(found[0].gain, 4)}"
    assert said.id == found[0].id
    assert found[0].effort_days is not None
    assert said.days == person_days(found[0].effort_days)
    assert said.days in page.gaps.list.held.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert page.gaps.list.held.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith(found[0].id)


def test_the_overview_counts_the_measures_that_the_report_lists(opened: App, page: OverviewPage) -> None:
    session = session_of(opened)
    report = make_report(session.pack, session.assessment, session.scope, session.card, parts={Part.SUMMARY})
    texts = [" ".join(text.split()) for text in page_texts(report.pdf)]
    listed = re.search(r"Measures towards Level 3: (\d+)", " ".join(texts))
    days = re.search(r"at (\d+) person-days", " ".join(texts))
    assert listed is not None
    assert days is not None
    said = page.gaps.way_up.text()
    gaps = page.gaps.list.held.found
    assert f"Measures in the report: {listed[1]} (gaps: " in said
    assert f" of {len(gaps)}), {days[1]} person-days." in said
    first = gaps[0].id
    session.grade(first, None)
    assert (page.gaps.head.title.text(), page.gaps.head.aside.text()) == ("To be graded first", "1 in all")
    assert page.gaps.way_up.text() == ""
    words = [gap_words(session.rubric, blocker) for blocker in page.gaps.list.held.found]
    assert [(word.id, word.gain, word.days, word.waits) for word in words] == [(first, "", "", "")]


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


def in_scope(session: AssessmentSession, domain: str) -> list[str]:
    return [
        name for name, place in session.rubric.places.items() if place.domain.id == domain and name in session.scope
    ]


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


def test_nothing_graded_reads_well(app: App, qtbot: QtBot) -> None:
    store(app, qtbot, large_pack(), NONE)
    page = shown(app)
    assert page.standing.score.text() == "–"
    assert page.standing.chip.accessibleName() == "Not graded yet"
    assert page.standing.headline.text() == "Nothing is graded yet"
    assert page.standing.target.isHidden()
    assert page.standing.sum.text() == ""
    assert {(row.figure, row.verdict, row.decides) for row in page.standing.shares.rows} == {("–", "not graded", False)}
    assert all(row.line is not None and row.line.score == "–" for row in page.groups.rows.rows)
    assert {figure.figure for row in page.heat.table.held.shown.rows for figure in row.figures} == {"–"}
    assert all(row.role == "" for row in page.heat.table.held.shown.rows)
    assert "not graded yet" in page.heat.key.accessibleName()
    assert {(axis.figure, axis.value, axis.below_target) for axis in page.radar.chart.axes} == {("–", None, False)}
    session_of(app).grade(page.gaps.list.held.found[0].id, "partial")
    shown_figures = [row.figures[0].figure for row in page.heat.table.held.shown.rows]
    assert shown_figures == [axis.figure for axis in page.radar.chart.axes]
    assert sum(figure != "–" for figure in shown_figures) == 1
    session_of(app).undo()
    assert page.gaps.head.title.text() == "To be graded first"
    assert gap_words(session_of(app).rubric, page.gaps.list.held.found[0]).grade == "unanswered"


@pytest.mark.parametrize("share", [0.0, 0.4, 0.9])
def test_an_unfinished_report_says_the_level_that_the_overview_says(app: App, qtbot: QtBot, share: float) -> None:
    domains = [rubrics.domain(f"G-{name}", [rubrics.item(f"G-{name}-01", [4] * 5)]) for name in "ABC"]
    pack = rubrics.pack([rubrics.group("G", domains)])
    names = list(pack.rubric.places)
    store(app, qtbot, pack, dict.fromkeys(names[: int(share * len(names))], "full"))
    page, session = shown(app), session_of(app)
    assert session.card.overall.ungraded
    report = make_report(pack, session.assessment, session.scope, session.card, parts={Part.SUMMARY})
    cover = " ".join(page_texts(report.pdf)[0].split())
    level, score_shown = page.standing.chip.accessibleName(), page.standing.score.text()
    so_far = " so far" if share else ""
    assert f"{level}{so_far} Score, 0 to 5 {score_shown}" in cover


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


def test_four_hundred_gaps_are_listed(app: App, qtbot: QtBot) -> None:
    pack = large_pack()
    dice = random.Random(1)
    grades = {
        name: "full" if place.level == 1 else dice.choice(("full", "none"))
        for name, place in pack.rubric.places.items()
    }
    store(app, qtbot, pack, grades, ("mining", "beneficiation", "smelting", "processing"))
    page = shown(app)
    found = tuple(page.gaps.list.held.found) * 6
    assert len(found) >= 400
    page.gaps.list.show_found(session_of(app).rubric, found, len(found))
    page.gaps.list.grab()
    assert page.gaps.list.held.rowCount() == len(found)
    spots = page.gaps.list.figures.spots
    assert 0 < len(spots) < 20, "only what is seen is looked through"


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_gaps_unfold_in_the_page_and_nothing_scrolls_within_it(
    opened: App, page: OverviewPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    gaps, area = page.gaps, page.area
    opened.window.resize(*size)
    qtbot.waitUntil(lambda: bool(page.reading.log))  # what comes from the library moves what stands below it
    count = len(gaps.list.held.found)
    assert (gaps.list.held.rowCount(), gaps.more.text()) == (5, f"All {count} gaps")
    gaps.list.setFocus()
    for _ in range(6):
        qtbot.keyClick(gaps.list, Qt.Key.Key_Down)
    assert gaps.list.currentIndex().row() == 4
    area.ensureWidgetVisible(gaps.more)
    qtbot.mouseClick(gaps.more, Qt.MouseButton.LeftButton)
    sheet = area.widget()
    assert sheet
    qtbot.waitUntil(lambda: sheet.height() > gaps.list.height() > count * 60)
    assert (gaps.list.held.rowCount(), gaps.more.text()) == (count, "Only the first 5 gaps")
    assert gaps.list.verticalScrollBar().maximum() == 0
    assert gaps.list.currentIndex().row() == 4, "the keys are where they were"
    qtbot.keyClick(gaps.list, Qt.Key.Key_End)
    last = gaps.list.visualRect(gaps.list.currentIndex())
    assert gaps.list.currentIndex().row() == count - 1
    assert gaps.list.viewport().visibleRegion().contains(last), "the page follows the keys"
    opened.window.go(Location("assess"))
    assert shown(opened).gaps.list.held.rowCount() == count, "it stays unfolded"
