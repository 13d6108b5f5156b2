"""Segments, exclusions and what may not be excluded."""

from __future__ import annotations

import pytest

from nfmaturity.domain.errors import NotAllowed
from nfmaturity.domain.scope import check_exclusion, exclusion_note, scope_of
from tests import rubrics

ITEMS = [
    rubrics.item("G-D-01", [2, 1], applies={"G-D-01.1b": ["mining"], "G-D-01.2a": ["mining", "smelting"]}),
    rubrics.item("G-D-02", [1, 1]) | {"applies_to": ["mining"]},
    rubrics.item("G-D-03", [2, 1]) | {"tailorable": "false"},
]
FIXED = rubrics.domain("G-E", [rubrics.item("G-E-01", [1, 1]) | {"tailorable": "true"}, rubrics.item("G-E-02", [1, 1])])
RUBRIC = rubrics.rubric(
    rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", ITEMS), FIXED | {"tailorable": "false"}])], levels=2)
)


def test_segments_choose_sub_indicators_and_requirements() -> None:
    scope = scope_of(RUBRIC, ["smelting"])
    assert scope.levels["G-D-01"] == {1: ("G-D-01.1a",), 2: ("G-D-01.2a",)}
    assert "G-D-02" not in scope.levels
    assert "G-D-01.1b" not in scope
    assert scope_of(RUBRIC, ["mining", "smelting"]).requirements == frozenset(RUBRIC.places)


def test_a_level_of_another_segment_is_empty() -> None:
    assert scope_of(RUBRIC, ["processing"]).levels["G-D-01"] == {1: ("G-D-01.1a",)}


def test_exclusions_take_out_items_and_requirements() -> None:
    scope = scope_of(RUBRIC, ["mining"], {"G-D-02", "G-D-01.1a"})
    assert "G-D-02" not in scope.levels
    assert scope.levels["G-D-01"][1] == ("G-D-01.1b",)


@pytest.mark.parametrize(
    ("node", "segments", "others", "said"),
    [
        ("G-D-03", ["mining"], {}, "does not allow"),
        ("G-D-03.1a", ["mining"], {}, "does not allow"),
        ("G-E-02", ["mining"], {}, "does not allow"),
        ("G-X-01", ["mining"], {}, "no sub-indicator"),
        ("G", ["mining"], {}, "no sub-indicator"),
        ("G-D-01.2a", ["mining"], {}, "level 2 of G-D-01 empty"),
        ("G-D-01.1a", ["smelting"], {}, "level 1 of G-D-01 empty"),
        ("G-D-01.1a", ["mining"], {"G-D-01.1b": "x"}, "level 1 of G-D-01 empty"),
    ],
)
def test_exclusions_that_are_refused(node: str, segments: list[str], others: dict[str, str], said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        check_exclusion(RUBRIC, segments, {**others, node: "reason"}, node)


@pytest.mark.parametrize(
    ("node", "segments", "others"),
    [
        ("G-D-01", ["mining"], {}),
        ("G-D-01.1a", ["mining"], {}),
        ("G-E-01", ["mining"], {}),
        ("G-D-01.2a", ["mining"], {"G-D-01": "all of it"}),
        ("G-D-01.2a", ["processing"], {}),
        ("G-D-02.1a", ["smelting"], {}),
    ],
)
def test_exclusions_that_are_permitted(node: str, segments: list[str], others: dict[str, str]) -> None:
    check_exclusion(RUBRIC, segments, {**others, node: "reason"}, node)


def test_an_exclusion_needs_a_reason() -> None:
    with pytest.raises(NotAllowed, match="without a reason"):
        check_exclusion(RUBRIC, ["mining"], {"G-D-01": " \n"}, "G-D-01")


def test_an_exclusion_of_what_is_out_of_scope_is_noted() -> None:
    assert exclusion_note(RUBRIC, ["smelting"], "G-D-02") is not None
    assert exclusion_note(RUBRIC, ["smelting"], "G-D-01.1b") is not None
    assert exclusion_note(RUBRIC, ["smelting"], "G-D-01") is None
