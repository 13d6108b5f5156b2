"""The shares of the whole level by level with what each lacks; every row says why, and leads to where that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.analysis.reasons.values import Figure
from nfmaturity.charts.bars import share_bar
from nfmaturity.ui.asking import Spot, ask_why
from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.painter import paint_chart
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import PaintedButton
from nfmaturity.ui.widgets.level_chip import draw_chip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

    from nfmaturity.ui.settings import Location

ROW, BAR = 28, 14
_CHIP_X, _BAR_X, _FIGURE = 4, 34, 52


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One level: number, colour role, share and what it can still become, how these are said, where they lead."""

    level: int
    role: str
    share: Fraction
    upper: Fraction
    figure: str
    verdict: str
    is_met: bool
    decides: bool
    said: str
    door: Location | None


class ShareLine(PaintedButton):
    """One row: chip, bar against the line at τ, figure, and "met" or what is missing."""

    went_on = Signal()
    """A double click asks for the place behind the share."""

    def __init__(self, row: ShareRow, parent: QWidget) -> None:
        """Make the line of a row."""
        super().__init__(parent)
        self.row, self._tau, self._words = row, row.share, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_row(self, row: ShareRow, tau: Fraction, words: float) -> None:
        """Show a row against τ, with so much room for the words."""
        self.row, self._tau, self._words = row, tau, words
        self.setObjectName(f"share-{row.level}")
        self.setAccessibleName(row.said)
        self.setToolTip(row.said)
        self.update()

    def sizeHint(self) -> QSize:
        """Give a target that a finger hits."""
        return QSize(240, ROW)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Go through the door at once."""
        self.went_on.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        painter, row = self.begin(), self.row
        if self.underMouse():
            painter.fillRect(self.rect(), colour("hover"))
        width = max(60.0, self.width() - _BAR_X - _FIGURE - 14 - self._words)
        draw_chip(painter, QRectF(_CHIP_X, 4, 22, 20), str(row.level), row.role)
        bar = share_bar((width, BAR), row.share, row.upper, self._tau)
        paint_chart(painter, bar, QPointF(_BAR_X, (ROW - BAR) / 2))
        self._draw_words(painter, row, QRectF(_BAR_X + width, 0, self.width() - _BAR_X - width, ROW))
        self.draw_ring(painter)

    def _draw_words(self, painter: QPainter, row: ShareRow, box: QRectF) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(bold=True))
        painter.setPen(colour("ink"))
        painter.drawText(QRectF(box.x(), box.y(), _FIGURE, ROW), middle | Qt.AlignmentFlag.AlignRight, row.figure)
        stands_out = row.decides and not row.is_met
        painter.setFont(font("small", bold=stands_out))
        painter.setPen(colour("cop" if stands_out else "acc" if row.is_met else "ink3"))
        painter.drawText(box.adjusted(_FIGURE + 10, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, row.verdict)


class ShareRows(QWidget):
    """A row a level; one stop of the Tab key, within which the arrows move. A row says why its share is so."""

    asked = Signal(object)
    """The `Location` behind the row that was clicked twice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.lines: list[ShareLine] = []
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[ShareRow, ...]:
        """What is shown."""
        return tuple(line.row for line in self.lines)

    def show_rows(self, rows: Sequence[ShareRow], tau: Fraction) -> None:
        """Show shares against τ, in lines that are there already as far as they go."""
        while len(self.lines) > len(rows):
            line = self.lines.pop()
            self._down.removeWidget(line)
            line.hide()
            line.deleteLater()
        for row in rows[len(self.lines) :]:
            line = ShareLine(row, self)
            line.clicked.connect(self._ask)
            line.went_on.connect(self._go_on)
            self._down.addWidget(line)
            self.lines.append(line)
        words = max((measure(row.verdict, 12, True) for row in rows), default=0.0)
        for line, row in zip(self.lines, rows, strict=True):
            line.show_row(row, tau, words)
        self._stop_at(next((line for line in self.lines if line.hasFocus()), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the rows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        at = next((place for place, line in enumerate(self.lines) if line.hasFocus()), None)
        if not step or at is None:
            event.ignore()
            return
        wanted = self.lines[min(max(at + step, 0), len(self.lines) - 1)]
        self._stop_at(wanted)
        wanted.setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_at(self, wanted: ShareLine | None) -> None:
        stop = wanted or next(iter(self.lines), None)
        for line in self.lines:
            line.setFocusPolicy(Qt.FocusPolicy.TabFocus if line is stop else Qt.FocusPolicy.NoFocus)

    def _ask(self) -> None:
        line = self.sender()
        if isinstance(line, ShareLine):
            spot = Spot(line.rect(), Figure("share", level=line.row.level), line.row.door)
            ask_why(line, spot, by_key=line.hasFocus())

    def _go_on(self) -> None:
        line = self.sender()
        if isinstance(line, ShareLine) and line.row.door:
            self.asked.emit(line.row.door)
