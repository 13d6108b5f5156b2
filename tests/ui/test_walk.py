"""A domain graded from the first start to the last requirement by keyboard alone, with every key counted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import fold
from nfmaturity.domain.scoring import score
from nfmaturity.ui.app import App
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.ui.widgets.exclusion_dialog import ExclusionDialog
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.subject import stored_subject
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import saved

DOMAIN, CLOSED = "BC-ORG", "IS-TEC-02.1b"
CTRL = Qt.KeyboardModifier.ControlModifier
MOST_KEYS = 150
MIX = "112112321143"
"""How the requirements are graded, in turns: mostly well, as in a plant that began some years ago."""


class Hand:
    """Presses keys where the focus is, and counts those that are no grades."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app, self.qtbot = app, qtbot
        self.keys = self.grades = 0

    def focus(self) -> QWidget:
        dialog = self.app.window.findChild(ExclusionDialog)
        return (dialog.focusWidget() if dialog else self.app.window.focusWidget()) or self.app.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(self.focus(), key, modifier)

    def type(self, words: str) -> None:
        self.keys += len(words)
        QTest.keyClicks(self.focus(), words)

    def grade(self, digit: str) -> None:
        self.grades += 1
        QTest.keyClicks(self.focus(), digit)


def begin(hand: Hand) -> Assess:
    """Begin an assessment of a smelter from the empty library."""
    app, qtbot = hand.app, hand.qtbot
    hand.press(KEY.Key_N, CTRL)
    qtbot.waitUntil(lambda: app.window.findChild(QWidget, "segment-smelting") is not None)
    qtbot.waitUntil(lambda: app.window.findChild(QWidget, "segment-smelting").isVisible())  # type: ignore[union-attr]
    while app.window.focusWidget() is None or app.window.focusWidget().objectName() != "segment-smelting":
        hand.press(KEY.Key_Tab)
        assert hand.keys < 30, "the segments are far from where the form begins"
    hand.press(KEY.Key_Space)
    with qtbot.waitSignal(app.desk.session_changed):
        hand.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: app.window.location.page == "assess" and app.window.location.requirement != "")
    return Assess(qtbot, app)


def comment(hand: Hand, at: Assess, words: str) -> None:
    hand.press(KEY.Key_C)
    assert isinstance(at.focus(), CommentEdit)
    hand.type(words)
    hand.press(KEY.Key_Escape)


def walk(hand: Hand, at: Assess) -> dict[str, str]:
    """Grade the sub-indicators of the domain in their order; gives the grades that were given."""
    given: dict[str, str] = {}
    degrees = [degree.id for degree in at.session.rubric.scoring.degrees]
    in_order = at.session.rubric.sub_indicators.items()
    items = [item for item, (_group, domain, _item) in in_order if domain.id == DOMAIN]
    for turn, item in enumerate(items):
        assert at.item == item
        if turn == 2:
            best = {n: degrees[0] for n in at.names() if at.session.rubric.places[n].level == 1}
            hand.press(KEY.Key_1, CTRL)
            given |= best
            assert at.current not in best, "one stands on what is graded already"
        while at.item == item and at.current and at.grade(at.current) is None:
            name, digit = at.current, MIX[len(given) % len(MIX)]
            if name.endswith(".2a"):
                comment(hand, at, "seen in room 4")
            if digit == "4":
                hand.press(KEY.Key_R)
            hand.grade(digit)
            given[name] = degrees[int(digit) - 1]
        assert all(name in given for name in at.names())
        assert at.view.onward.isVisible()
        middle = at.view.onward.mapTo(at.view.viewport(), at.view.onward.rect().center())
        assert at.view.viewport().rect().contains(middle), "what comes next is out of sight"
        hand.press(KEY.Key_Enter)
    return given


def exclude(hand: Hand, at: Assess) -> None:
    """Find a sub-indicator that is in part not applicable, and say so."""
    hand.press(KEY.Key_F, CTRL)
    item, tree = CLOSED.partition(".")[0], at.page.tree.tree
    hand.type(item)
    hand.press(KEY.Key_Return)
    while tree.currentIndex().data(NodeRole.ID) != item:
        hand.press(KEY.Key_Down)
        assert hand.keys < MOST_KEYS, "the keys do not come to what was found"
    hand.press(KEY.Key_Return)
    hand.qtbot.waitUntil(lambda: at.item == item)
    while at.current != CLOSED:
        hand.press(KEY.Key_Down)
    hand.press(KEY.Key_X)
    assert isinstance(hand.focus(), QPlainTextEdit)
    hand.type("no line for it")
    hand.press(KEY.Key_Return, CTRL)
    hand.qtbot.waitUntil(lambda: at.page.findChild(ExclusionDialog) is None)
    assert at.current != CLOSED, "one stands on what does not apply"


def test_a_domain_by_keys_alone(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    hand = Hand(app, qtbot)
    at = begin(hand)
    given = walk(hand, at)
    assert at.session.rubric.sub_indicators[at.item][1].id != DOMAIN, "the walk ends in the domain"
    exclude(hand, at)
    saved(qtbot, app)
    assert len(given) > 75
    assert hand.keys < MOST_KEYS, f"{hand.keys} keys beside {hand.grades} grades"

    with open_workspace(str(tmp_path / "library")) as workspace:
        (row,) = workspace.repository.rows()
        stored = stored_subject(workspace, row.id)
    state = stored.assessment
    assert {name: answer.grade for name, answer in state.answers.items() if answer.grade} == given
    assert {n for n, a in state.answers.items() if a.comment} == {n for n in given if n.endswith(".2a")}
    worst = stored.pack.rubric.scoring.degrees[3].id
    assert {n for n, a in state.answers.items() if a.review} == {n for n, grade in given.items() if grade == worst}
    assert state.exclusions == {CLOSED: "no line for it"}
    assert fold(stored.record.origin, stored.record.log) == state
    assert row.score == str(score(stored.pack.rubric, state).overall.score)
