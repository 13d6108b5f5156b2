"""Coming to a place that takes a while to open: what is typed blind meanwhile, and just after, does nothing there."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from nfmaturity.ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nfmaturity.ui.desk import Desk

REST_MS = 400
"""How long no key acts on a page that came by itself, counted anew from each key: sooner nobody has read it."""


class Arrival(QObject):
    """Has the keys go nowhere, that is to the window itself, from the asking until a moment after the coming.

    A panel that is open over the page keeps them. Any other place that is asked for meanwhile ends the waiting, and a
    press of the mouse gives the keys to what it meets.
    """

    def __init__(self, window: QWidget, desk: Desk) -> None:
        """Follow what a desk opens for a window."""
        super().__init__(window)
        self._window = window
        self._asked = 0
        self._is_waiting = False
        self._left: QWidget | None = None
        self._wanted: QWidget | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._end_rest)
        desk.opening.connect(self._on_opening)

    @property
    def is_resting(self) -> bool:
        """Whether no key acts on the page that came."""
        return self._rest.isActive()

    def ask(self) -> None:
        """Note that another place is asked for, which ends the waiting for the one before."""
        self._asked += 1
        self._is_waiting = False
        self._rest.stop()

    def wait(self) -> None:
        """Have the keys go nowhere until the desk tells that nothing is being opened any more."""
        if self._is_waiting:
            return
        self._is_waiting = True
        if self._panel() is None:
            self._left = self._window.focusWidget()
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def unless_asked(self, then: Callable[[], object]) -> Callable[[], None]:
        """Give what does a thing later unless another place is asked for by then."""
        asked = self._asked

        def later() -> None:
            if asked == self._asked:
                then()

        return later

    def note_key(self) -> None:
        """Rest on while keys go on that were begun before the page was there."""
        if self.is_resting:
            self._rest.start(REST_MS)

    @contextmanager
    def entering(self) -> Iterator[None]:
        """Have a page entered; one that was waited for gets its keys a moment later, or when a panel over it goes."""
        panel = self._panel() if self._is_waiting else None
        with panel.keeping_keys() if panel else nullcontext():
            yield
        if self._is_waiting and panel is None:
            self._wanted = self._window.focusWidget()
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)
            self._rest.start(REST_MS)

    # Within

    def _on_opening(self, is_opening: bool) -> None:
        if is_opening or not self._is_waiting:
            return
        self._is_waiting = False
        if not self.is_resting:
            QTimer.singleShot(0, self, lambda: self._give(self._left))  # once the page is no longer locked

    def _end_rest(self) -> None:
        self._give(self._wanted)

    def _give(self, wanted: QWidget | None) -> None:
        """Give the keys to a part of the page, or let a panel do so, where they went nowhere so far."""
        if wanted is None or wanted is self._window or not shiboken6.isValid(wanted):
            return
        if panel := self._panel():
            panel.give_back_to(wanted, instead_of=self._window)
        elif self._window.focusWidget() in {None, self._window}:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _panel(self) -> Overlay | None:
        return next((panel for panel in self._window.findChildren(Overlay) if panel.isVisible()), None)
