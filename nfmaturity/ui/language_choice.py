"""Putting a language in force everywhere at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from nfmaturity.i18n import put_language
from nfmaturity.ui.appearance import put_appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nfmaturity.ui.settings import Settings


def switch_language(window: QWidget, settings: Settings, name: str) -> None:
    """Say everything in a window in another language, and remember that."""
    put_language(name)
    settings.language = name
    put_appearance(QApplication.instance(), settings.theme, translate=name)
    QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
