"""The parts of an .xlsx file, which is an archive of XML: found by their relations and read within bounds.

Openpyxl writes our workbooks, but does not read them: it takes escapes such as `_x005F_` out of texts, leaves others
in, and ends on broken parts with errors of every kind. What comes in is read here, event by event, and never trusted.
"""

from __future__ import annotations

import contextlib
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn, Protocol
from xml.parsers import expat

from nfmaturity.domain.errors import N_, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import IO

MAX_BYTES = 20_000_000
MAX_UNPACKED = 100_000_000
MAX_PARTS = 2_000
MAX_ELEMENTS = 2_000_000
MAX_DEPTH = 50

_PIECE = 1 << 16
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_OFFICE_FILE = b"\xd0\xcf\x11\xe0"
_BROKEN_BY = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    LookupError,  # an encoding that nobody knows
    OSError,
)

NO_WORKBOOK = N_("is not an Excel workbook (.xlsx): save it in this format")
BROKEN = N_("is a damaged workbook: open it in Excel, save it again and import that ({part})")
_PROTECTED = N_("is protected by a password or in an old format: save it as .xlsx without a password")
_TOO_MANY = N_("is far larger than a rubric's workbook: more than {n} elements")
_TOO_LARGE = N_("is far larger than a rubric's workbook: more than {n} MB unpacked")


class Unreadable(UserError):
    """The file as a whole cannot be read; the message says why, without the file's name."""


class Handler(Protocol):
    """Takes the elements of one part by their local names, whatever the namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str, text: str) -> None:
        """Take the end of an element and the text directly before it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Another part that a part points to; `kind` is the last word of its type."""

    id: str
    kind: str
    part: str


class Archive:
    """An .xlsx file's parts by name; raises `Unreadable` for everything that is not one or out of bounds."""

    def __init__(self, raw: zipfile.ZipFile) -> None:
        """Check what the archive says of its size before anything is unpacked."""
        self._zip = raw
        parts = raw.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Unreadable(_TOO_LARGE, n=MAX_UNPACKED // 1_000_000)
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise Unreadable(_PROTECTED)
        self._left, self._unread = MAX_ELEMENTS, MAX_UNPACKED
        self._parts = {part.filename.lstrip("/").casefold(): part for part in parts}

    def has(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return part.casefold() in self._parts

    def relations(self, part: str) -> list[Relation]:
        """Give the relations of a part, "" for those of the file."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        handler = _Relations(folder)
        if self.has(listing):
            self.read(listing, handler)
        return handler.found

    def read(self, part: str, handler: Handler) -> None:
        """Hand a part's elements to a handler."""
        found = self._parts.get(part.casefold())
        if found is None or found.compress_type not in _METHODS:
            broken(part)
        try:
            with self._zip.open(found) as stream:
                parser = _parser(handler, self._count)
                while piece := stream.read(_PIECE):
                    self._take(len(piece))
                    parser.Parse(piece)
                parser.Parse(b"", True)
        except _BROKEN_BY:
            broken(part)

    def _take(self, size: int) -> None:
        """Count what is unpacked, as a file may name one part many times."""
        self._unread -= size
        if self._unread < 0:
            raise Unreadable(_TOO_LARGE, n=MAX_UNPACKED // 1_000_000)

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Unreadable(_TOO_MANY, n=MAX_ELEMENTS)


@contextlib.contextmanager
def open_archive(stream: IO[bytes]) -> Iterator[Archive]:
    """Open the parts of a file that is open for reading bytes."""
    head = stream.read(4)
    if head == _OFFICE_FILE:
        raise Unreadable(_PROTECTED)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError):
        raise Unreadable(NO_WORKBOOK if head[:2] != b"PK" else BROKEN, part="zip") from None
    with archive:
        yield Archive(archive)


def broken(part: str) -> NoReturn:
    """Say that a part is not what it must be."""
    raise Unreadable(BROKEN, part=part)


def _parser(handler: Handler, count: Callable[[], None]) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    texts: list[str] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise ValueError(name)
        count()
        texts.clear()
        handler.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_local(name), "".join(texts))
        texts.clear()

    def refuse(*_: object) -> NoReturn:
        # A part of a workbook has no document type; entities that grow without end are declared in one.
        raise ValueError

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


@dataclass(slots=True)
class _Relations:
    folder: str
    found: list[Relation] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", ""))).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.append(Relation(attributes.get("Id", ""), kind, part))

    def end(self, name: str, text: str) -> None:
        pass
