"""A chart on screen, as large as it was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.charts.shapes import Chart
from nfmaturity.ui.painter import paint_chart

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_EMPTY = Chart(0, 0, ())


class ChartView(QWidget):
    """Shows one chart; `margin` is room around it for lines that stand out of it."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 0) -> None:
        """Begin without a chart."""
        super().__init__(parent)
        self._chart, self._margin = _EMPTY, margin
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart, said: str = "") -> None:
        """Show a chart; `said` tells it to those who cannot see it."""
        if (chart.width, chart.height) != (self._chart.width, self._chart.height):
            self._chart = chart
            self.updateGeometry()
        self._chart = chart
        if said:
            self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the chart's size and its margin."""
        around = 2 * self._margin
        return QSize(round(self._chart.width) + around, round(self._chart.height) + around)

    def minimumSizeHint(self) -> QSize:
        """Never cut the chart."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chart."""
        painter = QPainter(self)
        paint_chart(painter, self._chart, QPointF(self._margin, self._margin))
