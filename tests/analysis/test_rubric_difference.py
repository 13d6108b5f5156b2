from __future__ import annotations

import copy
import itertools
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from nfmaturity.analysis.rubric_difference import FieldChange, NodeDifference, rubric_difference
from nfmaturity.domain.errors import FileFaults
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.files.rubric_files import rubric_from_source
from tests import rubrics
from tests.files.random_packs import sources

Tree = dict[str, Any]


def source() -> Tree:
    items = [rubrics.item(f"G-D-0{n}", [3, 1]) for n in (1, 2, 3)]
    tree = rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", items)])], levels=2)
    tree["glossary"] = [{"id": name, "term": rubrics.text(name), "text": rubrics.text(name)} for name in ("a", "b")]
    return copy.deepcopy(tree)


def items_of(tree: Tree) -> list[Tree]:
    found: list[Tree] = tree["groups"][0]["domains"][0]["sub_indicators"]
    return found


def difference(changed: Tree) -> list[NodeDifference]:
    return list(rubric_difference(rubric_from_source(source()), rubric_from_source(changed)).nodes)


def test_a_changed_text_is_told_by_language() -> None:
    tree = source()
    items_of(tree)[0]["levels"]["1"]["requirements"][1]["text"]["en"] = "other"
    change = FieldChange("text", "en", "G-D-01.1b", "other")
    assert difference(tree) == [NodeDifference("changed", "requirement", "G-D-01.1b", (change,))]


def test_a_value_that_comes_or_goes() -> None:
    tree = source()
    requirement = items_of(tree)[0]["levels"]["1"]["requirements"][0]
    del requirement["effort_days"]
    requirement["tags"] = ["ai", "green"]
    tree["glossary"][0]["also"] = {"zh": ["甲", "乙"]}
    assert [(node.id, node.changes) for node in difference(tree)] == [
        ("G-D-01.1a", (FieldChange("effort_days", "", "10", None), FieldChange("tags", "", None, "ai\ngreen"))),
        ("a", (FieldChange("also", "zh", None, "甲\n乙"),)),
    ]


def test_nodes_that_come_and_go() -> None:
    tree = source()
    gone = items_of(tree)[0]["levels"]["1"]["requirements"].pop()
    items_of(tree)[0]["levels"]["2"]["actions"] = [{"text": rubrics.text("do"), "effort": "S"}]
    tree["glossary"].append({"id": "c", "term": rubrics.text("c"), "text": rubrics.text("sea")})
    nodes = difference(tree)
    assert [(node.act, node.kind, node.id) for node in nodes] == [
        ("removed", "requirement", gone["id"]),
        ("added", "action", "G-D-01.2/1"),
        ("added", "term", "c"),
    ]
    assert [node.title("en") for node in nodes] == [gone["id"], "do", "c"]
    found = rubric_difference(rubric_from_source(source()), rubric_from_source(tree))
    assert [found.count(act) for act in ("added", "removed", "changed", "moved")] == [2, 1, 0, 0]


def test_the_fewest_nodes_have_moved() -> None:
    tree = source()
    items = items_of(tree)
    items.append(items.pop(0))
    requirements = items[0]["levels"]["1"]["requirements"]
    requirements[0], requirements[1] = requirements[1], requirements[0]
    assert [(node.act, node.id, node.changes) for node in difference(tree)] == [
        ("moved", "G-D-01", (FieldChange("position", "", "1", "3"),)),
        ("moved", "G-D-02.1b", (FieldChange("position", "", "2", "1"),)),
    ]


def test_a_new_id_is_a_node_gone_and_a_node_come() -> None:
    tree = source()
    tree["glossary"][1]["id"] = "z"
    assert [(node.act, node.id) for node in difference(tree)] == [("added", "z"), ("removed", "b")]


def test_the_pack_itself_comes_first() -> None:
    tree = source() | {"version": "1.1.0", "title": rubrics.text("new")}
    tree["scoring"]["level_threshold"] = "0.7"
    (node,) = difference(tree)
    assert (node.kind, node.id) == ("pack", "")
    assert {change.field for change in node.changes} == {"version", "title", "level_threshold"}


@settings(max_examples=15, deadline=None)
@given(source=sources())
def test_a_pack_does_not_differ_from_itself(source: Tree) -> None:
    pack = rubric_from_source(source)
    assert rubric_difference(pack, pack).nodes == ()


def edits_of(node: Any) -> Any:
    """Every way to change one place: leave a key or an item out, empty a list, swap two items."""
    if isinstance(node, dict):
        for key in node:
            yield lambda node=node, key=key: node.pop(key)
            yield from edits_of(node[key])
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield lambda node=node, index=index: node.pop(index)
            yield from edits_of(item)
        for one, other in itertools.pairwise(range(len(node))):
            yield lambda node=node, one=one, other=other: node.insert(one, node.pop(other))


@settings(max_examples=30, deadline=None)
@given(source=sources(), data=st.data())
def test_whatever_changes_the_hash_is_a_difference(source: Tree, data: st.DataObject) -> None:
    before = rubric_from_source(copy.deepcopy(source))
    edits = list(edits_of(source))
    edits[data.draw(st.integers(0, len(edits) - 1))]()
    after = packed(source)
    if after:
        assert bool(rubric_difference(before, after).nodes) == (before.sha256 != after.sha256)


def packed(tree: Tree) -> RubricPack | None:
    try:
        return rubric_from_source(tree)
    except FileFaults:  # most edits make no pack
        return None
