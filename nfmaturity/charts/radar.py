"""The radar: where each domain stands, against the target and an earlier assessment."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from nfmaturity.charts.line_breaks import break_lines, units
from nfmaturity.charts.shapes import Anchor, Chart, Circle, Label, Line, Measure, Point, Polygon, Shape, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CLEAR = 7.0
"""Clear space between the rim and a label."""

_BEFORE_BRACKET = r"(?<=.)\s*(?=[（(])"
"""Where a name that is too wide is parted before it is broken anywhere else."""

_UPRIGHT = 0.2
"""An axis that leans less than this (the sine of its angle) has its label in the middle above or below."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its name, a shorter one for crowded charts, the score as printed and as a number, None without one.

    `before` is what the score was in an earlier assessment, None where it had none; `said` tells the figure with more
    words to those who do not see the chart.
    """

    name: str
    short: str
    figure: str
    value: float | None
    below_target: bool = False
    before: float | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Pens:
    """How heavy lines and dots are, as a multiple of those in print, and the size of the figures on the first axis.

    `least` is the least radius, as a part of the drawing, for which long labels are kept.
    """

    weight: float = 1.0
    axis_size: float = 6.5
    least: float = 0.2


PRINT = Pens()
SCREEN = Pens(4 / 3, 10.0, 0.28)


@dataclass(frozen=True, slots=True)
class _Style:
    measure: Measure
    size: float
    least: float

    @property
    def leading(self) -> float:
        return self.size * 1.3

    def width(self, text: str, *, bold: bool = False) -> float:
        return self.measure(text, self.size, bold)


@dataclass(frozen=True, slots=True)
class _Tag:
    """What stands at the end of an axis: the lines of a name, and the score under it or "" for none."""

    angle: float
    lines: tuple[str, ...]
    figure: str
    below: bool
    width: float
    height: float

    @property
    def anchor(self) -> Anchor:
        """Which way the text runs from the rim."""
        across = math.sin(self.angle)
        if abs(across) < _UPRIGHT:
            return "middle"
        return "start" if across > 0 else "end"


@dataclass(frozen=True, slots=True)
class _Frame:
    centre: Point
    radius: float
    top: int

    def at(self, angle: float, reach: float) -> Point:
        """Give the point that far from the centre, clockwise from the top."""
        return self.centre[0] + reach * math.sin(angle), self.centre[1] - reach * math.cos(angle)

    def value_at(self, angle: float, value: float) -> Point:
        """Give where a value lies on an axis."""
        return self.at(angle, self.radius * value / self.top)

    def box(self, tag: _Tag) -> tuple[float, float, float, float]:
        """Give left, top, right and bottom of a label: above the rim at the top, beside it at the equator."""
        x, y = self.at(tag.angle, self.radius + _CLEAR)
        left = {"start": x, "middle": x - tag.width / 2, "end": x - tag.width}[tag.anchor]
        upper = y - tag.height * (1 + math.cos(tag.angle)) / 2
        return left, upper, left + tag.width, upper + tag.height


def radar(  # noqa: PLR0913 - the last is seldom named
    size: tuple[float, float],
    axes: Sequence[Axis],
    scale: tuple[int, int | None],
    measure: Measure,
    text_size: float,
    *,
    pens: Pens = PRINT,
) -> Chart:
    """Draw three axes or more; the first points up, the others follow clockwise.

    `scale` is the highest level, at the rim, and the target if there is one.

    Labels are the longest that keep clear of the rim and of one another: names, short names where three lines, or two,
    do not hold the name, or mere numbers.
    """
    if len(axes) < 3:
        raise ValueError("a radar needs three axes")
    top, target = scale
    style = _Style(measure, text_size, pens.least)
    frame, tags = _arranged(size, axes, top, style)
    angles = [tag.angle for tag in tags]
    shapes = [*_grid(frame, angles, style), *_series(frame, angles, axes, target, pens)]
    shapes += [label for tag in tags for label in _labels(frame, tag, style)]
    return Chart(*size, tuple(shapes))


def _arranged(
    size: tuple[float, float], axes: Sequence[Axis], top: int, style: _Style
) -> tuple[_Frame, tuple[_Tag, ...]]:
    rooms = [size[0] * _part(_angle(place, len(axes)), style) - _CLEAR for place in range(len(axes))]
    for most in (3, 2, 0):
        lines = [_lines(axis, room, style, most) for axis, room in zip(axes, rooms, strict=True)]
        tags = tuple(_tags(axes, lines, style, figures=True))
        frame = _Frame((size[0] / 2, size[1] / 2), _radius(size, tags), top)
        if _clear(size, frame, tags, style.least):
            return frame, tags
    tags = tuple(_tags(axes, [(str(n),) for n in range(1, len(axes) + 1)], style, figures=False))
    return _Frame((size[0] / 2, size[1] / 2), _radius(size, tags), top), tags


def _angle(place: int, count: int) -> float:
    return 2 * math.pi * place / count


def _part(angle: float, style: _Style) -> float:
    """Give the part of the drawing's width that a name may take: above and below the rim more than beside it."""
    return 0.5 if abs(math.sin(angle)) < _UPRIGHT else 0.5 - style.least


def _lines(axis: Axis, widest: float, style: _Style, most: int) -> tuple[str, ...]:
    """Give the name on so many lines at most, the short one where that would take more or cut a word."""
    parts = [axis.name] if style.width(axis.name) <= widest else re.split(_BEFORE_BRACKET, axis.name, maxsplit=1)
    lines = tuple(line for part in parts for line in break_lines(part, style.width, widest))
    whole = all(style.width(unit.rstrip()) <= widest for unit in units(axis.name))
    return lines if whole and len(lines) <= most else (axis.short,)


def _tags(axes: Sequence[Axis], names: Sequence[tuple[str, ...]], style: _Style, *, figures: bool) -> Iterator[_Tag]:
    for place, (axis, lines) in enumerate(zip(axes, names, strict=True)):
        figure = axis.figure if figures else ""
        width = max(style.width(figure, bold=True), *(style.width(line) for line in lines), 0.0)
        height = (len(lines) + bool(figure)) * style.leading
        yield _Tag(_angle(place, len(axes)), lines, figure, axis.below_target, width, height)


def _radius(size: tuple[float, float], tags: Sequence[_Tag]) -> float:
    """Give the greatest radius that leaves every label inside the drawing."""
    room = [size[0] / 2 - _CLEAR, size[1] / 2 - _CLEAR]
    for tag in tags:
        across, up = abs(math.sin(tag.angle)), math.cos(tag.angle)
        if tag.anchor != "middle":
            room.append((size[0] / 2 - tag.width) / across - _CLEAR)
        if abs(up) > 0.2:
            beyond = tag.height * (1 + abs(up)) / 2
            room.append((size[1] / 2 - beyond) / abs(up) - _CLEAR)
    return max(0.0, min(room))


def _clear(size: tuple[float, float], frame: _Frame, tags: Sequence[_Tag], least: float) -> bool:
    boxes = [frame.box(tag) for tag in tags]
    apart = not any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for one, other in combinations(boxes, 2)
    )
    return apart and frame.radius >= min(size) * least - 0.5


def _grid(frame: _Frame, angles: Sequence[float], style: _Style) -> Iterator[Shape]:
    for level in range(1, frame.top + 1):
        ring = tuple(frame.value_at(angle, level) for angle in angles)
        yield Polygon(ring, stroke=Stroke("line", style.size / 11))
    for angle in angles:
        yield Line(frame.centre, frame.value_at(angle, frame.top), Stroke("line", style.size / 11))


def _series(
    frame: _Frame, angles: Sequence[float], axes: Sequence[Axis], target: int | None, pens: Pens
) -> Iterator[Shape]:
    heavy, figure = pens.weight, pens.axis_size
    now = _points(frame, angles, [axis.value for axis in axes])
    yield from (Polygon(piece, fill="acctint") for piece in _pieces(frame, now))
    if target is not None:
        wanted = tuple(frame.value_at(angle, target) for angle in angles)
        yield Polygon(wanted, stroke=Stroke("cop", 1.1 * heavy, (4.0 * heavy, 2.4 * heavy)))
    yield from _joined(_points(frame, angles, [axis.before for axis in axes]), before_stroke(pens))
    yield from _joined(now, Stroke("accfill", 1.5 * heavy))
    for level in range(1, frame.top + 1):
        x, y = frame.value_at(0.0, level)
        yield Label((x - 3 * heavy, y + figure * 2.4 / 6.5), str(level), figure, "ink3", anchor="end")
    for point, axis in zip(now, axes, strict=True):
        if point is None:
            continue
        if axis.below_target:
            yield Circle(point, 2.4 * heavy, fill="page", stroke=Stroke("cop", 1.2 * heavy))
        else:
            yield Circle(point, 2.6 * heavy, fill="accfill")


def before_stroke(pens: Pens) -> Stroke:
    """Give how the earlier assessment is drawn: in dots."""
    return Stroke("ink3", 1.1 * pens.weight, (1.2 * pens.weight, 1.9 * pens.weight))


def _points(frame: _Frame, angles: Sequence[float], values: Sequence[float | None]) -> list[Point | None]:
    return [
        None if value is None else frame.value_at(angle, value) for angle, value in zip(angles, values, strict=True)
    ]


def _neighbours(points: Sequence[Point | None]) -> Iterator[tuple[Point | None, Point | None]]:
    return zip(points, [*points[1:], points[0]], strict=True)


def _pieces(frame: _Frame, points: Sequence[Point | None]) -> Iterator[tuple[Point, ...]]:
    """Give what the line encloses: the whole, or where it has gaps what lies between neighbours and the centre."""
    if all(points):
        yield tuple(point for point in points if point)
        return
    yield from ((frame.centre, start, end) for start, end in _neighbours(points) if start and end)


def _joined(points: Sequence[Point | None], stroke: Stroke) -> Iterator[Shape]:
    """Join neighbours; where one has no score, the line has a gap."""
    if all(points):
        yield Polygon(tuple(point for point in points if point), stroke=stroke)
        return
    for place, (start, end) in enumerate(_neighbours(points)):
        if start and end:
            yield Line(start, end, stroke)
        elif start and points[place - 1] is None:
            yield Circle(start, stroke.width, fill=stroke.role)


def _labels(frame: _Frame, tag: _Tag, style: _Style) -> Iterator[Label]:
    left, top, right, _ = frame.box(tag)
    x = {"start": left, "middle": (left + right) / 2, "end": right}[tag.anchor]
    y = top + style.size
    for line in tag.lines:
        yield Label((x, y), line, style.size, "ink2", anchor=tag.anchor)
        y += style.leading
    if tag.figure:
        yield Label((x, y), tag.figure, style.size, "cop" if tag.below else "ink", bold=True, anchor=tag.anchor)
