"""Tables and columns of the report: hairlines, repeated heads, rows that split only when they are long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from nfmaturity.report.styles import colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.charts.shapes import Role

_LONG = 150.0
"""A row higher than this, in points, may split across pages."""


class Stack(Flowable):
    """Flowables under one another, with a gap."""

    def __init__(self, parts: Sequence[Flowable], gap: float = 0.0) -> None:
        """Take the parts from top to bottom."""
        super().__init__()
        self.parts = list(parts)
        self.gap = gap

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Add up the heights."""
        heights = [part.wrap(aW, aH)[1] for part in self.parts]
        self.width, self.height = aW, sum(heights) + self.gap * max(0, len(heights) - 1)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Give what fits and the rest."""
        self.wrap(aW, aH)
        room = aH
        for place, part in enumerate(self.parts):
            if part.height > room + 0.01:
                pieces = part.split(aW, room)
                above, below = (pieces[:1], pieces[1:]) if len(pieces) > 1 else ([], [part])
                head = [*self.parts[:place], *above]
                rest = [*below, *self.parts[place + 1 :]]
                return [Stack(head, self.gap), Stack(rest, self.gap)] if head else []
            room -= part.height + self.gap
        return [self]

    def draw(self) -> None:
        """Draw the parts."""
        y = self.height
        for part in self.parts:
            y -= part.height
            part.drawOn(self.canv, 0, y)
            y -= self.gap


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a `whole` one has a single cell over all columns, a `keep` one stays with the row after it.

    `rule` is the line under the row, `over` the one above it, `ground` its fill.
    """

    cells: tuple[Flowable | None, ...]
    rule: Role | None = "line"
    over: Role | None = None
    ground: Role | None = None
    whole: bool = False
    keep: bool = False
    pad: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How the columns stand: their widths, the gap between them, padding above and below, alignment."""

    widths: tuple[float, ...]
    gap: float = 9.0
    pad: tuple[float, float] = (4.5, 4.5)
    middle: bool = True

    @property
    def full(self) -> float:
        """The width of the whole."""
        return sum(self.widths) + self.gap * (len(self.widths) - 1)


class Grid(Flowable):
    """Rows of cells under a title and a head; on every further page `again` and the head stand over what is left."""

    def __init__(
        self,
        layout: Layout,
        rows: Sequence[Row],
        *,
        title: Sequence[Row] = (),
        head: Sequence[Row] = (),
        again: Sequence[Row] = (),
    ) -> None:
        """Take the rows from top to bottom."""
        super().__init__()
        self.layout, self.spaceAfter = layout, 0.0
        self.title, self.head, self.rows, self.again = tuple(title), tuple(head), tuple(rows), tuple(again)
        self._heights: dict[int, tuple[float, Row]] = {}  # with the row, so that no other one ever has its id

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """Measure all rows."""
        self.width = self.layout.full
        self.height = sum(map(self._height, self._all))
        return self.width, self.height

    @property
    def _all(self) -> tuple[Row, ...]:
        return (*self.title, *self.head, *self.rows)

    def _columns(self, row: Row) -> tuple[float, ...]:
        return (self.layout.full,) if row.whole else self.layout.widths

    def _height(self, row: Row) -> float:
        known = self._heights.get(id(row))
        if known is None:
            cells = zip(row.cells, self._columns(row), strict=True)
            tallest = max((cell.wrap(width, 1e6)[1] for cell, width in cells if cell is not None), default=0.0)
            known = self._heights[id(row)] = (tallest + sum(row.pad or self.layout.pad), row)
        return known[0]

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002, N803
        """Give the rows that fit and the rest under the same head."""
        room = aH + 0.01 - sum(map(self._height, (*self.title, *self.head)))
        fit = 0
        for row in self.rows:
            if self._height(row) > room:
                break
            room -= self._height(row)
            fit += 1
        else:
            return [self]
        top, rest = list(self.rows[:fit]), list(self.rows[fit:])
        pieces = self._split_row(rest[0], room)
        if pieces is not None:
            top.append(pieces[0])
            rest[0] = pieces[1]
        elif len(rest) == 1 and len(top) > 1:
            rest.insert(0, top.pop())
        while top and top[-1].keep:
            rest.insert(0, top.pop())
        if top and len(top) < fit:
            top.append(self._filler(top, aH))
        return [self._piece(top, self.title), self._piece(rest, self.again)] if top else []

    def _filler(self, top: Sequence[Row], room: float) -> Row:
        """Take the room that rows left which go on with those after them, so that they do not begin on this page."""
        left = room - sum(map(self._height, (*self.title, *self.head, *top)))
        return Row((None,), rule=None, whole=True, pad=(max(0.0, left - 0.1), 0.0))

    def _split_row(self, row: Row, room: float) -> tuple[Row, Row] | None:
        if self._height(row) < _LONG or room < _LONG / 3:
            return None
        above: list[Flowable | None] = []
        below: list[Flowable | None] = []
        space = room - sum(row.pad or self.layout.pad)
        for cell, width in zip(row.cells, self._columns(row), strict=True):
            if cell is None or cell.height <= space:
                above.append(cell)
                below.append(None)
                continue
            pieces = cell.split(width, space)
            if len(pieces) != 2:
                return None
            above.append(pieces[0])
            below.append(pieces[1])
        return replace(row, cells=tuple(above), rule=None), replace(row, cells=tuple(below), over=None)

    def _piece(self, rows: Sequence[Row], title: Sequence[Row]) -> Grid:
        piece = Grid(self.layout, rows, title=title, head=self.head, again=self.again)
        piece.spaceAfter = self.spaceAfter
        kept = {id(row) for row in piece._all}
        piece._heights = {key: value for key, value in self._heights.items() if key in kept}
        return piece

    def draw(self) -> None:
        """Draw grounds, cells and hairlines."""
        y = self.height
        for row in self._all:
            y -= self._height(row)
            self._draw_row(row, y)

    def _draw_row(self, row: Row, y: float) -> None:
        canvas, height = self.canv, self._height(row)
        above, below = row.pad or self.layout.pad
        if row.ground is not None:
            canvas.setFillColor(colour(row.ground))
            canvas.rect(0, y, self.width, height, stroke=0, fill=1)
        x, room = 0.0, height - above - below
        for cell, width in zip(row.cells, self._columns(row), strict=True):
            if cell is not None:
                lift = (room - cell.height) / 2 if self.layout.middle else room - cell.height
                cell.drawOn(canvas, x, y + below + lift)
            x += width + self.layout.gap
        for role, at in ((row.rule, y), (row.over, y + height)):
            if role is not None:
                canvas.setStrokeColor(colour(role))
                canvas.setLineWidth(0.75 if role == "line" else 0.9)
                canvas.line(0, at, self.width, at)
