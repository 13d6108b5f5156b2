"""Which figures of the list of assessments can be asked: those of the row selected, by key and by click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.ui.asking import Spot
from nfmaturity.ui.models.library_model import Column
from nfmaturity.ui.widgets.figure_spots import FigureSpots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.analysis.reasons.values import Kind
    from nfmaturity.ui.widgets.library_table import LibraryTable

_KINDS: dict[Column, Kind] = {
    Column.SCORE: "score",
    Column.LEVEL: "level",
    Column.BOUNDS: "bounds",
    Column.PROGRESS: "progress",
}


def ask_in_list(table: LibraryTable) -> FigureSpots:
    """Let level, score, bounds and progress be asked; a press on them selects the row as elsewhere."""

    def of_row(row: int) -> Iterator[Spot]:
        from nfmaturity.analysis.reasons.values import Figure

        entry = table.entry(row)
        if entry is None or entry.level is None:
            return
        for column, kind in _KINDS.items():
            box = table.visualRect(table.model().index(row, column))
            if not table.isColumnHidden(column) and not box.isEmpty():
                yield Spot(box.adjusted(0, 6, -8, -6), Figure(kind), stored=entry.row.id)

    def spots() -> Iterator[Spot]:
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        last = table.model().rowCount() - 1 if last < 0 else last
        for row in range(max(first, 0), last + 1):
            yield from of_row(row)

    def current() -> Spot | None:
        return next(of_row(table.currentIndex().row()), None)

    return FigureSpots(table.viewport(), spots, current=current, passes=True)
