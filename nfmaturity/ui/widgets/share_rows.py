"""The shares of a node level by level with what each lacks: as the share list, with words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.charts.bars import share_bar
from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.painter import paint_chart
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.level_chip import draw_chip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from PySide6.QtGui import QPaintEvent

ROW, BAR = 28, 14
_BAR_X, _FIGURE = 30, 52


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One level: number, colour role, share and what it can still become, and how these are said."""

    level: int
    role: str
    share: Fraction
    upper: Fraction
    figure: str
    verdict: str
    is_met: bool
    decides: bool


class ShareRows(QWidget):
    """Draws a row a level: chip, bar against the line at τ, figure, and "met" or what is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._rows: tuple[ShareRow, ...] = ()
        self._tau: Fraction | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[ShareRow, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[ShareRow], tau: Fraction, said: str) -> None:
        """Show shares against τ; `said` tells them to those who cannot see."""
        self._rows, self._tau = tuple(rows), tau
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give a row a level."""
        return QSize(300, ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """Show every level."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows."""
        if self._tau is None or not self._rows:
            return
        painter = QPainter(self)
        words = max(measure(row.verdict, 12, True) for row in self._rows)
        width = max(60.0, self.width() - _BAR_X - _FIGURE - 10 - words)
        for place, row in enumerate(self._rows):
            y = place * ROW
            draw_chip(painter, QRectF(0, y + 4, 22, 20), str(row.level), row.role)
            bar = share_bar((width, BAR), row.share, row.upper, self._tau)
            paint_chart(painter, bar, QPointF(_BAR_X, y + (ROW - BAR) / 2))
            self._draw_words(painter, row, QRectF(_BAR_X + width, y, self.width() - _BAR_X - width, ROW))

    def _draw_words(self, painter: QPainter, row: ShareRow, box: QRectF) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(bold=True))
        painter.setPen(colour("ink"))
        painter.drawText(QRectF(box.x(), box.y(), _FIGURE, ROW), middle | Qt.AlignmentFlag.AlignRight, row.figure)
        stands_out = row.decides and not row.is_met
        painter.setFont(font("small", bold=stands_out))
        painter.setPen(colour("cop" if stands_out else "acc" if row.is_met else "ink3"))
        painter.drawText(box.adjusted(_FIGURE + 10, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, row.verdict)
