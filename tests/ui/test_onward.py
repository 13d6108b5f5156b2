"""The end of a sub-indicator: it says how far one is and leads on, by key, click and touch alike."""

from __future__ import annotations

import pytest

from nfmaturity.domain.changes import Target
from nfmaturity.ui.requirement_filter import RequirementFilter
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


def test_the_last_grade_stays_where_it_is_and_can_be_corrected(at: Assess) -> None:
    last = last_in_scope(at)
    at.go(last)
    at.press("1", "3")
    assert (at.current, at.grade(last)) == (last, "partial")


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
