"""A card with the meaning of a term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.ui.fonts import measure, sized_font
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.paragraph import advance_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent

    from nfmaturity.ui.terms import Meaning

_WIDEST, _SIDE, _TOP, _BOTTOM, _LEADING = 320, 12, 8, 10, 20
_GAP, _EDGE = 3, 8
"""From the term to the card, and from the card to the edge of the page; pixels."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A piece of text in its place on the card: left end of its baseline, size, weight, colour role."""

    x: float
    y: float
    text: str
    pixels: int
    bold: bool
    role: str

    @property
    def right(self) -> float:
        return self.x + measure(self.text, self.pixels, self.bold)


class MeaningCard(QWidget):
    """Shows the meaning of one term, above everything else on a page and beside the term."""

    def __init__(self, page: QWidget) -> None:
        """Be hidden at first."""
        super().__init__(page)
        self.page = page
        self.setObjectName("meaning")
        self._lines: tuple[_Line, ...] = ()
        self.hide()

    def show_meaning(self, meaning: Meaning, term: QRect, hint: str = "") -> None:
        """Show a meaning beside its term, whose place on the page is given; below it a hint on keys."""
        self._lines = tuple(_set(meaning, hint))
        width = max(line.right for line in self._lines) + _SIDE
        self.resize(round(width + 0.5), round(self._lines[-1].y + 5.5 + _BOTTOM))
        self.move(place(self.size(), term, self.page.rect()))
        self.setAccessibleName(meaning.said)
        self.raise_()
        self.show()
        self.update()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, meaning.said))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card and its lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line2"), 1))
        painter.setBrush(colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        for line in self._lines:
            painter.setFont(sized_font(line.pixels, bold=line.bold))
            painter.setPen(colour(line.role))
            painter.drawText(QPointF(line.x, line.y), line.text)


def _set(meaning: Meaning, hint: str) -> Iterator[_Line]:
    """Set the lines of a card."""
    y, last = _TOP + 14.5, _Line(_SIDE, 0, "", 13, True, "ink")
    for text in _broken(meaning.term, 13, bold=True):
        last = _Line(_SIDE, y, text, 13, True, "ink")
        yield last
        y += _LEADING
    if meaning.elsewhere:
        follows = last.right + 8 + measure(meaning.elsewhere, 12, False) <= _WIDEST - _SIDE
        if follows:
            yield _Line(last.right + 8, last.y, meaning.elsewhere, 12, False, "ink3")
        else:
            for text in _broken(meaning.elsewhere, 12):
                yield _Line(_SIDE, y, text, 12, False, "ink3")
                y += _LEADING - 2
    for text in _broken(meaning.text, 13):
        yield _Line(_SIDE, y, text, 13, False, "ink")
        y += _LEADING
    if hint:
        yield _Line(_SIDE, y + 2, hint, 11, False, "ink3")


def _broken(text: str, pixels: int, *, bold: bool = False) -> list[str]:
    return break_lines(text, advance_of(pixels, bold), _WIDEST - 2 * _SIDE)


def place(size: QSize, term: QRect, page: QRect) -> QPoint:
    """Give where a card goes: below its term, above where there is no room, and inside the page.

    Its words begin under the term's.
    """
    inside = page.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    below, above = term.bottom() + 1 + _GAP, term.top() - _GAP - size.height()
    fits_below = below + size.height() <= inside.bottom() + 1
    y = below if fits_below or above < inside.top() else above
    x = min(term.left() - _SIDE, inside.right() + 1 - size.width())
    return QPoint(max(inside.left(), x), y)
