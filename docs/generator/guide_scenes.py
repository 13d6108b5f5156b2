"""What the pictures of the guide show: each scene brings the app to a state as a person does.

By places, clicks and keys; all of them begin from the demonstration with its first assessment open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from nfmaturity.ui.app import App
from nfmaturity.ui.pictures import come_to_rest, until
from nfmaturity.ui.settings import Location

Scene = Callable[[App, str], None]
"""Takes the app and the language it speaks."""

AT = "BC-DAT-03.2a"
"""The requirement that the pictures of the Assess page show."""

_WORDS = {
    "zh": "抽查三个系统的规则清单：MES、LIMS 已按字段列出，能源系统还没有。",
    "en": "Looked at the rule lists of three systems: MES and LIMS name their fields, the energy system has none yet.",
}


def press(app: App, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is."""
    for key in keys:
        QTest.keyClick(app.window.focusWidget() or app.window, key, with_)


def write(app: App, words: str) -> None:
    """Put words where the cursor is, as an input method commits them."""
    field = app.window.focusWidget()
    if isinstance(field, QLineEdit):
        field.insert(words)
    elif isinstance(field, QPlainTextEdit):
        field.insertPlainText(words)
    else:
        raise TypeError(f"nothing can be written into {field}")


def click(app: App, name: str) -> None:
    """Click what a person could click."""
    found = app.window.findChild(QWidget, name)
    if found is None or not found.isVisible():
        raise LookupError(f"there is no {name} to click")
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def library(app: App, _language: str) -> None:
    """Show the list."""
    app.window.go(Location("library"))


def new(app: App, _language: str) -> None:
    """Begin a new assessment."""
    app.window.go(Location("new"))


def assess(app: App, _language: str) -> None:
    """Show a requirement with its guidance."""
    app.window.go(Location("assess", requirement=AT))


def comment(app: App, language: str) -> None:
    """Write a comment."""
    assess(app, language)
    press(app, Qt.Key.Key_C)
    come_to_rest()
    press(app, Qt.Key.Key_A, with_=Qt.KeyboardModifier.ControlModifier)
    until(lambda: write(app, _WORDS[language]), lambda: app.window.status.saved.text().startswith(("saved", "已保存")))


def overview(app: App, _language: str) -> None:
    """Show where the assessment stands."""
    app.window.go(Location("overview"))


def report(app: App, _language: str) -> None:
    """Show the report's form."""
    app.window.go(Location("report"))


def rubric(app: App, _language: str) -> None:
    """Show the rubric."""
    app.window.go(Location("rubric"))


SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        "library": library,
        "new": new,
        "assess": assess,
        "comment": comment,
        "overview": overview,
        "report": report,
        "rubric": rubric,
    }
)
