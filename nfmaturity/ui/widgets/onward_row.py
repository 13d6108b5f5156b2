"""The end of a sub-indicator's sheet: how far it is graded, and the door to what is to be graded next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.ui.fonts import font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import PaintedButton, draw_word

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

HEIGHT = 44
_X, _RIGHT, _KEY = 40, 20, "Enter"


@dataclass(frozen=True, slots=True)
class Onward:
    """What the row says: how the sub-indicator stands, and where the door leads; "" without a door."""

    standing: str
    door: str = ""
    is_done: bool = False


class OnwardRow(PaintedButton):
    """A click, Enter or Space leads on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty row."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # moved as a picture, as the rows are
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setObjectName("onward")
        self._shown: Onward | None = None

    def show_onward(self, shown: Onward) -> None:
        """Say where one stands and what comes next."""
        if shown == self._shown:
            return
        self._shown = shown
        self.setEnabled(bool(shown.door))
        self.setAccessibleName("; ".join(part for part in (shown.standing, shown.door) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """Be one line with air around it."""
        return QSize(320, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the standing, the door and its key."""
        if not self._shown:
            return
        shown = self._shown
        painter = self.begin("hover" if self.underMouse() and shown.door else "page")
        x, middle = float(_X), HEIGHT / 2
        if shown.is_done:
            draw_icon(painter, "check", QRectF(x, middle - 8, 16, 16), colour("acc"))
            x += 24
        small, bold = QFontMetricsF(font("small")), QFontMetricsF(font("small", bold=True))
        painter.setFont(font("small"))
        painter.setPen(colour("ink2"))
        painter.drawText(QPointF(x, middle + 4.5), shown.standing)
        x += small.horizontalAdvance(shown.standing) + 16
        if shown.door:
            key = self._draw_key(painter, middle)
            room = key.x() - 12 - 16 - x
            door = bold.elidedText(shown.door, Qt.TextElideMode.ElideRight, room)
            self.setToolTip(shown.door if door != shown.door else "")
            painter.setFont(font("small", bold=True))
            painter.setPen(colour("acc"))
            painter.drawText(QPointF(x, middle + 4.5), door)
            at = QRectF(x + bold.horizontalAdvance(door) + 4, middle - 7, 14, 14)
            draw_icon(painter, "chevron-right", at, colour("acc"))
        self.draw_ring(painter)

    def _draw_key(self, painter: QPainter, middle: float) -> QRectF:
        """Draw the key that leads on at the right; gives its place."""
        width = round(QFontMetricsF(font("caption")).horizontalAdvance(_KEY) + 8)
        box = QRectF(self.width() - _RIGHT - width - 0.5, middle - 8.5, width, 17)
        painter.setPen(QPen(colour("line2"), 1))
        painter.setBrush(colour("page"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(font("caption"))
        painter.setPen(colour("ink3"))
        draw_word(painter, box, Qt.AlignmentFlag.AlignCenter, _KEY)
        return box
