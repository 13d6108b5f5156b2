"""The way to the Settings page and back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from nfmaturity.ui.settings import Location

if TYPE_CHECKING:
    from nfmaturity.ui.main_window import MainWindow

PAGE = "settings"


class SettingsDoor(QObject):
    """Opens the settings from the header or by key; the same again leads back."""

    def __init__(self, window: MainWindow) -> None:
        """Belong to a window."""
        super().__init__(window)
        self._window = window
        self._before = Location()
        window.header.settings.clicked.connect(self.pass_through)
        QShortcut(QKeySequence("Ctrl+,"), window).activated.connect(self.pass_through)

    def pass_through(self) -> None:
        """Go to the settings, or from there to where one was."""
        at = self._window.location
        if at.page == PAGE:
            self._window.go(self._before)
        else:
            self._before = at
            self._window.go(Location(PAGE))
