"""The shares of a node level by level, each as a bar against the line at τ."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.charts.bars import share_bar
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.lettering import draw_within
from nfmaturity.ui.painter import paint_chart
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.level_chip import draw_chip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPaintEvent

_ROW, _BAR, _BAR_X = 32, 12, 28


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One level: its number and colour role, the share and what it can still become, and the figure as shown."""

    level: int
    role: str
    share: Fraction
    upper: Fraction
    figure: str
    is_met: bool


class ShareList(QWidget):
    """Draws a line a level."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._lines: tuple[ShareLine, ...] = ()
        self._tau = Fraction(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[ShareLine], tau: Fraction, said: str) -> None:
        """Show shares against τ; `said` tells them to those who cannot see."""
        before, self._lines = self._lines, tuple(lines)
        if len(before) != len(lines) or tau != self._tau:
            self._tau = tau
            self.updateGeometry()
            self.update()
        for place, (was, line) in enumerate(zip(before, lines, strict=False)):
            if was != line:
                self.update(0, place * _ROW, self.width(), _ROW)
        self.setAccessibleName(said)

    def places(self) -> Iterator[tuple[int, QRect]]:
        """Give the place of each level."""
        for place, line in enumerate(self._lines):
            yield line.level, QRect(0, place * _ROW, self.width(), _ROW)

    def sizeHint(self) -> QSize:
        """Give a row a level."""
        return QSize(200, _ROW * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        """Show every level."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw chips, bars, figures and checks of the lines that are asked for."""
        painter = QPainter(self)
        width = self.width() - _BAR_X - 68
        for place, line in enumerate(self._lines):
            y = place * _ROW
            if not event.region().intersects(QRect(0, y, self.width(), _ROW)):
                continue
            draw_chip(painter, QRectF(0, y + (_ROW - 18) / 2, 20, 18), str(line.level), line.role)
            bar = share_bar((width, _BAR), line.share, line.upper, self._tau)
            paint_chart(painter, bar, QPointF(_BAR_X, y + (_ROW - _BAR) / 2))
            painter.setPen(colour("ink"))
            box = QRectF(_BAR_X + width, y, 44, _ROW)
            draw_within(painter, box, line.figure, 13, bold=True, align="right")
            if line.is_met:
                draw_icon(painter, "check", QRectF(self.width() - 16, y + (_ROW - 14) / 2, 14, 14), colour("acc"))
