"""Text in the report.

Texts are never read as markup, so nothing that a user writes needs escaping, and lines end only where Chinese and
English permit. reportlab's own paragraph lets a Chinese line hang over its cell by one closing mark, begin with a
second one, and end with an opening one; in its Chinese mode it cuts English words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from nfmaturity.charts.line_breaks import break_lines, units
from nfmaturity.report.fonts import advance, printable
from nfmaturity.report.styles import colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from nfmaturity.report.styles import Style


class Words(Flowable):
    """A paragraph in one style."""

    def __init__(self, text: str, style: Style) -> None:
        """Take a text as the user wrote it."""
        super().__init__()
        self.text = printable(text)
        self.style = style
        self.lines: Sequence[str] = ()
        self._broken_at = -1.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """Break the text at a width, once."""
        if aW != self._broken_at:
            self.lines = break_lines(self.text, advance(self.style.font, self.style.size), aW)
            self._broken_at = aW
        self.width, self.height = aW, len(self.lines) * self.style.leading
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Give what fits and the rest, leaving no single line of a long text alone."""
        self.wrap(aW, aH)
        fit = int((aH + 0.01) // self.style.leading)
        if fit >= len(self.lines):
            return [self]
        fit = min(fit, len(self.lines) - 2) if len(self.lines) > 3 else 0
        return [self._part(self.lines[:fit], aW), self._part(self.lines[fit:], aW)] if fit >= 2 else []

    def _part(self, lines: Sequence[str], width: float) -> Words:
        part = Words("", self.style)
        part.text, part.lines, part._broken_at = "\n".join(lines), lines, width
        return part

    def drawOn(self, canvas: Canvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Draw at a place, without a coordinate system of its own, which each of thousands of words would pay for."""
        style = self.style
        y += self.height - (style.leading - style.size) / 2 - style.size * 0.88
        canvas.setFillColor(colour(style.role))
        if style.align == "left":
            block = canvas.beginText(x, y)
            block.setFont(style.font, style.size, style.leading)
            for line in self.lines:
                block.textLine(line)
            canvas.drawText(block)
            return
        canvas.setFont(style.font, style.size)
        draw, x = (
            (canvas.drawRightString, x + self.width)
            if style.align == "right"
            else (canvas.drawCentredString, x + self.width / 2)
        )
        for line in self.lines:
            draw(x, y, line)
            y -= style.leading


def capital(sentence: str) -> str:
    """Let a sentence begin with a capital letter, also where a name comes first that does not."""
    return sentence[:1].upper() + sentence[1:]


def shortened(text: str, style: Style, width: float, lines: int) -> str:
    """Shorten a text to so many lines with "…"; only for what stands in full elsewhere."""
    broken = break_lines(printable(text), advance(style.font, style.size), width)
    if len(broken) <= lines:
        return text
    kept, size_of = units(broken[lines - 1]), advance(style.font, style.size)
    while len(kept) > 1 and sum(map(size_of, "".join(kept).rstrip() + "…")) > width:
        kept.pop()
    return "\n".join([*broken[: lines - 1], "".join(kept).rstrip(" ，、,;；") + "…"])
