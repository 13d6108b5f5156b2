"""The open assessment while others edit it: conflicts, disagreements, and what they store shown here."""

from __future__ import annotations

import random

import pytest
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.ui.session import AssessmentSession
from tests.ui.spine import A1, B1, Spine, any_edit, grade


@pytest.mark.parametrize("seed", range(4))
def test_two_who_edit_at_once_lose_nothing(made: Spine, seed: int) -> None:
    session, dice = made.session, random.Random(seed)
    names = list(session.rubric.places)[:4]
    for _ in range(12):
        any_edit(session, dice)
        if dice.random() < 0.4:
            made.somebody_else({grade(dice.choice(names)): dice.choice([None, "full", "none"])})
        if dice.random() < 0.3:
            made.desk.look_for_others()
    session.end_writing()
    made.saved()
    made.desk.look_for_others()
    made.qtbot.waitUntil(lambda: session.assessment == made.record().state)
    made.assert_true()


def test_a_conflict_takes_theirs_for_its_cell_alone(made: Spine, session: AssessmentSession, qtbot: QtBot) -> None:
    session.comment(B1, "mine")
    made.saved()
    made.somebody_else({grade(B1): "none"})
    with qtbot.waitSignal(session.disagreed):
        session.edit({grade(B1): "full", grade("G-D-01.2a"): "most"})
    made.saved()
    assert (session.answer(B1).grade, session.answer("G-D-01.2a").grade) == ("none", "most")
    (found,) = session.disagreements
    assert (found.target, found.yours, found.theirs) == (grade(B1), "full", "none")
    assert session.to_undo is not None
    assert [change.target for change in session.to_undo] == [grade("G-D-01.2a")]
    session.undo()
    session.undo()
    assert (session.answer(B1).grade, session.answer(B1).comment) == ("none", "")
    made.saved()
    made.assert_true()


def test_the_undo_button_is_told_after_the_history_is_mended(made: Spine, session: AssessmentSession) -> None:
    """Who shows the gesture to undo at each move must not be left with one that is gone."""
    shown: list[object] = []
    session.moved.connect(lambda _: shown.append(session.to_undo))
    made.somebody_else({grade(B1): "none"})
    session.grade(B1, "full")
    made.saved()
    assert shown[-1] is None is session.to_undo


@pytest.mark.parametrize(("choice", "grade_after"), [("keep_theirs", "none"), ("put_yours", "full")])
def test_the_user_decides(made: Spine, session: AssessmentSession, choice: str, grade_after: str) -> None:
    made.somebody_else({grade(B1): "none"})
    session.grade(B1, "full")
    made.saved()
    getattr(session, choice)(grade(B1))
    assert session.disagreements == ()
    made.saved()
    assert made.record().state.answer(B1).grade == grade_after
    made.assert_true()


def test_another_edit_of_the_cell_decides_as_well(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({grade(B1): "none"})
    session.grade(B1, "full")
    made.saved()
    session.grade(B1, "most")
    assert session.disagreements == ()


def test_a_disagreement_shows_what_is_stored_now(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({grade(B1): "none"})
    session.grade(B1, "full")
    made.saved()
    made.somebody_else({grade(B1): "most"})
    made.desk.look_for_others()
    made.qtbot.waitUntil(lambda: session.disagreements[0].theirs == "most")
    made.somebody_else({grade(B1): "full"})
    made.desk.look_for_others()
    made.qtbot.waitUntil(lambda: session.disagreements == ())


def test_edits_on_their_way_stay_on_top_of_what_others_stored(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({grade(A1): "full", grade("G-E-01.1a"): "full"})
    seen: list[object] = []
    session.moved.connect(lambda moved: seen.append(session.answer("G-D-02.1b").grade) if moved.whole else None)
    for name in ("G-D-02.1a", "G-D-02.1b", "G-D-02.2a"):
        session.grade(name, "full")
    made.saved()
    assert seen == ["full"]
    assert session.answer("G-E-01.1a").grade == "full"
    made.assert_true()


def test_the_same_edit_of_both_is_no_disagreement(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({grade(B1): "full"})
    session.grade(B1, "full")
    made.saved()
    assert session.disagreements == ()
    made.assert_true()


def test_what_others_store_is_shown_while_one_does_nothing(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({grade(B1): "none"})
    with made.qtbot.waitSignal(session.moved) as moved:
        made.desk.look_for_others()
    assert moved.args[0].whole
    assert session.answer(B1).grade == "none"
    made.assert_true()


def test_what_others_changed_since_cannot_be_undone_here(made: Spine, session: AssessmentSession) -> None:
    session.edit({grade(A1): "full", grade(B1): "full"})
    made.saved()
    made.somebody_else({grade(B1): "none"})
    with made.qtbot.waitSignal(session.moved):
        made.desk.look_for_others()
    session.undo()
    made.saved()
    assert (session.answer(A1).grade, session.answer(B1).grade) == ("partial", "none")
    assert session.disagreements == ()


def test_a_quiet_look_moves_nothing(made: Spine, session: AssessmentSession) -> None:
    session.grade(B1, "full")
    made.saved()
    looked: list[object] = []
    with made.qtbot.assertNotEmitted(session.moved):
        made.desk.look_for_others()
        made.desk.ask(lambda _: 1, looked.append)
        made.qtbot.waitUntil(lambda: bool(looked))


def test_an_edit_that_others_made_impossible_is_told_and_taken_back(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({Target("exclusion", A1, "reason"): "theirs"})
    session.exclude(B1, "mine")  # together they would leave the level empty
    session.grade("G-D-01.2a", "full")
    made.saved()
    made.qtbot.waitUntil(lambda: B1 not in session.assessment.exclusions)
    assert "would leave level 1" in made.said()
    assert session is made.session
    assert session.answer("G-D-01.2a").grade == "full"
    made.assert_true()
    assert session.to_undo is not None
    assert session.to_undo[0].target == grade("G-D-01.2a")


CONFIRM = Target("answer", A1, "confirm")


def stands(session: AssessmentSession) -> tuple[str | None, bool]:
    return session.answer(A1).grade, session.answer(A1).confirm


def test_a_confirmation_of_what_somebody_else_grades_meanwhile_is_asked_about(
    made: Spine, session: AssessmentSession
) -> None:
    session.edit({CONFIRM: True})
    made.saved()
    made.somebody_else({grade(A1): "none", CONFIRM: False})
    assert session.confirm([A1]) == 1
    assert [change.target for change in session.pending] == [CONFIRM]
    made.saved()
    assert stands(session) == ("none", False)
    (found,) = session.disagreements
    assert (found.target, found.yours, found.theirs) == (grade(A1), "partial", "none")
    session.put_yours(found.target)
    made.saved()
    assert stands(session) == ("partial", False)
    made.assert_true()


def test_an_undone_confirmation_puts_no_mark_on_a_grade_of_somebody_else(
    made: Spine, session: AssessmentSession
) -> None:
    session.edit({CONFIRM: True})
    session.confirm([A1])
    made.saved()
    assert [change.target for change in made.record().log] == [CONFIRM, CONFIRM]
    made.somebody_else({grade(A1): "none"})
    session.undo()
    made.saved()
    assert (stands(session), session.to_undo) == (("none", False), None)
    (found,) = session.disagreements
    assert (found.target, found.yours, found.theirs) == (grade(A1), "partial", "none")
    assert session.undecided == {grade(A1): "partial", CONFIRM: True}
    session.put_yours(found.target)
    made.saved()
    assert (stands(session), session.undecided) == (("partial", True), {})
    session.undo()
    made.saved()
    assert stands(session) == ("none", False)
    made.assert_true()


def test_to_leave_the_grade_of_somebody_else_leaves_its_mark_as_well(made: Spine, session: AssessmentSession) -> None:
    session.edit({CONFIRM: True})
    session.confirm([A1])
    made.saved()
    made.somebody_else({grade(A1): "none"})
    session.undo()
    made.saved()
    session.keep_theirs(grade(A1))
    made.saved()
    assert (stands(session), session.undecided) == (("none", False), {})


def test_who_grades_anew_is_asked_where_somebody_else_confirmed(made: Spine, session: AssessmentSession) -> None:
    session.edit({CONFIRM: True})
    made.saved()
    made.somebody_else({CONFIRM: False})
    session.grade(A1, "none")
    made.saved()
    assert stands(session) == ("partial", False)
    assert [(d.target, d.yours, d.theirs) for d in session.disagreements] == [(grade(A1), "none", "partial")]
