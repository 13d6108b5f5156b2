"""A field for the path of a file, which shows the file's name however deep its folder is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionFrame

from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.composing import TextLine

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_NAME = re.compile(r"[^/\\]*$")
_LEAST_FOLDER = 60
"""The pixels from which what is left of a folder's path tells something."""


class PathLine(TextLine):
    """While nobody writes in it, what does not fit is left out in the middle, of the folder first."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the path shortened, where it is too long and not being written."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self).adjusted(2, 0, -2, 0)
        shown = shortened(self.text(), room.width(), QFontMetricsF(self.font()))
        if self.hasFocus() or shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setFont(self.font())
        painter.setPen(colour("ink" if self.isEnabled() else "dis"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def setText(self, text: str | None) -> None:
        """Show a path, and all of it to who points at it."""
        super().setText(text)
        self.setToolTip(text or "")


def shortened(path: str, room: float, metrics: QFontMetricsF) -> str:
    """Give a path as it fits in so many pixels: whole, with less of its folder, or the name alone."""
    if metrics.horizontalAdvance(path) <= room:
        return path
    found = _NAME.search(path)
    name = found.group() if found else path
    left = room - metrics.horizontalAdvance(name)
    if left >= _LEAST_FOLDER:
        return metrics.elidedText(path.removesuffix(name), Qt.TextElideMode.ElideMiddle, left) + name
    return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
