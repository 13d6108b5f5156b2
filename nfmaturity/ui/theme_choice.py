"""The choice between light, dark and the system's own theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from nfmaturity.i18n import N_, _
from nfmaturity.ui.appearance import put_appearance

if TYPE_CHECKING:
    from nfmaturity.ui.settings import Settings
    from nfmaturity.ui.theme import ThemeName
    from nfmaturity.ui.widgets.buttons import IconButton

THEME_WORDS: tuple[tuple[ThemeName | None, str], ...] = (
    (None, N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
)
"""The themes and what they are called; None follows the system."""


class ThemeChoice(QObject):
    """Opens a menu at a button; keeps the choice and follows the system where that was chosen."""

    def __init__(self, settings: Settings, button: IconButton) -> None:
        """Belong to a button."""
        super().__init__(button)
        self._settings, self._button = settings, button
        button.clicked.connect(self._open)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def switch(self, name: ThemeName | None) -> None:
        """Put a theme in force, or follow the system with None."""
        self._settings.theme = name
        put_appearance(QApplication.instance(), name)

    def _open(self) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self._button)
        menu.setObjectName("themes")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, word in THEME_WORDS:
            action = menu.addAction(_(word))
            action.setCheckable(True)
            action.setChecked(name == self._settings.theme)
            action.triggered.connect(lambda _=False, name=name: self.switch(name))
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def _follow_system(self) -> None:
        if self._settings.theme is None:
            put_appearance(QApplication.instance(), None)
