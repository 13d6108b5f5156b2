"""Grades taken over from last year on the Assess page: how they look, what confirms them, how many wait."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from nfmaturity.domain.changes import Target
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.pages.assess_content import LevelRows, is_complete, level_contents, next_open, where_to_begin
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.status_bar import ProgressLine
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import LEFT, click, named


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
    return index.data(NodeRole.FACE).to_confirm, str(index.data(11))  # Qt.AccessibleTextRole


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
    at.press(KEY.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert (at.current, at.session.answer(waiting).is_to_confirm) == (waiting, True)
    at.press("3", KEY.Key_Up, "3")
    assert at.grade(waiting) == "partial", "without waiting, the same key changes nothing"


def test_a_click_on_the_grade_confirms_and_the_next_changes_nothing(at: Assess, waiting: str) -> None:
    segment = next(one for one in at.row(waiting).selector.segments if one.degree.id == "partial")
    at.qtbot.mouseClick(segment, LEFT)
    assert (at.grade(waiting), at.session.answer(waiting).confirm) == ("partial", False)
    at.go(waiting)
    segment = next(one for one in at.row(waiting).selector.segments if one.degree.id == "partial")
    at.qtbot.mouseClick(segment, LEFT)
    assert (at.grade(waiting), at.session.answer(waiting).confirm) == ("partial", False)
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


def test_what_is_to_confirm_can_be_shown_alone_while_there_is_any(at: Assess, waiting: str) -> None:
    other = next(name for name in at.names() if name != waiting and name in at.session.scope)
    at.session.edit({Target("answer", other, "grade"): "most", Target("answer", other, "confirm"): True})
    box = named(at.page, "filter-to_confirm", QCheckBox)
    more = named(at.page, "filter-more", Button).text()
    at.session.confirm([other])
    assert box.isVisible()
    click(at.qtbot, at.page, box.objectName())
    assert at.page.finding.matches == (waiting,)
    assert named(at.page, "filter-more", Button).text() == more, "it is counted where it is shown"
    at.press("3")
    assert at.page.finding.matches == ()
    assert box.isVisible(), "what is asked for can be given up where it was asked for"
    click(at.qtbot, at.page, box.objectName())
    assert not box.isVisible()
    at.session.undo()
    assert box.isVisible()


@pytest.fixture
def mixed(at: Assess) -> list[str]:
    """The requirements in scope, as in a copy that was begun to be looked through.

    Of the sub-indicator at hand the second, fourth and last wait, the fifth has no grade, the others are confirmed.
    Elsewhere one waits and a later one has no grade.
    """
    here = [name for name in at.names() if name in at.session.scope]
    others = [n for n in at.session.rubric.places if n in at.session.scope and n not in here]
    after = others[next(i for i, n in enumerate(others) if n > here[-1]) :]
    at.session.edit({Target("answer", name, "grade"): "most" for name in (*here, *others)})
    at.session.edit({Target("answer", name, "grade"): None for name in (here[4], after[40])})
    waiting = (here[1], here[3], here[-1], after[20])
    at.session.edit({Target("answer", name, "confirm"): True for name in waiting})
    return [here[1], here[3], here[4], here[-1], after[20], after[40]]


def test_the_key_for_the_next_stops_at_what_has_no_grade_and_at_what_waits(at: Assess, mixed: list[str]) -> None:
    at.go(at.names()[0])
    walked = []
    for _ in range(len(mixed) + 1):
        at.press("n")
        walked.append(at.current)
    assert walked == [*mixed, mixed[0]]
    at.page.show_item(mixed[4].rpartition(".")[0])
    assert at.current == mixed[4], "a sub-indicator opens at what is to do in it"


def test_a_confirmed_grade_leads_to_the_next_to_do(at: Assess, mixed: list[str]) -> None:
    item = at.item
    at.go(mixed[0])
    at.press("2")
    assert at.current == mixed[1], "what was confirmed already is passed over"
    at.press("2")
    assert at.current == mixed[2]
    assert at.view.onward.accessibleName() == f"Unanswered here: 1, to confirm: 1; Back to {short(mixed[2])}"
    at.go(mixed[3])
    at.press(KEY.Key_Return)
    assert at.current == mixed[2]
    at.press(KEY.Key_Return)
    assert at.current == mixed[3], "one stands already where the end leads back to"
    at.session.grade(mixed[2], "full")
    assert at.view.onward.accessibleName() == f"To confirm here: 1; Back to {short(mixed[3])}"
    at.press("2")
    assert at.view.is_at_end, "after the last one none is the current one"
    assert at.view.onward.accessibleName().startswith("All graded: ")
    at.press(KEY.Key_Return)
    assert (at.item != item, at.current) == (True, mixed[4])


def test_a_domain_is_confirmed_by_its_grades_and_one_more_key_a_sub_indicator(at: Assess) -> None:
    rubric, answers = at.session.rubric, at.session.answer
    graded = {name: answers(name).grade for name in rubric.places if name in at.session.scope}
    keys = {degree.id: str(place) for place, degree in enumerate(rubric.scoring.degrees, start=1)}
    at.session.edit({Target("answer", name, "confirm"): True for name, grade in graded.items() if grade})
    at.page.show_requirement(where_to_begin(at.session))
    domain = rubric.places[at.current].domain
    onward = 0
    while rubric.places[at.current].domain is domain:
        at.press(keys[answers(at.current).grade or "none"])
        if not answers(at.current).is_to_confirm:
            at.press(KEY.Key_Return)
            onward += 1
    assert onward == sum(item.id in at.session.scope.levels for item in domain.sub_indicators)
    assert domain.id not in at.session.to_confirm
    assert {name: answers(name).grade for name in graded} == graded


def test_where_one_begins_is_what_is_to_do(at: Assess, mixed: list[str]) -> None:
    assert where_to_begin(at.session) == mixed[0]
    at.session.confirm(mixed[:2])
    assert where_to_begin(at.session) == mixed[2]
    at.go(mixed[3])
    at.page.met_up_to(5)
    assert at.grade(mixed[2]) == "full"
    assert at.current == mixed[3], "one that waits is not left behind"
    at.page.met_up_to(5)
    assert at.notice().endswith("Grades to confirm are confirmed one by one.")
    assert at.session.answer(mixed[3]).is_to_confirm


def remark_of(at: Assess, rows: LevelRows) -> str:
    (content,) = level_contents(at.session, at.item, [(rows, len(rows.requirements))])
    return content.remark


def test_a_level_with_something_to_confirm_is_unfolded_and_says_so(at: Assess) -> None:
    rows = next(rows for rows in at.view._levels if len(rows.requirements) > 2)
    at.session.edit({Target("answer", name, "grade"): "full" for name in rows.requirements})
    at.session.edit({Target("answer", rows.requirements[1], "confirm"): True})
    assert remark_of(at, rows) == f"1 of {len(rows.requirements)} to confirm"
    assert not is_complete(at.session, at.item, rows)
    at.session.confirm(rows.requirements)
    assert is_complete(at.session, at.item, rows)
    assert remark_of(at, rows) == f"all {len(rows.requirements)} fully satisfied"


def short(requirement: str) -> str:
    return requirement.rpartition(".")[2]


def test_the_keys_say_what_the_next_one_is(at: Assess, waiting: str) -> None:
    assert "next to grade or confirm" in dict(at.page.keys()).values()
    at.session.confirm([waiting])
    assert "next unanswered" in dict(at.page.keys()).values()


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


def test_nothing_is_next_once_all_is_graded_and_confirmed(at: Assess) -> None:
    names = [name for name in at.session.rubric.places if name in at.session.scope]
    at.session.edit({Target("answer", name, "grade"): "partial" for name in names})
    assert next_open(at.session, at.current) == ""
    at.session.edit({Target("answer", names[-1], "confirm"): True})
    assert next_open(at.session, at.current) == names[-1]
    at.session.confirm([names[-1]])
    assert next_open(at.session, at.current) == ""
    at.session.edit({Target("answer", names[0], "grade"): None})
    assert next_open(at.session, at.current) == names[0]


def test_the_grade_goes_up_for_the_word_below_it_and_down_again(at: Assess) -> None:
    name = at.current
    at.session.grade(name, "partial")
    row, height = at.row(name), at.row(name).height()
    y = row.selector.y()
    at.session.edit({Target("answer", name, "confirm"): True})
    assert row.selector.y() < y
    at.session.confirm([name])
    assert (row.selector.y(), row.height()) == (y, height)
