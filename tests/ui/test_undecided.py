"""A choice between yours and theirs that nobody made: kept on disk until somebody does, whatever ends meanwhile."""

from __future__ import annotations

import platform

import psutil
import pytest
from PySide6.QtGui import QGuiApplication
from sqlalchemy import update

from nfmaturity.domain.changes import Target, Value
from nfmaturity.storage import drafts, tables
from nfmaturity.ui.session import AssessmentSession
from tests.ui.spine import A1, B1, IDENT, OTHER, Spine, comment, grade

_DEAD = f"1 0.0 {platform.node()}"


def kept(made: Spine) -> dict[str, str]:
    """Give what is on disk: cell and what it waits for."""
    with made.others() as library, library.reading() as connection:
        return {f"{row.node}.{row.field}": row.choice for row in connection.execute(tables.drafts.select())}


def end_the_program(made: Spine) -> None:
    """Have what is on disk belong to a run of the program that is over, as after a kill."""
    with made.others() as library, library.writing() as connection:
        connection.execute(update(tables.drafts).values(process=_DEAD))
    made.desk.close_assessment()


def disagree(made: Spine, cells: dict[Target, tuple[Value, Value]]) -> None:
    """Put one value where somebody else has put the other one."""
    made.somebody_else({target: theirs for target, (_, theirs) in cells.items()})
    made.session.edit({target: yours for target, (yours, _) in cells.items()})
    made.saved()
    assert {one.target: (one.yours, one.theirs) for one in made.session.disagreements} == cells


_CELLS: dict[Target, tuple[Value, Value]] = {
    grade(B1): ("full", "none"),
    comment(A1): ("mine", "theirs"),
    Target("assessment", "", "assessors"): (["I"], ["He", "She"]),
}


@pytest.mark.parametrize("is_killed", [False, True])
def test_the_choice_is_offered_again(made: Spine, is_killed: bool) -> None:
    disagree(made, _CELLS)
    assert set(kept(made).values()) == {"theirs"}
    if is_killed:
        end_the_program(made)
    else:
        made.desk.close_assessment()
    session = made.open()
    assert {one.target: (one.yours, one.theirs) for one in session.disagreements} == _CELLS
    assert not any(one.is_adrift for one in session.disagreements)
    made.saved()
    made.qtbot.waitUntil(lambda: len(kept(made)) == len(_CELLS))
    session.put_yours(grade(B1))
    session.keep_theirs(comment(A1))
    made.saved()
    made.qtbot.waitUntil(lambda: kept(made) == {".assessors": "theirs"})
    state = made.record().state
    assert (state.answer(B1).grade, state.answer(A1).comment, list(state.assessors)) == (
        "full",
        "theirs",
        ["He", "She"],
    )
    made.assert_true()


def test_what_was_written_on_is_what_is_kept(made: Spine) -> None:
    disagree(made, {comment(B1): ("mine", "theirs")})
    made.session.comment(B1, "mine and more", "writing")
    made.saved()
    end_the_program(made)
    (found,) = made.open().disagreements
    assert found.yours == "mine and more"


def test_words_left_half_written_wait_on_for_their_choice(made: Spine) -> None:
    made.session.comment(B1, "half a sent", "writing")
    made.saved()
    made.session._queue._held = ()  # as if it were dead
    end_the_program(made)
    made.somebody_else({comment(B1): "theirs"})
    for _ in range(2):
        (found,) = made.open().disagreements
        assert (found.yours, found.theirs) == ("half a sent", "theirs")
        made.saved()
        made.qtbot.waitUntil(lambda: kept(made) == {f"{B1}.comment": "theirs"})
        end_the_program(made)


def test_drafts_that_conflict_as_they_are_left_are_never_gone(made: Spine) -> None:
    made.session.comment(B1, "mine", "writing", seen="")
    made.saved()
    assert kept(made) == {f"{B1}.comment": ""}
    made.somebody_else({comment(B1): "theirs"})
    made.session.end_writing()
    made.session._queue.hurry()
    made.session._queue.written.disconnect()  # the program ends before it hears of the conflict
    made.qtbot.waitUntil(lambda: kept(made) == {f"{B1}.comment": "theirs"})


def test_what_others_agree_with_meanwhile_is_settled(made: Spine) -> None:
    disagree(made, {grade(B1): ("full", "none")})
    made.desk.close_assessment()
    made.somebody_else({grade(B1): "full"})
    assert made.open().disagreements == ()
    made.qtbot.waitUntil(lambda: kept(made) == {})


def test_a_disk_that_takes_nothing_counts_the_undecided_as_not_saved(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({comment(B1): "theirs"})
    with made.qtbot.waitSignal(session.moved):
        made.desk.look_for_others()
    made.in_thread("PRAGMA query_only = 1")
    session.comment(B1, "mine", seen="")
    made.qtbot.waitUntil(lambda: session.save_state.kind == "failed")
    made.desk.close_assessment()
    assert made.desk.waiting == 1
    made.in_thread("PRAGMA query_only = 0")
    assert made.desk.finish_saving()
    assert kept(made) == {f"{B1}.comment": "theirs"}


def test_others_and_other_assessments_keep_theirs(made: Spine) -> None:
    disagree(made, {grade(B1): ("full", "none")})
    with made.others() as library:
        assert len(drafts.left_drafts(library, IDENT)) == 1
        with library.writing() as connection:
            connection.execute(update(tables.drafts).values(process=f"1 0.0 not {platform.node()}"))
        assert drafts.left_drafts(library, IDENT) == ()
    made.open(OTHER)
    made.saved()
    assert kept(made) == {f"{B1}.grade": "theirs"}


def test_words_without_a_place_any_more_are_given_back(made: Spine) -> None:
    disagree(made, {comment(B1): ("mine", "theirs")})
    with made.others() as library, library.writing() as connection:
        connection.execute(update(tables.drafts).values(node="G-D-99.1a", process=_DEAD))
    made.desk.close_assessment()
    for _ in range(2):
        made.open()
        made.saved()
        notice = made.told[-1]
        assert str(notice.said).endswith("What you wrote:\nG-D-99.1a: mine")
        made.desk.close_assessment()
    assert notice.door
    notice.door.act()
    assert QGuiApplication.clipboard().text() == "mine"
    made.qtbot.waitUntil(lambda: kept(made) == {})


def test_what_was_chosen_and_met_by_somebody_else_as_the_app_ends_waits_again(made: Spine) -> None:
    disagree(made, {grade(B1): ("full", "none")})
    made.somebody_else({grade(B1): "most"})
    made.session.put_yours(grade(B1))
    made.session.finish_saving()
    made.in_thread("SELECT 1")
    assert made.record().state.answer(B1).grade == "most"
    assert kept(made) == {f"{B1}.grade": "theirs"}


@pytest.mark.parametrize("is_decided", [False, True])
def test_what_is_being_kept_as_another_session_takes_over_is_known_to_it(made: Spine, *, is_decided: bool) -> None:
    """A choice that was made is not offered once more, one that was not is."""
    first = made.session
    made.desk.open_anew(lambda: None if is_decided else made.session.offer({grade(B1): "full"}, is_adrift=True))
    first.offer({grade(B1): "full"}, is_adrift=True)
    first._queue.hurry()
    made.qtbot.waitUntil(lambda: made.session is not first)
    made.saved()
    made.qtbot.waitUntil(lambda: kept(made) == ({} if is_decided else {f"{B1}.grade": "adrift"}))
    made.desk.close_assessment()
    assert len(made.open().disagreements) == (0 if is_decided else 1)


def test_a_choice_is_offered_by_the_window_that_takes_this_one_s_place(made: Spine) -> None:
    """The one before may still be ending; another window of the same machine leaves it alone."""
    disagree(made, {grade(B1): ("full", "none")})
    still_there = f"{psutil.Process().ppid()} {psutil.Process().parent().create_time()} {platform.node()}"  # type: ignore[union-attr]
    with made.others() as library, library.writing() as connection:
        connection.execute(update(tables.drafts).values(process=still_there))
    made.desk.close_assessment()
    assert made.open().disagreements == ()
    made.desk.close_assessment()
    made.desk.predecessor = still_there
    (found,) = made.open().disagreements
    assert (found.yours, found.theirs) == ("full", "none")
    made.saved()
    with made.others() as library:
        (left,) = drafts.left_drafts(library, IDENT)
    assert left.choice == "theirs", "kept by this one from now on"


def test_a_grade_and_its_mark_wait_together_and_one_choice_decides_both(made: Spine) -> None:
    confirm = Target("answer", A1, "confirm")
    made.session.edit({confirm: True})
    made.session.confirm([A1])
    made.saved()
    made.somebody_else({grade(A1): "none"})
    made.session.undo()
    made.saved()
    made.desk.close_assessment()
    session = made.open()
    assert [one.target for one in session.disagreements] == [grade(A1)]
    made.saved()
    made.qtbot.waitUntil(lambda: kept(made) == {f"{A1}.grade": "theirs", f"{A1}.confirm": "theirs"})
    session.put_yours(grade(A1))
    made.saved()
    made.qtbot.waitUntil(lambda: kept(made) == {})
    assert (made.record().state.answer(A1).grade, made.record().state.answer(A1).confirm) == ("partial", True)
