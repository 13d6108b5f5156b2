"""A rubric pack as the YAML files that people read and edit: `pack.yaml` and one file a domain. Source: RUBRIC.

Keys stand in the order of the schema's classes; short values stand on one line, long texts one line a language.
Loading what is written gives the same pack, to the hash.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from nfmaturity.domain.rubric import (
    Action,
    CapabilityDomain,
    Degree,
    Group,
    Level,
    LevelContent,
    Requirement,
    Rubric,
    RubricPack,
    Scoring,
    Segment,
    SubIndicator,
    Term,
)
from nfmaturity.domain.rubric_consistency import languages_of
from nfmaturity.files.output import write_whole
from nfmaturity.files.rubric_files import PACK_FILE
from nfmaturity.files.yaml_scalars import WIDTH, scalar_lines, short_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pydantic import BaseModel

    from nfmaturity.domain.documents import JsonValue

_NODES: Mapping[str, type[BaseModel]] = {
    "levels": Level,
    "segments": Segment,
    "scoring": Scoring,
    "degrees": Degree,
    "groups": Group,
    "glossary": Term,
    "sub_indicators": SubIndicator,
    "requirements": Requirement,
    "actions": Action,
}
_NOT_QUOTED = frozenset({"schema", "level", "tailorable", "effort_days"})
_ONE_LINE_A_LANGUAGE = frozenset({"title", "provenance", "summary", "meaning", "definition", "text", "guidance"})
_NEVER_ON_ONE_LINE = _ONE_LINE_A_LANGUAGE | _NODES.keys()
_ITEMS_ON_ONE_LINE = frozenset({"segments", "actions"})


def write_pack_files(pack: RubricPack | JsonValue, folder: Path) -> None:
    """Write a pack, or the source of one, into a folder that is made where it is missing.

    Each file is written whole; other files in the folder are left alone. Raises `UserError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pack_files(json.loads(pack.source) if isinstance(pack, RubricPack) else pack).items():
        write_whole(folder / name, text.encode())


def pack_files(source: JsonValue) -> dict[str, str]:
    """Give the text of every file of a pack by its name, from the pack's source."""
    writer = _Writer(languages_of(source))
    files = {}
    groups = []
    for group in source["groups"]:
        for domain in group["domains"]:
            files[f"{domain['id']}.yaml"] = writer.file(domain, CapabilityDomain, domain["name"])
        groups.append({**group, "domains": [domain["id"] for domain in group["domains"]]})
    return {PACK_FILE: writer.file({**source, "groups": groups}, Rubric, source["title"]), **files}


class _Writer:
    """Writes the trees of one pack; its texts stand in the order of the pack's languages."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._languages = languages

    def file(self, tree: dict[str, Any], kind: type[BaseModel], name: str | dict[str, str]) -> str:
        """Write one file: a line that names it, and blank lines around what takes several lines."""
        names = [name] if isinstance(name, str) else [name[language] for language in self._languages]
        title = " / ".join(names)
        lines = [f"# {title}"] if title.isprintable() else []
        was_long = False
        for key, value in _in_order(tree, _keys_of(kind)):
            entry = self._entry(key, value, 0)
            if lines and (was_long or len(entry) > 1):
                lines.append("")
            was_long = len(entry) > 1
            lines += entry
        return "\n".join(lines) + "\n"

    def _entry(self, key: str, value: JsonValue, indent: int) -> list[str]:
        """Write a key with its value."""
        head = " " * indent + f"{key}:"
        if isinstance(value, str):
            if key in _NOT_QUOTED:
                return [f"{head} {short_scalar(value, bare=True)}"]
            first, *rest = scalar_lines(value, len(head) + 1, indent + 2)
            return [f"{head} {first}", *rest]
        short = f"{head} {self._flow(key, value)}"
        if not value or (len(short) <= WIDTH and not _takes_several_lines(key, value)):
            return [short]
        inside = self._items if isinstance(value, list) else self._mapping
        return [head, *inside(key, value, indent + 2)]

    def _items(self, key: str, items: list[Any], indent: int) -> Iterator[str]:
        for index, item in enumerate(items):
            if index and key == "sub_indicators":
                yield ""
            yield from self._item(key, item, indent)

    def _mapping(self, key: str, tree: dict[str, Any], indent: int) -> Iterator[str]:
        for name, value in _in_order(tree, self._order(key)):
            if key == "levels" and name.isdecimal():
                yield ""
            yield from self._entry(name, value, indent)

    def _item(self, key: str, item: JsonValue, indent: int) -> list[str]:
        """Write one item of a list, its dash in the place of the first two blanks."""
        pad = " " * indent
        if isinstance(item, str):
            first, *rest = scalar_lines(item, indent + 2, indent + 4)
            return [f"{pad}- {first}", *rest]
        short = f"{pad}- {self._flow(key, item)}"
        if key in _ITEMS_ON_ONE_LINE and len(short) <= WIDTH:
            return [short]
        first, *rest = self._mapping(key, item, indent + 2)
        return [f"{pad}- {first.lstrip()}", *rest]

    def _flow(self, key: str, value: JsonValue) -> str:
        """Write a value on one line, in brackets."""
        if isinstance(value, str):
            return short_scalar(value, bare=key in _NOT_QUOTED, in_flow=True)
        if isinstance(value, list):
            return "[" + ", ".join(self._flow(key, item) for item in value) + "]"
        entries = (f"{name}: {self._flow(name, item)}" for name, item in _in_order(value, self._order(key)))
        return "{" + ", ".join(entries) + "}"

    def _order(self, key: str) -> tuple[str, ...]:
        """Give the order of the keys of the mapping that stands under a key."""
        if key in _NODES:
            return _keys_of(_NODES[key])
        return _keys_of(LevelContent) if key.isdecimal() else self._languages


def _keys_of(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def _in_order(tree: dict[str, Any], order: tuple[str, ...]) -> list[tuple[str, Any]]:
    """Give the entries by an order of keys; levels, which no order names, by their number."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(tree.items(), key=lambda entry: (places.get(entry[0], len(places)), len(entry[0]), entry[0]))


def _takes_several_lines(key: str, value: JsonValue) -> bool:
    if key == "evidence" and isinstance(value, dict):
        return any(isinstance(texts, list) for texts in value.values())
    return key in _NEVER_ON_ONE_LINE or key.isdecimal()
