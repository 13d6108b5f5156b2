from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfmaturity.domain.rubric_consistency import MAX_LEVELS, consistency_faults, languages_of
from tests.rubrics import domain, group, item, pack_source

Tree = dict[str, Any]

EMPTY_LIST = "is empty: name a segment, or leave the key out for every segment"
ITEM = "groups.0.domains.0.sub_indicators.0"


def source() -> Tree:
    domains = [domain("G-A", [item("G-A-01", [2, 1, 1]), item("G-A-02", [1, 1, 1])]), domain("G-B", [])]
    domains[1]["sub_indicators"] = [item("G-B-01", [1, 1, 1])]
    return copy.deepcopy(pack_source([group("G", domains)], levels=3))


def at(tree: Tree, place: str) -> Any:
    found: Any = tree
    for step in place.split("."):
        found = found[int(step) if isinstance(found, list) else step]
    return found


def put(tree: Tree, place: str, value: object) -> Tree:
    above, _, last = place.rpartition(".")
    holder: Any = at(tree, above) if above else tree
    holder[int(last) if isinstance(holder, list) else last] = value
    return tree


def requirement(tree: Tree, name: str) -> Tree:
    return next(r for r in requirements(tree) if r["id"] == name)


def requirements(tree: Tree) -> list[Tree]:
    return [
        requirement
        for group in tree["groups"]
        for domain in group["domains"]
        for item in domain["sub_indicators"]
        for content in item["levels"].values()
        for requirement in content["requirements"]
    ]


def told(tree: object) -> list[tuple[str, str]]:
    return [(".".join(map(str, path)), str(reason)) for path, reason in consistency_faults(tree)]


def test_a_sound_pack_has_no_fault() -> None:
    assert told(source()) == []


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        ("groups.0.domains.1.id", "G-A", "G-A is used twice"),
        ("groups.0.domains.0.sub_indicators.1.id", "G-A-01", "G-A-01 is used twice"),
        ("groups.0.domains.0.id", "H-A", "must begin with G-"),
        ("groups.0.domains.0.id", "G-", "must begin with G-"),
        ("groups.0.id", "overall", "overall is reserved for the whole enterprise"),
        (f"{ITEM}.id", "G-B-01", "must begin with G-A-"),
        (f"{ITEM}.id", "G-A-01/..", "is not an id: letters, digits and . _ -, at most 64 of them"),
        (f"{ITEM}.levels.1.requirements.0.id", "G-A-01.2a", "must be G-A-01.1 and one lower-case letter"),
        (f"{ITEM}.levels.1.requirements.0.id", "G-A-01.1A", "must be G-A-01.1 and one lower-case letter"),
        (f"{ITEM}.levels.1.requirements.0.id", "G-A-01.1aa", "must be G-A-01.1 and one lower-case letter"),
        (f"{ITEM}.levels.1.requirements.0.id", "G-A-01.1", "must be G-A-01.1 and one lower-case letter"),
        (f"{ITEM}.levels.1.requirements.0.id", "G-A-01.1é", "must be G-A-01.1 and one lower-case letter"),
        (f"{ITEM}.levels.1.requirements.0.id", "", "must be G-A-01.1 and one lower-case letter"),
        (f"{ITEM}.levels.1.requirements.1.id", "G-A-01.1a", "G-A-01.1a is used twice"),
        ("levels.1.level", "3", "must be 2: levels count 1, 2, 3 … without gaps"),
        ("segments.1.id", "mining", "mining is used twice"),
        ("scoring.degrees.1.id", "full", "full is used twice"),
        ("scoring.degrees.0.value", "0.9", "the first degree is the best and must be 1"),
        ("scoring.degrees.3.value", "0.1", "the last degree is the least and must be 0"),
        ("scoring.degrees.2.value", "0.80", "must be below the degree before it: values fall from 1 to 0"),
        ("scoring.degrees.2.value", "0.9", "must be below the degree before it: values fall from 1 to 0"),
        ("scoring.degrees", [], "the scale needs at least two degrees"),
        ("scoring.degrees", [{"id": "full", "value": "1"}], "the scale needs at least two degrees"),
        ("scoring.level_threshold", "1.0001", "must be above 0 and at most 1"),
        (f"{ITEM}.levels.2.requirements", [], "level 2 has no requirement"),
        (f"{ITEM}.levels.4", {"requirements": [{}]}, "the pack has no level 4"),
        (f"{ITEM}.applies_to", [], EMPTY_LIST),
        (f"{ITEM}.levels.1.requirements.0.applies_to", [], EMPTY_LIST),
        ("languages", [], "the pack lists no language"),
        ("groups.0.domains.0.sub_indicators", [], "the domain has no sub-indicator"),
        ("groups.0.domains", [], "the group has no domain"),
        ("groups", [], "the pack has no group"),
    ],
)  # fmt: skip
def test_what_does_not_fit(place: str, value: object, reason: str) -> None:
    assert (place, reason) in told(put(source(), place, value))


def test_lists_name_the_entry_at_fault() -> None:
    tree = put(source(), "languages", ["zh", "en", "zh"])
    tree["glossary"] = [{"id": "a"}, {"id": "b"}, {"id": "a"}]
    at(tree, ITEM)["applies_to"] = ["mining", "fishing", "mining"]
    assert told(tree) == [
        ("languages.2", "zh is used twice"),
        ("glossary.2.id", "a is used twice"),
        (f"{ITEM}.applies_to.1", "the pack does not list the segment fishing"),
        (f"{ITEM}.applies_to.2", "mining is used twice"),
    ]


def test_a_segment_that_exists_but_is_not_listed() -> None:
    tree = source()
    tree["segments"] = tree["segments"][:2]
    requirement(tree, "G-B-01.2a")["applies_to"] = ["mining", "smelting"]
    place = "groups.0.domains.1.sub_indicators.0.levels.2.requirements.0.applies_to.1"
    assert told(tree) == [(place, "the pack does not list the segment smelting")]


def test_each_missing_level_is_named() -> None:
    tree = source()
    del at(tree, ITEM)["levels"]["1"], at(tree, ITEM)["levels"]["3"]
    assert told(tree) == [(f"{ITEM}.levels", "level 1 is missing"), (f"{ITEM}.levels", "level 3 is missing")]


def test_levels_out_of_order_and_too_many() -> None:
    tree = source()
    tree["levels"].reverse()
    assert [place for place, _ in told(tree)] == ["levels.0.level", "levels.2.level"]
    many = pack_source([group("G", [domain("G-A", [item("G-A-01", [1] * (MAX_LEVELS + 1))])])], levels=MAX_LEVELS + 1)
    assert ("levels", f"a pack has at most {MAX_LEVELS} levels") in told(many)
    assert told(put(source(), "levels", []))[0] == ("levels", "the pack has no level")


def test_an_id_that_is_used_for_a_group_and_elsewhere() -> None:
    tree = source()
    tree["groups"].append(group("G-A-01", [domain("G-A-01-X", [item("G-A-01-X-1", [1, 1, 1])])]))
    assert told(tree) == [(f"{ITEM}.id", "G-A-01 is used twice")]


@pytest.mark.parametrize("ident", ["1a", "", "-", "G A", "铜", "a" * 65, "../x", "G\n"])
def test_ids_are_plain(ident: str) -> None:
    reasons = [reason for place, reason in told(put(source(), "groups.0.id", ident)) if place == "groups.0.id"]
    wanted = [] if ident == "1a" else ["is not an id: letters, digits and . _ -, at most 64 of them"]
    assert reasons == wanted


# Prerequisites


def with_prerequisites(edges: dict[str, list[str]]) -> Tree:
    tree = source()
    for name, needed in edges.items():
        requirement(tree, name)["depends_on"] = needed
    return tree


@pytest.mark.parametrize(
    ("needed", "reason"),
    [
        ("G-A-01.9z", "there is no requirement G-A-01.9z"),
        ("G-A-01", "there is no requirement G-A-01"),
        ("", "there is no requirement "),
        ("G-A-01.2a", "G-A-01.2a cannot depend on itself"),
        ("G-A-02.3a", "G-A-02.3a is of a higher level; depend on the same or a lower one"),
    ],
)
def test_prerequisites_that_cannot_be(needed: str, reason: str) -> None:
    tree = with_prerequisites({"G-A-01.2a": ["G-A-01.1a", needed]})
    assert told(tree) == [(f"{ITEM}.levels.2.requirements.0.depends_on.1", reason)]


def test_prerequisites_of_the_same_or_a_lower_level_may_branch_and_meet() -> None:
    edges = {
        "G-A-01.2a": ["G-A-02.2a", "G-A-01.1a"],
        "G-A-02.2a": ["G-A-01.1a", "G-A-01.1b"],
        "G-A-01.1b": ["G-A-01.1a"],
    }
    assert told(with_prerequisites(edges)) == []


def test_circles_are_told_once_each_where_they_close() -> None:
    tree = with_prerequisites(
        {
            "G-A-01.2a": ["G-A-02.2a"],
            "G-A-02.2a": ["G-B-01.2a"],
            "G-B-01.2a": ["G-A-01.1a", "G-A-01.2a"],
            "G-A-01.3a": ["G-A-02.3a", "G-A-01.2a"],
            "G-A-02.3a": ["G-A-01.3a"],
        }
    )
    assert told(tree) == [
        (
            "groups.0.domains.1.sub_indicators.0.levels.2.requirements.0.depends_on.1",
            "G-A-01.2a depends on G-B-01.2a in turn: a circle",
        ),
        (
            "groups.0.domains.0.sub_indicators.1.levels.3.requirements.0.depends_on.0",
            "G-A-01.3a depends on G-A-02.3a in turn: a circle",
        ),
    ]


def test_a_chain_of_thousands_is_followed() -> None:
    names = [f"G-A-{n:04}" for n in range(3000)]
    items = [item(name, [1]) for name in names]
    for name, following, entry in zip(names, names[1:] + names[:1], items, strict=True):
        entry["levels"]["1"]["requirements"][0]["depends_on"] = [f"{following}.1a"]  # type: ignore[index]
        assert name != following
    found = told(pack_source([group("G", [domain("G-A", items)])], levels=1))
    assert [reason for _, reason in found] == ["G-A-0000.1a depends on G-A-2999.1a in turn: a circle"]


def test_what_lies_in_a_domain_that_was_not_read_is_not_missed() -> None:
    tree = with_prerequisites({"G-A-01.2a": ["G-B-01.1a", "G-C-01.1a"]})
    tree["groups"][0]["domains"][1] = "G-B"
    assert [reason for _, reason in told(tree)] == ["there is no requirement G-C-01.1a"]


# Languages, and trees of any shape


@pytest.mark.parametrize(
    ("tree", "languages"),
    [
        ({}, ("zh", "en")),
        ({"languages": ["en"]}, ("en",)),
        ({"languages": ["en", "en", "zh"]}, ("en", "zh")),
        ({"languages": [], "title": {"en": "x", "fr": "y"}}, ("en", "fr")),
        ({"languages": "en", "title": "x"}, ("zh",)),
        ({"languages": [["en"]], "title": {}}, ("zh",)),
    ],
)
def test_languages_of_a_pack(tree: Tree, languages: tuple[str, ...]) -> None:
    assert languages_of(tree) == languages


SCRAPS = st.recursive(
    st.sampled_from(["", "1", "G", "G-A-01.1a", "overall", "x" * 70]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "1", "value", "levels"]), inner),
    max_leaves=4,
)
PLACES = [
    "languages",
    "levels",
    "levels.0",
    "levels.1.level",
    "segments",
    "scoring",
    "scoring.degrees",
    "scoring.degrees.1",
    "scoring.degrees.0.value",
    "groups",
    "groups.0",
    "groups.0.id",
    "groups.0.domains",
    "groups.0.domains.0",
    ITEM,
    f"{ITEM}.levels",
    f"{ITEM}.levels.1",
    f"{ITEM}.levels.1.requirements",
    f"{ITEM}.levels.1.requirements.0",
    f"{ITEM}.levels.1.requirements.0.depends_on",
    f"{ITEM}.levels.1.requirements.0.applies_to",
]


@given(st.sampled_from(PLACES), SCRAPS)
def test_a_tree_of_any_shape_is_walked(place: str, scrap: object) -> None:
    tree = put(source(), place, scrap)
    for path, reason in consistency_faults(tree):
        assert isinstance(path, tuple)
        assert str(reason)


@pytest.mark.parametrize("tree", [None, "", [], {}, {"groups": {}}, {"groups": [[]]}])
def test_what_is_no_pack_has_nothing_to_fit(tree: object) -> None:
    assert told(tree) == []
