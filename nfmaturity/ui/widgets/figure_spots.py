"""Figures that can be asked, on widgets that paint them: by click or tap, by Enter where they take the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from nfmaturity.i18n import _
from nfmaturity.ui.asking import Spot, ask_why
from nfmaturity.ui.spoken_roles import speak_as
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import KeyFocus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QPaintEvent

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})
_STEPPING_ON = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class FigureSpots(QObject):
    """Makes the figures that a widget paints answer: a hand and a line under the one pointed at, a ring by key.

    `spots` gives where they stand now. With `takes_focus` the widget is a stop of the Tab key, within which the arrows
    move from figure to figure; without, the figures are for the mouse, and those who use keys come to them by W.
    """

    def __init__(
        self,
        host: QWidget,
        spots: Callable[[], Iterable[Spot]],
        *,
        takes_focus: bool = False,
        current: Callable[[], Spot | None] | None = None,
        passes: bool = False,
    ) -> None:
        """Follow a widget; `current` gives the figure that its own keys are at, where it has such.

        With `passes` a press does what it does besides, such as selecting a row.
        """
        super().__init__(host)
        self._host, self._give, self._own_current = host, spots, current
        self._passes = passes
        self._mark = FigureMark(host)
        self._pressed: Spot | None = None
        self._at = 0
        self._cursor: QCursor | None = None
        self._takes_focus = takes_focus
        self._key_focus = KeyFocus()
        host.setMouseTracking(True)
        if takes_focus:
            host.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            speak_as(host, QAccessible.Role.Button)
        self._tell()
        host.installEventFilter(self)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where the figures stand now."""
        return tuple(self._give())

    @property
    def current(self) -> Spot | None:
        """The figure that the arrows are at, the first at first."""
        if self._own_current is not None:
            return self._own_current()
        spots = self.spots
        return spots[min(self._at, len(spots) - 1)] if spots else None

    def ask(self) -> None:
        """Ask for the current figure, as a key does."""
        if spot := self.current:
            ask_why(self._host, spot, by_key=True)

    # Following

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is meant for a figure; everything else is the widget's own."""
        kind = event.type()
        if isinstance(event, QMouseEvent):
            return self._take_mouse(kind, event)
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and self._takes_focus:
            return self._take_key(event)
        if isinstance(event, QFocusEvent) and self._takes_focus:
            self._take_focus(event)
        elif kind in {QEvent.Type.Leave, QEvent.Type.Wheel}:
            self._point_at(None)
        elif kind == QEvent.Type.LanguageChange:
            self._tell()
        return False

    def _tell(self) -> None:
        if self._takes_focus:
            self._host.setAccessibleDescription(_("Why? Enter or W shows how this figure comes about."))

    def _take_mouse(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        spot = self._spot_at(event.position().toPoint())
        if kind == QEvent.Type.MouseMove:
            self._point_at(spot)
            return spot is not None and not self._passes
        if kind in _PRESSES and event.button() == Qt.MouseButton.LeftButton:
            is_single = kind == QEvent.Type.MouseButtonPress and not event.modifiers()
            self._pressed = spot if is_single or not self._passes else None
            return spot is not None and not self._passes
        if kind == QEvent.Type.MouseButtonRelease and self._pressed:
            pressed, self._pressed = self._pressed, None
            if spot and spot.figure == pressed.figure:
                self._point_at(None)
                ask_why(self._host, spot)
            return not self._passes
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        spots, key = self.spots, Qt.Key(event.key())
        if not spots or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _STEPPING_ON:
            self.ask()
            return True
        if key in _STEPS and len(spots) > 1:
            self._at = min(max(min(self._at, len(spots) - 1) + _STEPS[key], 0), len(spots) - 1)
            self._key_focus.shown = True
            self._ring()
            return True
        return False

    def _take_focus(self, event: QFocusEvent) -> None:
        if event.gotFocus():
            self._key_focus.came(event)
            self._ring()
        else:
            self._mark.hide()

    def _ring(self) -> None:
        if (spot := self.current) and self._key_focus.shown:
            self._mark.show_at(spot.rect, is_ring=True)

    def _spot_at(self, at: QPoint) -> Spot | None:
        return next((spot for spot in self.spots if spot.rect.contains(at)), None)

    def _point_at(self, spot: Spot | None) -> None:
        if spot is None:
            self._give_cursor_back()
            if self._host.hasFocus() and self._takes_focus:
                self._ring()
            if not (self._host.hasFocus() and self._takes_focus and self._key_focus.shown):
                self._mark.hide()
            return
        if self._cursor is None:
            self._cursor = self._host.cursor()
            self._host.setCursor(Qt.CursorShape.PointingHandCursor)
        self._mark.show_at(spot.rect, is_ring=False)

    def _give_cursor_back(self) -> None:
        if self._cursor is not None:
            self._host.setCursor(self._cursor)
            self._cursor = None


class FigureMark(QWidget):
    """What is drawn over a figure that is pointed at, or has the focus; the mouse goes through it."""

    def __init__(self, host: QWidget) -> None:
        """Be hidden at first."""
        super().__init__(host)
        self._is_ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_at(self, rect: QRect, *, is_ring: bool) -> None:
        """Draw a ring around a place of the widget, or a line under it."""
        self._is_ring = is_ring
        self.setGeometry(rect)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ring or line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._is_ring:
            painter.setPen(QPen(colour("acc"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        else:
            painter.fillRect(0, self.height() - 1, self.width(), 1, colour("acc"))
