"""Grades taken over from last year on the Assess page: how they look, what confirms them, how many wait."""

from __future__ import annotations

import pytest

from nfmaturity.domain.changes import Target
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.widgets.status_bar import ProgressLine
from tests.ui.assessing import Assess
from tests.ui.driving import LEFT


@pytest.fixture
def waiting(at: Assess) -> str:
    """The current requirement, with a grade that waits to be confirmed."""
    name = at.current
    at.session.edit({Target("answer", name, "grade"): "partial", Target("answer", name, "confirm"): True})
    return name


def in_tree(at: Assess) -> tuple[int, str]:
    model = at.page.tree._model
    assert model
    index = model.index_of(at.item)
    return index.data(NodeRole.TO_CONFIRM), str(index.data(11))  # Qt.AccessibleTextRole


def in_status(at: Assess) -> str:
    return at.window.findChild(ProgressLine).accessibleName()  # type: ignore[union-attr]


def test_how_many_wait_is_told(at: Assess, waiting: str) -> None:
    assert at.row().selector.accessibleName().endswith("to confirm")
    assert in_tree(at)[0] == 1
    assert in_tree(at)[1].endswith(", 1 to confirm")
    assert in_status(at).endswith(", 1 to confirm")
    at.session.confirm([waiting])
    assert not at.row().selector.accessibleName().endswith("to confirm")
    assert in_tree(at)[0] == 0
    assert "confirm" not in in_status(at)


def test_the_key_of_the_grade_confirms_and_goes_on(at: Assess, waiting: str) -> None:
    height = at.row(waiting).height()
    at.press("3")
    assert (at.grade(waiting), at.session.answer(waiting).confirm) == ("partial", False)
    assert at.current != waiting
    assert at.row(waiting).height() <= height
    at.go(waiting)
    at.press("3")
    assert at.grade(waiting) == "partial", "without waiting, the same key changes nothing"


def test_a_click_on_the_grade_confirms_and_the_next_takes_it_back(at: Assess, waiting: str) -> None:
    segment = next(one for one in at.row(waiting).selector.segments if one.degree.id == "partial")
    at.qtbot.mouseClick(segment, LEFT)
    assert (at.grade(waiting), at.session.answer(waiting).confirm) == ("partial", False)
    at.go(waiting)
    segment = next(one for one in at.row(waiting).selector.segments if one.degree.id == "partial")
    at.qtbot.mouseClick(segment, LEFT)
    assert at.grade(waiting) is None
    at.session.undo()
    at.session.undo()
    assert at.session.answer(waiting).is_to_confirm


def test_another_grade_confirms(at: Assess, waiting: str) -> None:
    at.press("1")
    assert (at.grade(waiting), at.session.answer(waiting).confirm) == ("full", False)


def test_a_grade_to_confirm_is_drawn_otherwise(at: Assess, waiting: str) -> None:
    segment = next(one for one in at.row(waiting).selector.segments if one.degree.id == "partial")
    before = segment.grab().toImage()
    at.session.confirm([waiting])
    assert segment.grab().toImage() != before


def test_once_all_is_graded_the_key_for_the_next_leads_to_what_is_to_confirm(at: Assess) -> None:
    names = [name for name in at.session.rubric.places if name in at.session.scope]
    at.session.edit({Target("answer", name, "grade"): "most" for name in names})
    first, second = names[3], names[-2]
    at.session.edit({Target("answer", name, "confirm"): True for name in (first, second)})
    at.go(names[0])
    at.press("n")
    assert at.current == first
    at.press("2", "n")
    assert (at.grade(first), at.session.answer(first).confirm) == ("most", False)
    assert at.current == second
    at.press("2", "n")
    assert not at.session.answer(second).confirm
    assert "graded" in at.notice()
