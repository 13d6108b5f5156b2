"""A field to search in, with its sign and the key that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.i18n import N_
from nfmaturity.ui.fonts import font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import IconButton
from nfmaturity.ui.widgets.composing import TextLine
from nfmaturity.ui.widgets.placeholder import tell_placeholder

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from nfmaturity.ui.wording import Wording

_HINT = "Ctrl F"


class SearchField(TextLine):
    """Escape empties it, then leaves it; the down arrow leads to what was found, and so does Enter by default."""

    left_downwards = Signal()
    """One wants to go on to what was found."""

    left = Signal()
    """Escape was pressed where nothing is typed: the keys are wanted back where they do something."""

    first_chosen = Signal()
    """Enter was pressed where it chooses the first of what was found."""

    tells_key = True
    """Whether the key that leads to the field is shown in it: one that has the keys as it comes needs none."""

    enter_chooses = False
    """Whether Enter chooses instead of leading down."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self.setFont(font("small"))
        self.setTextMargins(24, 0, 28, 0)
        self.setMinimumWidth(160)
        self.setMaximumWidth(280)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(False)
        self._clear = IconButton("x", self, size=14)
        self._clear.setObjectName("search-clear")
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        words.say(self._clear.set_name, N_("Clear the search"))
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field or leave it, go on to what was found, or type."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.clear() if self.text() else self.left.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.enter_chooses:
            self.first_chosen.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the right end."""
        super().resizeEvent(event)
        self._clear.setGeometry(self.width() - 32, (self.height() - 32) // 2, 32, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, and the key while nothing is typed."""
        super().paintEvent(event)
        tell_placeholder(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_icon(painter, "search", QRectF(10, self.height() / 2 - 7.5, 15, 15), colour("ink2"))
        metrics = QFontMetricsF(font("caption"))
        width = metrics.horizontalAdvance(_HINT) + 10
        placed = QFontMetricsF(self.font()).horizontalAdvance(self.placeholderText()) + 44
        if self.text() or not self.tells_key or self.width() < placed + width + 16:
            return
        box = QRectF(self.width() - width - 8.5, self.height() / 2 - 8.5, width, 17)
        painter.setPen(QPen(colour("line2"), 1))
        painter.setBrush(colour("page"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(font("caption"))
        painter.setPen(colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _HINT)
