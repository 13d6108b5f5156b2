"""What stands below the text of the current requirement: what to look at, evidence, effort, the comment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from nfmaturity.ui.fonts import measure
from nfmaturity.ui.lettering import draw_line, prepare
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import HEIGHT
from nfmaturity.ui.widgets.term_text import Setting, TermText, set_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter

    from nfmaturity.ui.terms import MarkedText

_SETTING = Setting(12, 22, 15)
_AIR, _ABOVE = 18, 6
"""What all lines leave free above and below them together, and how much of it above."""


@dataclass(frozen=True, slots=True)
class RowDetails:
    """Labels, each beside its text as it is set."""

    label_width: int = 0
    texts: tuple[tuple[str, TermText], ...] = ()

    @property
    def height(self) -> int:
        """The height of all, 0 where there is nothing."""
        lines = sum(text.height for _label, text in self.texts)
        return lines + _AIR if lines else 0

    def placed(self, x: float, top: float) -> Iterator[tuple[str, TermText, QPointF]]:
        """Give each label with its text and the corner of that, where the labels begin at x, below a height."""
        at = QPointF(x + self.label_width, top + _ABOVE)
        for label, text in self.texts:
            yield label, text, at
            at += QPointF(0, text.height)

    def prepare(self, scale: float) -> None:
        """Set all lines and make their letters for a screen of a scale."""
        prepare((label for label, _text in self.texts), _SETTING.pixels, scale)
        prepare((line for _label, text in self.texts for line in text.lines), _SETTING.pixels, scale)


def set_details(shown: tuple[tuple[str, MarkedText], ...], width: float, widest: float) -> RowDetails:
    """Set texts, each beside its label; together they take a width, and no line is longer than the widest."""
    beside = 12 + max((round(measure(label, _SETTING.pixels, False)) for label, _text in shown), default=48)
    room = min(width - beside - 24 - HEIGHT, widest)
    return RowDetails(beside, tuple((label, set_text(text, _SETTING, room)) for label, text in shown))


def draw_label(painter: QPainter, x: float, at: QPointF, label: str) -> None:
    """Draw a label beside the text whose corner is at a point."""
    painter.setPen(colour("ink3"))
    draw_line(painter, QPointF(x, at.y() + _SETTING.baseline), label, _SETTING.pixels)
