"""Places in a workbook, as values and as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a workbook, rows and columns counted from 1; `row` is 0 for all of the sheet."""

    sheet: str
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """The cell as a person reads it, D17; "" for all of the sheet."""
        return reference(self.row, self.column) if self.row else ""

    @property
    def place(self) -> str:
        """The place as a person reads it: BC-DAT!D17."""
        return f"{self.sheet}!{self.cell}" if self.row else self.sheet


def reference(row: int, column: int) -> str:
    """Name a cell as a person reads it: D17."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
