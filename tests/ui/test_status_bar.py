"""The line under every page: what is said of each edit moves nothing beside it."""

from __future__ import annotations

from tests.ui.assessing import Assess
from tests.ui.driving import saved


def edges(at: Assess) -> list[tuple[int, int]]:
    status = at.window.status
    return [(part.x(), part.width()) for part in (status.saved, status.undo, status.redo, status.keys)]


def test_nothing_moves_from_grade_to_grade(at: Assess) -> None:
    for _turn in range(2):
        for key in "4321":
            at.press(key)
            saved(at.qtbot, at.app)
    before, told = edges(at), at.window.status.undo.text()
    for key in "1234":
        at.press(key)
        at.window.repaint()
        assert edges(at) == before
        saved(at.qtbot, at.app)
        at.window.repaint()
        assert edges(at) == before
    assert at.window.status.undo.text() != told


def test_the_undo_takes_no_more_room_than_it_needs_in_another_assessment(at: Assess) -> None:
    at.press("4")
    undo = at.window.status.undo
    undo.setText("a sentence that is longer than any")
    wide = undo.sizeHint().width()
    undo.hide()
    undo.setText("short")
    undo.show()
    assert undo.sizeHint().width() < wide


def test_a_fault_takes_its_own_room_and_leaves_none_behind(at: Assess) -> None:
    line = at.window.status.saved
    line.show_state("", "")
    line.show_state("check", "saved")
    usual = line.sizeHint().width()
    line.show_state("ellipsis", "saving and saving")
    wide = line.sizeHint().width()
    line.show_state("check", "saved")
    assert line.sizeHint().width() == wide > usual
    line.show_state("triangle-alert", "not saved, as the library's drive is gone", "cop")
    line.show_state("check", "saved")
    assert line.sizeHint().width() == usual
