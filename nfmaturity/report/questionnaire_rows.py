"""The sheet of a sub-indicator in the questionnaire: a row a requirement, a box a degree, a line to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable, Spacer

from nfmaturity.charts.shapes import Chart, Line, Rect, Stroke
from nfmaturity.i18n import _
from nfmaturity.report.fonts import measure, printable
from nfmaturity.report.frame import WIDTH, Sign
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.styles import BLOCK_TITLE, CAPTION, Style
from nfmaturity.report.words import Words, shortened

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import SubIndicator
    from nfmaturity.report.facts import Facts

_GAP, _LEAST_BOX = 6.0, 24.0
_TEXT = Style(8, 10.5)
_NUMBER = Style(7, 11, bold=True)
_LEVEL = Style(6.5, 9, role="ink3")
_LOOK = Style(6.5, 9, role="ink2")
_WRITTEN = Style(7.5, 10.5, role="ink2")
_LINE_HEIGHT, _BOX = 12.5, 9.0
_MOST_WRITTEN = 12
"""How many lines of a comment are printed; the report holds all of it."""


class WholeRows(Grid):
    """A table whose rows never split over pages."""

    def _split_row(self, row: Row, room: float) -> tuple[Row, Row] | None:  # noqa: ARG002
        return None

    def _piece(self, rows: list[Row] | tuple[Row, ...], title: tuple[Row, ...]) -> Grid:  # type: ignore[override]
        piece = WholeRows(self.layout, rows, title=title, head=self.head, again=self.again)
        piece.spaceAfter, piece._heights = self.spaceAfter, self._heights
        return piece


def blank_line(width: float) -> Sign:
    """Give a line to write on."""
    return Sign(Chart(width, _LINE_HEIGHT, (Line((0, _LINE_HEIGHT - 1.5), (width, _LINE_HEIGHT - 1.5), _PEN),)))


_PEN = Stroke("ink3", 0.5, (1, 1.5))


def box(*, ticked: bool) -> Chart:
    """Draw a box, ticked or to be ticked; it reads without colour."""
    edge = Rect(0.5, 0.5, _BOX - 1, _BOX - 1, fill="page", stroke=Stroke("ink", 0.8))
    if not ticked:
        return Chart(_BOX, _BOX, (edge,))
    pen = Stroke("ink", 1.4)
    return Chart(_BOX, _BOX, (edge, Line((2, 4.8), (3.9, 6.8), pen), Line((3.9, 6.8), (7.2, 2.2), pen)))


def sub_indicator_sheet(facts: Facts, item: SubIndicator, *, answers: bool) -> Grid:
    """Give the requirements of a sub-indicator that are in scope; its head comes again on a further page."""
    boxes = _box_widths(facts)
    idents = [name for names in facts.scope.levels[item.id].values() for name in names]
    ident = max(measure(name, _NUMBER.size, bold=True) for name in idents)
    text = WIDTH - ident - 1 - sum(boxes) - _GAP * (len(boxes) + 1)
    layout = Layout((ident + 1, text, *boxes), gap=_GAP, pad=(3.5, 3.0), middle=False)
    name = f"{item.id} {facts.say(item.name)}"
    rows = []
    for level, names in facts.scope.levels[item.id].items():
        for place, requirement in enumerate(names):
            rows.append(_row(facts, requirement, layout, level=level if place == 0 else None, answers=answers))
    again = _("{name} (continued)").format(name=name)
    sheet = WholeRows(
        layout, rows, title=[_title(facts, name, layout, boxes)], again=[_title(facts, again, layout, boxes)]
    )
    sheet.spaceAfter = 9
    return sheet


def _box_widths(facts: Facts) -> list[float]:
    names = [printable(facts.say(degree.name)) for degree in facts.rubric.scoring.degrees]
    return [max(_LEAST_BOX, min(60.0, measure(name, CAPTION.size, bold=False) + 1)) for name in names]


def _title(facts: Facts, name: str, layout: Layout, boxes: list[float]) -> Row:
    inner = Layout((layout.widths[0] + _GAP + layout.widths[1], *boxes), gap=_GAP, pad=(0, 0), middle=False)
    heads = [Words(facts.say(d.name), CAPTION.but(align="middle")) for d in facts.rubric.scoring.degrees]
    cell = Grid(inner, [Row((Words(name, BLOCK_TITLE), *heads), rule=None)])
    return Row((cell,), rule="line2", over="ink", whole=True, keep=True, pad=(4, 2))


def _row(facts: Facts, name: str, layout: Layout, *, level: int | None, answers: bool) -> Row:
    requirement, width = facts.rubric.places[name].requirement, layout.widths[1]
    answer = facts.assessment.answer(name)
    parts: list[Flowable] = [Words(facts.say(requirement.text), _TEXT)]
    if requirement.guidance:
        parts.append(Words(shortened(facts.say(requirement.guidance), _LOOK, width, 1), _LOOK))
    comment = answer.comment.strip() if answers else ""
    if comment:
        parts += [Spacer(0, 1.5), Words(shortened(comment, _WRITTEN, width, _MOST_WRITTEN), _WRITTEN)]
    else:
        parts.append(blank_line(width))
    head: list[Flowable] = [Words(name, _NUMBER)]
    if level is not None:
        head.append(Words(facts.level_short(level), _LEVEL))
    grade = answer.grade if answers else None
    boxes = (
        _boxed(degree.id == grade, w) for degree, w in zip(facts.rubric.scoring.degrees, layout.widths[2:], strict=True)
    )
    return Row((Stack(head), Stack(parts), *boxes))


def _boxed(ticked: bool, width: float) -> Grid:
    side = (width - _BOX) / 2
    return Grid(
        Layout((side, _BOX, side), gap=0, pad=(0.5, 0)), [Row((None, Sign(box(ticked=ticked)), None), rule=None)]
    )
