"""The key of a chart: samples with words, in as many lines as they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.charts.shapes import Chart, Shape
from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.painter import paint_chart
from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPaintEvent

WIDTH, HEIGHT = 18, 12
"""The size of a sample."""

_LINE, _APART, _TEXT = 20, 16, 11


class SampleKey(QWidget):
    """Shows what the parts of a chart mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._entries: tuple[tuple[tuple[Shape, ...], str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Sequence[tuple[tuple[Shape, ...], str]]) -> None:
        """Show samples, each drawn within `WIDTH` by `HEIGHT`, and their words."""
        self._entries = tuple(entries)
        self.setAccessibleName("; ".join(words for _shapes, words in self._entries))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines at a width."""
        return max((int(at.y()) + _LINE for at, *_ in self._placed(width)), default=0)

    def sizeHint(self) -> QSize:
        """Ask for the lines that its width gives."""
        return QSize(120, self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw samples and words."""
        painter = QPainter(self)
        for at, shapes, words in self._placed(self.width()):
            paint_chart(painter, Chart(WIDTH, HEIGHT, shapes), at + QPointF(0, (_LINE - HEIGHT) / 2))
            painter.setFont(font("caption"))
            painter.setPen(colour("ink2"))
            painter.drawText(at + QPointF(WIDTH + 7, 14), words)

    def _placed(self, width: int) -> Iterator[tuple[QPointF, tuple[Shape, ...], str]]:
        x, y = 0.0, 0.0
        for shapes, words in self._entries:
            takes = WIDTH + 7 + measure(words, _TEXT, False)
            if x and x + takes > width:
                x, y = 0.0, y + _LINE
            yield QPointF(x, y), shapes, words
            x += takes + _APART
