"""The sheet of a sub-indicator in the questionnaire: a row a requirement, its boxes, a line to write on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable, Spacer

from nfmaturity.charts.shapes import Chart, Line, Rect, Stroke
from nfmaturity.domain.rubric import is_tailorable
from nfmaturity.i18n import _
from nfmaturity.report.fonts import measure, printable
from nfmaturity.report.frame import WIDTH, Sign
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.styles import BLOCK_TITLE, CAPTION, Style
from nfmaturity.report.words import Words, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nfmaturity.domain.rubric import SubIndicator
    from nfmaturity.report.facts import Facts

_GAP, _LEAST_BOX, _APART = 6.0, 20.0, 2.0
_TEXT = Style(8, 10.5)
_NUMBER = Style(7, 11, bold=True)
_LEVEL = Style(6.5, 9, role="ink3")
_LOOK = Style(6.5, 9, role="ink2")
_WRITTEN = Style(7.5, 10.5, role="ink2")
_LINE_HEIGHT, _BOX = 18.0, 9.0
"""A line to write on, of 6 mm as Chinese by hand needs, and a box to tick."""

_BELOW_BOXES = 2.5
_MOST_WRITTEN = 12
"""How many lines of a comment are printed; the report holds all of it."""


@dataclass(frozen=True, slots=True)
class Asked(Row):
    """A requirement; `goes_on` is its level where requirements of that level stand above it."""

    goes_on: int | None = None


class WholeRows(Grid):
    """A table whose rows never split over pages; its title on a further page is that of the level that goes on there.

    `anew` gives the title by that level, None where the first row of the page names its own.
    """

    def __init__(
        self, layout: Layout, rows: Sequence[Row], *, title: Sequence[Row], anew: Mapping[int | None, Row]
    ) -> None:
        """Take the rows from top to bottom."""
        super().__init__(layout, rows, title=title)
        self._anew = anew

    def _split_row(self, row: Row, room: float) -> tuple[Row, Row] | None:  # noqa: ARG002
        return None

    def _piece(self, rows: Sequence[Row], title: Sequence[Row]) -> Grid:
        first = rows[0]
        head = title or [self._anew[first.goes_on if isinstance(first, Asked) else None]]
        piece = WholeRows(self.layout, rows, title=head, anew=self._anew)
        piece.spaceAfter, piece._heights = self.spaceAfter, self._heights
        return piece


def blank_line(width: float, height: float = _LINE_HEIGHT) -> Sign:
    """Give a line to write on."""
    return Sign(Chart(width, height, (Line((0, height - 1.5), (width, height - 1.5), _PEN),)))


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
    idents = [name for names in facts.scope.levels[item.id].values() for name in names]
    ident = max(measure(name, _NUMBER.size, bold=True) for name in idents) + 1
    layout = Layout((ident, WIDTH - ident - _GAP), gap=_GAP, pad=(3.5, 3.0), middle=False)
    asked = _asked_layout(facts, layout.widths[1])
    name = f"{item.id} {facts.say(item.name)}"
    leaves_out = may_be_left_out(facts, item)
    rows = []
    for level, names in facts.scope.levels[item.id].items():
        for place, requirement in enumerate(names):
            number = _numbered(facts, requirement, level if place == 0 else None)
            cell = _asked(facts, requirement, asked, answers=answers, leaves_out=leaves_out)
            rows.append(Asked((number, cell), goes_on=level if place else None))

    def title(said: str) -> Row:
        return _title(facts, said, ident, asked, leaves_out=leaves_out)

    anew: dict[int | None, Row] = {None: title(_("{name} (continued)").format(name=name))}
    for level in facts.scope.levels[item.id]:
        anew[level] = title(_("{name} (continued, {level})").format(name=name, level=facts.level_short(level)))
    sheet = WholeRows(layout, rows, title=[title(name)], anew=anew)
    sheet.spaceAfter = 9
    return sheet


def may_be_left_out(facts: Facts, item: SubIndicator) -> bool:
    """Tell whether the rubric lets an assessor exclude a sub-indicator and what it asks."""
    _group, domain, _item = facts.rubric.sub_indicators[item.id]
    return is_tailorable(item, domain)


def other_boxes() -> tuple[tuple[str, str], tuple[str, str]]:
    """Give the boxes beside those of the degrees, each with what a tick in it means: left out, and to be reviewed."""
    return (
        (
            _("Not applicable"),
            _(
                "The enterprise has nothing of the kind. Write the reason: it is asked for when the answer is typed "
                "in. Where there is no such box, the rubric asks it of every enterprise."
            ),
        ),
        (_("For review"), _("To be looked at once more, with a grade or without: write what is still to be seen.")),
    )


def _asked_layout(facts: Facts, width: float) -> Layout:
    """Give the columns of a requirement's first line: its text, a box a degree, and apart from them the other boxes."""
    names = [printable(facts.say(degree.name)) for degree in facts.rubric.scoring.degrees]
    degrees = [max(_LEAST_BOX, min(60.0, measure(name, CAPTION.size, bold=False) + 1)) for name in names]
    others = [max(_LEAST_BOX, _longest_word(printable(name)) + 1) for name, _meaning in other_boxes()]
    boxes = [*degrees, _APART, *others]
    return Layout((width - sum(boxes) - _GAP * len(boxes), *boxes), gap=_GAP, pad=(0, 0), middle=False)


def _longest_word(name: str) -> float:
    return max(measure(word, CAPTION.size, bold=False) for word in name.split())


def _title(facts: Facts, name: str, ident: float, asked: Layout, *, leaves_out: bool) -> Row:
    inner = Layout((ident + _GAP + asked.widths[0], *asked.widths[1:]), gap=_GAP, pad=(0, 0))
    head = CAPTION.but(align="middle")
    degrees = [Words(facts.say(degree.name), head) for degree in facts.rubric.scoring.degrees]
    leave_out, review = (Words(said, head) for said, _meaning in other_boxes())
    others = (leave_out if leaves_out else None, review)
    cell = Grid(inner, [Row((Words(name, BLOCK_TITLE), *degrees, None, *others), rule=None)])
    return Row((cell,), rule="line2", over="ink", whole=True, keep=True, pad=(4, 2))


def _numbered(facts: Facts, name: str, level: int | None) -> Stack:
    head: list[Flowable] = [Words(name, _NUMBER)]
    if level is not None:
        head.append(Words(facts.level_short(level), _LEVEL))
    return Stack(head)


def _asked(facts: Facts, name: str, layout: Layout, *, answers: bool, leaves_out: bool) -> Stack:
    """Give a requirement beside its boxes, and under both what to look at and what is written.

    A column whose box the rubric does not permit stays empty, so that those beside it stand where they always do.
    """
    requirement, answer = facts.rubric.places[name].requirement, facts.assessment.answer(name)
    grade = answer.grade if answers else None
    ticks = [degree.id == grade for degree in facts.rubric.scoring.degrees]
    others = [False if leaves_out else None, answers and answer.review]
    boxes = (
        None if ticked is None else _boxed(ticked, width)
        for ticked, width in zip((*ticks, None, *others), layout.widths[1:], strict=True)
    )
    parts: list[Flowable] = [Grid(layout, [Row((Words(facts.say(requirement.text), _TEXT), *boxes), rule=None)])]
    if requirement.guidance:
        parts += [Spacer(0, _BELOW_BOXES), Words(facts.say(requirement.guidance), _LOOK)]
    comment = answer.comment.strip() if answers else ""
    if comment:
        parts += [Spacer(0, 1.5), Words(shortened(comment, _WRITTEN, layout.full, _MOST_WRITTEN), _WRITTEN)]
    else:
        parts.append(blank_line(layout.full))
    return Stack(parts)


def _boxed(ticked: bool, width: float) -> Grid:
    side = (width - _BOX) / 2
    return Grid(
        Layout((side, _BOX, side), gap=0, pad=(0.5, 0)), [Row((None, Sign(box(ticked=ticked)), None), rule=None)]
    )
