"""The operands of a figure as a table: names that lead on, and figures in columns that stand under one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.i18n import N_, _
from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.why_words import cell_words, name_words
from nfmaturity.ui.widgets.buttons import PaintedButton
from nfmaturity.ui.widgets.paragraph import advance_of, with_dots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from nfmaturity.analysis.reasons.values import Door, Reason

SIDE = 12
_GAP, _LINE, _AIR, _SIGN, _HEAD = 14, 18, 5, 14, 22
PRODUCT_NAMES = {"gain": N_("Gain"), "part": N_("Of the whole"), "change": N_("As a whole")}
"""What the last line is called where it is no sum."""

_LEAST_NAME = 96
"""How narrow the names may become for the figures' sake."""


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One line: name, cells as text, and what is behind it; `bold` for the sum and for what was asked."""

    name: str
    cells: tuple[str, ...]
    door: Door = None
    bold: bool = False
    is_total: bool = False
    most_lines: int = 2


class WhyRow(PaintedButton):
    """A line of the table; with something behind it, it is a door."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self.line = WhyLine("", ())
        self._widths: tuple[float, ...] = ()
        self._heads: tuple[str, ...] = ()
        self._names: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, line: WhyLine, heads: Sequence[str], widths: Sequence[float]) -> None:
        """Show a line with its cells in columns of these widths, under these heads."""
        self.line, self._heads, self._widths = line, tuple(heads), tuple(widths)
        is_door = line.door is not None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_door else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_door else Qt.CursorShape.ArrowCursor)
        said = [f"{head} {cell}" for head, cell in zip(heads, line.cells, strict=True) if cell]
        self.setAccessibleName(", ".join((line.name, *said)))
        self._break()
        self.update()

    def sizeHint(self) -> QSize:
        """Take the column's width."""
        return QSize(240, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the name anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._break()

    def _break(self) -> None:
        """Settle the lines of the name, as many as it may have."""
        room = self._name_room()
        advance = advance_of(12, self.line.bold)
        lines = break_lines(self.line.name, advance, room) if self.line.name else [""]
        most = self.line.most_lines
        self._names = lines if len(lines) <= most else [*lines[: most - 1], with_dots(lines[most - 1], advance, room)]
        self.setToolTip(self.line.name if len(lines) > most else "")
        self.setFixedHeight(2 * _AIR + _LINE * len(self._names))

    def _name_room(self) -> float:
        return max(float(_LEAST_NAME), self.width() - 2 * SIDE - _SIGN - sum(width + _GAP for width in self._widths))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name, cells and the sign of a door."""
        painter, line = self.begin(), self.line
        if line.door is not None and (self.underMouse() or self.isDown()):
            painter.fillRect(self.rect(), colour("pressed" if self.isDown() else "hover"))
        painter.setPen(QPen(colour("line2" if line.is_total else "line"), 1))
        painter.drawLine(QPointF(SIDE, 0.5), QPointF(self.width() - SIDE, 0.5))
        painter.setFont(font("small", bold=line.bold))
        painter.setPen(colour("ink"))
        y = _AIR + 13.0
        for name in self._names:
            painter.drawText(QPointF(SIDE, y), name)
            y += _LINE
        self._draw_cells(painter, line)
        if line.door is not None:
            box = QRectF(self.width() - SIDE - 12, (self.height() - 12) / 2, 12, 12)
            draw_icon(painter, "chevron-right", box, colour("ico"))
        self.draw_ring(painter, 2)

    def _draw_cells(self, painter: QPainter, line: WhyLine) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colour("ink"))
        x = float(self.width() - SIDE - _SIGN)
        for cell, width in zip(reversed(line.cells), reversed(self._widths), strict=True):
            painter.drawText(QRectF(x - width - 4, _AIR, width + 4, _LINE), right, cell)
            x -= width + _GAP


class WhyHead(QWidget):
    """The heads of the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without columns."""
        super().__init__(parent)
        self._heads: tuple[str, ...] = ()
        self._widths: tuple[float, ...] = ()
        self.setFixedHeight(_HEAD)

    def show_heads(self, heads: Sequence[str], widths: Sequence[float]) -> None:
        """Show heads over columns of these widths."""
        self._heads, self._widths = tuple(heads), tuple(widths)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the heads."""
        painter = QPainter(self)
        painter.setFont(font("caption"))
        painter.setPen(colour("ink3"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        x = float(self.width() - SIDE - _SIGN)
        for head, width in zip(reversed(self._heads), reversed(self._widths), strict=True):
            painter.drawText(QRectF(x - width - 4, 0, width + 4, _HEAD), right, head)
            x -= width + _GAP


class WhyTable(QWidget):
    """The lines of a reason."""

    asked = Signal(object)
    """The `Door` of the line that was clicked or entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.rows: list[WhyRow] = []
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self.head = WhyHead(self)
        self._down.addWidget(self.head)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_reason(self, reason: Reason, width: int) -> None:
        """Show the operands of a reason and their sum at a width, in lines that are there already as far as they go."""
        lines = lines_of(reason)
        heads = tuple(_(column.heading) for column in reason.columns)
        widths = tuple(_width(place, head, lines) for place, head in enumerate(heads))
        while len(self.rows) < len(lines):
            row = WhyRow(self)
            row.setObjectName(f"why-row-{len(self.rows)}")
            row.clicked.connect(self._ask)
            self._down.addWidget(row)
            self.rows.append(row)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(lines))
            if place < len(lines):
                row.resize(width, row.height())
                row.show_line(lines[place], heads, widths)
        self.head.show_heads(heads, widths)
        self.setVisible(bool(lines))

    def _ask(self) -> None:
        row = self.sender()
        if isinstance(row, WhyRow) and row.line.door is not None:
            self.asked.emit(row.line.door)


def lines_of(reason: Reason) -> list[WhyLine]:
    """Write the table of a reason."""
    forms = [column.form for column in reason.columns]
    lines = []
    for row in reason.rows:
        cells = tuple(cell_words(cell, form) for cell, form in zip(row.cells, forms, strict=True))
        lines.append(WhyLine(name_words(row.of, reason.figure.node), cells, row.door, bold=row.stands_out))
    if reason.total and lines:
        cells = tuple(cell_words(cell, form) for cell, form in zip(reason.total, forms, strict=True))
        named = PRODUCT_NAMES.get(reason.figure.kind, N_("Together"))
        lines.append(WhyLine(_(named), cells, bold=True, is_total=True))
    return lines


def _width(place: int, head: str, lines: Sequence[WhyLine]) -> float:
    cells = (measure(line.cells[place], 12, line.bold) for line in lines)
    return max(measure(head, 11, False), *cells) if lines else measure(head, 11, False)
