"""What one is likely to look at next on the Assess page is made ready while one reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.ui.pages.assess_item import ItemView

_WAIT_MS = 4
"""How long after the painting of what was asked for, which begins its way to the disk meanwhile."""


class Ahead(QObject):
    """Has the row below the current one ready a moment after that became current."""

    def __init__(self, view: ItemView) -> None:
        """Follow a view."""
        super().__init__(view)
        self._view = view
        self._wait = self._timer(_WAIT_MS, self._prepare)
        self._painting = self._timer(0, self._wait.start)
        view.current_changed.connect(lambda _current: self._painting.start())

    def _timer(self, ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(then)
        return timer

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be made ready."""
        return self._painting.isActive() or self._wait.isActive()

    def _prepare(self) -> None:
        names, current = [name for name, is_shown in self._view.in_reach() if is_shown], self._view.current
        below = names[names.index(current) + 1 :] if current in names else []
        if below and (row := self._view.row(below[0])):
            row.prepare()
