"""Rubric packs as folders of YAML files, and as the source that libraries and packages keep. Source: RUBRIC."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from nfmaturity.domain.documents import canonical_json, sha256_of
from nfmaturity.domain.errors import N_, Fault, FileFaults, Message, message
from nfmaturity.domain.rubric import Rubric, RubricPack
from nfmaturity.domain.rubric_consistency import consistency_faults, is_plain_id, languages_of
from nfmaturity.domain.schema_faults import schema_faults
from nfmaturity.files.json_source import parse_json
from nfmaturity.files.plain_text import dotted, single_fault, unreadable
from nfmaturity.files.yaml_source import YamlSource, read_yaml
from nfmaturity.garbage import no_collecting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as FilePath

    from nfmaturity.domain.documents import JsonValue
    from nfmaturity.domain.schema_faults import Path

FORMAT = "nfmaturity-rubric"
SCHEMA = 1
PACK_FILE = "pack.yaml"
STORED_NAME = "rubric.json"

_YAML_ENDINGS = (".yaml", ".yml")
_SCHEMA = re.compile(r"[0-9]{1,9}", re.ASCII)
_Found = tuple["Path", Message]


@no_collecting()
def load_pack(folder: FilePath) -> RubricPack:
    """Read a pack from its folder; raises `FileFaults` with every fault of all its files at once."""
    files = _yaml_files(folder)
    pack = read_yaml(folder / PACK_FILE)
    if pack.tree is not None and (reason := foreign_format(pack.tree)):
        raise single_fault(PACK_FILE, pack.line_of(("format",)), reason)
    reading = _Reading(pack, list(pack.faults), pack.tree or {})
    rubric = None
    if isinstance(reading.source.get("groups"), list):
        _read_domains(reading, folder, files)
    else:
        reading.faults.extend(fault for name in files if name != PACK_FILE for fault in read_yaml(folder / name).faults)
    if reading.source:
        rubric = _checked(reading)
    if rubric is None or reading.faults:
        told = sorted(reading.faults, key=lambda fault: (fault.file, fault.line, fault.place))
        raise FileFaults(folder.resolve().name, told)
    return pack_of(rubric, reading.source)


@no_collecting()
def rubric_from_source(source: str | JsonValue, name: str = STORED_NAME) -> RubricPack:
    """Build a pack from its source, as JSON text or as a tree; raises `FileFaults`, with `name` as the file."""
    tree = parse_json(source.encode(errors="surrogatepass"), name) if isinstance(source, str) else source
    if reason := foreign_format(tree):
        raise single_fault(name, 0, reason)
    if faults := [Fault(name, 0, dotted(path), reason) for path, reason in _not_texts(tree, ())]:
        raise FileFaults(name, faults)
    # Read back from the canonical form, so that the rubric is the one that the hash names.
    canonical = canonical_json(tree)
    rubric, found = validate(json.loads(canonical))
    if rubric is None or found:
        raise FileFaults(name, [Fault(name, 0, dotted(path), reason) for path, reason in found])
    return _pack(rubric, canonical)


@dataclass(slots=True)
class _Reading:
    """A pack while its files are read: `source` is the pack's tree with the domains in it."""

    pack: YamlSource
    faults: list[Fault]
    source: dict[str, Any] = field(default_factory=dict)
    domains: dict[tuple[int, int], YamlSource] = field(default_factory=dict)

    def add(self, file: YamlSource, path: Path, reason: Message) -> None:
        self.faults.append(Fault(file.name, file.line_of(path), dotted(path), reason))

    def locate(self, path: Path) -> tuple[YamlSource, Path]:
        """Give the file that a place of the source lies in, and the place inside it."""
        match path:
            case ("groups", int(group), "domains", int(index), *rest) if (group, index) in self.domains:
                return self.domains[group, index], tuple(rest)
        return self.pack, path


def _yaml_files(folder: FilePath) -> tuple[str, ...]:
    """Give the names of the YAML files in a folder; hidden ones belong to the system or an editor."""
    try:
        if folder.exists() and not folder.is_dir():
            raise single_fault(folder.name, 0, message(N_("is a file: name the folder that holds pack.yaml")))
        names = [entry.name for entry in folder.iterdir() if entry.suffix.lower() in _YAML_ENDINGS]
    except FileNotFoundError:
        raise single_fault(folder.name, 0, message(N_("there is no such folder"))) from None
    except OSError as found:
        raise single_fault(folder.name, 0, unreadable(found)) from None
    return tuple(sorted(name for name in names if not name.startswith(".")))


def foreign_format(tree: object) -> Message | None:
    """Say in one sentence that something is no pack, or one of a later program."""
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        return message(N_('is not a rubric pack: its "format" must be {format}'), format=FORMAT)
    schema = tree.get("schema")
    if isinstance(schema, str) and _SCHEMA.fullmatch(schema) and int(schema) > SCHEMA:
        return message(N_("was made by a newer version of nfmaturity; update it to read this (schema {n})"), n=schema)
    return None


def _read_domains(reading: _Reading, folder: FilePath, files: tuple[str, ...]) -> None:
    """Put the trees of the listed domains into the source, and tell of YAML files that are not listed."""
    listed: set[str] = set()
    groups = [_with_domains(reading, folder, listed, index) for index in range(len(reading.source["groups"]))]
    reading.source = reading.source | {"groups": groups}
    unlisted = message(N_("is not listed in pack.yaml: list it under its group or take it out of the folder"))
    for name in files:
        if name != PACK_FILE and name.removesuffix(".yaml") not in listed:
            reading.faults.append(Fault(name, 0, "", unlisted))


def _with_domains(reading: _Reading, folder: FilePath, listed: set[str], group_index: int) -> object:
    """Give a group with its domains' trees in place of their ids; an id stays where nothing could be read."""
    group = reading.pack.tree["groups"][group_index]
    if not isinstance(group, dict) or not isinstance(group.get("domains"), list):
        return group
    domains: list[Any] = []
    for index, name in enumerate(group["domains"]):
        path = ("groups", group_index, "domains", index)
        if not is_plain_id(name):
            reading.add(reading.pack, path, message(N_("must be the id of a domain, which its file is named after")))
        elif name in listed:
            reading.add(reading.pack, path, message(N_("the domain {id} is listed twice"), id=name))
        else:
            listed.add(name)
            read = _read_domain(reading, folder, name, path)
            if read is not None:
                reading.domains[group_index, len(domains)] = read
            domains.append(read.tree if read else name)
    return group | {"domains": domains or group["domains"]}


def _read_domain(reading: _Reading, folder: FilePath, name: str, path: Path) -> YamlSource | None:
    file = folder / f"{name}.yaml"
    if not file.exists():
        reading.add(reading.pack, path, message(N_("the file {file} is missing"), file=file.name))
        return None
    read = read_yaml(file)
    reading.faults.extend(read.faults)
    if read.tree is None:
        return None
    if not isinstance(read.tree, dict):
        reading.add(read, (), message(N_("must be a group of keys")))
        return None
    if isinstance(read.tree.get("id"), str) and read.tree["id"] != name:
        reading.add(read, ("id",), message(N_("must be {id}, as the file is named"), id=name))
    return read


def _checked(reading: _Reading) -> Rubric | None:
    """Check the source against schema and consistency; their faults join those of the files, one a place."""
    rubric, found = validate(reading.source)
    told = {(fault.file, fault.place) for fault in reading.faults if fault.place}
    for path, reason in found:
        file, place = reading.locate(path)
        unread = file is reading.pack and len(path) == 4 and path[2] == "domains"
        if not unread and (file.name, dotted(place)) not in told:
            reading.add(file, place, reason)
    return rubric


def validate(tree: dict[str, Any]) -> tuple[Rubric | None, list[_Found]]:
    """Give the rubric, where the schema is met, and every fault; consistency is silent where the schema spoke."""
    rubric, found = validate_values(tree)
    rest = [(path, reason) for path, reason in consistency_faults(tree) if path not in found]
    return rubric, [*found.items(), *rest]


def validate_values(tree: dict[str, Any]) -> tuple[Rubric | None, dict[Path, Message]]:
    """Give the rubric, where the schema is met, and the faults of the schema alone, each of one value by itself."""
    try:
        return Rubric.model_validate(tree, context={"languages": languages_of(tree)}), {}
    except ValidationError as error:
        return None, dict(schema_faults(error))


def _not_texts(node: object, path: Path) -> Iterator[_Found]:
    """Give every scalar that is no string: numbers would change the hash with the way they are written."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _not_texts(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _not_texts(value, (*path, index))
    elif not isinstance(node, str):
        yield path, message(N_("must be a text"))


def pack_of(rubric: Rubric, tree: JsonValue) -> RubricPack:
    """Give a rubric with the identity of its source."""
    return _pack(rubric, canonical_json(tree))


def _pack(rubric: Rubric, canonical: str) -> RubricPack:
    return RubricPack(rubric, sha256_of(canonical), canonical)
