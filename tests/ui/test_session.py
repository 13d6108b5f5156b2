"""The open assessment on a real library: what is held, undone and forbidden."""

from __future__ import annotations

import random

import pytest
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target, read_cell
from nfmaturity.domain.errors import NotAllowed
from nfmaturity.ui.saving import SaveState
from nfmaturity.ui.session import AssessmentSession, Moved
from tests.ui.spine import A1, B1, OTHER, Spine, any_edit, comment, fresh_score, grade

CONFIRM = Target("answer", A1, "confirm")


def value(session: AssessmentSession, target: Target) -> object:
    return read_cell(session.assessment, target)


# Edits


def test_a_grade_is_held_at_once_and_told_as_saved_when_it_is_on_disk(made: Spine, session: AssessmentSession) -> None:
    moved: list[Moved] = []
    states: list[SaveState] = []
    on_disk: list[object] = []
    session.moved.connect(moved.append)
    session.saving.connect(states.append)

    def look(state: SaveState) -> None:
        if state.kind == "saved":
            on_disk.append(made.record().state.answer(B1).grade)

    session.saving.connect(look)
    session.grade(B1, "full")
    assert session.answer(B1).grade == "full"
    assert moved == [Moved(frozenset({grade(B1)}))]
    assert [(state.kind, state.waiting) for state in states] == [("saving", 1)]
    made.saved()
    assert [(state.kind, state.waiting) for state in states] == [("saving", 1), ("saved", 0)]
    assert states[-1].at
    assert on_disk == ["full"]
    made.assert_true()


def test_an_edit_that_changes_nothing_is_none(session: AssessmentSession, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(session.moved):
        session.grade(A1, "partial")
        session.mark(A1, review=False)
        assert session.met_up_to("G-D-01", 0) == 0
    assert session.to_undo is None


def test_edits_carry_who_made_them(made: Spine) -> None:
    made.desk.settings._keep("assessor", "Wang")
    made.open(OTHER).grade(B1, "full")
    made.saved()
    assert [(change.actor, bool(change.device)) for change in made.record(OTHER).log] == [("Wang", True)]


EDITS = [
    (lambda s: s.grade(A1, "full"), grade(A1)),
    (lambda s: s.grade(A1, None), grade(A1)),
    (lambda s: s.comment(A1, "看过 1 2 3"), comment(A1)),
    (lambda s: s.mark(A1, review=True), Target("answer", A1, "review")),
    (lambda s: s.edit({Target("answer", A1, "confirm"): True}), Target("answer", A1, "confirm")),
    (lambda s: s.exclude("G-D-02", "none here"), Target("exclusion", "G-D-02", "reason")),
    (lambda s: s.edit({Target("assessment", "", "target_level"): 2}), Target("assessment", "", "target_level")),
]


@pytest.mark.parametrize(("act", "target"), EDITS)
def test_every_kind_of_edit_is_undone_and_redone(made: Spine, act: object, target: Target) -> None:
    session = made.session
    before, card = value(session, target), session.card
    act(session)  # type: ignore[operator]
    after = value(session, target)
    assert after != before
    session.undo()
    assert (value(session, target), session.card, session.to_undo) == (before, card, None)
    session.redo()
    assert (value(session, target), session.to_redo) == (after, None)
    made.saved()
    made.assert_true()
    assert [bool(change.undoes) for change in made.record().log] == [False, True, True]


@pytest.mark.parametrize("degree", ["full", "partial", None])
def test_grading_confirms_in_the_same_step(made: Spine, degree: str | None) -> None:
    session = made.session
    session.edit({CONFIRM: True})
    assert session.answer(A1).is_to_confirm
    session.grade(A1, degree)
    assert (session.answer(A1).grade, session.answer(A1).confirm) == (degree, False)
    made.saved()
    made.assert_true()
    session.undo()
    assert (session.answer(A1).grade, session.answer(A1).is_to_confirm) == ("partial", True)
    session.redo()
    assert (session.answer(A1).grade, session.answer(A1).confirm) == (degree, False)
    made.saved()
    made.assert_true()


def test_grades_are_confirmed_as_they_stand(made: Spine) -> None:
    session = made.session
    session.edit({CONFIRM: True})
    before = session.card
    assert session.confirm([A1, B1]) == 1
    assert (session.answer(A1).grade, session.answer(A1).confirm, session.card) == ("partial", False, before)
    assert session.confirm([A1, B1]) == 0
    session.undo()
    assert session.answer(A1).is_to_confirm


def test_met_up_to_leaves_what_is_to_be_confirmed(made: Spine) -> None:
    session = made.session
    session.edit({CONFIRM: True})
    assert session.met_up_to("G-D-01", 1) == 1
    assert (session.answer(A1).grade, session.answer(A1).is_to_confirm) == ("partial", True)


def test_met_up_to_is_one_step_and_overwrites_nothing(made: Spine, session: AssessmentSession) -> None:
    before = session.assessment
    assert session.met_up_to("G-D-01", 2) == 3
    assert [session.answer(f"G-D-01.{n}").grade for n in ("1a", "1b", "2a", "2b", "3a")] == [
        "partial", "full", "full", "full", None,
    ]  # fmt: skip
    session.undo()
    assert session.assessment == before
    session.redo()
    assert session.answer("G-D-01.2b").grade == "full"
    made.saved()
    assert len({change.group for change in made.record().log}) == 3


def test_a_new_edit_cuts_what_could_be_redone(session: AssessmentSession) -> None:
    session.grade(B1, "full")
    session.undo()
    session.grade(A1, "none")
    assert session.to_redo is None
    session.redo()
    assert session.answer(B1).grade is None


def test_one_writing_is_taken_back_as_one(made: Spine, session: AssessmentSession) -> None:
    for words in ("a", "ab", "abc"):
        session.comment(A1, words, "writing")
    session.undo()
    assert session.answer(A1).comment == ""
    session.redo()
    assert session.answer(A1).comment == "abc"
    made.saved()
    made.assert_true()


def test_what_the_rules_forbid_changes_nothing(made: Spine, session: AssessmentSession, qtbot: QtBot) -> None:
    session.exclude(A1, "not here")
    held = session.assessment
    with qtbot.assertNotEmitted(session.moved):
        for node, reason in ((B1, "nor here"), ("G-D-02", "  "), ("G-D-09", "unknown")):
            with pytest.raises(NotAllowed):
                session.exclude(node, reason)
        with pytest.raises(NotAllowed):
            session.grade(B1, "excellent")
    assert session.assessment is held
    made.saved()
    assert len(made.record().log) == 1


@pytest.mark.parametrize("seed", range(6))
def test_state_is_the_fold_of_the_log_after_anything(made: Spine, seed: int) -> None:
    session, dice = made.session, random.Random(seed)
    for _ in range(40):
        any_edit(session, dice)
        assert session.card == fresh_score(made.pack, session.assessment)
    made.saved()
    made.assert_true()
    while session.to_undo:
        session.undo()
    assert session.assessment == made.record().origin
    made.saved()
    made.assert_true()
