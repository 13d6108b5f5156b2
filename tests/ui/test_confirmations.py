"""How many grades are to be confirmed: kept over edits that confirm nothing, counted anew over those that do."""

from __future__ import annotations

import pytest

from nfmaturity.analysis.following_year import count_to_confirm
from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.changes import Target, Value
from nfmaturity.domain.rubric import Rubric
from nfmaturity.domain.scope import Scope, scope_of
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.resources import shipped_rubrics
from nfmaturity.ui import confirmations
from nfmaturity.ui.confirmations import Confirmations
from nfmaturity.ui.signed_edits import applied
from tests import rubrics
from tests.edits import edit


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_pack(shipped_rubrics() / "nonferrous-dx").rubric


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Assessment]:
    """What was counted, each time."""
    seen: list[Assessment] = []

    def count(rubric: Rubric, scope: Scope, assessment: Assessment) -> object:
        seen.append(assessment)
        return count_to_confirm(rubric, scope, assessment)

    monkeypatch.setattr(confirmations, "count_to_confirm", count)
    return seen


def test_the_counts_are_those_of_a_count_anew_after_every_edit(rubric: Rubric, counted: list[Assessment]) -> None:
    first, second = list(rubric.places)[:2]
    state = rubrics.assessment({}, segments=("mining", "beneficiation", "smelting", "processing"))
    scope, kept = scope_of(rubric, state.enterprise.segments), Confirmations()
    assert kept.counts(rubric, scope, state) == {}
    steps: tuple[tuple[str, str, Value, bool], ...] = (
        (first, "grade", "full", False),
        (first, "confirm", True, True),
        (second, "grade", "none", False),
        (second, "comment", "seen", False),
        (second, "review", True, False),
        (first, "grade", None, True),
        (first, "grade", "most", True),
        (first, "confirm", False, True),
        (second, "confirm", False, False),
    )
    for name, field, value, is_counted_anew in steps:
        gesture = (edit(state, Target("answer", name, field), value),)
        before, state, times = state, applied(state, gesture), len(counted)
        kept.follow(gesture, before, state)
        assert kept.counts(rubric, scope, state) == count_to_confirm(rubric, scope, state)
        assert (len(counted) > times) == is_counted_anew


def test_an_edit_of_what_was_never_counted_is_not_taken_for_counted(rubric: Rubric) -> None:
    name, kept = next(iter(rubric.places)), Confirmations()
    state = rubrics.assessment({name: "full"}, segments=("mining",))
    scope = scope_of(rubric, state.enterprise.segments)
    waiting = applied(state, (edit(state, Target("answer", name, "confirm"), True),))
    kept.counts(rubric, scope, state)
    kept.follow((edit(waiting, Target("answer", name, "comment"), "x"),), waiting, waiting)
    assert kept.counts(rubric, scope, waiting)["overall"] == 1
