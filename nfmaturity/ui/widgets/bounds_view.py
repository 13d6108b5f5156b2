"""Between what a score still lies, on an axis of the levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.charts.bars import bounds_bar
from nfmaturity.ui.lettering import draw_within
from nfmaturity.ui.painter import paint_chart
from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from fractions import Fraction

    from PySide6.QtGui import QPaintEvent


class BoundsView(QWidget):
    """A bounds bar with its axis below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._bounds: tuple[Fraction, Fraction] | None = None
        self._top, self._target = 5, None  # type: tuple[int, int | None]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bounds(self, bounds: tuple[Fraction, Fraction] | None, top: int, target: int | None, said: str) -> None:
        """Show bounds on a scale from 0 to `top`, and the target; `said` tells them to those who cannot see."""
        if (bounds, top, target) == (self._bounds, self._top, self._target):
            return
        self._bounds, self._top, self._target = bounds, top, target
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Give room for bar and axis."""
        return QSize(200, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bar and axis."""
        painter = QPainter(self)
        if self._bounds:
            bar = bounds_bar((self.width() - 2, 12), self._bounds, self._top, self._target)
            paint_chart(painter, bar, QPointF(1, 4))
        painter.setPen(colour("ink3"))
        for level in range(self._top + 1):
            x = 1 + (self.width() - 2) * level / self._top
            if level == 0:
                draw_within(painter, QRectF(0, 20, 20, 16), str(level), 11)
            elif level == self._top:
                draw_within(painter, QRectF(self.width() - 20, 20, 20, 16), str(level), 11, align="right")
            else:
                draw_within(painter, QRectF(x - 10, 20, 20, 16), str(level), 11, align="middle")
