"""The Harvey ball: a degree of satisfaction that reads without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.charts.shapes import Chart, Circle, Label, Rect, Shape, Stroke, Wedge

if TYPE_CHECKING:
    from fractions import Fraction


def harvey_ball(size: float, value: Fraction | None) -> Chart:
    """Draw what a degree counts (0–1) as a filled part of a circle; None, unanswered, is a dashed circle."""
    return Chart(size, size, tuple(_ball((size / 2, size / 2), size, value)))


def level_cell(width: float, values: tuple[Fraction | None, ...], figure: str, *, met: bool, decides: bool) -> Chart:
    """Draw what a sub-indicator has at one level: a ball a requirement over the share, framed where it decides."""
    ball, gap, text = 8.5, 2.5, 7.5
    a_row = max(1, int((width - 6 + gap) // (ball + gap)))
    rows = [values[start : start + a_row] for start in range(0, len(values), a_row)]
    shapes: list[Shape] = []
    y = 4.0
    for row in rows:
        left = (width - len(row) * (ball + gap) + gap) / 2
        for place, value in enumerate(row):
            shapes += _ball((left + place * (ball + gap) + ball / 2, y + ball / 2), ball, value)
        y += ball + gap
    shapes.append(Label((width / 2, y + text), figure, text, "ink" if met else "ink3", met, "middle"))
    height = y + text + 4
    if decides:
        shapes.append(Rect(0.75, 0.75, width - 1.5, height - 1.5, stroke=Stroke("cop", 1.3)))
    return Chart(width, height, tuple(shapes))


def _ball(centre: tuple[float, float], size: float, value: Fraction | None) -> list[Shape]:
    radius, width = size * 4.6 / 12, size * 1.2 / 12
    if value is None:
        return [Circle(centre, radius, stroke=Stroke("ink2", width, (size / 8, size / 8)))]
    if value >= 1:
        return [Circle(centre, radius, fill="ink", stroke=Stroke("ink", width))]
    shapes: list[Shape] = [Circle(centre, radius, fill="page", stroke=Stroke("ink", width))]
    if value > 0:
        shapes.append(Wedge(centre, radius, float(value), "ink"))
    return shapes
