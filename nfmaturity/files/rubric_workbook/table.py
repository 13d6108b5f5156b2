"""One sheet of a workbook as rows of known kinds; whatever is not one is a fault with its cell."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, Fault, Message, message
from nfmaturity.domain.field_types import holds_forbidden
from nfmaturity.domain.spot import Spot
from nfmaturity.files.rubric_workbook.layout import ROW, Form, heading, kind_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nfmaturity.files.rubric_workbook.layout import RowKind, SheetKind
    from nfmaturity.files.xlsx_source import Cell, Sheet

MAX_FAULTS = 2_000
"""So many are told one by one; one slip may recur in every row of a big workbook."""

Heading = tuple[str, str | None]
"""A column's word, and the language where the column is one of several."""

_NOT_PLAIN = {
    "formula": N_("holds a formula: put its value in its place"),
    "error": N_("holds an error of the spreadsheet's: type the value again"),
    "date": N_("holds a date or a time: format the cell as text and type it again"),
    "number": N_("holds a number where a text belongs: format the cell as text and type it again"),
    "truth": N_("holds TRUE or FALSE where a text belongs: format the cell as text and type it again"),
}
_FITTING = {Form.NUMBER: "number", Form.TRUTH: "truth"}


@dataclass(slots=True)
class Faults:
    """What was found wrong; `deep` is set where so much is missing that the pack itself cannot be judged."""

    found: dict[Spot, Message] = field(default_factory=dict)
    deep: bool = False

    def add(self, spot: Spot, reason: Message, *, deep: bool = False) -> None:
        """Add a fault; the first at a place stands."""
        self.found.setdefault(spot, reason)
        self.deep = self.deep or deep

    def told(self, file: str, sheets: list[str]) -> list[Fault]:
        """Give the faults in the order of sheets, rows and columns."""
        order = {name: index for index, name in enumerate(sheets)}
        spots = sorted(self.found, key=lambda spot: (order.get(spot.sheet, len(order)), spot.row, spot.column))
        told = [Fault(file, 0, spot.place, self.found[spot], spot) for spot in spots[:MAX_FAULTS]]
        if len(spots) > MAX_FAULTS:
            told.append(Fault(file, 0, "", message(N_("has {n} more faults"), n=len(spots) - MAX_FAULTS)))
        return told


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its kind and the texts of its filled cells, by column and language."""

    sheet: str
    number: int
    kind: RowKind
    cells: Mapping[str, Mapping[str | None, str]]

    def is_only(self, column: str, text: str) -> bool:
        """Tell whether a column holds this text and no other column that a pack keeps holds any."""
        return dict(self.cells) == {column: {None: text}}


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: where its headings stand, and its rows."""

    name: str
    kind: SheetKind
    headings: Mapping[Heading, int]
    rows: tuple[TableRow, ...]

    def spot(self, row: TableRow, column: str, language: str | None = None) -> Spot:
        """Give the cell of a column in a row: of a language, else the first filled one, else the first."""
        known = [name for name in self.headings if name[0] == column]
        filled = [name for name in known if name[1] in row.cells.get(column, {})]
        exact = [name for name in known if language and name[1] == language]
        best = next(iter(exact or filled or known), (ROW, None))
        return Spot(self.name, row.number, self.headings[best])


def read_table(sheet: Sheet, kind: SheetKind, faults: Faults) -> Table:
    """Give what a sheet holds; faults of its headings, rows and cells are added."""
    for area in sheet.merged:
        spot = _spot_of(sheet, area)
        faults.add(spot, message(N_("is merged ({area}): unmerge it, one value a cell"), area=area[:40]), deep=True)
    headings = _headings(sheet, kind, faults)
    rows = tuple(_Rows(sheet, kind, headings, faults).read()) if (ROW, None) in headings else ()
    return Table(sheet.name, kind, headings, rows)


def _spot_of(sheet: Sheet, area: str) -> Spot:
    first = area.partition(":")[0]
    # The range is as the file has it: what is no cell is told of the sheet.
    digits = first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    letters = first.removesuffix(digits)
    if not (digits.isascii() and digits.isdecimal() and 0 < len(letters) <= 3 and len(digits) <= 7):
        return Spot(sheet.name)
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Spot(sheet.name, int(digits), column)


def _headings(sheet: Sheet, kind: SheetKind, faults: Faults) -> dict[Heading, int]:
    headings: dict[Heading, int] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row != 1:
            break
        spot = Spot(sheet.name, row, column)
        name = _heading(cell, kind)
        if name is None:
            shown = cell.value.split("\n")[0][:40]
            faults.add(spot, message(N_("unknown column {column}: delete it"), column=shown), deep=True)
        elif name in headings:
            faults.add(spot, message(N_("the column {column} stands twice"), column=heading(*name)), deep=True)
        else:
            headings[name] = column
    _tell_missing(sheet, kind, headings, faults)
    return headings


def _heading(cell: Cell, kind: SheetKind) -> Heading | None:
    words = cell.value.strip().split("\n")[0].split()
    column = kind.column(words[0]) if words and cell.kind == "text" else None
    if column is None or len(words) > (2 if column.by_language else 1):
        return None
    return column.word, words[1] if len(words) == 2 else None


def _tell_missing(sheet: Sheet, kind: SheetKind, headings: Mapping[Heading, int], faults: Faults) -> None:
    known = {word for word, _ in headings}
    missing = [column.word for column in kind.columns if column.word not in known]
    if missing:
        # One sentence: a sheet whose first row was deleted lacks them all.
        reason = message(N_("the first row lacks the headings: {columns}"), columns=", ".join(missing))
        faults.add(Spot(sheet.name), reason, deep=True)


@dataclass(slots=True)
class _Rows:
    """Reads the rows of one sheet below its headings."""

    sheet: Sheet
    kind: SheetKind
    headings: Mapping[Heading, int]
    faults: Faults

    def read(self) -> Iterator[TableRow]:
        names = {column: name for name, column in self.headings.items()}
        for number, group in groupby(sorted(self.sheet.cells.items()), key=lambda entry: entry[0][0]):
            cells = {position[1]: cell for position, cell in group}
            if number == 1:
                continue
            self._tell_without_heading(number, cells)
            known = {names[column]: cell for column, cell in cells.items() if column in names}
            kind = self._kind_of(number, known.get((ROW, None))) if known else None
            if kind:
                yield TableRow(self.sheet.name, number, kind, self._texts(number, kind, known))

    def _tell_without_heading(self, number: int, cells: Mapping[int, Cell]) -> None:
        for column in cells:
            # A column with a heading that is none was told of as a whole.
            if (1, column) not in self.sheet.cells:
                reason = message(N_("stands in a column without heading: move or delete it"))
                self.faults.add(Spot(self.sheet.name, number, column), reason)

    def _kind_of(self, number: int, cell: Cell | None) -> RowKind | None:
        words = cell.value.split() if cell and cell.kind == "text" else []
        found = self.kind.row_kind(words[0].lower()) if words else None
        if found is None:
            known = ", ".join(kind_label(kind) for kind in self.kind.rows)
            reason = message(N_("say what the row holds, one of {kinds}, or clear the whole row"), kinds=known)
            self.faults.add(Spot(self.sheet.name, number, self.headings[ROW, None]), reason, deep=True)
        return found

    def _texts(self, number: int, kind: RowKind, cells: Mapping[Heading, Cell]) -> dict[str, dict[str | None, str]]:
        texts: dict[str, dict[str | None, str]] = defaultdict(dict)
        for name, cell in cells.items():
            word, language = name
            if word == ROW:
                continue
            if reason := _unfit(cell, kind, word):
                self.faults.add(Spot(self.sheet.name, number, self.headings[name]), reason)
            else:
                texts[word][language] = unicodedata.normalize("NFC", cell.value)
        return texts


def _unfit(cell: Cell, kind: RowKind, column: str) -> Message | None:
    """Say why a row of a kind does not take a cell's content."""
    field = next((field for field in kind.fields if field.column == column), None)
    if field is None:
        reason = N_("a row of the kind {kind} has no {column}: clear the cell")
        return message(reason, kind=kind_label(kind), column=column)
    if cell.kind == "text":
        return message(N_("holds a control character or half a character")) if holds_forbidden(cell.value) else None
    return None if cell.kind == _FITTING.get(field.form) else Message(_NOT_PLAIN[cell.kind])
