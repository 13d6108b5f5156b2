"""Moving an assessment to another rubric: what becomes of each requirement, and the way back."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nfmaturity.analysis.rubric_move import RubricMove, plan_move
from nfmaturity.domain.admission import check_exclusions
from nfmaturity.domain.assessment import Answer, Assessment, RubricRef
from nfmaturity.domain.changes import Change, Target, apply, fold
from nfmaturity.domain.documents import canonical_json, sha256_of
from nfmaturity.domain.rubric import RubricPack
from tests import rubrics
from tests.edits import edit, grade

Tree = dict[str, Any]


def source(version: str = "1.0.0") -> Tree:
    items = [rubrics.item(f"G-D-0{n}", [2] * 5) for n in (1, 2)]
    return copy.deepcopy(rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", items)])])) | {
        "version": version
    }


def pack_of(tree: Tree) -> RubricPack:
    written = canonical_json(tree)
    return RubricPack(rubrics.rubric(tree), sha256_of(written), written)


def items_of(tree: Tree) -> list[Tree]:
    found: list[Tree] = tree["groups"][0]["domains"][0]["sub_indicators"]
    return found


def level(tree: Tree, number: int) -> list[Tree]:
    found: list[Tree] = items_of(tree)[0]["levels"][str(number)]["requirements"]
    return found


HELD = pack_of(source())


def newer() -> Tree:
    """The next version: one requirement worded anew, one gone, one new, one sub-indicator heavier."""
    tree = source("1.1.0")
    level(tree, 1)[0]["text"] = rubrics.text("worded anew")
    level(tree, 2).pop()
    level(tree, 3).append({"id": "G-D-01.3c", "text": rubrics.text("new"), "effort_days": "5"})
    items_of(tree)[1]["weight"] = "2"
    return tree


def assessed(grades: dict[str, str], **more: Any) -> Assessment:
    reference = RubricRef(HELD.rubric.id, HELD.rubric.version, HELD.sha256)
    return replace(rubrics.assessment(grades), rubric=reference, **more)


def as_changes(move: RubricMove, first: int = 1) -> list[Change]:
    group = str(uuid.uuid4())
    return [
        Change(
            id=str(uuid.uuid4()),
            target=step.target,
            before=step.before,
            after=step.after,
            device="",
            actor="",
            at="2026-11-22T08:00:00Z",
            group=group,
            base_seq=0,
            seq=number,
            undoes=step.undoes,
        )
        for number, step in enumerate(move.steps, start=first)
    ]


def test_each_requirement_has_its_fate() -> None:
    move = plan_move(HELD, pack_of(newer()), assessed({}))
    assert [entry.id for entry in move.with_fate("changed")] == ["G-D-01.1a"]
    assert move.with_fate("changed")[0].parts == ("text",)
    assert [entry.id for entry in move.with_fate("new")] == ["G-D-01.3c"]
    assert [entry.id for entry in move.with_fate("gone")] == ["G-D-01.2b"]
    assert len(move.with_fate("kept")) == 18
    assert move.weighted == ("G-D-01", "G-D-02")
    assert not move.rules_differ


def test_answers_stay_are_marked_or_taken_out() -> None:
    state = assessed({"G-D-01.1a": "full", "G-D-01.1b": "most", "G-D-01.2b": "partial"})
    move = plan_move(HELD, pack_of(newer()), state)
    assert {name: (a.grade, a.review) for name, a in move.result.answers.items()} == {
        "G-D-01.1a": ("full", True),
        "G-D-01.1b": ("most", False),
    }
    assert move.result.rubric.version == "1.1.0"
    outcome = apply(state, as_changes(move))
    assert (outcome.assessment, outcome.conflicts) == (move.result, ())


def test_an_ungraded_changed_requirement_is_not_marked() -> None:
    assert plan_move(HELD, pack_of(newer()), assessed({})).result.answers == {}


def test_a_degree_that_the_scale_no_longer_has_leaves_a_mark_and_no_grade() -> None:
    tree = newer()
    tree["scoring"]["degrees"] = [degree for degree in tree["scoring"]["degrees"] if degree["id"] != "most"]
    move = plan_move(HELD, pack_of(tree), assessed({"G-D-01.1b": "most"}))
    assert (move.result.answer("G-D-01.1b").grade, move.result.answer("G-D-01.1b").review) == (None, True)
    assert move.rules_differ


def test_what_is_to_be_confirmed_stays_so_where_the_grade_stays() -> None:
    tree = newer()
    tree["scoring"]["degrees"] = [degree for degree in tree["scoring"]["degrees"] if degree["id"] != "most"]
    taken_over = {"G-D-01.1a": "full", "G-D-01.1b": "most", "G-D-01.2b": "partial"}
    state = assessed({}, answers={name: Answer(degree, confirm=True) for name, degree in taken_over.items()})
    move = plan_move(HELD, pack_of(tree), state)
    assert move.result.answers == {
        "G-D-01.1a": Answer("full", review=True, confirm=True),
        "G-D-01.1b": Answer(None, review=True),
    }
    assert plan_move(move.wanted, HELD, move.result, as_changes(move)).result == state


def test_exclusions_that_the_other_rubric_does_not_permit_are_taken_out() -> None:
    tree = newer()
    tree["groups"][0]["domains"][0]["tailorable"] = "false"
    move = plan_move(HELD, pack_of(tree), assessed({}, exclusions={"G-D-02": "no such plant"}, target_level=5))
    assert move.result.exclusions == {}
    kept = plan_move(HELD, pack_of(newer()), assessed({}, exclusions={"G-D-02": "no such plant"}))
    assert kept.result.exclusions == {"G-D-02": "no such plant"}


def test_an_exclusion_comes_back_unless_it_would_now_leave_a_level_empty() -> None:
    reasons = {"G-D-01.1b": "not here"}
    other = source("1.1.0")
    level(other, 1).pop()
    level(other, 1).append({"id": "G-D-01.1c", "text": rubrics.text("new"), "effort_days": "5"})
    origin = assessed({}, exclusions=reasons)
    there = as_changes(plan_move(HELD, pack_of(other), origin))
    moved = fold(origin, there)
    assert not moved.exclusions
    assert plan_move(pack_of(other), HELD, moved, there).result.exclusions == reasons
    since = replace(edit(moved, Target("exclusion", "G-D-01.1a", "reason"), "nor here"), seq=len(there) + 1)
    back = plan_move(pack_of(other), HELD, fold(moved, [since]), [*there, since])
    assert back.result.exclusions == {"G-D-01.1a": "nor here"}
    check_exclusions(HELD.rubric, back.result)


def test_a_target_level_beyond_the_new_ones_is_taken_out() -> None:
    tree = newer()
    tree["levels"] = tree["levels"][:4]
    for found in items_of(tree):
        del found["levels"]["5"]
    assert plan_move(HELD, pack_of(tree), assessed({}, target_level=5)).result.target_level is None
    assert plan_move(HELD, pack_of(tree), assessed({}, target_level=4)).result.target_level == 4


def test_the_way_back_restores_what_nobody_touched_since() -> None:
    state = assessed({"G-D-01.1a": "full", "G-D-01.2b": "partial"})
    there = plan_move(HELD, pack_of(newer()), state)
    log = as_changes(there)
    edited = edit(there.result, Target("answer", "G-D-01.1a", "comment"), "looked at again")
    new = grade(there.result, "G-D-01.3c", "full")
    log += [replace(change, seq=len(log) + n) for n, change in enumerate((edited, new), start=1)]
    back = plan_move(there.wanted, HELD, fold(state, log), log)
    answers = {name: (a.grade, a.comment, a.review) for name, a in back.result.answers.items()}
    assert answers == {"G-D-01.1a": ("full", "looked at again", False), "G-D-01.2b": ("partial", "", False)}
    assert back.result.rubric == state.rubric
    undone = {step.undoes for step in back.steps if step.undoes}
    assert undone == {change.id for change in log[: len(there.steps)]}


GRADES = st.dictionaries(st.sampled_from(sorted(HELD.rubric.places)), st.sampled_from(sorted(rubrics.DEGREES)))


def change_tree(drops: Sequence[int], words: Sequence[int]) -> Tree:
    tree = source("1.1.0")
    for number in words:
        level(tree, number)[0]["guidance"] = rubrics.text(f"look again {number}")
    for number in drops:
        level(tree, number).pop()
    return tree


@given(grades=GRADES, drops=st.sets(st.integers(1, 5)), words=st.sets(st.integers(1, 5)))
def test_there_and_back_is_where_one_was(grades: dict[str, str], drops: set[int], words: set[int]) -> None:
    state = assessed(grades)
    there = plan_move(HELD, pack_of(change_tree(sorted(drops), sorted(words))), state)
    log = as_changes(there)
    assert fold(state, log) == there.result
    back = plan_move(there.wanted, HELD, there.result, log)
    assert back.result == state
    assert fold(state, [*log, *as_changes(back, len(log) + 1)]) == state
