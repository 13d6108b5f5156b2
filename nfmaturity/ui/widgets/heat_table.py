"""Domains by level as a table of shares; every cell says why its figure is so, and leads to where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nfmaturity.analysis.reasons.values import Figure
from nfmaturity.charts.heat_map import share_class
from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.charts.shapes import Chart, Hatch, text_role
from nfmaturity.ui.asking import Spot, ask_why
from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.painter import paint_chart
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import KeyFocus
from nfmaturity.ui.widgets.change_mark import draw_change
from nfmaturity.ui.widgets.figure_spots import FigureSpots
from nfmaturity.ui.widgets.level_chip import draw_chip
from nfmaturity.ui.widgets.paragraph import advance_of

if TYPE_CHECKING:
    from fractions import Fraction

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from nfmaturity.charts.shapes import Role
    from nfmaturity.ui.asking import Beside
    from nfmaturity.ui.settings import Location

ROW, HEAD, STANDING = 36, 22, 96
WIDEST, NARROWEST = 62, 42
_INSET = 6
"""How far names stand from the edge, so that the ring does not go through them."""

_GAP = 2
_FIGURE, _CHANGE = 19, 13
"""The heights of a figure and of how it moved."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HeatFigure:
    """A share, or in the first place the score; `door` is where it comes from, None for nowhere.

    `change` is how it moved since an earlier assessment, "" for nothing to be told; `is_open` that nothing is graded.
    """

    figure: str
    said: str
    door: Location | None = None
    share: Fraction | None = None
    decides: bool = False
    change: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A domain: the chip of its level, then its score and its share at every level."""

    node: str
    name: str
    level: str
    role: str
    figures: tuple[HeatFigure, ...]


@dataclass(frozen=True, slots=True)
class HeatShown:
    """What the table shows: its heads, its rows, and τ."""

    heads: tuple[str, ...] = ()
    rows: tuple[HeatRow, ...] = ()
    tau: Fraction | None = field(default=None)


class HeatModel(QAbstractTableModel):
    """The rows; a figure a cell."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.shown = HeatShown()

    def show_rows(self, shown: HeatShown) -> None:
        """Show rows; where these are the same domains, one stays where one is."""
        same = [row.node for row in shown.rows] == [row.node for row in self.shown.rows]
        if same and len(shown.heads) == len(self.shown.heads) and shown.rows:
            self.shown = shown
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown.rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Count the domains."""
        return 0 if parent and parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Count score and levels."""
        return 0 if parent and parent.isValid() else len(self.shown.heads)

    def figure(self, index: _Index) -> HeatFigure:
        """Give what a cell shows."""
        return self.shown.rows[index.row()].figures[index.column()]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the figure as text, and said in words for those who hear it and those who point at it."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.figure(index).figure
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self.figure(index).said
        return None


class HeatTable(QTableView):
    """Shows the rows; a cell that is clicked or entered says why it is so, one clicked twice leads on."""

    asked = Signal(object)
    """The `Location` behind a cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table of fixed rows that never scrolls."""
        super().__init__(parent)
        take_touch(self)
        self.beside: Beside | None = None
        """Adds to what a figure is of the assessment that the changes are told against."""
        self._pressed_at = QPoint()
        self.held = HeatModel(self)
        self.setModel(self.held)
        self._key_focus = KeyFocus()
        self.painted_by = HeatCells(self)
        self.setItemDelegate(self.painted_by)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.clicked.connect(self._ask)
        self.figures = FigureSpots(self.viewport(), lambda: (), current=self._spot_of_keys)

    @property
    def rings(self) -> bool:
        """Whether the ring around the current cell is to be drawn."""
        return self.hasFocus() and self._key_focus.shown

    @property
    def name_width(self) -> int:
        """The room of the names, left of the first column's figures."""
        return self.columnWidth(0) - STANDING

    def show_rows(self, shown: HeatShown) -> None:
        """Show rows under heads, the first of which is that of the score."""
        self.held.show_rows(shown)
        self.setFixedHeight(ROW * len(shown.rows))
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every column its width."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        rows, levels = self.held.shown.rows, max(1, self.held.columnCount() - 1)
        longest = max((measure(row.name, 13, False) for row in rows), default=0.0) + 12
        cell = (self.width() - STANDING - longest) / levels
        cell = int(min(WIDEST, max(NARROWEST, cell)))
        for column in range(1, self.held.columnCount()):
            self.setColumnWidth(column, cell)
        if self.held.columnCount():
            self.setColumnWidth(0, max(STANDING, self.width() - cell * levels))

    # Doors

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask why the current figure is so; arrows move as in every table."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            if spot := self._spot(self.currentIndex()):
                ask_why(self.viewport(), spot, by_key=True)
            return
        self._key_focus.shown = True
        super().keyPressEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be asked."""
        super().mouseMoveEvent(event)
        is_over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first cell and show the ring for those who came by key."""
        self._key_focus.came(event)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.held.rowCount():
            self.setCurrentIndex(self.held.index(0, 0))

    def _spot_of_keys(self) -> Spot | None:
        """Give the figure that the arrows are at, none before they were used."""
        return self._spot(self.currentIndex()) if self.rings else None

    def _spot(self, index: QModelIndex) -> Spot | None:
        """Give what a cell can be asked for: the score in the first column, then the share of each level."""
        if not index.isValid():
            return None
        node, level = self.held.shown.rows[index.row()].node, index.column()
        figure = Figure("share", node, level) if level else Figure("score", node)
        rect = self.visualRect(index)
        rect.setWidth(rect.width() - _GAP)
        if not level:
            rect.setLeft(rect.left() + self.name_width)
        return Spot(rect, figure, self.held.figure(index).door, beside=self.beside)

    def _change_spot(self, spot: Spot) -> Spot:
        """Give the lower part of a cell, where it is written how its figure moved."""
        rect = spot.rect.adjusted(0, _FIGURE, 0, 0)
        return replace(spot, rect=rect, figure=Figure("change", spot.figure.node, spot.figure.level))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep where one presses: a cell holds a figure, and under it how that moved."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        spot = self._spot(index)
        if spot and self.held.figure(index).change:
            change = self._change_spot(spot)
            spot = change if change.rect.contains(self._pressed_at) else spot
        if spot:
            ask_why(self.viewport(), spot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to where the figure comes from at once."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and (door := self.held.figure(index).door):
            self.asked.emit(door)


class HeatHead(QWidget):
    """The heads over a heat table, in line with its columns."""

    def __init__(self, table: HeatTable, parent: QWidget | None = None) -> None:
        """Stand over a table."""
        super().__init__(parent)
        self._table = table
        self.setFixedHeight(HEAD)
        table.horizontalHeader().sectionResized.connect(lambda *_: self.update())

    def paintEvent(self, _event: object) -> None:
        """Draw the heads."""
        painter = QPainter(self)
        painter.setFont(font("caption"))
        painter.setPen(colour("ink3"))
        for column, head in enumerate(self._table.held.shown.heads):
            box = QRectF(self._table.columnViewportPosition(column), 0, self._table.columnWidth(column), HEAD - 4)
            if column == 0:
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box.adjusted(0, 0, -10, 0), right, head)
            else:
                painter.drawText(box.adjusted(0, 0, -_GAP, 0), Qt.AlignmentFlag.AlignCenter, head)


class HeatCells(QStyledItemDelegate):
    """Paints the cells of a heat table."""

    def __init__(self, table: HeatTable) -> None:
        """Paint for one table."""
        super().__init__(table)
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Keep to the measures of the table."""
        return QSize(NARROWEST, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell and the ring around it."""
        rect, state = QRect(option.rect), option.state
        is_over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if index.column() == 0:
            self._draw_domain(painter, rect, self._table.held.shown.rows[index.row()], is_over=is_over)
        else:
            box = QRectF(rect).adjusted(0, 0, -_GAP, -_GAP)
            self._draw_share(painter, box, self._table.held.figure(index), is_over)
        if self._table.rings and index == self._table.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("acc"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1 - _GAP, -1 - _GAP))
        painter.restore()

    def _draw_domain(self, painter: QPainter, rect: QRect, row: HeatRow, *, is_over: bool) -> None:
        if is_over:
            painter.fillRect(rect.adjusted(0, 0, -_GAP, -_GAP), colour("hover"))
        room, middle = self._table.name_width, rect.top() + (ROW - _GAP) / 2
        self._draw_name(painter, row.name, QPointF(rect.left() + _INSET, middle), room - 8 - _INSET)
        draw_chip(painter, QRectF(rect.left() + room, middle - 10, 28, 20), row.level, row.role)
        painter.setFont(font(bold=True))
        painter.setPen(colour("ink" if row.role else "ink3"))
        box = QRectF(rect.left() + room, rect.top(), STANDING - 10, ROW - _GAP)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        _draw_figure(painter, box, row.figures[0], right)

    def _draw_name(self, painter: QPainter, name: str, at: QPointF, room: float) -> None:
        one_line = measure(name, 13, False) <= room
        size = 13 if one_line else 12
        lines = [name] if one_line else break_lines(name, advance_of(size, False), room)
        if len(lines) > 2:
            lines = [lines[0], lines[1].rstrip()[:-1] + "…"]
        painter.setFont(font("body" if one_line else "small"))
        painter.setPen(colour("ink"))
        y = at.y() + 4.5 - (len(lines) - 1) * 7.5
        for line in lines:
            painter.drawText(QPointF(at.x(), y), line)
            y += 15

    def _draw_share(self, painter: QPainter, box: QRectF, cell: HeatFigure, is_over: bool) -> None:
        tau = self._table.held.shown.tau
        if cell.share is None or tau is None:
            hatch = Hatch(0, 0, box.width(), box.height(), "panel", "line2")
            paint_chart(painter, Chart(box.width(), box.height(), (hatch,)), box.topLeft())
            return
        fill: Role = "panel" if cell.is_open else share_class(cell.share, tau)
        painter.fillRect(box, colour(fill))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if cell.is_open:
            painter.setPen(QPen(colour("line2"), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if cell.decides:
            painter.setPen(QPen(colour("cop"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        elif is_over:
            painter.setPen(QPen(colour("ink2"), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(font(bold=cell.decides))
        painter.setPen(colour("ink3" if cell.is_open else text_role(fill)))
        _draw_figure(painter, box, cell, Qt.AlignmentFlag.AlignCenter)


def _draw_figure(painter: QPainter, box: QRectF, cell: HeatFigure, align: Qt.AlignmentFlag) -> None:
    """Draw a figure, and under it how it moved."""
    if not cell.change:
        painter.drawText(box, align, cell.figure)
        return
    upper = QRectF(box.left(), box.top() + 1, box.width(), _FIGURE)
    painter.drawText(upper, align, cell.figure)
    draw_change(painter, QRectF(box.left(), upper.bottom() - 1, box.width(), _CHANGE), cell.change, align)
