"""Where a node stands, on one line: for pages that have no room for a panel."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nfmaturity.charts.bars import bounds_bar
from nfmaturity.ui.fonts import font, measure, sized_font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.painter import paint_chart
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import PaintedButton
from nfmaturity.ui.widgets.level_chip import draw_chip
from nfmaturity.ui.widgets.passing_words import PassingWords

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent

_HEIGHT, _PAD, _SCORE = 48, 16, 20
_NARROWEST_BAR, _WIDEST_BAR = 80, 320


@dataclass(frozen=True, slots=True)
class StripContent:
    """What the strip shows; `said` tells the bounds in words."""

    of: str
    level: str
    role: str
    score: str
    bounds: tuple[Fraction, Fraction] | None
    top: int
    target: int | None
    said: str


class StandingStrip(PaintedButton):
    """Level, score and bounds of one node; a click opens the whole panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._content: StripContent | None = None
        self.movement = PassingWords(at_right=True, ground="panel")
        self.movement.setObjectName("strip-movement")
        over = QHBoxLayout(self)  # for a moment over the bounds, so that nothing moves
        over.setContentsMargins(_PAD, 0, _PAD, 1)
        over.addWidget(self.movement)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_content(self, content: StripContent) -> None:
        """Show where a node stands."""
        if content != self._content:
            self._content = content
            self.setAccessibleName(f"{content.of}: {content.level} {content.score}")
            self.setAccessibleDescription(content.said)
            self.setToolTip(content.said)
            self.update()

    def sizeHint(self) -> QSize:
        """Fill a line."""
        return QSize(200, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw chip, score, what they are of, and the bounds as far as there is room."""
        painter = self.begin("pressed" if self.isDown() else "hover" if self.underMouse() else "panel")
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))
        if content := self._content:
            x = float(_PAD)
            chip = QRectF(x, 11, measure(content.level, 13, True) + 16, 25)
            draw_chip(painter, chip, content.level, content.role, pixels=13)
            x = chip.right() + 12
            painter.setFont(sized_font(_SCORE, bold=True))
            painter.setPen(colour("ink"))
            painter.drawText(QPointF(x, 31), content.score)
            x += measure(content.score, _SCORE, True) + 12
            painter.setFont(font("small"))
            painter.setPen(colour("ink2"))
            painter.drawText(QPointF(x, 29), content.of)
            x += measure(content.of, 12, False) + 20
            self._draw_bounds(painter, content, x)
        draw_icon(painter, "panel-right", QRectF(self.width() - _PAD - 16, 16, 16, 16), colour("ink2"))
        self.draw_ring(painter)

    def _draw_bounds(self, painter: QPainter, content: StripContent, x: float) -> None:
        room = min(self.width() - x - _PAD - 16 - 20, _WIDEST_BAR)
        if content.bounds and room >= _NARROWEST_BAR:
            bar = bounds_bar((room, 12), content.bounds, content.top, content.target)
            paint_chart(painter, bar, QPointF(self.width() - _PAD - 36 - room, 18))
