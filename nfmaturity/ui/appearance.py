"""Put theme and language on the application: palette, style sheet, Qt's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from nfmaturity.ui.fonts import font
from nfmaturity.ui.theme import palette, put_theme, style_sheet

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from nfmaturity.ui.theme import ThemeName

_QT_WORDS = {"zh": "qtbase_zh_CN"}


def system_theme() -> ThemeName:
    """Give the theme that the user's system asks for."""
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def put_colours(app: QApplication, theme: ThemeName | None) -> None:
    """Put type and colours of a theme, or of the system's with None, in force: all that the bare frame needs."""
    put_theme(theme or system_theme())
    app.setFont(font())
    app.setPalette(palette())


def put_appearance(app: QCoreApplication | None, theme: ThemeName | None, translate: str = "") -> None:
    """Put a theme, or the system's with None, in force; `translate` also gives Qt's own buttons their words."""
    if not isinstance(app, QApplication):
        raise TypeError("the application must run")
    put_colours(app, theme)
    if app.styleSheet() != (sheet := style_sheet()):  # Qt lays every widget out anew: a language needs none of that
        app.setStyleSheet(sheet)
    if translate:
        _translate_qt(app, translate)


def _translate_qt(app: QApplication, language: str) -> None:
    from PySide6.QtCore import QLibraryInfo, QTranslator

    held = app.findChild(QTranslator, "qt-words")
    if held:
        app.removeTranslator(held)
        held.deleteLater()
    if language in _QT_WORDS:
        translator = QTranslator(app)
        translator.setObjectName("qt-words")
        if translator.load(_QT_WORDS[language], QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
