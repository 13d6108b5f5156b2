"""What the cells of an .xlsx file hold: texts, figures in shortest form, and what is no plain value, told by kind."""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from nfmaturity.domain.errors import N_
from nfmaturity.files.plain_text import read_bytes, single_fault
from nfmaturity.files.xlsx_parts import MAX_BYTES, NO_WORKBOOK, Archive, Unreadable, broken, open_archive

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nfmaturity.files.xlsx_parts import Relation

MAX_CELLS = 500_000
MAX_SHEETS = 500
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

Kind = Literal["text", "number", "truth", "date", "formula", "error"]
Position = tuple[int, int]
"""Row and column, from 1."""

_KINDS: Mapping[str, Kind] = {"b": "truth", "e": "error", "d": "date"}
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NOT_OF_A_DATE = re.compile(r'"[^"]*"|\\.|_.|\[(?![hms]+\])[^\]]*\]|general', re.IGNORECASE)
_TOO_MANY = N_("is no rubric's workbook: it has more than {n} cells, rows or sheets")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not blank; of a date, a formula or an error only the kind is of use."""

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells that are not blank and the ranges that are merged."""

    name: str
    cells: Mapping[Position, Cell]
    merged: tuple[str, ...] = ()


def read_xlsx(path: Path) -> tuple[Sheet, ...]:
    """Give the sheets of a workbook in their order; raises `FileFaults` for a file that is none."""
    try:
        with open_archive(io.BytesIO(read_bytes(path, MAX_BYTES))) as archive:
            return _sheets(archive)
    except Unreadable as found:
        raise single_fault(path.name, 0, found.message) from None


def shortest_figure(written: str) -> str:
    """Give a figure of a workbook as a decimal in shortest form: 0.8 for 0.80000000000000004."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sheets(archive: Archive) -> tuple[Sheet, ...]:
    book = next((relation.part for relation in archive.relations("") if relation.kind == "officeDocument"), "")
    listing = _Listing()
    if not archive.has(book):
        raise Unreadable(NO_WORKBOOK)
    archive.read(book, listing)
    relations = archive.relations(book)
    if not any(relation.kind == "worksheet" for relation in relations):
        raise Unreadable(NO_WORKBOOK)
    budget = _Budget()
    texts, styles = _Texts(budget), _Styles()
    for kind, handler in (("sharedStrings", texts), ("styles", styles)):
        for relation in relations:
            if relation.kind == kind:
                archive.read(relation.part, handler)
    by_id = {relation.id: relation for relation in relations}
    return tuple(
        _sheet(archive, name, by_id.get(ident), _Cells(budget, texts.found, styles.dates))
        for name, ident in listing.sheets
    )


def _sheet(archive: Archive, name: str, relation: Relation | None, cells: _Cells) -> Sheet:
    if relation is None:
        broken(name)
    if relation.kind == "worksheet":  # a sheet may be a chart, too
        archive.read(relation.part, cells)
    return Sheet(name, cells.found, tuple(cells.merged))


class _Budget:
    """Counts what would fill the memory."""

    def __init__(self) -> None:
        self._left = MAX_CELLS

    def take(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Unreadable(_TOO_MANY, n=MAX_CELLS)


@dataclass(slots=True)
class _Listing:
    """The names of the sheets and the relations that lead to them."""

    sheets: list[tuple[str, str]] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))
            if len(self.sheets) > MAX_SHEETS:
                raise Unreadable(_TOO_MANY, n=MAX_SHEETS)

    def end(self, name: str, text: str) -> None:
        pass


class _Words:
    """Puts the runs of one rich text together; how it is read aloud, which Excel keeps beside it, is left out."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._aloud = False

    def start(self, name: str) -> None:
        self._aloud = self._aloud or name == "rPh"

    def end(self, name: str, text: str) -> None:
        if name == "t" and not self._aloud:
            self._runs.append(text)
        elif name == "rPh":
            self._aloud = False

    def taken(self) -> str:
        text = _unescaped("".join(self._runs))
        self._runs.clear()
        return text


class _Texts:
    """The table of texts that cells name by number."""

    def __init__(self, budget: _Budget) -> None:
        self.found: list[str] = []
        self._budget = budget
        self._words = _Words()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        self._words.start(name)

    def end(self, name: str, text: str) -> None:
        self._words.end(name, text)
        if name == "si":
            self._budget.take()
            self.found.append(self._words.taken())


class _Styles:
    """Which styles of cells show a figure as a date or a time."""

    def __init__(self) -> None:
        self.dates: set[int] = set()
        self._formats: set[int] = set(_DATE_FORMATS)
        self._count = 0
        self._among_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt" and _shows_a_date(attributes.get("formatCode", "")):
            self._formats.add(int(attributes.get("numFmtId", "0")))
        elif name == "cellXfs":
            self._among_cells = True
        elif name == "xf" and self._among_cells:
            if int(attributes.get("numFmtId", "0")) in self._formats:
                self.dates.add(self._count)
            self._count += 1

    def end(self, name: str, text: str) -> None:  # noqa: ARG002
        if name == "cellXfs":
            self._among_cells = False


def _shows_a_date(code: str) -> bool:
    return re.search(r"[dmyhs]", _NOT_OF_A_DATE.sub("", code), re.IGNORECASE) is not None


class _Cells:
    """The cells of one sheet."""

    def __init__(self, budget: _Budget, texts: list[str], dates: set[int]) -> None:
        self.found: dict[Position, Cell] = {}
        self.merged: list[str] = []
        self._budget = budget
        self._texts = texts
        self._dates = dates
        self._words = _Words()
        self._row = self._column = 0
        self._type = self._written = ""
        self._is_date = self._is_formula = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin(attributes)
        elif name == "row":
            self._budget.take()
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "f":
            self._is_formula = True
        elif name == "mergeCell":
            self._budget.take()
            self.merged.append(attributes.get("ref", ""))
        else:
            self._words.start(name)

    def end(self, name: str, text: str) -> None:
        if name == "v":
            self._written = text
        elif name == "c":
            cell = self._cell()
            if cell.kind == "formula" or cell.value.strip():
                self.found[self._row, self._column] = cell
        else:
            self._words.end(name, text)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self._budget.take()
        self._column += 1
        if place := attributes.get("r"):
            found = _REFERENCE.fullmatch(place)
            if not found:
                raise ValueError(place)
            self._row, self._column = int(found[2]), _column(found[1])
        if not (0 < self._row <= MAX_ROW and self._column <= MAX_COLUMN):
            raise ValueError(place)
        self._type = attributes.get("t", "n")
        self._written = ""
        self._is_date = int(attributes.get("s", "0")) in self._dates
        self._is_formula = False

    def _cell(self) -> Cell:
        words = self._words.taken()
        if self._is_formula:
            return Cell("formula", "")
        if self._type == "n":
            figure = shortest_figure(self._written) if self._written.strip() else ""
            return Cell("date" if self._is_date else "number", figure)
        kind = _KINDS.get(self._type, "text")
        return Cell(kind, words if self._type == "inlineStr" else self._value())

    def _value(self) -> str:
        match self._type:
            case "s":
                return self._texts[_index(self._written, self._texts)] if self._written else ""
            case "str":
                return _unescaped(self._written)
            case "b":
                return {"1": "true", "0": "false"}.get(self._written.strip(), self._written)
        return self._written


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)


def _index(written: str, texts: list[str]) -> int:
    number = int(written)
    if not 0 <= number < len(texts):
        raise ValueError(written)
    return number


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
