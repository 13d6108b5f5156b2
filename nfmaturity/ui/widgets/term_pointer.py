"""What the mouse does at the marked terms of a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from nfmaturity.ui.terms import Meaning
    from nfmaturity.ui.widgets.term_text import TermSpot


class TermPointer(QObject):
    """Follows the mouse over a widget with terms; the widget hands its mouse events on and draws what is pointed at."""

    rested = Signal()
    """The mouse came to a term."""

    left = Signal()
    """The mouse is on no term any more."""

    asked = Signal(object)
    """The `Meaning` that a person tapped at."""

    def __init__(self, widget: QWidget, spots: Callable[[], Sequence[TermSpot]]) -> None:
        """Follow the mouse over a widget that tells where its terms are now."""
        super().__init__(widget)
        self.widget, self.spots = widget, spots
        self.pointed: Meaning | None = None
        self._mouse: QPointF | None = None
        self._under: Meaning | None = None
        widget.setMouseTracking(True)

    def at(self, point: QPointF) -> TermSpot | None:
        """Give the term at a point of the widget."""
        return next((spot for spot in self.spots() if spot.holds(point)), None)

    def under_mouse(self) -> TermSpot | None:
        """Give the term that the mouse is on."""
        return self.at(self._mouse) if self._mouse else None

    def spot_of(self, meaning: Meaning) -> TermSpot | None:
        """Give where a term is now."""
        return next((spot for spot in self.spots() if spot.meaning == meaning), None)

    def move_to(self, point: QPointF | None) -> None:
        """Follow the mouse, None where it left the widget."""
        self._mouse = point
        spot = self.under_mouse()
        meaning = spot.meaning if spot else None
        if meaning == self._under:
            return
        self._under = meaning
        if meaning:
            self.widget.setCursor(Qt.CursorShape.WhatsThisCursor)
            self.rested.emit()
        else:
            self.widget.unsetCursor()
            self.left.emit()

    def point_at(self, meaning: Meaning | None) -> None:
        """Draw one term as the one whose meaning is shown."""
        self.pointed = meaning
        self.widget.update()
