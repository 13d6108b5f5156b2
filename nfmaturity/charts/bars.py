"""Bars: a level's share against τ, and the bounds of a score."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.charts.shapes import Chart, Hatch, Line, Rect, Role, Shape, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator

_BAR = 12
"""The height of a bar in the design; thicker bars have no thicker line at τ."""


def share_bar(
    size: tuple[float, float],
    share: Fraction,
    upper: Fraction,
    tau: Fraction,
    fill: Role | None = None,
) -> Chart:
    """Draw a share (0–1), what the unanswered can still add, and τ.

    The fill turns from light to dark at τ, so that the bar reads in grey; `fill` overrides that. The height of `size`
    is the bar's; the line at τ stands out of the chart above and below.
    """
    width, height = size
    bar = fill or ("met" if share >= tau else "unmet")
    at, end = float(share) * width, float(upper) * width
    shapes: list[Shape] = [Rect(0, 0, width, height, fill="track")]
    if end > at:
        shapes.append(Hatch(at, 0, end - at, height))
    if at > 0:
        shapes.append(Rect(0, 0, at, height, fill=bar))
    shapes += _threshold(float(tau) * width, height)
    return Chart(width, height, tuple(shapes))


def _threshold(x: float, height: float) -> Iterator[Shape]:
    scale = min(height, _BAR) / _BAR
    over = 4 * scale
    yield Line((x, 0), (x, height), Stroke("page", 3.5 * scale))
    yield Line((x, -over), (x, height + over), Stroke("cop", 1.5 * scale))


def bounds_bar(
    size: tuple[float, float], bounds: tuple[Fraction, Fraction], top: int, target: int | None = None
) -> Chart:
    """Draw between what the final score lies on a scale from 0 to `top`: today's score at the left, solid edge."""
    width, height = size
    low, high = (float(value) / top * width for value in bounds)
    track = height / 2
    shapes: list[Shape] = [Rect(0, height / 4, width, track, fill="track")]
    if high > low:
        shapes.append(Hatch(low, 0, high - low, height))
        shapes.append(Line((high, 0), (high, height), Stroke("accfill", height / 12)))
    shapes.append(Line((low, 0), (low, height), Stroke("accfill", height / 4)))
    if target is not None:
        shapes.extend(_threshold(target / top * width, height))
    return Chart(width, height, tuple(shapes))
