"""What shows that files may be dropped, and which files they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QPaintEvent


class DropFrame(QWidget):
    """The frame around the page while files are dragged over it."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setPen(QPen(colour("acc"), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))


def dropped_files(event: QDropEvent) -> list[Path]:
    """Give the files of this machine that are dragged or dropped; folders and addresses are left out."""
    dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in dropped if path.is_file()]
