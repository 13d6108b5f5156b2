"""A text broken into lines, and where on them its marked terms stand: geometry for drawing and for the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.ui.fonts import measure
from nfmaturity.ui.found_words import found_in
from nfmaturity.ui.lettering import draw_line
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.paragraph import advance_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nfmaturity.ui.found_words import Span
    from nfmaturity.ui.terms import MarkedText, Meaning

_UNDER = 3
"""How far below the baseline a mark runs."""

_DOTS = (1, 2)
_LONG = 88
"""Height of a text beyond which its lines may be covered; pixels."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: size, height of a line, and where in that height the letters stand; pixels."""

    pixels: int
    leading: int
    baseline: float


@dataclass(frozen=True, slots=True)
class TermSpot:
    """Where a marked term stands, in one box a line: two where a line ends within the term; `text` is all around it."""

    meaning: Meaning
    boxes: tuple[QRectF, ...]
    text: QRectF

    def holds(self, at: QPointF) -> bool:
        """Tell whether a point is on the term."""
        return any(box.contains(at) for box in self.boxes)

    def moved(self, by: QPointF) -> TermSpot:
        """Give it elsewhere."""
        return TermSpot(self.meaning, tuple(box.translated(by) for box in self.boxes), self.text.translated(by))

    def kept_free(self) -> QRect:
        """Give what the meaning must not cover: the term, and the lines of a text that is not long, as they explain it.

        It begins where the term does.
        """
        whole = QRectF()
        for box in self.boxes:
            whole = whole.united(box)
        if self.text.height() <= _LONG:
            whole.setTop(self.text.top())
            whole.setBottom(self.text.bottom())
        return whole.toAlignedRect()


@dataclass(frozen=True, slots=True)
class TermText:
    """A text as it is set at a width; spots are measured from the corner of its first line."""

    setting: Setting
    lines: tuple[str, ...]
    spots: tuple[TermSpot, ...]

    @property
    def height(self) -> int:
        """The height of all lines."""
        return len(self.lines) * self.setting.leading

    def draw(self, painter: QPainter, at: QPointF, role: str, pointed: Meaning | None = None) -> None:
        """Draw the lines in the colour of a role, a mark under each term, and a plain line under the one pointed at."""
        painter.setPen(colour(role))
        baseline = at + QPointF(0, self.setting.baseline)
        for line in self.lines:
            draw_line(painter, baseline, line, self.setting.pixels)
            baseline += QPointF(0, self.setting.leading)
        for spot in self.spots:
            painter.setPen(_pen(spot.meaning == pointed))
            painter.drawLines([self._under(box.translated(at)) for box in spot.boxes])

    def _under(self, box: QRectF) -> QLineF:
        y = round(box.y() + self.setting.baseline + _UNDER) + 0.5  # on whole pixels, else the dots are a grey band
        return QLineF(round(box.left()) + 0.5, y, round(box.right()) - 0.5, y)


def _pen(is_pointed_at: bool) -> QPen:
    if is_pointed_at:
        return QPen(colour("acc"), 1)
    pen = QPen(colour("ico"), 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(_DOTS)
    return pen


@lru_cache(maxsize=1024)  # at each grade the same texts are set again at the same widths
def set_text(marked: MarkedText, setting: Setting, width: float) -> TermText:
    """Break a text into lines of a width and find its marks on them."""
    lines = tuple(break_lines(marked.text, advance_of(setting.pixels, False), width))
    if not marked.marks:
        return TermText(setting, lines, ())
    places = offsets(marked.text, lines)
    box = QRectF(0, 0, width, len(lines) * setting.leading)
    found = (
        TermSpot(mark.meaning, tuple(_boxes((mark.start, mark.end), lines, places, setting)), box)
        for mark in marked.marks
    )
    return TermText(setting, lines, tuple(found))


def found_boxes(text: TermText, whole: str, words: str) -> list[QRectF]:
    """Give where words stand in a text as it is set, in one box a line."""
    spans = found_in(whole, words)
    places = offsets(whole, text.lines) if spans else []
    return [box for span in spans for box in _boxes(span, text.lines, places, text.setting)]


def offsets(text: str, lines: Sequence[str]) -> list[list[int]]:
    """Give where in the text each character of each line stands; what a line break swallowed is on no line."""
    at, found = 0, []
    for line in lines:
        places = []
        for character in line:
            at = text.index(character, at)
            places.append(at)
            at += 1
        found.append(places)
    return found


def _boxes(span: Span, lines: Sequence[str], places: Sequence[Sequence[int]], setting: Setting) -> Iterator[QRectF]:
    for number, (line, where) in enumerate(zip(lines, places, strict=True)):
        held = [column for column, place in enumerate(where) if span[0] <= place < span[1]]
        if held:
            left = measure(line[: held[0]], setting.pixels, False)
            right = measure(line[: held[-1] + 1], setting.pixels, False)
            yield QRectF(left, number * setting.leading, right - left, setting.leading)
