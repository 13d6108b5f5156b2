"""The tables and lists of the Overview: Qt's own tester watches their models through edits of the session."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from nfmaturity.analysis.measures import measures_of
from nfmaturity.domain.changes import Target
from nfmaturity.domain.errors import NotAllowed
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.pages.overview_content import heat_rows
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.gap_list import GapModel
from nfmaturity.ui.widgets.heat_table import HeatModel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


class Watched:
    """The Overview with the testers on its models."""

    def __init__(self, app: App) -> None:
        assert app.desk.session
        self.session: AssessmentSession = app.desk.session
        app.window.go(Location("overview"))
        page = app.window.stack.currentWidget()
        assert isinstance(page, OverviewPage)
        self.app, self.page = app, page
        self.heat: HeatModel = page.heat.table.held
        self.gaps: GapModel = page.gaps.list.held
        self.testers = [QAbstractItemModelTester(model, FATAL) for model in (self.heat, self.gaps)]

    def assert_true(self) -> None:
        """What the models show is what the session says."""
        assert self.heat.shown.rows == heat_rows(self.session)
        assert self.heat.rowCount() == len(list(self.session.rubric.domains))
        held = self.session
        measures = measures_of(held.rubric, held.assessment, held.scope, held.card)
        assert self.gaps.found == (measures.to_grade or measures.gaps)
        assert self.gaps.rowCount() == min(5, len(self.gaps.found))


@pytest.fixture
def watched(opened: App) -> Watched:
    return Watched(opened)


def settle(watched: Watched, qtbot: QtBot) -> None:
    """Wait until the page shows what the session says."""
    qtbot.waitUntil(lambda: watched.heat.shown.rows == heat_rows(watched.session))
    watched.assert_true()


def test_grades_one_by_one(watched: Watched, qtbot: QtBot) -> None:
    dice, names = random.Random(1), list(watched.session.rubric.places)
    for _ in range(25):
        watched.session.grade(dice.choice(names), dice.choice([None, "full", "most", "partial", "none"]))
        settle(watched, qtbot)


def test_nothing_in_the_way_and_everything(watched: Watched, qtbot: QtBot) -> None:
    session, counts = watched.session, set()
    in_scope = [name for name in session.rubric.places if name in session.scope]
    for degree in ("full", None, "none", "full"):
        session.edit({Target("answer", name, "grade"): degree for name in in_scope})
        settle(watched, qtbot)
        counts.add(watched.gaps.rowCount())
    assert 0 in counts
    assert max(counts) > 1
    while session.to_undo:
        session.undo()
        settle(watched, qtbot)


def test_exclusions_and_their_undoing(watched: Watched, qtbot: QtBot) -> None:
    session, excluded = watched.session, 0
    for node in session.rubric.sub_indicators:
        try:
            session.exclude(node, "not here")
        except NotAllowed:
            continue
        excluded += 1
        settle(watched, qtbot)
    assert excluded
    for _ in range(excluded):
        session.undo()
        settle(watched, qtbot)


def test_every_role_has_words_in_both_languages(watched: Watched) -> None:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    said = {}
    for language in ("zh", "en"):
        watched.app.window.switch_language(language)
        watched.assert_true()
        said[language] = [
            [str(model.index(row, column).data(role)) for role in roles]
            for model, columns in ((watched.heat, watched.heat.columnCount()), (watched.gaps, 1))
            for row in range(model.rowCount())
            for column in range(columns)
        ]
        assert all(word for words in said[language] for word in words)
    assert said["zh"] != said["en"]


def test_rows_go_with_the_assessment(watched: Watched, qtbot: QtBot) -> None:
    library = watched.app.desk.library
    assert library
    other = next(row.id for row in library.rows if row.id != watched.session.assessment.id)
    with qtbot.waitSignal(watched.app.desk.session_changed, check_params_cb=bool):
        watched.app.window.go(Location("overview", other))
    assert watched.app.desk.session
    watched.session = watched.app.desk.session
    settle(watched, qtbot)
