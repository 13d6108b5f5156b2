"""Words that are drawn again and again: each is set once, and its letters are kept as they stand.

It looks as `QPainter.drawText` has it, which sets a text anew each time: most of what drawing one costs. Only where a
text begins between the quarters of a pixel may a screen of another scale show it a part of a pixel beside.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QStaticText, QTransform

from nfmaturity.ui.fonts import ascent_of, line_height, measure, sized_font

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QRectF

Align = Literal["left", "middle", "right"]

_UNIT = 1 / 64
"""Qt's unit of layout; where a baseline falls between two pixels of the screen, `drawText` takes the lower one."""

_BEFORE: dict[Align, float] = {"left": 0.0, "middle": 0.5, "right": 1.0}
"""Which part of the room that a word leaves stands before it."""


def draw_line(painter: QPainter, at: QPointF, text: str, pixels: float, *, bold: bool = False) -> None:
    """Draw a text that stands on a point of its baseline, in the pen's colour."""
    painter.setFont(sized_font(pixels, bold=bold))
    painter.drawStaticText(QPointF(at.x(), at.y() - ascent_of(pixels, bold) + _UNIT), _set(text, pixels, bold))


def draw_within(  # noqa: PLR0913 - those about the letters have their defaults
    painter: QPainter, box: QRectF, text: str, pixels: float, *, bold: bool = False, align: Align = "left"
) -> None:
    """Draw a text in the middle of a box's height, in the pen's colour."""
    painter.setFont(sized_font(pixels, bold=bold))
    x, y = box.x(), box.y() + (box.height() - line_height(pixels, bold)) / 2
    if align != "left":
        x += (box.width() - measure(text, pixels, bold)) * _BEFORE[align]
    painter.drawStaticText(QPointF(x, y), _set(text, pixels, bold))


def prepare(lines: Iterable[str], pixels: float, scale: float, *, bold: bool = False) -> None:
    """Set texts that are likely to be drawn soon, and have Qt make the letters that it has not made yet at a scale."""
    sheet = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    sheet.setDevicePixelRatio(scale)
    painter = QPainter(sheet)
    for line in lines:
        draw_line(painter, QPointF(0, 0), line, pixels, bold=bold)
    painter.end()


@lru_cache(maxsize=4096)  # a page shows some two hundred words
def _set(text: str, pixels: float, bold: bool) -> QStaticText:
    words = QStaticText(text)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.prepare(QTransform(), sized_font(pixels, bold=bold))
    return words
