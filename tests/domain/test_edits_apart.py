"""Who changed a cell that a library and a file hold otherwise: nothing that anybody decided is taken for untouched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.changes import Change, Target, apply, fold, last_standing
from nfmaturity.domain.edits_apart import common_beginning, compare_apart, taken_over
from tests import rubrics
from tests.edits import edit, grade, next_id

A = "G-D-01.1a"
ORIGIN = replace(rubrics.assessment({A: "partial"}), id=next_id())


def edits(*degrees: str) -> list[Change]:
    """Grade the requirement again and again."""
    state, made = ORIGIN, list[Change]()
    for seq, degree in enumerate(degrees, start=1):
        made.append(replace(grade(state, A, degree), seq=seq))
        state = fold(ORIGIN, made)
    return made


def taking_back(change: Change, seq: int) -> Change:
    return replace(change.inverse(new_id=next_id(), at=change.at, base_seq=0), seq=seq)


def who(log: Sequence[Change], wanted: str, *, origin: Assessment = ORIGIN, known: Sequence[str] = ()) -> str:
    """Tell who changed the grade, which the file holds as wanted."""
    held, file = Record(fold(ORIGIN, log), ORIGIN, tuple(log)), fold(ORIGIN, edits(wanted))
    (cell,) = compare_apart(held.state, file, common_beginning(held, origin, known))
    assert (cell.target, cell.wanted) == (edits(wanted)[0].target, wanted)
    return cell.changed_in


@pytest.mark.parametrize(
    ("here", "wanted", "changed_in"),
    [
        ([], "full", "file"),
        (["most"], "partial", "library"),
        (["most"], "full", "both"),
        (["most", "partial"], "full", "both"),  # put back by hand, perhaps after the file had brought it before
    ],
)
def test_who_changed_it(here: list[str], wanted: str, changed_in: str) -> None:
    assert who(edits(*here), wanted) == changed_in


def test_what_was_undone_was_not_changed_and_what_was_redone_was() -> None:
    (done,) = edits("most")
    undone = taking_back(done, 2)
    redone = taking_back(undone, 3)
    assert who([done, undone], "full") == "file"
    assert who([done, undone, redone], "full") == "both"


def test_both_began_where_their_logs_part() -> None:
    first, second = edits("most", "none")
    assert who([first, second], "most", known=[first.id, next_id()]) == "library"
    assert who([first], "none", known=[first.id]) == "file"
    assert who([first], "none", origin=replace(ORIGIN, title="of its own"), known=[next_id()]) == "both"


def test_the_library_keeps_what_it_put_back_where_it_counts() -> None:
    log = edits("most", "partial")
    held, file = Record(fold(ORIGIN, log), ORIGIN, tuple(log)), fold(ORIGIN, edits("most"))
    cells = compare_apart(held.state, file, common_beginning(held, ORIGIN, ()))
    assert taken_over(cells, "library") == ()
    assert taken_over(cells, "file") == cells


@pytest.mark.parametrize("regraded_in", ["file", "library"])
def test_a_confirmation_here_and_another_grade_there_were_changed_by_both(regraded_in: str) -> None:
    confirm = Target("answer", A, "confirm")
    origin = apply(ORIGIN, [edit(ORIGIN, confirm, True)]).assessment
    confirming = replace(edit(origin, confirm, False), seq=1)
    regrading = [replace(grade(origin, A, "none"), seq=1), replace(confirming, id=next_id(), seq=2)]
    here, there = ([confirming], regrading) if regraded_in == "file" else (regrading, [confirming])
    held = Record(fold(origin, here), origin, tuple(here))
    (cell,) = compare_apart(held.state, fold(origin, there), common_beginning(held, origin, ()))
    assert (cell.target.field, cell.changed_in) == ("grade", "both")


def test_what_a_cell_holds_is_of_who_gave_it_last_and_was_not_undone() -> None:
    """Taken back, an edit counts for nobody; done again, for who made it, not for who asked for that."""
    first = grade(ORIGIN, "A-B-01.1a", "full", actor="Zhang")
    second = replace(first, id=next_id(), before="full", after="none", actor="Wang")
    undone = replace(second.inverse(new_id=next_id(), at=second.at, base_seq=0), actor="Li")
    redone = replace(undone.inverse(new_id=next_id(), at=undone.at, base_seq=0), actor="Li")
    assert last_standing([first, second]) == second
    assert last_standing([first, second, undone]) == first
    assert last_standing([first, second, undone, redone]) == second
    assert last_standing([second, undone]) is None
