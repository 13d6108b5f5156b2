"""A word or line in the colour of a role, in whatever theme is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from nfmaturity.ui.fonts import font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from nfmaturity.ui.fonts import Role


class Label(QLabel):
    """One line of text; what does not fit is cut with "…" and told by the tooltip."""

    def __init__(
        self, parent: QWidget | None = None, *, size: Role = "small", role: str = "ink2", bold: bool | None = None
    ) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._role = role
        self.setFont(font(size, bold=bold))

    def set_role(self, role: str) -> None:
        """Change the colour."""
        self._role = role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(colour(self._role if self.isEnabled() else "dis"))
        shown = QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() + 1)
        if (shown != self.text()) != bool(self.toolTip()):
            self.setToolTip(self.text() if shown != self.text() else "")
        painter.drawText(QRectF(self.rect()), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


class Caution(QWidget):
    """A sentence after the sign that warns."""

    def __init__(self, parent: QWidget | None = None, *, role: str = "ink") -> None:
        """Begin without a sentence."""
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 0, 0)
        self.said = Paragraph(self, role=role)
        layout.addWidget(self.said)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign before the first line."""
        draw_icon(QPainter(self), "triangle-alert", QRectF(0, self.said.y() + 2, 16, 16), colour("cop"))
