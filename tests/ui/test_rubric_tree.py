"""The rubric as a tree: Qt's own tester watches it through grades, exclusions, filters and others' edits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target, read_cell
from nfmaturity.i18n import put_language
from nfmaturity.ui.finding import Finding
from nfmaturity.ui.models.rubric_tree import FilteredTree, NodeRole, RubricTree
from nfmaturity.ui.requirement_filter import EVERYTHING, RequirementFilter
from nfmaturity.ui.session import AssessmentSession
from tests.ui.assessing import Assess
from tests.ui.spine import Spine

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
ALL = ["G", "G-D", "G-D-01", "G-D-02", "G-E", "G-E-01"]


class Trees:
    def __init__(self, session: AssessmentSession) -> None:
        self.session = session
        self.tree = RubricTree(session)
        self.finding = Finding()
        self.finding.follow(session)
        self.filtered = FilteredTree(self.tree, self.finding)
        for looked in (self.finding.changed, self.finding.moved):
            looked.connect(self.filtered.look)
        self.testers = [QAbstractItemModelTester(model, FATAL) for model in (self.tree, self.filtered)]


@pytest.fixture
def trees(made: Spine) -> Trees:
    return Trees(made.session)


def ids(model: QAbstractItemModel, above: QModelIndex | None = None) -> list[str]:
    """Give every node in the order in which it is seen."""
    parent = above or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [index.data(NodeRole.ID), *ids(model, index)]
    return found


def test_nodes_stand_as_in_the_rubric(trees: Trees) -> None:
    assert ids(trees.tree) == ids(trees.filtered) == ALL
    for node in ALL:
        index = trees.tree.index_of(node)
        assert index.data(NodeRole.ID) == node
        assert index.data(NodeRole.FACE).standing is trees.session.card.nodes[node]
        assert index.data(Qt.ItemDataRole.DisplayRole) == node
    assert not trees.tree.index_of("nothing").isValid()


def test_a_grade_is_announced_for_what_it_moves(trees: Trees, qtbot: QtBot) -> None:
    moved: list[str] = []
    trees.tree.dataChanged.connect(lambda first, _last: moved.append(first.data(NodeRole.ID)))
    trees.session.grade("G-E-01.1a", "full")
    assert sorted(moved) == ["G", "G-E", "G-E-01"]
    index = trees.tree.index_of("G-E-01")
    assert index.data(NodeRole.FACE).standing.answered == 1
    assert "1 of 6" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_without_a_filter_a_node_that_changes_is_none_of_those_above_it(trees: Trees) -> None:
    moved: list[str] = []
    trees.filtered.dataChanged.connect(lambda first, _last: moved.append(first.data(NodeRole.ID)))
    index = trees.tree.index_of("G-E-01")
    for wanted in (RequirementFilter(words="g-e-01"), EVERYTHING):
        trees.finding.ask(wanted)
    trees.tree.dataChanged.emit(index, index)
    assert moved == ["G-E-01"]


def test_what_a_filter_leaves_out_is_marked_nowhere_and_again_without_it(at: Assess) -> None:
    tree = at.page.tree.tree
    at.go("BC-ORG-01")
    assert tree.currentIndex().data(NodeRole.ID) == at.item == "BC-ORG-01"
    at.page.finding.ask(RequirementFilter(words="BC-ORG-02"))
    assert not tree.currentIndex().isValid()
    assert not tree.selectedIndexes()
    at.page.clear_filter()
    assert tree.currentIndex().data(NodeRole.ID) == at.item == "BC-ORG-01"


def test_an_exclusion_moves_no_node(trees: Trees, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(trees.tree.modelReset):
        trees.session.exclude("G-D-02", "none here")
        assert "not applicable" in trees.tree.index_of("G-D-02").data(Qt.ItemDataRole.AccessibleTextRole)
        trees.session.undo()
    assert ids(trees.tree) == ALL


def test_other_segments_build_the_tree_anew(trees: Trees, qtbot: QtBot) -> None:
    target = Target("assessment", "", "enterprise")
    profile = read_cell(trees.session.assessment, target)
    trees.session.edit({target: profile | {"segments": ["mining"]}})
    assert ids(trees.tree) == ALL


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (EVERYTHING, ALL),
        (RequirementFilter(states=frozenset({"unanswered"})), ["G", "G-D", "G-D-02", "G-E", "G-E-01"]),
        (RequirementFilter(states=frozenset({"marked"})), ["G", "G-D", "G-D-01"]),
        (RequirementFilter(states=frozenset({"below_target"})), ALL),
        (RequirementFilter(words="g-e-01.3b"), ["G", "G-E", "G-E-01"]),
        (RequirementFilter("d-0", frozenset({"marked"})), ["G", "G-D", "G-D-01"]),
        (RequirementFilter(words="nothing says this"), []),
    ],
)
def test_filters_keep_what_meets_all_that_is_asked(trees: Trees, wanted: RequirementFilter, left: list[str]) -> None:
    trees.session.edit({Target("assessment", "", "target_level"): 3})
    trees.session.met_up_to("G-D-01", 3)
    trees.session.mark("G-D-01.1a", review=True)
    trees.finding.ask(wanted)
    assert ids(trees.filtered) == left
    trees.finding.ask(EVERYTHING)
    assert ids(trees.filtered) == ALL


def test_filters_follow_edits(made: Spine, trees: Trees) -> None:
    session = trees.session
    trees.finding.ask(RequirementFilter(states=frozenset({"unanswered"})))
    session.met_up_to("G-E-01", 3)
    assert ids(trees.filtered) == ["G", "G-D", "G-D-01", "G-D-02"]
    session.exclude("G-D-02", "none here")
    assert ids(trees.filtered) == ["G", "G-D", "G-D-01"]
    session.met_up_to("G-D-01", 3)
    assert ids(trees.filtered) == []
    session.undo()
    session.undo()
    assert ids(trees.filtered) == ["G", "G-D", "G-D-01", "G-D-02"]
    made.saved()
    made.somebody_else({Target("answer", "G-E-01.1a", "grade"): None})
    made.desk.look_for_others()
    made.qtbot.waitUntil(lambda: ids(trees.filtered) == ALL)


def test_the_language_is_followed(trees: Trees) -> None:
    put_language("zh")
    trees.tree.retell()
    assert "已评定" in trees.tree.index_of("G-D").data(Qt.ItemDataRole.AccessibleTextRole)
    put_language("en")
