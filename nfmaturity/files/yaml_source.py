"""YAML without types: strings, dicts and lists from the parser's events, with the lines kept beside.

No loader of PyYAML is used: one resolves `no` and `010` to values nobody wrote, and the C one crashes the process on
a hundred thousand brackets. Whatever a pack does not need (anchors, tags, a second document) is a fault.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from nfmaturity.domain.errors import N_, Fault, FileFaults, Message, message
from nfmaturity.domain.field_types import holds_forbidden
from nfmaturity.files.plain_text import decode_text, read_bytes, single_fault, too_large

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path as FilePath

    from nfmaturity.domain.schema_faults import Path

MAX_BYTES = 5_000_000
MAX_DEPTH = 20
MAX_FAULTS = 100

_Lines = dict[str, int] | list[int]
_FORBIDDEN = N_("holds a control character or half a character")


@dataclass(frozen=True, slots=True)
class YamlSource:
    """What a file says and where: `tree` is None when faults left nothing of it to use."""

    name: str
    tree: Any
    faults: tuple[Fault, ...] = ()
    lines: Mapping[int, _Lines] | None = None
    first_line: int = 1

    def line_of(self, path: Path) -> int:
        """Give the line of a place, or of the nearest place above it that the file has."""
        line, node = self.first_line, self.tree
        for step in path:
            try:
                line, node = (self.lines or {})[id(node)][step], node[step]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                break
        return line


class _Stop(Exception):
    """Nothing behind this fault is worth reading."""


def read_yaml(path: FilePath) -> YamlSource:
    """Read a YAML file; faults of the file and of its form are in the result."""
    try:
        return parse_yaml(read_bytes(path, MAX_BYTES), path.name)
    except FileFaults as found:
        return YamlSource(path.name, None, found.faults)


def parse_yaml(raw: bytes, name: str) -> YamlSource:
    """Parse the bytes of a YAML file; faults of its form are in the result."""
    try:
        if len(raw) > MAX_BYTES:
            raise single_fault(name, 0, too_large(MAX_BYTES))
        text = decode_text(raw, name)
    except FileFaults as found:
        return YamlSource(name, None, found.faults)
    builder = _Builder(text.encode(), name)
    try:
        tree = builder.document()
    except _Stop:
        tree = None
    return YamlSource(name, tree, tuple(builder.faults), builder.lines, builder.first_line)


class _Builder:
    """Builds one document; `place` is where it stands, `lines` the line of each key or item by its container."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.faults: list[Fault] = []
        self.lines: dict[int, _Lines] = {}
        self.first_line = 1
        self._raw = raw
        self._name = name
        self._place: list[str] = []
        self._depth = 0
        self._next: Callable[[], Any] = yaml.CSafeLoader(raw).get_event

    def document(self) -> Any:
        """Build the one document of the file; raises `_Stop` behind a fault that leaves nothing to use."""
        try:
            return self._only_document()
        except yaml.MarkedYAMLError as found:
            mark = found.problem_mark
            self._stop(mark.line + 1 if mark else 0, _syntax(found.problem))
        except ReaderError as found:
            self._stop(self._raw.count(b"\n", 0, found.position) + 1, message(_FORBIDDEN))

    def _only_document(self) -> Any:
        self._next()
        event = self._next()
        if type(event) is StreamEndEvent:
            self._stop(0, message(N_("the file is empty")))
        event = self._next()
        self.first_line = _line(event)
        tree = self._node(event)
        while type(event := self._next()) is DocumentEndEvent:
            pass
        if type(event) is DocumentStartEvent:
            self._stop(_line(event), message(N_("a second document begins here: a file holds one")))
        return tree

    def _node(self, event: Any) -> Any:
        kind = type(event)
        if kind is ScalarEvent and event.anchor is None and event.tag is None:
            value = event.value
            return value if value.isascii() and value.isprintable() else self._text(event)
        if kind is AliasEvent:
            self._fault(event, message(N_("*{name} is an alias: write the value out"), name=event.anchor))
            return ""
        if event.anchor is not None:
            self._fault(event, message(N_("&{name} is an anchor: a pack has none"), name=event.anchor))
        if event.tag is not None:
            self._fault(event, message(N_("{tag} is a tag: a pack has none"), tag=event.tag))
        if kind is ScalarEvent:
            return self._text(event)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._stop(_line(event), message(N_("is nested more than {n} deep"), n=MAX_DEPTH))
        node = self._mapping() if kind is MappingStartEvent else self._sequence()
        self._depth -= 1
        return node

    def _text(self, event: Any) -> str:
        value: str = event.value
        if holds_forbidden(value):
            self._fault(event, message(_FORBIDDEN))
        return unicodedata.normalize("NFC", value)

    def _mapping(self) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        lines: dict[str, int] = {}
        next_event, node, place = self._next, self._node, self._place  # a pack has tens of thousands
        while type(event := next_event()) is not MappingEndEvent:
            key = node(event)
            if type(key) is not str:
                key = self._no_key(event)
            place.append(key)
            if key in tree:
                self._fault(event, message(N_("the key {key} stands here twice"), key=key))
            value = node(next_event())
            place.pop()
            if key not in tree:
                tree[key] = value
                lines[key] = event.start_mark.line + 1
        self.lines[id(tree)] = lines
        return tree

    def _no_key(self, event: Any) -> str:
        self._fault(event, message(N_("a key must be a word, not a list or a group of keys")))
        return ""

    def _sequence(self) -> list[Any]:
        tree: list[Any] = []
        lines: list[int] = []
        next_event, node, place = self._next, self._node, self._place
        while type(event := next_event()) is not SequenceEndEvent:
            place.append(str(len(tree)))
            tree.append(node(event))
            place.pop()
            lines.append(event.start_mark.line + 1)
        self.lines[id(tree)] = lines
        return tree

    def _fault(self, event: Any, reason: Message) -> None:
        line = _line(event)
        self.faults.append(Fault(self._name, line, ".".join(self._place), reason))
        if len(self.faults) == MAX_FAULTS:
            self._stop(line, message(N_("from here on the file was not read: it has too many faults")))

    def _stop(self, line: int, reason: Message) -> NoReturn:
        self.faults.append(Fault(self._name, line, ".".join(self._place), reason))
        raise _Stop


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _syntax(problem: object) -> Message:
    return message(
        N_("is not written as YAML: look at the indentation, colons and quotes here and on the line above ({problem})"),
        problem=str(problem),
    )
