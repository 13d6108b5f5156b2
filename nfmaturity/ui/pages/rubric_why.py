"""Which figures of the Rubric page can be asked: the weights, as they are for an enterprise of all segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from nfmaturity.analysis.reasons.reason import as_published
from nfmaturity.analysis.reasons.values import Figure
from nfmaturity.ui.asking import Spot
from nfmaturity.ui.models.sheet_model import SheetRole
from nfmaturity.ui.widgets.figure_spots import FigureSpots
from nfmaturity.ui.widgets.sheet_layout import MOST, PAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.ui.sheet_rows import Row
    from nfmaturity.ui.widgets.sheet_view import SheetView

_WIDE, _HIGH = 72, 28


def ask_of_weights(sheet: SheetView, pack: Callable[[], RubricPack | None]) -> FigureSpots:
    """Let the weights that a sheet tells be asked; the main one is where the keys are, else the first."""

    def spots() -> Iterator[Spot]:
        shown = pack()
        if shown is None:
            return
        for place, row in enumerate(sheet.sheet.rows):
            if row.part_of or row.weight_of:
                yield Spot(_place(sheet, place, row), _figure(row), scored=lambda: as_published(shown))

    def current() -> Spot | None:
        held = sheet.currentIndex().data(SheetRole.ROW) if sheet.hasFocus() else None
        found = list(spots())
        wanted = (spot for spot in found if held is not None and spot.figure == _figure(held))
        return next(wanted, found[0] if found else None)

    return FigureSpots(sheet.viewport(), spots, current=current)


def _figure(row: Row) -> Figure:
    return Figure("weight", row.weight_of) if row.weight_of else Figure("part", row.part_of)


def _place(sheet: SheetView, place: int, row: Row) -> QRect:
    """Give where the figure of a row stands: the value of a field, else what is at the right of the row."""
    box = sheet.visualRect(sheet.sheet.index(place))
    right = PAD + min(MOST, sheet.viewport().width() - 2 * PAD)
    if row.weight_of:
        return QRect(PAD, box.top(), right - PAD, min(box.height(), _HIGH))
    return QRect(box.left() + right - _WIDE, box.top(), _WIDE, min(box.height(), _HIGH))
