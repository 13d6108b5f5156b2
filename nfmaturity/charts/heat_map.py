"""The heat map of nodes by level: which shares are reached and which cell decides the next level."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.charts.shapes import Chart, Hatch, Label, Point, Rect, Role, Shape, Stroke, text_role

if TYPE_CHECKING:
    from collections.abc import Sequence

HALF = Fraction(1, 2)
_GAP = 1.0


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One share and its figure as printed; None when nothing is in scope, `is_open` while nothing is graded."""

    share: Fraction | None
    figure: str = ""
    decides: bool = False
    is_open: bool = False


def share_class(share: Fraction, tau: Fraction) -> Role:
    """Give the fill of a share: at least τ, at least one half, or less."""
    if share >= tau:
        return "l3"
    return "l1" if share >= HALF else "l0"


def heat_cell(size: tuple[float, float], cell: HeatCell, tau: Fraction, text_size: float) -> Chart:
    """Draw one cell of the heat map with its figure, for tables that set their rows themselves."""
    return Chart(*size, tuple(_cell((0, 0), size, cell, tau, text_size)))


def heat_map(
    cell_size: tuple[float, float], rows: Sequence[Sequence[HeatCell]], tau: Fraction, text_size: float
) -> Chart:
    """Draw all cells, a row a node and a column a level; names and heads are the caller's."""
    width, height = cell_size
    shapes: list[Shape] = []
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            shapes += _cell((across * width, down * height), cell_size, cell, tau, text_size)
    columns = max((len(row) for row in rows), default=0)
    return Chart(columns * width, len(rows) * height, tuple(shapes))


def _cell(place: Point, size: tuple[float, float], cell: HeatCell, tau: Fraction, text_size: float) -> list[Shape]:
    x, y = place
    width, height = size[0] - _GAP, size[1] - _GAP
    if cell.share is None:
        return [Hatch(x, y, width, height, "panel", "line2")]
    middle = (x + width / 2, y + height / 2 + text_size * 0.36)
    if cell.is_open:
        bare = Rect(x + 0.375, y + 0.375, width - 0.75, height - 0.75, stroke=Stroke("line2", 0.75))
        return [bare, Label(middle, cell.figure, text_size, "ink3", anchor="middle")]
    fill = share_class(cell.share, tau)
    shapes: list[Shape] = [Rect(x, y, width, height, fill=fill)]
    if cell.decides:
        shapes.append(Rect(x + 0.75, y + 0.75, width - 1.5, height - 1.5, stroke=Stroke("cop", 1.5)))
    shapes.append(Label(middle, cell.figure, text_size, text_role(fill), cell.decides, "middle"))
    return shapes
