"""What one is likely to look at next on the Assess page is made ready while one reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nfmaturity.ui.pages.assess_item import ItemView

_WAIT_MS = 4
"""How long what was asked for has gone before: its painting, and the beginning of its way to the disk."""


class Ahead(QObject):
    """Has the row below the current one ready a moment after that became current."""

    def __init__(self, view: ItemView, names: Callable[[], Sequence[str]]) -> None:
        """Follow a view, whose requirements `names` gives from its top."""
        super().__init__(view)
        self._view, self._names = view, names
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._have_ready)
        view.current_changed.connect(lambda _current: self._wait.start())

    def _have_ready(self) -> None:
        names, current = self._names(), self._view.current
        below = names[names.index(current) + 1 :] if current in names else ()
        if below and (row := self._view.row(below[0])):
            row.have_ready()
