"""How the parts of a pack must fit one another: ids, levels, degrees, prerequisites. Source: RUBRIC.

The checks walk the raw source tree (dicts, lists, strings: the mapping of pack.yaml with the domains' mappings in
place of their ids) and step over what the schema will complain about, so that all faults are told at once. A domain
that is still its bare id was not read; what would lie inside it is not missed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from nfmaturity.domain.errors import N_, Message, message
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.rubric_fields import MAX_ID, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nfmaturity.domain.documents import JsonValue
    from nfmaturity.domain.schema_faults import Path

DEFAULT_LANGUAGES = ("zh", "en")
MAX_LEVELS = 20

_PLAIN_ID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{MAX_ID - 1}}}", re.ASCII)
_LEVEL = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)

_Found = tuple["Path", Message]
_Tree = dict[str, Any]


def consistency_faults(source: JsonValue) -> Iterator[_Found]:
    """Give every fault in how the parts of a pack fit one another, as place and sentence."""
    if not isinstance(source, dict):
        return
    parts = _Parts.of(source)
    for check in _CHECKS:
        yield from check(parts)


def languages_of(source: _Tree) -> tuple[str, ...]:
    """Give the languages that a pack's texts are written in: those it lists, else those of its title."""
    listed = source.get("languages", list(DEFAULT_LANGUAGES))
    if isinstance(listed, list) and listed and all(isinstance(name, str) for name in listed):
        return tuple(dict.fromkeys(listed))
    title = source.get("title")
    return tuple(title) if isinstance(title, dict) and title else DEFAULT_LANGUAGES[:1]


def is_plain_id(name: object) -> bool:
    """Tell whether a name is an id that is safe as a file name: letters, digits and . _ - after the first."""
    return isinstance(name, str) and _PLAIN_ID.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class _Node:
    """A group, domain or sub-indicator of the tree; `parent` is the id above it, "" for groups or where unknown."""

    path: Path
    tree: _Tree
    parent: str = ""

    @property
    def id(self) -> str:
        return _string(self.tree.get("id"))

    def children(self, key: str) -> Iterator[_Node]:
        for index, tree in _mappings(self.tree, key):
            yield _Node((*self.path, key, index), tree, self.id)


@dataclass(frozen=True, slots=True)
class _Requirement:
    path: Path
    tree: _Tree
    level: int
    item: str

    @property
    def id(self) -> str:
        return _string(self.tree.get("id"))

    @property
    def prerequisites(self) -> Iterator[tuple[int, str]]:
        for index, name in enumerate(_list(self.tree, "depends_on")):
            if isinstance(name, str):
                yield index, name


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(tree: _Tree, key: str) -> list[Any]:
    found = tree.get(key)
    return found if isinstance(found, list) else []


def _mappings(tree: _Tree, key: str) -> Iterator[tuple[int, _Tree]]:
    return ((index, entry) for index, entry in enumerate(_list(tree, key)) if isinstance(entry, dict))


def _levels_of(item: _Node) -> Iterator[tuple[Path, str, Any]]:
    levels = item.tree.get("levels")
    for number, content in levels.items() if isinstance(levels, dict) else ():
        if _LEVEL.fullmatch(number):
            yield (*item.path, "levels", number), number, content


def _requirements_of(item: _Node) -> Iterator[_Requirement]:
    for path, number, content in _levels_of(item):
        if isinstance(content, dict):
            for index, tree in _mappings(content, "requirements"):
                yield _Requirement((*path, "requirements", index), tree, int(number), item.id)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The source with everything in it that is a mapping where one belongs."""

    source: _Tree
    groups: list[_Node]
    domains: list[_Node]
    items: list[_Node]
    requirements: list[_Requirement]

    @classmethod
    def of(cls, source: _Tree) -> _Parts:
        groups = [_Node(("groups", index), tree) for index, tree in _mappings(source, "groups")]
        domains = [domain for group in groups for domain in group.children("domains")]
        items = [item for domain in domains for item in domain.children("sub_indicators")]
        requirements = [requirement for item in items for requirement in _requirements_of(item)]
        return cls(source, groups, domains, items, requirements)


def _repeated(entries: Iterable[tuple[Path, object]]) -> Iterator[_Found]:
    seen = set()
    for path, name in entries:
        if isinstance(name, str):
            if name in seen:
                yield path, message(N_("{id} is used twice"), id=name)
            seen.add(name)


def _language_faults(parts: _Parts) -> Iterator[_Found]:
    listed = parts.source.get("languages")
    if listed == []:
        yield ("languages",), message(N_("the pack lists no language"))
    yield from _repeated((("languages", index), name) for index, name in enumerate(_list(parts.source, "languages")))


def _level_faults(parts: _Parts) -> Iterator[_Found]:
    if parts.source.get("levels") == []:
        yield ("levels",), message(N_("the pack has no level"))
    if len(_list(parts.source, "levels")) > MAX_LEVELS:
        yield ("levels",), message(N_("a pack has at most {n} levels"), n=MAX_LEVELS)
    for index, entry in _mappings(parts.source, "levels"):
        number = entry.get("level")
        if isinstance(number, str) and _LEVEL.fullmatch(number) and int(number) != index + 1:
            yield (
                ("levels", index, "level"),
                message(N_("must be {level}: levels count 1, 2, 3 … without gaps"), level=index + 1),
            )


def _list_id_faults(parts: _Parts) -> Iterator[_Found]:
    scoring = parts.source.get("scoring")
    lists: tuple[tuple[Path, object], ...] = (
        (("segments",), parts.source),
        (("glossary",), parts.source),
        (("scoring", "degrees"), scoring),
    )
    for path, tree in lists:
        if isinstance(tree, dict):
            entries = _mappings(tree, str(path[-1]))
            yield from _repeated(((*path, index, "id"), entry.get("id")) for index, entry in entries)


def _scoring_faults(parts: _Parts) -> Iterator[_Found]:
    scoring = parts.source.get("scoring")
    if not isinstance(scoring, dict):
        return
    threshold = _decimal(scoring.get("level_threshold"))
    if threshold is not None and threshold > 1:
        yield ("scoring", "level_threshold"), message(N_("must be above 0 and at most 1"))
    degrees = scoring.get("degrees")
    if not isinstance(degrees, list):
        return
    if len(degrees) < 2:
        yield ("scoring", "degrees"), message(N_("the scale needs at least two degrees"))
        return
    values = [_decimal(entry.get("value")) if isinstance(entry, dict) else None for entry in degrees]
    for index, value in enumerate(values):
        if value is not None and (reason := _misplaced(values, index, value)):
            yield ("scoring", "degrees", index, "value"), reason


def _misplaced(values: list[Fraction | None], index: int, value: Fraction) -> Message | None:
    if index == 0 and value != 1:
        return message(N_("the first degree is the best and must be 1"))
    if index == len(values) - 1 and value != 0:
        return message(N_("the last degree is the least and must be 0"))
    above = values[index - 1] if index else None
    if above is not None and value >= above:
        return message(N_("must be below the degree before it: values fall from 1 to 0"))
    return None


def _decimal(value: object) -> Fraction | None:
    try:
        return parse_decimal(value)
    except PydanticCustomError:
        return None


def _empty_faults(parts: _Parts) -> Iterator[_Found]:
    if parts.source.get("groups") == []:
        yield ("groups",), message(N_("the pack has no group"))
    for group in parts.groups:
        if group.tree.get("domains") == []:
            yield (*group.path, "domains"), message(N_("the group has no domain"))
    for domain in parts.domains:
        if domain.tree.get("sub_indicators") == []:
            yield (*domain.path, "sub_indicators"), message(N_("the domain has no sub-indicator"))


def _id_faults(parts: _Parts) -> Iterator[_Found]:
    nodes = [*parts.groups, *parts.domains, *parts.items]
    named: list[_Node | _Requirement] = [*nodes, *parts.requirements]
    for node in nodes:
        reason = _misnamed(node)
        if reason:
            yield (*node.path, "id"), reason
    for requirement in parts.requirements:
        start = f"{requirement.item}.{requirement.level}"
        name = requirement.tree.get("id")
        fits = isinstance(name, str) and name[:-1] == start and name[-1] in ascii_lowercase
        if requirement.item and isinstance(name, str) and not fits:
            yield (*requirement.path, "id"), message(N_("must be {start} and one lower-case letter"), start=start)
    yield from _repeated(((*part.path, "id"), part.tree.get("id")) for part in named)


def _misnamed(node: _Node) -> Message | None:
    name = node.tree.get("id")
    if not isinstance(name, str):
        return None
    if name == OVERALL:
        return message(N_("{id} is reserved for the whole enterprise"), id=name)
    if not is_plain_id(name):
        return message(N_("is not an id: letters, digits and . _ -, at most 64 of them"))
    start = f"{node.parent}-"
    if node.parent and not (name.startswith(start) and len(name) > len(start)):
        return message(N_("must begin with {start}"), start=start)
    return None


def _content_faults(parts: _Parts) -> Iterator[_Found]:
    known = [entry.get("level") for _, entry in _mappings(parts.source, "levels")][:MAX_LEVELS]
    wanted = [number for number in known if isinstance(number, str) and _LEVEL.fullmatch(number)]
    for item in parts.items:
        if not isinstance(item.tree.get("levels"), dict):
            continue
        for path, number, content in _levels_of(item):
            if number not in wanted:
                yield path, message(N_("the pack has no level {level}"), level=number)
            if isinstance(content, dict) and content.get("requirements") == []:
                yield (*path, "requirements"), message(N_("level {level} has no requirement"), level=number)
        for number in wanted:
            if number not in item.tree["levels"]:
                yield (*item.path, "levels"), message(N_("level {level} is missing"), level=number)


def _segment_faults(parts: _Parts) -> Iterator[_Found]:
    listed = [entry.get("id") for _, entry in _mappings(parts.source, "segments")]
    limited: list[_Node | _Requirement] = [*parts.items, *parts.requirements]
    for part in limited:
        path = (*part.path, "applies_to")
        if part.tree.get("applies_to") == []:
            yield path, message(N_("is empty: name a segment, or leave the key out for every segment"))
        for index, segment in enumerate(_list(part.tree, "applies_to")):
            if segment not in listed:
                yield (*path, index), message(N_("the pack does not list the segment {segment}"), segment=segment)
        yield from _repeated(((*path, index), name) for index, name in enumerate(_list(part.tree, "applies_to")))


def _prerequisite_faults(parts: _Parts) -> Iterator[_Found]:
    by_id = {requirement.id: requirement for requirement in parts.requirements if requirement.id}
    unread = tuple(
        f"{name}-" for group in parts.groups for name in _list(group.tree, "domains") if isinstance(name, str)
    )
    sound: dict[str, list[tuple[Path, str]]] = {}
    for requirement in by_id.values():
        for index, name in requirement.prerequisites:
            path = (*requirement.path, "depends_on", index)
            reason = _unfit_prerequisite(requirement, name, by_id)
            if reason is None:
                sound.setdefault(requirement.id, []).append((path, name))
            elif name in by_id or not name.startswith(unread):
                yield path, reason
    yield from _circles(sound)


def _unfit_prerequisite(requirement: _Requirement, name: str, by_id: dict[str, _Requirement]) -> Message | None:
    if name not in by_id:
        return message(N_("there is no requirement {id}"), id=name)
    if name == requirement.id:
        return message(N_("{id} cannot depend on itself"), id=name)
    if by_id[name].level > requirement.level:
        return message(N_("{id} is of a higher level; depend on the same or a lower one"), id=name)
    return None


def _circles(edges: dict[str, list[tuple[Path, str]]]) -> Iterator[_Found]:
    """Give every prerequisite that leads back to where it came from; no recursion, chains may be long."""
    finished: set[str] = set()
    for start, onward in edges.items():
        trail = [] if start in finished else [(start, iter(onward))]
        under_way = {start}
        while trail:
            name, rest = trail[-1]
            path, following = next(rest, ((), ""))
            if not following:
                trail.pop()
                under_way.discard(name)
                finished.add(name)
            elif following in under_way:
                yield path, message(N_("{id} depends on {holder} in turn: a circle"), id=following, holder=name)
            elif following not in finished:
                trail.append((following, iter(edges.get(following, ()))))
                under_way.add(following)


_CHECKS: tuple[Callable[[_Parts], Iterator[_Found]], ...] = (
    _language_faults,
    _level_faults,
    _list_id_faults,
    _scoring_faults,
    _empty_faults,
    _id_faults,
    _content_faults,
    _segment_faults,
    _prerequisite_faults,
)
