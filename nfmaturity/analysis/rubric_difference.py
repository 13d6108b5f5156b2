"""What one rubric has that another has not: nodes added, removed, changed and moved, by id.

It compares the sources, not the classes, so that whatever changes the identity of a pack shows.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from nfmaturity.domain.errors import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nfmaturity.domain.documents import JsonValue
    from nfmaturity.domain.rubric import RubricPack

Act = Literal["added", "removed", "changed", "moved"]

KINDS = {
    "pack": N_("rubric"),
    "level": N_("maturity level"),
    "segment": N_("business segment"),
    "degree": N_("degree of satisfaction"),
    "group": N_("group of domains"),
    "domain": N_("capability domain"),
    "sub-indicator": N_("sub-indicator"),
    "requirement": N_("requirement"),
    "action": N_("action"),
    "term": N_("term"),
}
"""The kinds of node, in the order in which they are told, with their names."""

_NODE_LISTS = frozenset({"levels", "segments", "degrees", "groups", "domains", "sub_indicators", "glossary", "scoring"})
_TITLES = ("name", "term", "text", "title")

_Name = tuple[str, str]
_Value = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a node: its key, its language or "", and what it was and is; None where one side lacks it."""

    field: str
    language: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class NodeDifference:
    """One node that is not as it was. Of one that was added or removed every value is told, of one moved its place."""

    act: Act
    kind: str
    id: str
    changes: tuple[FieldChange, ...]

    def title(self, language: str) -> str:
        """Give what names an added or removed node, in a language where it has one."""
        named = [change for key in _TITLES for change in self.changes if change.field == key]
        best = next((change for change in named if change.language == language), named[0] if named else None)
        return (best.after or best.before or "") if best else ""


@dataclass(frozen=True, slots=True)
class RubricDifference:
    """How `after` differs from `before`; both are named by id and version."""

    before: str
    after: str
    nodes: tuple[NodeDifference, ...]

    def count(self, act: Act) -> int:
        """Count the nodes that were added, removed, changed or moved."""
        return sum(node.act == act for node in self.nodes)


def rubric_difference(before: RubricPack, after: RubricPack) -> RubricDifference:
    """Compare two packs; there is no difference exactly where they are the same to the hash."""
    old, new = _Outline.of(before), _Outline.of(after)
    nodes = [
        *(
            NodeDifference("added", *name, _changes({}, new.nodes[name]))
            for name in new.nodes.keys() - old.nodes.keys()
        ),
        *(
            NodeDifference("removed", *name, _changes(old.nodes[name], {}))
            for name in old.nodes.keys() - new.nodes.keys()
        ),
        *_changed(old, new),
        *_moved(old, new),
    ]
    order = list(KINDS)
    places = {name: place for place, name in enumerate([*new.nodes, *old.nodes])}
    nodes.sort(key=lambda node: (order.index(node.kind), places[node.kind, node.id], node.act))
    return RubricDifference(before.label, after.label, tuple(nodes))


@dataclass(frozen=True, slots=True)
class _Outline:
    """A pack as nodes by kind and id, each with its values, and as lists of ids by what they belong to."""

    languages: tuple[str, ...]
    nodes: dict[_Name, dict[_Value, str]] = field(default_factory=dict)
    children: dict[_Name, list[str]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[_Name, str] = field(default_factory=dict)

    @classmethod
    def of(cls, pack: RubricPack) -> _Outline:
        outline = cls(pack.rubric.languages)
        outline._pack(json.loads(pack.source))
        return outline

    def _pack(self, source: dict[str, Any]) -> None:
        self._add("pack", "", "", {**source, **source["scoring"]})
        for kind, entries in (
            ("level", source["levels"]),
            ("segment", source["segments"]),
            ("degree", source["scoring"]["degrees"]),
            ("term", source.get("glossary", ())),
        ):
            for entry in entries:
                self._add(kind, entry["level"] if kind == "level" else entry["id"], "", entry)
        if source.get("glossary") == []:
            self.nodes["pack", ""]["glossary", ""] = ""
        for group in source["groups"]:
            self._add("group", group["id"], "", group)
            for domain in group["domains"]:
                self._add("domain", domain["id"], group["id"], domain)
                for item in domain["sub_indicators"]:
                    self._item(item, domain["id"])

    def _item(self, item: dict[str, Any], domain: str) -> None:
        self._add("sub-indicator", item["id"], domain, item)
        for number, content in sorted(item["levels"].items(), key=lambda entry: int(entry[0])):
            above = f"{item['id']}.{number}"
            for requirement in content["requirements"]:
                self._add("requirement", requirement["id"], above, requirement)
            for index, action in enumerate(content.get("actions", ()), start=1):
                # Actions have no ids: they are told by their place.
                self._add("action", f"{above}/{index}", above, action)
            if content.get("actions") == []:
                self.nodes["sub-indicator", item["id"]][f"levels.{number}.actions", ""] = ""

    def _add(self, kind: str, ident: str, parent: str, tree: dict[str, Any]) -> None:
        self.nodes[kind, ident] = dict(_values(tree, self.languages))
        self.parents[kind, ident] = parent
        self.children[kind, parent].append(ident)


def _values(tree: dict[str, Any], languages: tuple[str, ...]) -> Iterator[tuple[_Value, str]]:
    for key, value in tree.items():
        if key in _NODE_LISTS:
            continue
        if isinstance(value, dict):
            yield from (((key, language), _written(value[language])) for language in languages if language in value)
        else:
            yield (key, ""), _written(value)


def _written(value: JsonValue) -> str:
    """Write a value as one text; a list whose items would not be told apart on lines of their own as JSON."""
    if isinstance(value, str):
        return value
    plain = all(len(item.splitlines()) == 1 and not item.startswith("[") for item in value)
    return "\n".join(value) if plain else json.dumps(value, ensure_ascii=False)


def _changes(old: Mapping[_Value, str], new: Mapping[_Value, str]) -> tuple[FieldChange, ...]:
    names = list(dict.fromkeys([*old, *new]))
    return tuple(FieldChange(*name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


def _changed(old: _Outline, new: _Outline) -> Iterator[NodeDifference]:
    for name, values in new.nodes.items():
        if name in old.nodes and (changes := _changes(old.nodes[name], values)):
            yield NodeDifference("changed", *name, changes)


def _moved(old: _Outline, new: _Outline) -> Iterator[NodeDifference]:
    for (kind, parent), idents in new.children.items():
        before = old.children.get((kind, parent), [])
        for ident in idents:
            above = old.parents.get((kind, ident))
            if above not in {None, parent}:
                yield NodeDifference("moved", kind, ident, (FieldChange("under", "", above, parent),))
        common = [ident for ident in idents if ident in before]
        for ident in _out_of_order([before.index(ident) for ident in common], common):
            positions = FieldChange("position", "", str(before.index(ident) + 1), str(idents.index(ident) + 1))
            yield NodeDifference("moved", kind, ident, (positions,))


def _out_of_order(places: list[int], idents: list[str]) -> list[str]:
    """Give the fewest ids that must have moved: those outside a longest run of places that still ascends."""
    ends: list[int] = []
    lengths = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at)
    kept: set[int] = set()
    wanted, bound = len(ends) - 1, len(places) and max(places) + 1
    for index in range(len(places) - 1, -1, -1):
        if lengths[index] == wanted and places[index] < bound:
            kept.add(index)
            wanted, bound = wanted - 1, places[index]
    return [ident for index, ident in enumerate(idents) if index not in kept]
