"""Draw the charts' shapes with Qt."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from nfmaturity.charts.shapes import Chart, Circle, Hatch, Label, Line, Polygon, Rect, Shape, Wedge
from nfmaturity.ui.fonts import measure, sized_font
from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from nfmaturity.charts.shapes import Role, Stroke

_HATCH_STEP = 4.0


def paint_chart(painter: QPainter, chart: Chart, at: QPointF) -> None:
    """Draw a chart with its upper left corner at a point; its unit is the pixel."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    for shape in chart.shapes:
        _draw(shape, painter)
    painter.restore()


def _pens(painter: QPainter, fill: Role | None, stroke: Stroke | None) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else QBrush(colour(fill)))
    if stroke is None:
        painter.setPen(Qt.PenStyle.NoPen)
        return
    pen = QPen(colour(stroke.role), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dash:
        pen.setDashPattern([part / max(stroke.width, 0.1) for part in stroke.dash])
    painter.setPen(pen)


@singledispatch
def _draw(shape: Shape, _: QPainter) -> None:
    raise TypeError(shape)


@_draw.register
def _line(shape: Line, painter: QPainter) -> None:
    _pens(painter, None, shape.stroke)
    painter.drawLine(QLineF(QPointF(*shape.start), QPointF(*shape.end)))


@_draw.register
def _polygon(shape: Polygon, painter: QPainter) -> None:
    _pens(painter, shape.fill, shape.stroke)
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in shape.points]))


@_draw.register
def _rect(shape: Rect, painter: QPainter) -> None:
    _pens(painter, shape.fill, shape.stroke)
    box = QRectF(shape.x, shape.y, shape.width, shape.height)
    if shape.radius:
        painter.drawRoundedRect(box, shape.radius, shape.radius)
    else:
        painter.drawRect(box)


@_draw.register
def _circle(shape: Circle, painter: QPainter) -> None:
    _pens(painter, shape.fill, shape.stroke)
    painter.drawEllipse(QPointF(*shape.centre), shape.radius, shape.radius)


@_draw.register
def _wedge(shape: Wedge, painter: QPainter) -> None:
    _pens(painter, shape.fill, None)
    (x, y), radius = shape.centre, shape.radius
    # Qt counts sixteenths of a degree anticlockwise from three o'clock.
    painter.drawPie(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), 90 * 16, round(-360 * 16 * shape.turn))


@_draw.register
def _hatch(shape: Hatch, painter: QPainter) -> None:
    box = QRectF(shape.x, shape.y, shape.width, shape.height)
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, colour(shape.ground))
    painter.setPen(QPen(colour(shape.ink), 1.2))
    at = shape.x
    while at < shape.x + shape.width + shape.height:
        painter.drawLine(QLineF(at, shape.y, at - shape.height, shape.y + shape.height))
        at += _HATCH_STEP
    painter.restore()


@_draw.register
def _label(shape: Label, painter: QPainter) -> None:
    painter.setFont(sized_font(shape.size, bold=shape.bold))
    painter.setPen(colour(shape.role))
    x, y = shape.at
    if shape.anchor != "start":
        width = measure(shape.text, shape.size, shape.bold)
        x -= width / 2 if shape.anchor == "middle" else width
    painter.drawText(QPointF(x, y), shape.text)


def draw_ball(painter: QPainter, centre: QPointF, value: float | None, ink: QColor, *, radius: float = 4.6) -> None:
    """Draw what a degree counts (0–1) as a filled part of a circle; None, unanswered, is a dashed circle."""
    pen = QPen(ink, 1.2)
    if value is None:
        pen.setDashPattern([1.4, 1.4])
    painter.setPen(pen)
    painter.setBrush(QBrush(ink) if value is not None and value >= 1 else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)
    if value is not None and 0 < value < 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(ink))
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawPie(box, 90 * 16, round(-360 * 16 * value))
