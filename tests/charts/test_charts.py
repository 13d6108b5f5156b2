from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest

from nfmaturity.charts.bars import bounds_bar, share_bar
from nfmaturity.charts.chip import level_chip
from nfmaturity.charts.harvey_ball import harvey_ball, level_cell
from nfmaturity.charts.heat_map import HeatCell, heat_map
from nfmaturity.charts.radar import Axis, radar
from nfmaturity.charts.shapes import Circle, Hatch, Label, Line, Polygon, Rect, Wedge, level_role

TAU = Fraction(4, 5)


def measure(text: str, size: float, bold: bool) -> float:
    return sum(size if char > "\u2000" else size * (0.59 if bold else 0.555) for char in text)


def test_share_bar() -> None:
    chart = share_bar((100, 12), Fraction(1, 2), Fraction(9, 10), TAU)
    fills = [(shape.fill, shape.width) for shape in chart.shapes if isinstance(shape, Rect)]
    assert fills == [("track", 100), ("unmet", 50)]
    assert [(shape.x, shape.width) for shape in chart.shapes if isinstance(shape, Hatch)] == [(50, 40)]
    mark = [shape for shape in chart.shapes if isinstance(shape, Line)]
    assert [line.stroke.role for line in mark] == ["page", "cop"]
    assert mark[1].start == (80, -4)
    assert mark[1].end == (80, 16)
    assert any(isinstance(shape, Rect) and shape.fill == "met" for shape in share_bar((100, 12), TAU, TAU, TAU).shapes)


def test_bounds_bar() -> None:
    chart = bounds_bar((100, 12), (Fraction(2), Fraction(3)), 5, 4)
    assert [(shape.x, shape.width) for shape in chart.shapes if isinstance(shape, Hatch)] == [(40, 20)]
    assert [line.start[0] for line in chart.shapes if isinstance(line, Line)] == [60, 40, 80, 80]


def test_harvey_balls() -> None:
    empty, half, full, open_ = (harvey_ball(12, value) for value in (Fraction(0), Fraction(1, 2), Fraction(1), None))
    assert [type(shape) for shape in empty.shapes] == [Circle]
    assert [shape.turn for shape in half.shapes if isinstance(shape, Wedge)] == [0.5]
    assert [shape.fill for shape in full.shapes if isinstance(shape, Circle)] == ["ink"]
    assert all(isinstance(shape, Circle) and shape.stroke and shape.stroke.dash for shape in open_.shapes)


def test_many_balls_wrap_inside_their_cell() -> None:
    chart = level_cell(40, (Fraction(1),) * 11, "1.000", met=True, decides=True)
    balls = [shape for shape in chart.shapes if isinstance(shape, Circle)]
    assert len(balls) == 11
    assert all(ball.centre[0] - ball.radius >= 0 and ball.centre[0] + ball.radius <= chart.width for ball in balls)
    assert all(ball.centre[1] + ball.radius <= chart.height for ball in balls)
    assert any(isinstance(shape, Rect) and shape.stroke and shape.stroke.role == "cop" for shape in chart.shapes)


def test_heat_map() -> None:
    cells = [
        HeatCell(Fraction(4, 5), "0.800"),
        HeatCell(Fraction(1, 2), "0.500", decides=True),
        HeatCell(Fraction(499, 1000), "0.499"),
        HeatCell(None),
    ]
    chart = heat_map((40, 20), [cells, cells], TAU, 8)
    assert (chart.width, chart.height) == (160, 40)
    assert [shape.fill for shape in chart.shapes if isinstance(shape, Rect)] == ["l3", "l1", None, "l0"] * 2
    assert [shape.text for shape in chart.shapes if isinstance(shape, Label)] == ["0.800", "0.500", "0.499"] * 2
    assert sum(isinstance(shape, Hatch) for shape in chart.shapes) == 2


def test_level_colours_darken_in_packs_of_any_size() -> None:
    assert [level_role(level, range(1, 6)) for level in range(6)] == ["l0", "l1", "l2", "l3", "l4", "l5"]
    assert [level_role(level, range(1, 4)) for level in range(1, 4)] == ["l1", "l3", "l5"]
    seven = [level_role(level, range(1, 8)) for level in range(1, 8)]
    assert seven == sorted(seven)
    assert (seven[0], seven[-1]) == ("l1", "l5")


def test_chip_without_a_level_is_dashed() -> None:
    chart = level_chip("", None, (1, 2, 3), measure)
    box = chart.shapes[0]
    assert isinstance(box, Rect)
    assert box.fill is None
    assert box.stroke is not None
    assert box.stroke.dash
    assert level_chip("三级", 3, (1, 2, 3), measure, 10).width >= measure("三级", 10, True)


@pytest.mark.parametrize("axes", [3, 4, 5, 10, 17, 30])
@pytest.mark.parametrize("name", ["组织", "数字化运营（行业）", "Digital operations (common)", "很长的名称" * 60])
@pytest.mark.parametrize("size", [(200.0, 186.0), (496.0, 330.0)])
def test_radar_labels_keep_clear(axes: int, name: str, size: tuple[float, float]) -> None:
    given = [Axis(name, f"BC-{n:03}", "2.650", 0.5 + n % 5, n % 2 == 0) for n in range(axes)]
    chart = radar(size, given, (5, 3), measure, 8)
    boxes = [box(shape) for shape in chart.shapes if isinstance(shape, Label) and shape.size == 8]
    assert len(boxes) >= axes
    assert all(
        left > -0.01 and right < size[0] + 0.01 and top > -2 and bottom < size[1] + 3
        for left, top, right, bottom in boxes
    )
    for one, other in combinations(boxes, 2):
        assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] - 0.01 and other[1] < one[3] - 0.01)
    rim = max(shape.end[1] for shape in chart.shapes if isinstance(shape, Line)) - size[1] / 2
    for left, top, right, bottom in boxes:
        across = max(left - size[0] / 2, size[0] / 2 - right, 0)
        down = max(top - size[1] / 2, size[1] / 2 - bottom, 0)
        assert across**2 + down**2 > (rim * 0.9) ** 2
    outline = [shape for shape in chart.shapes if isinstance(shape, Polygon) and shape.stroke and shape.stroke.dash]
    assert len(outline) == 1
    hollow = [shape for shape in chart.shapes if isinstance(shape, Circle) and shape.fill == "page"]
    assert len(hollow) == (axes + 1) // 2


def box(label: Label) -> tuple[float, float, float, float]:
    width = measure(label.text, label.size, label.bold)
    left = label.at[0] - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, label.at[1] - label.size * 0.85, left + width, label.at[1] + label.size * 0.15


def test_a_radar_has_a_gap_where_a_domain_has_no_score() -> None:
    values = (3.0, None, 2.0, 4.0, None, 1.0)
    chart = radar((200, 200), [Axis("a", "a", "1", value) for value in values], (5, None), measure, 8)
    lines = [shape for shape in chart.shapes if isinstance(shape, Line) and shape.stroke.role == "accfill"]
    dots = [shape for shape in chart.shapes if isinstance(shape, Circle) and shape.fill == "accfill"]
    assert (len(lines), len(dots)) == (2, 4)
    ends = {end for line in lines for end in (line.start, line.end)}
    assert ends == {dot.centre for dot in dots}, "no line runs through the centre"


def test_a_radar_needs_three_axes() -> None:
    with pytest.raises(ValueError, match="three"):
        radar((100, 100), [Axis("a", "a", "1", 1.0)] * 2, (5, None), measure, 8)
