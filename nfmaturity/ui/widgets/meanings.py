"""When the meaning of a term is shown, and when no longer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from nfmaturity.i18n import _
from nfmaturity.ui.widgets.meaning import MeaningCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from nfmaturity.ui.terms import Meaning
    from nfmaturity.ui.widgets.term_pointer import TermPointer
    from nfmaturity.ui.widgets.term_text import TermSpot

KEY = Qt.Key.Key_T
"""Shows the meanings of a text's terms, one after the other."""

REST_MS, GRACE_MS = 350, 200
"""How long the mouse rests on a term before its meaning is shown, and how long it may take from there to the card."""

_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide})
_ENDS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.WindowDeactivate})


class Meanings(QObject):
    """Shows one meaning at a time on a page.

    What the mouse called goes with the mouse. What a tap or a key called stays, as a finger leaves nothing, until the
    next press, key or scroll.
    """

    def __init__(self, page: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(page)
        self.card = MeaningCard(page)
        self._pointer: TermPointer | None = None
        self._stays = False
        self._steps: tuple[Meaning, ...] = ()
        self._resting: TermPointer | None = None
        self._rest = self._timer(REST_MS, self._show_under_mouse)
        self._grace = self._timer(GRACE_MS, self.dismiss)

    def _timer(self, milliseconds: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def follow(self, pointer: TermPointer) -> None:
        """Show what the mouse rests on, and what is tapped at, in a widget."""
        pointer.rested.connect(partial(self._begin_rest, pointer))
        pointer.left.connect(self._leave)
        pointer.asked.connect(partial(self._show_tapped, pointer))

    def step_through(self, pointer: TermPointer) -> None:
        """Show the meanings of a widget's terms one after the other, the next at each further press of the key."""
        self._steps = tuple(spot.meaning for spot in pointer.spots())
        self._step(pointer, 0)

    def dismiss(self) -> None:
        """Show no meaning any more."""
        self._rest.stop()
        self._grace.stop()
        pointer, self._pointer, self._resting, self._steps = self._pointer, None, None, ()
        if pointer:
            self._application.removeEventFilter(self)
            pointer.point_at(None)
            self.card.hide()

    # Ways to a meaning

    def _begin_rest(self, pointer: TermPointer) -> None:
        spot = pointer.under_mouse()
        if pointer is self._pointer and spot and spot.meaning == pointer.pointed:
            self._grace.stop()  # back from the card
        else:
            self._resting = pointer
            self._rest.start()

    def _leave(self) -> None:
        self._rest.stop()
        if self._pointer and not self._stays:
            self._grace.start()

    def _show_under_mouse(self) -> None:
        """Show what the mouse is on still; a grade by key may have moved it away."""
        pointer = self._resting
        if pointer and pointer.widget.isVisible() and (spot := pointer.under_mouse()):
            self._show(pointer, spot, stays=False)

    def _show_tapped(self, pointer: TermPointer, meaning: Meaning) -> None:
        if spot := pointer.spot_of(meaning):
            self._show(pointer, spot, stays=True)

    def _step(self, pointer: TermPointer, at: int) -> None:
        steps = self._steps
        if at < len(steps) and (spot := pointer.spot_of(steps[at])):
            last = at + 1 == len(steps)
            said = _("{place} of {count} · T closes") if last else _("{place} of {count} · T for the next")
            hint = said.format(place=at + 1, count=len(steps)) if len(steps) > 1 else ""
            self._show(pointer, spot, stays=True, hint=hint)
            self._steps = steps
        else:
            self.dismiss()

    def _show(self, pointer: TermPointer, spot: TermSpot, *, stays: bool, hint: str = "") -> None:
        self.dismiss()
        self._pointer, self._stays = pointer, stays
        pointer.point_at(spot.meaning)
        self.card.show_meaning(spot.meaning, self._place_of(pointer, spot), hint)
        self._application.installEventFilter(self)

    @property
    def _application(self) -> QCoreApplication:
        application = QCoreApplication.instance()
        if application is None:
            raise RuntimeError("there is no application")
        return application

    def _place_of(self, pointer: TermPointer, spot: TermSpot) -> QRect:
        """Give what the card must leave free, as a place of the page."""
        free = spot.kept_free()
        return QRect(pointer.widget.mapTo(self.card.page, free.topLeft()), free.size())

    # While one is shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys, presses and scrolling end it; only Escape and a press on the card do nothing else."""
        kind = event.type()
        if not watched.isWidgetType():  # a window of the system has its events before the widgets in it
            return False
        if kind in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride} and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if watched is self.card:
            return self._take_of_card(kind)
        is_its = self._pointer is not None and watched is self._pointer.widget
        if kind in _ENDS or (is_its and kind in _MOVES):
            self.dismiss()
        elif kind == QEvent.Type.Enter and not is_its:
            self._leave()  # a part of the widget, such as a button, which the mouse may come to without leaving it
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        """Take Escape, and the key that goes on; any other key, and shortcuts, do what they do besides."""
        pointer = self._pointer
        is_plain = not event.modifiers()
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() not in _MODIFIERS:
                self.dismiss()
        elif event.key() == KEY and is_plain and self._steps and pointer:
            if not event.isAutoRepeat():
                self._step(pointer, self._steps.index(pointer.pointed) + 1 if pointer.pointed else 0)
            return True
        elif event.key() not in _MODIFIERS:
            self.dismiss()
            return event.key() == Qt.Key.Key_Escape
        return False

    def _take_of_card(self, kind: QEvent.Type) -> bool:
        """Keep the card while the mouse is on it; a press puts it away."""
        if kind == QEvent.Type.Enter:
            self._grace.stop()
        elif kind == QEvent.Type.Leave:
            self._leave()
        elif kind in {QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}:
            self.dismiss()
            return True
        elif kind == QEvent.Type.LanguageChange:
            self.dismiss()
        return False
