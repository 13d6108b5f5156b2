"""Two editors at random on one assessment: no edit is lost, the log leads to the state, undo overwrites nobody."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.changes import Change, Target, apply, fold, read_cell
from tests import rubrics
from tests.edits import edit, next_id

CELLS = (
    Target("answer", "G-D-01.1a", "grade"),
    Target("answer", "G-D-01.1a", "comment"),
    Target("answer", "G-D-01.1b", "grade"),
    Target("answer", "G-D-01.1a", "confirm"),
    Target("answer", "G-D-01.1b", "review"),
    Target("answer", "G-D-01.1b", "confirm"),
    Target("exclusion", "G-D-02", "reason"),
    Target("assessment", "", "title"),
    Target("assessment", "", "previous"),
    Target("assessment", "", "target_level"),
    Target("assessment", "", "enterprise"),
)
VALUES = {
    "grade": [None, "full", "most", "none"],
    "comment": ["", "seen on site", "看过台账"],
    "review": [True, False],
    "confirm": [True, False],
    "reason": [None, "no such plant"],
    "title": ["", "2026"],
    "previous": ["", "00000000-0000-4000-8000-000000000009"],
    "target_level": [None, 2, 3],
    "enterprise": [{"segments": ["smelting"]}, {"segments": ["mining", "smelting"], "name": "示例"}],
}


class TwoEditors(RuleBasedStateMachine):
    """A store that takes changes one batch at a time, and two editors who see it only when they look."""

    @initialize()
    def begin(self) -> None:
        self.origin = rubrics.assessment({"G-D-01.1a": "partial"})
        self.stored = self.origin
        self.log: list[Change] = []
        self.seen: dict[str, Assessment] = {"Li": self.origin, "Wang": self.origin}
        self.own: dict[str, list[Change]] = {"Li": [], "Wang": []}

    @rule(who=st.sampled_from(["Li", "Wang"]))
    def look(self, who: str) -> None:
        self.seen[who] = self.stored

    @rule(who=st.sampled_from(["Li", "Wang"]), data=st.data())
    def write(self, who: str, data: st.DataObject) -> None:
        targets = data.draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=3, unique=True))
        changes = [edit(self.seen[who], t, data.draw(st.sampled_from(VALUES[t.field])), actor=who) for t in targets]
        if data.draw(st.booleans()):
            changes = [replace(change, group=changes[0].group) for change in changes]
        self._send(who, changes)

    @rule(who=st.sampled_from(["Li", "Wang"]), data=st.data())
    def undo(self, who: str, data: st.DataObject) -> None:
        if self.own[who]:
            change = data.draw(st.sampled_from(self.own[who]))
            self._send(who, [change.inverse(new_id=next_id(), at="2026-11-22T09:00:00Z", base_seq=0)])

    def _send(self, who: str, changes: list[Change]) -> None:
        before = self.stored
        outcome = apply(before, changes)
        handled = [*outcome.accepted, *outcome.agreed, *(conflict.change for conflict in outcome.conflicts)]
        assert sorted(c.id for c in handled) == sorted(c.id for c in changes), "every change has one fate"
        pairs = [{a.id, b.id} for a, b in pairwise(changes) if a.group == b.group and b.target in a.target.pair]
        for conflict in outcome.conflicts:
            assert conflict.stored == read_cell(before, conflict.change.target) != conflict.change.after
            assert conflict.stored != conflict.change.before or any(conflict.change.id in pair for pair in pairs)
        accepted = {change.id for change in outcome.accepted}
        assert all(len(pair & accepted) != 1 for pair in pairs), "a grade without the confirmation of its gesture"
        numbered = [replace(c, seq=len(self.log) + n) for n, c in enumerate(outcome.accepted, start=1)]
        self.log += numbered
        self.own[who] += numbered
        self.stored = outcome.assessment
        # The editor takes over what is stored, in the cells of this write only.
        for change in changes:
            seen = edit(self.seen[who], change.target, read_cell(self.stored, change.target))
            self.seen[who] = apply(self.seen[who], [seen]).assessment

    @invariant()
    def state_is_the_fold_of_the_log(self) -> None:
        assert fold(self.origin, reversed(self.log)) == self.stored

    @invariant()
    def each_edit_replaced_what_was_there(self) -> None:
        held = {}
        for change in self.log:
            expected = held.get(change.target, read_cell(self.origin, change.target))
            assert change.before == expected, "somebody's edit was overwritten unseen"
            held[change.target] = change.after
        for target, value in held.items():
            assert read_cell(self.stored, target) == value


TwoEditors.TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
TestTwoEditors = TwoEditors.TestCase


def test_undo_after_a_colleagues_edit_is_a_conflict_and_changes_nothing() -> None:
    start = rubrics.assessment({})
    cell = CELLS[0]
    mine = edit(start, cell, "full", actor="Li")
    after_mine = apply(start, [mine]).assessment
    theirs = edit(after_mine, cell, "none", actor="Wang")
    after_theirs = apply(after_mine, [theirs]).assessment
    outcome = apply(after_theirs, [mine.inverse(new_id=next_id(), at="", base_seq=1)])
    assert outcome.assessment == after_theirs
    assert [conflict.stored for conflict in outcome.conflicts] == ["none"]


def test_a_conflict_on_one_cell_lets_the_others_through() -> None:
    start = rubrics.assessment({})
    stored = apply(start, [edit(start, CELLS[0], "none", actor="Wang")]).assessment
    outcome = apply(stored, [edit(start, CELLS[0], "full"), edit(start, CELLS[2], "most")])
    assert [c.target for c in outcome.accepted] == [CELLS[2]]
    assert [c.change.target for c in outcome.conflicts] == [CELLS[0]]
    assert (outcome.assessment.answer("G-D-01.1a").grade, outcome.assessment.answer("G-D-01.1b").grade) == (
        "none",
        "most",
    )


GRADE, COMMENT, _, CONFIRM = CELLS[:4]


def to_confirm(degree: str) -> Assessment:
    start = rubrics.assessment({GRADE.id: degree})
    return apply(start, [edit(start, CONFIRM, True)]).assessment


def together(seen: Assessment, wanted: dict[Target, object]) -> list[Change]:
    return [replace(edit(seen, target, value), group="one") for target, value in wanted.items()]


@pytest.mark.parametrize(
    ("mine", "conflicts", "agreed"),
    [
        ({COMMENT: "seen", GRADE: "none", CONFIRM: False}, [(GRADE, "full")], [CONFIRM]),  # another grade, then theirs
        ({COMMENT: "seen", GRADE: "full", CONFIRM: False}, [], [GRADE, CONFIRM]),  # the same confirmation
    ],
)
def test_a_grade_and_its_confirmation_go_through_together_or_not_at_all(
    mine: dict[Target, object], conflicts: list[tuple[Target, str]], agreed: list[Target]
) -> None:
    start = to_confirm("full")
    gesture = together(start, mine)
    assert apply(start, gesture).accepted == tuple(gesture)
    confirmed = apply(start, together(start, {GRADE: "full", CONFIRM: False})).assessment
    outcome = apply(confirmed, gesture)
    assert [change.target for change in outcome.accepted] == [COMMENT]
    assert [(conflict.change.target, conflict.stored) for conflict in outcome.conflicts] == conflicts
    assert [change.target for change in outcome.agreed] == agreed
    assert outcome.assessment == replace(confirmed, answers=apply(confirmed, gesture[:1]).assessment.answers)


@pytest.mark.parametrize("clears", [True, False])
def test_a_confirmation_of_a_grade_that_is_another_one_now_is_a_conflict_of_that(clears: bool) -> None:
    start = to_confirm("full")
    confirming = together(start, {GRADE: "full", CONFIRM: False})
    regraded = apply(start, together(start, {GRADE: "none"} | ({CONFIRM: False} if clears else {}))).assessment
    outcome = apply(regraded, confirming)
    assert (outcome.assessment, outcome.accepted) == (regraded, ())
    assert (outcome.conflicts[0].change.target, outcome.conflicts[0].stored) == (GRADE, "none")
