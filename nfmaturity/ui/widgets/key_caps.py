"""Keys as they are drawn: each in a small box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import draw_word

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_PIXELS, _HEIGHT = 11, 17


def cap_width(key: str) -> int:
    """Give the width of a key's box."""
    return max(18, round(measure(key, _PIXELS, False) + 8))


def draw_cap(painter: QPainter, x: float, middle: float, key: str, *, is_idle: bool = False) -> None:
    """Draw a key from a place to the right, in the middle of a line."""
    box = QRectF(round(x) + 0.5, round(middle - _HEIGHT / 2) + 0.5, cap_width(key), _HEIGHT)
    painter.setPen(QPen(colour("line2"), 1))
    painter.setBrush(colour("page"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(font("caption"))
    painter.setPen(colour("dis" if is_idle else "ink2"))
    draw_word(painter, box, Qt.AlignmentFlag.AlignCenter, key)
