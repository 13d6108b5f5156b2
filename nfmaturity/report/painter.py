"""Draw the charts' shapes with reportlab."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from nfmaturity.charts.shapes import Chart, Circle, Hatch, Label, Line, Polygon, Rect, Shape, Wedge
from nfmaturity.report.fonts import BOLD, REGULAR, printable
from nfmaturity.report.styles import colour

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from nfmaturity.charts.shapes import Role, Stroke


class Picture(Flowable):
    """A chart in the text."""

    def __init__(self, chart: Chart) -> None:
        """Take the chart's own size; its unit is the point."""
        super().__init__()
        self.chart = chart
        self.width, self.height = chart.width, chart.height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """Give the size of the chart, whatever there is room for."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the chart with its upper left corner at the flowable's."""
        paint(self.canv, self.chart, self.height)


def paint(canvas: Canvas, chart: Chart, top: float) -> None:
    """Draw a chart whose upper edge lies at `top` of the canvas's present coordinates."""
    canvas.saveState()
    canvas.transform(1, 0, 0, -1, 0, top)
    for shape in chart.shapes:
        _draw(shape, canvas)
    canvas.restoreState()


def _pens(canvas: Canvas, fill: Role | None, stroke: Stroke | None) -> tuple[int, int]:
    if fill is not None:
        canvas.setFillColor(colour(fill))
    if stroke is not None:
        canvas.setStrokeColor(colour(stroke.role))
        canvas.setLineWidth(stroke.width)
        canvas.setDash(list(stroke.dash))
    return int(stroke is not None), int(fill is not None)


@singledispatch
def _draw(shape: Shape, _: Canvas) -> None:
    raise TypeError(shape)


@_draw.register(Line)
def _line(shape: Line, canvas: Canvas) -> None:
    _pens(canvas, None, shape.stroke)
    canvas.line(*shape.start, *shape.end)


@_draw.register(Polygon)
def _polygon(shape: Polygon, canvas: Canvas) -> None:
    stroke, fill = _pens(canvas, shape.fill, shape.stroke)
    path = canvas.beginPath()
    path.moveTo(*shape.points[0])
    for point in shape.points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke, fill)


@_draw.register(Rect)
def _rect(shape: Rect, canvas: Canvas) -> None:
    stroke, fill = _pens(canvas, shape.fill, shape.stroke)
    if shape.radius:
        canvas.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius, stroke, fill)
    else:
        canvas.rect(shape.x, shape.y, shape.width, shape.height, stroke, fill)


@_draw.register(Circle)
def _circle(shape: Circle, canvas: Canvas) -> None:
    stroke, fill = _pens(canvas, shape.fill, shape.stroke)
    canvas.circle(*shape.centre, shape.radius, stroke, fill)


@_draw.register(Wedge)
def _wedge(shape: Wedge, canvas: Canvas) -> None:
    _pens(canvas, shape.fill, None)
    (x, y), radius = shape.centre, shape.radius
    # The canvas is upside down, so that reportlab's anticlockwise is clockwise here and -90 is the top.
    canvas.wedge(x - radius, y - radius, x + radius, y + radius, -90, 360 * shape.turn, stroke=0, fill=1)


@_draw.register(Hatch)
def _hatch(shape: Hatch, canvas: Canvas) -> None:
    _pens(canvas, shape.ground, None)
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(shape.x, shape.y, shape.width, shape.height)
    canvas.clipPath(path, stroke=0, fill=1)
    canvas.setStrokeColor(colour(shape.ink))
    canvas.setLineWidth(0.8)
    canvas.setDash([])
    at = shape.x
    while at < shape.x + shape.width + shape.height:
        canvas.line(at, shape.y, at - shape.height, shape.y + shape.height)
        at += 3.0
    canvas.restoreState()


@_draw.register(Label)
def _label(shape: Label, canvas: Canvas) -> None:
    canvas.saveState()
    canvas.transform(1, 0, 0, -1, *shape.at)
    canvas.setFillColor(colour(shape.role))
    canvas.setFont(BOLD if shape.bold else REGULAR, shape.size)
    draw = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
    draw[shape.anchor](0, 0, printable(shape.text))
    canvas.restoreState()
