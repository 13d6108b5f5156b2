"""The shapes that a chart is made of; y grows downwards, and the unit is the caller's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "page",
    "panel",
    "line",
    "line2",
    "ink",
    "ink2",
    "ink3",
    "acc",
    "accfill",
    "acctint",
    "cop",
    "coptint",
    "l0",
    "l1",
    "l2",
    "l3",
    "l4",
    "l5",
    "on_l3",
    "on_fill",
    "met",
    "unmet",
    "track",
    "hatch_line",
    "hatch_ground",
]
"""A colour by what it stands for; a theme gives it a value. Source: the design's tokens."""

Measure = Callable[[str, float, bool], float]
"""The width of a text at a size, in bold or not."""

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """How an outline is drawn; `dash` are lengths of ink and gap in turn."""

    role: Role
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    start: Point
    end: Point
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed outline, filled or not."""

    points: tuple[Point, ...]
    fill: Role | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Rect:
    """A box from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: Role | None = None
    stroke: Stroke | None = None
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle or dot."""

    centre: Point
    radius: float
    fill: Role | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Wedge:
    """A filled sector of a circle, `turn` (0–1) of it clockwise from the top."""

    centre: Point
    radius: float
    turn: float
    fill: Role


@dataclass(frozen=True, slots=True)
class Hatch:
    """A box of slanting lines on a ground: what is not yet known, or does not count."""

    x: float
    y: float
    width: float
    height: float
    ground: Role = "hatch_ground"
    ink: Role = "hatch_line"


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; `at` lies on its baseline."""

    at: Point
    text: str
    size: float
    role: Role = "ink"
    bold: bool = False
    anchor: Anchor = "start"


_LEVEL_FILLS: tuple[Role, ...] = ("l1", "l2", "l3", "l4", "l5")
_TEXT_ON: Mapping[Role, Role] = {"l3": "on_l3", "l4": "on_fill", "l5": "on_fill"}

Shape = Line | Polygon | Rect | Circle | Wedge | Hatch | Label


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of a size, its shapes in the order of painting."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def level_role(level: int, levels: Sequence[int]) -> Role:
    """Give the fill of a level in a pack with these levels: light for the lowest, dark for the highest."""
    if level < 1:
        return "l0"
    return _LEVEL_FILLS[(level - 1) * (len(_LEVEL_FILLS) - 1) // max(1, len(levels) - 1)]


def text_role(fill: Role) -> Role:
    """Give the ink that reads on a level's fill."""
    return _TEXT_ON.get(fill, "ink")
