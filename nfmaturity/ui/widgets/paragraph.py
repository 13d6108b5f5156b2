"""Running text that breaks its lines as Chinese and English setting want it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.ui.fonts import measure
from nfmaturity.ui.lettering import draw_line
from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent


@cache
def advance_of(pixels: int, bold: bool) -> Callable[[str], float]:
    """Give the width of single characters at a size, each measured once."""
    return cache(lambda character: measure(character, pixels, bold))


class Paragraph(QWidget):
    """A text that takes the width it is given and the height it needs.

    `most_lines` cuts what is beyond with "…"; the whole text is then the tooltip.
    """

    def __init__(  # noqa: PLR0913 - each has its default
        self,
        parent: QWidget | None = None,
        *,
        pixels: int = 13,
        leading: int = 20,
        role: str = "ink",
        bold: bool = False,
        most_lines: int = 0,
        fills: bool = False,
    ) -> None:
        """Begin empty; one that `fills` takes the width there is, so that other words matter by their height only."""
        super().__init__(parent)
        self._pixels, self._leading, self._role, self._bold = pixels, leading, role, bold
        self._most, self._text = most_lines, ""
        self._lines: list[str] = []
        self._broken_at = -1
        self._fills = fills
        across = QSizePolicy.Policy.Ignored if fills else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """Give the text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show a text."""
        if text != self._text:
            before = self.heightForWidth(self.width()) if self._fills else 0
            self._text, self._broken_at = text, -1
            self.setAccessibleName(text)
            if not self._fills or self.heightForWidth(self.width()) != before:
                self.updateGeometry()
            self.update()

    def set_role(self, role: str, *, bold: bool | None = None) -> None:
        """Change colour or weight."""
        self._role = role
        if bold is not None and bold != self._bold:
            self._bold, self._broken_at = bold, -1
            self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height that the text takes at a width."""
        return max(1, len(self._broken(width))) * self._leading

    def sizeHint(self) -> QSize:
        """Ask for one line, up to a comfortable measure."""
        natural = min(480.0, measure(self._text, self._pixels, self._bold) + 1)
        return QSize(round(natural + 0.5), self.heightForWidth(round(natural + 0.5)))

    def minimumSizeHint(self) -> QSize:
        """Be no lower than one line."""
        return QSize(24, self._leading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that belongs to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(colour(self._role if self.isEnabled() else "dis"))
        baseline = (self._leading + self._pixels * 0.72) / 2
        for place, line in enumerate(self._broken(self.width())):
            draw_line(painter, QPointF(0, place * self._leading + baseline), line, self._pixels, bold=self._bold)

    def _broken(self, width: int) -> list[str]:
        if width != self._broken_at:
            advance = advance_of(self._pixels, self._bold)
            lines = break_lines(self._text, advance, width) if self._text else []
            if self._most and len(lines) > self._most:
                lines = [*lines[: self._most - 1], with_dots(lines[self._most - 1], advance, width)]
                self.setToolTip(self._text)
            elif self._most:
                self.setToolTip("")
            self._lines, self._broken_at = lines, width
        return self._lines


def with_dots(line: str, advance: Callable[[str], float], width: float) -> str:
    """End a line that goes on with "…": at the end of a word, where words stand apart."""
    room, whole = width - advance("…"), line.rstrip()
    kept = whole
    while kept and sum(map(advance, kept)) > room:
        kept = kept[:-1]
    in_word = len(kept) < len(whole) and (kept[-1:] + whole[len(kept)]).isascii() and not whole[len(kept)].isspace()
    if in_word and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" ,;:") + "…"
