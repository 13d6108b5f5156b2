"""Where the domains stand: a radar from three on, bars for fewer."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.charts.bars import share_bar
from nfmaturity.charts.radar import SCREEN, Axis, radar
from nfmaturity.charts.shapes import Chart, Label
from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.painter import paint_chart
from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPaintEvent

MOST, _WIDEST = 440, 620
"""How large the radar grows, and how wide with the names beside it."""

_LEAST, _TEXT, _BAR_ROW, _BAR = 280, 12, 52, 10
_AXES = 3
"""The fewest axes of a radar."""


class DomainChart(QWidget):
    """Draws the domains' scores as large as the room lets it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._axes: tuple[Axis, ...] = ()
        self._top, self._target = 5, None  # type: tuple[int, int | None]
        self._drawn: tuple[tuple[float, float], Chart] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def axes(self) -> tuple[Axis, ...]:
        """What is shown."""
        return self._axes

    @property
    def is_radar(self) -> bool:
        """Whether there are domains enough for a radar."""
        return len(self._axes) >= _AXES

    def show_axes(self, axes: Sequence[Axis], top: int, target: int | None) -> None:
        """Show scores on a scale from 0 to `top`, against the target if there is one."""
        if (tuple(axes), top, target) == (self._axes, self._top, self._target):
            self.update()
            return
        self._axes, self._top, self._target = tuple(axes), top, target
        self._drawn = None
        self.setAccessibleName("; ".join(f"{axis.name} {axis.said or axis.figure}" for axis in axes))
        self.setToolTip("\n".join(f"{axis.short}  {axis.name}  {axis.said or axis.figure}" for axis in axes))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for what it needs at least, so that it takes only the room that others leave."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Be no smaller than labels can be read at."""
        return QSize(_LEAST, _LEAST if self.is_radar else _BAR_ROW * len(self._axes))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the radar, or the bars."""
        painter = QPainter(self)
        if not self.is_radar:
            self._draw_bars(painter)
            return
        size = (float(min(self.width(), _WIDEST)), float(min(self.height(), MOST)))
        if self._drawn is None or self._drawn[0] != size:
            chart = radar(size, self._axes, (self._top, self._target), measure, _TEXT, pens=SCREEN)
            self._drawn = (size, chart)
        left, upper = (self.width() - size[0]) / 2, (self.height() - size[1]) / 2
        paint_chart(painter, self._drawn[1], QPointF(left, upper))

    def places(self) -> Iterator[tuple[str, QRect]]:
        """Give where the figure of each domain stands, by what its axis is called for short."""
        if not self.is_radar:
            for place, axis in enumerate(self._axes):
                room = round(measure(axis.figure, 13, True)) + 8
                yield axis.short, QRect(self.width() - room, place * _BAR_ROW, room, 28)
            return
        if self._drawn is None:
            return
        (width, height), chart = self._drawn
        corner = QPointF((self.width() - width) / 2, (self.height() - height) / 2)
        figures = [shape for shape in chart.shapes if isinstance(shape, Label) and shape.bold]
        for axis, figure in zip(self._axes, figures, strict=False):
            wide = measure(figure.text, figure.size, True)
            left = figure.at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[figure.anchor]
            box = QRectF(left - 4, figure.at[1] - figure.size - 4, wide + 8, figure.size + 10)
            yield axis.short, box.translated(corner).toAlignedRect()

    def _draw_bars(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(font())
        for place, axis in enumerate(self._axes):
            y = place * _BAR_ROW
            painter.setFont(font(bold=True))
            painter.setPen(colour("cop" if axis.below_target else "ink"))
            figure = QRectF(0, y, self.width(), 28)
            painter.drawText(figure, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, axis.figure)
            painter.setFont(font())
            painter.setPen(colour("ink"))
            name = metrics.elidedText(axis.name, Qt.TextElideMode.ElideRight, self.width() - 60)
            painter.drawText(figure, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            self._draw_bar(painter, axis, QPointF(0, y + 32))

    def _draw_bar(self, painter: QPainter, axis: Axis, at: QPointF) -> None:
        part, width = Fraction(axis.value or 0) / self._top, float(self.width())
        if self._target is not None:
            target = Fraction(self._target, self._top)
            paint_chart(painter, share_bar((width, _BAR), part, part, target), at)
        else:
            painter.fillRect(QRectF(at.x(), at.y(), width, _BAR), colour("track"))
            painter.fillRect(QRectF(at.x(), at.y(), width * float(part), _BAR), colour("met"))
        if axis.before is not None:
            painter.fillRect(
                QRectF(at.x() + width * axis.before / self._top - 1, at.y() - 3, 2, _BAR + 6), colour("ink3")
            )
