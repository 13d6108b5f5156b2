"""How a figure moved since an earlier assessment: a triangle that points up or down, and the signed figure."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from nfmaturity.ui.fonts import measure, sized_font

SIZE = 10.0
_WIDTH, _HEIGHT, _APART = 7.0, 5.5, 3.0


def change_width(change: str, size: float = SIZE) -> float:
    """Give the room that a change takes."""
    return measure(change, size, False) + (_WIDTH + _APART if _direction(change) else 0.0)


def draw_change(painter: QPainter, box: QRectF, change: str, align: Qt.AlignmentFlag, size: float = SIZE) -> None:
    """Draw a change in the painter's pen, at the left, in the middle or at the right of a box, on its middle line."""
    taken = change_width(change, size)
    x = box.left()
    if align & Qt.AlignmentFlag.AlignRight:
        x = box.right() - taken
    elif align & Qt.AlignmentFlag.AlignHCenter:
        x = box.center().x() - taken / 2
    if up := _direction(change):
        _draw_triangle(painter, QPointF(x, box.center().y()), up)
        x += _WIDTH + _APART
    painter.setFont(sized_font(size))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(x, box.top(), box.right() - x + 2, box.height()), left, change)


def _direction(change: str) -> int:
    """Tell by its sign whether a change is a rise (1), a fall (-1) or neither."""
    return {"+": 1, "−": -1}.get(change[:1], 0)


def _draw_triangle(painter: QPainter, at: QPointF, up: int) -> None:
    foot, tip = (_HEIGHT / 2, -_HEIGHT / 2) if up > 0 else (-_HEIGHT / 2, _HEIGHT / 2)
    corners = [QPointF(0, foot), QPointF(_WIDTH, foot), QPointF(_WIDTH / 2, tip)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF([corner + at for corner in corners]))
    painter.restore()
