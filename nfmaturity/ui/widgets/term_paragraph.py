"""A paragraph whose terms are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from nfmaturity.ui.terms import MarkedText
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.term_pointer import TermPointer
from nfmaturity.ui.widgets.term_text import Setting, TermText, set_text

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

_SETTING = Setting(13, 20, (20 + 13 * 0.72) / 2)
"""As a paragraph sets its text."""


class TermParagraph(Paragraph):
    """Running text in which the mouse finds terms."""

    def __init__(self, parent: QWidget | None = None, *, role: str = "ink") -> None:
        """Begin empty."""
        super().__init__(parent, role=role)
        self._marked, self._ink = MarkedText(""), role
        self.pointer = TermPointer(self, lambda: self._laid_out().spots)

    def show_marked(self, marked: MarkedText) -> None:
        """Show a text with its marks."""
        self._marked = marked
        self.setText(marked.text)
        self.update()

    def _laid_out(self) -> TermText:
        return set_text(self._marked, _SETTING, self.width())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look for a term under the mouse."""
        self.pointer.move_to(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Leave every term."""
        self.pointer.move_to(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the meaning of a term that is tapped at."""
        if spot := self.pointer.at(event.position()):
            self.pointer.asked.emit(spot.meaning)
        else:
            super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines and the marks."""
        role = self._ink if self.isEnabled() else "dis"
        self._laid_out().draw(QPainter(self), QPointF(0, 0), role, self.pointer.pointed)
