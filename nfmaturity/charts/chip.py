"""The chip of a level: its name or number on the level's colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.charts.shapes import Chart, Label, Measure, Rect, Shape, Stroke, level_role, text_role

if TYPE_CHECKING:
    from collections.abc import Sequence


def level_chip(text: str, level: int | None, levels: Sequence[int], measure: Measure, size: float = 8.0) -> Chart:
    """Draw a chip as wide as its text needs; None, nothing in scope, is a dashed box with "–"."""
    said = "–" if level is None else text
    width, height = max(measure(said, size, True) + size * 1.4, size * 2), size * 1.75
    radius = size * 0.25
    shapes: list[Shape] = []
    if level is None:
        shapes.append(Rect(0.4, 0.4, width - 0.8, height - 0.8, None, Stroke("line2", 0.75, (2, 1.5)), radius))
    else:
        edge = Stroke("line2", 0.75) if level < 1 else None
        shapes.append(Rect(0, 0, width, height, level_role(level, levels), edge, radius))
    role = "ink" if level is None else text_role(level_role(level, levels))
    shapes.append(Label((width / 2, height / 2 + size * 0.36), said, size, role, bold=True, anchor="middle"))
    return Chart(width, height, tuple(shapes))
