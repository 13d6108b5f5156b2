"""The chip of a level: its number or name on the level's colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.charts.shapes import level_role, text_role
from nfmaturity.ui.fonts import measure
from nfmaturity.ui.lettering import draw_within
from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from nfmaturity.charts.shapes import Role


def chip_role(level: int | None, levels: Sequence[int]) -> str:
    """Give the colour role of a level's chip, "" for none."""
    return "" if level is None else level_role(level, levels)


def draw_chip(painter: QPainter, box: QRectF, text: str, role: str, *, pixels: int = 12) -> None:
    """Draw a chip; "" as role, nothing in scope, is a dashed box with "–"."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if role:
        painter.setPen(QPen(colour("line2"), 1) if role == "l0" else Qt.PenStyle.NoPen)
        painter.setBrush(colour(role))
    else:
        pen = QPen(colour("line2"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    edged = role in {"", "l0"}
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if edged else box, 3, 3)
    painter.setPen(colour(text_role(cast("Role", role)) if role else "ink3"))
    draw_within(painter, box, text if role else "–", pixels, bold=True, align="middle")
    painter.restore()


class LevelChip(QWidget):
    """A chip that stands by itself."""

    def __init__(self, parent: QWidget | None = None, *, pixels: int = 17) -> None:
        """Begin with nothing in scope."""
        super().__init__(parent)
        self._text, self._role, self._pixels = "–", "", pixels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_level(self, text: str, role: str) -> None:
        """Show a level by its name or number."""
        if (text, role) == (self._text, self._role):
            return
        self._text, self._role = text, role
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give what the text takes."""
        return QSize(round(measure(self._text, self._pixels, True) + 1.2 * self._pixels), round(self._pixels * 1.65))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        box, height = QRectF(self.rect()), self.sizeHint().height()
        box.adjust(0, (self.height() - height) // 2, 0, 0)
        box.setHeight(height)
        draw_chip(QPainter(self), box, self._text, self._role, pixels=self._pixels)
