"""What opens and closes the part of a form that is seldom needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt

from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import PaintedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class Fold(PaintedButton):
    """Opens and closes what is seldom needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin closed."""
        super().__init__(parent)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Give what sign and words take."""
        return QSize(round(measure(self.text(), 13, True)) + 32, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign and the words."""
        painter = self.begin()
        sign = "chevron-down" if self.isChecked() else "chevron-right"
        role = "acc" if self.isEnabled() else "dis"
        draw_icon(painter, sign, QRectF(0, 8, 16, 16), colour(role))
        painter.setFont(font(bold=True))
        painter.setPen(colour(role))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(22, 0, self.width(), 32), left, self.text())
        self.draw_ring(painter)
