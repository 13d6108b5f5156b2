"""What can be undone and redone, as a value."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nfmaturity.domain.changes import Change, Target
from nfmaturity.ui.undo import Gesture, UndoHistory
from tests.edits import next_id

CELLS = [Target("answer", f"A-B-01.1{letter}", "comment") for letter in "abc"]


def gesture(*cells: Target, group: str = "") -> Gesture:
    group = group or next_id()
    return tuple(
        Change(id=next_id(), target=cell, before="", after="x", device="", actor="", at="", group=group, base_seq=0)
        for cell in cells
    )


def test_nothing_is_there_to_begin_with() -> None:
    assert UndoHistory() == UndoHistory((), ())


def test_gestures_are_taken_back_newest_first() -> None:
    first, second = gesture(CELLS[0]), gesture(CELLS[1])
    history = UndoHistory().did(first).did(second)
    assert history.done == (first, second)
    inverse = gesture(CELLS[1])
    assert history.took_back(inverse) == UndoHistory((first,), (inverse,))
    again = gesture(CELLS[1])
    assert history.took_back(inverse).did_again(again) == UndoHistory((first, again), ())


def test_a_new_gesture_cuts_what_could_be_redone() -> None:
    history = UndoHistory().did(gesture(CELLS[0])).took_back(gesture(CELLS[0]))
    assert history.did(gesture(CELLS[1])).undone == ()


def test_typing_goes_on_in_one_gesture() -> None:
    one, two = gesture(CELLS[0], group="typing"), gesture(CELLS[0], group="typing")
    history = UndoHistory().did(gesture(CELLS[1])).did(one).did(two)
    assert history.done[1:] == (one + two,)


def test_a_continued_gesture_cuts_what_could_be_redone_as_well() -> None:
    kept = gesture(CELLS[0], group="typing")
    history = UndoHistory().did(kept).did(gesture(CELLS[1])).took_back(gesture(CELLS[1]))
    assert history.did(gesture(CELLS[0], group="typing")).undone == ()


def test_typing_does_not_go_on_across_another_gesture() -> None:
    one, between, two = gesture(CELLS[0], group="t"), gesture(CELLS[1]), gesture(CELLS[0], group="t")
    assert UndoHistory().did(one).did(between).did(two).done == (one, between, two)


def test_cells_of_somebody_else_are_forgotten_and_no_others() -> None:
    both, mine = gesture(CELLS[0], CELLS[1]), gesture(CELLS[2])
    history = UndoHistory((both, gesture(CELLS[0])), (gesture(CELLS[0]), mine)).without({CELLS[0]})
    assert history == UndoHistory((both[1:],), (mine,))


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=40))
def test_undo_and_redo_are_a_walk_on_one_line(acts: list[str]) -> None:
    history, line, at = UndoHistory(), 0, 0
    for act in acts:
        if act == "do":
            history, at = history.did(gesture(CELLS[0])), at + 1
            line = at
        elif act == "undo" and history.done:
            history, at = history.took_back(gesture(CELLS[0])), at - 1
        elif act == "redo" and history.undone:
            history, at = history.did_again(gesture(CELLS[0])), at + 1
        assert (len(history.done), len(history.undone)) == (at, line - at)


@given(st.lists(st.sets(st.sampled_from(CELLS), min_size=1), max_size=6), st.sets(st.sampled_from(CELLS)))
def test_nothing_empty_is_left_to_undo(held: list[set[Target]], gone: set[Target]) -> None:
    done = tuple(gesture(*cells) for cells in held)
    left = UndoHistory(done, done).without(gone)
    kept = [change for one in done for change in one if change.target not in gone]
    assert [change for one in left.done for change in one] == kept
    assert all(left.done)
    assert left.done == left.undone
