"""The end of a sub-indicator: it says how far one is and leads on, by key, click and touch alike."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nfmaturity.domain.changes import Target
from nfmaturity.ui.requirement_filter import RequirementFilter
from nfmaturity.ui.settings import Location
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import click


def last_in_scope(at: Assess) -> str:
    return [name for name in at.names() if name in at.session.scope][-1]


def fill(at: Assess, names: list[str], grade: str | None) -> None:
    at.session.edit({Target("answer", name, "grade"): grade for name in names})


def said(at: Assess) -> str:
    return at.view.onward.accessibleName()


def test_what_was_left_out_comes_first(at: Assess) -> None:
    names = [name for name in at.names() if name in at.session.scope]
    fill(at, names, "full")
    fill(at, [names[1]], None)
    at.go(names[-1])
    assert said(at) == f"Unanswered here: 1; Back to {names[1].rpartition('.')[2]}"
    at.press(KEY.Key_Return)
    assert at.current == names[1]


def test_the_next_unanswered_elsewhere_is_a_click_away(at: Assess) -> None:
    everything = [name for name in at.session.rubric.places if name in at.session.scope]
    fill(at, everything, "full")
    item, other = at.item, [name for name in everything if not name.startswith(at.item)][20]
    fill(at, [other], None)
    there = at.session.rubric.places[other].sub_indicator.id
    assert said(at).startswith(f"All graded: {len(at.names())}; On to {there} ")
    at.go(last_in_scope(at))
    click(at.qtbot, at.view, "onward")
    assert (at.item, at.current) == (there, other)
    at.press("1")
    assert at.grade(other) == "full"
    at.go(item)
    assert "; Next: " in said(at)


def test_a_key_too_many_after_the_last_requirement_grades_nothing(at: Assess) -> None:
    last = last_in_scope(at)
    fill(at, [last], None)
    at.go(last)
    at.press("1")
    assert (at.current, at.grade(last)) == ("", "full")
    assert at.focus() is at.view.onward
    assert [hint[0] for hint in list(at.page.keys())] == ["Enter", "↑", "N", "W"]
    before = at.session.assessment
    for key in ("3", "0", "c", "r", "x"):
        at.press(key)
        assert "end of the sub-indicator" in at.notice()
        QApplication.processEvents()
        middle = at.view.onward.mapTo(at.view.viewport(), at.view.onward.rect().center())
        assert at.view.viewport().rect().contains(middle), "what the notice tells of is out of sight"
        at.window.notices.put_away()
    at.press(KEY.Key_Down)
    assert (at.current, at.session.assessment) == ("", before)
    at.press(KEY.Key_Up)
    assert at.current == last
    at.press("3")
    assert (at.current, at.grade(last)) == ("", "partial")


def test_one_stands_at_the_end_until_one_goes_elsewhere(at: Assess) -> None:
    last = last_in_scope(at)
    at.go(last)
    at.press("0", "1")
    at.window.go(Location("overview"))
    at.window.go(Location("assess"))
    assert (at.current, at.view.is_at_end) == ("", True)
    at.press(KEY.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert (at.current, at.view.is_at_end) == (last, False)
    at.press("1")
    at.page.finding.ask(RequirementFilter(words=at.item))
    assert at.current == at.names()[0]


def test_a_requirement_that_is_confirmed_last_leaves_the_keys_at_the_end(at: Assess) -> None:
    last = last_in_scope(at)
    at.session.edit({Target("answer", last, "grade"): "most", Target("answer", last, "confirm"): True})
    at.go(last)
    at.press("2")
    assert not at.session.answer(last).is_to_confirm
    assert at.view.is_at_end


def test_the_end_of_the_rubric_leads_to_the_overview(at: Assess) -> None:
    everything = [name for name in at.session.rubric.places if name in at.session.scope]
    fill(at, everything, "full")
    at.go(list(at.session.scope.levels)[-1])
    assert said(at).endswith("To the overview")
    at.press(KEY.Key_Enter)
    assert at.window.location.page == "overview"


def test_what_all_was_graded_at_once_is_left_behind(at: Assess) -> None:
    names = [name for name in at.names() if name in at.session.scope]
    fill(at, names, None)
    at.go(names[0])
    at.page.met_up_to(1)
    assert at.current == next(name for name in names if at.grade(name) is None)


@pytest.mark.parametrize("way", ["enter", "end", "n"])
def test_where_a_filter_leaves_nothing_one_goes_on_from_there(at: Assess, way: str) -> None:
    everything = [name for name in at.session.rubric.places if name in at.session.scope]
    items = list(at.session.scope.levels)
    here, beyond = items[5], items[6]
    fill(at, everything, "full")
    first, wanted = (next(name for name in everything if name.startswith(f"{item}.")) for item in (items[0], beyond))
    fill(at, [first, wanted], None)
    at.page.finding.ask(RequirementFilter(states=frozenset({"unanswered"})))
    at.page.show_item(here)
    at.page.setFocus()
    assert at.current == ""
    assert said(at) == f"All graded: {len(at.names())}; Next: {beyond} {name_of(at, beyond)}"
    acts = {"enter": KEY.Key_Return, "n": "n"}
    at.press(acts[way]) if way in acts else click(at.qtbot, at.view, "onward")
    assert (at.item, at.current) == (beyond, wanted)


def name_of(at: Assess, item: str) -> str:
    return at.session.rubric.say(at.session.rubric.sub_indicators[item][2].name, "en")
