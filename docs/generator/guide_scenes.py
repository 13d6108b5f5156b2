"""What the pictures of the guide show: each scene brings the app to a state as a person does.

By places, clicks and keys; all of them begin from the demonstration with its first assessment open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from nfmaturity.ui.app import App
from nfmaturity.ui.pictures import come_to_rest, until
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.paragraph import Paragraph

_CTRL = Qt.KeyboardModifier.ControlModifier
_SOUGHT = {"zh": "化验", "en": "assay"}

Scene = Callable[[App, str], None]
"""Takes the app and the language it speaks."""

AT = "BC-DAT-03.2a"
"""The requirement that the pictures of the Assess page show."""

_WORDS = {
    "zh": "抽查三个系统的规则清单：MES、LIMS 已按字段列出，能源系统还没有。",
    "en": "Looked at the rule lists of three systems: MES and LIMS name their fields, the energy system has none yet.",
}


OWN: Mapping[str, Mapping[str, str]] = {
    "zh": {"assessor": "李工", "device": "能源科笔记本", "place": "D:\\评估\\评估库"},
    "en": {"assessor": "Li Wei", "device": "energy-laptop", "place": "D:\\assessments\\library"},
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


def named(app: App, name: str) -> QWidget:
    """Give what a person sees under a name."""
    for found in app.window.findChildren(QWidget, name):
        if found.isVisible():
            return found
    raise LookupError(f"there is no {name} to be seen")


def is_seen(app: App, name: str) -> bool:
    """Tell whether a person sees something under a name."""
    return any(found.isVisible() for found in app.window.findChildren(QWidget, name))


def put_away(app: App) -> None:
    """Put away what stands over the page: questions, sheets, a filter."""
    for dialog in app.window.findChildren(QDialog):
        dialog.reject()
    for name in ("why-away", "keys-close", "filter-off", "history-close"):
        for button in app.window.findChildren(QWidget, name):
            if button.isVisible():
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for words in app.window.findChildren(QLineEdit, "palette-words"):
        if words.isVisible():
            QTest.keyClick(words, Qt.Key.Key_Escape)


def click(app: App, name: str) -> None:
    """Click what a person could click."""
    QTest.mouseClick(named(app, name), Qt.MouseButton.LeftButton)


def new(app: App, _language: str) -> None:
    """Begin a new assessment."""
    until(lambda: app.window.go(Location("new")), lambda: is_seen(app, "segment-smelting"))


def assess(app: App, _language: str) -> None:
    """Show a requirement with its guidance."""
    app.window.go(Location("assess", requirement=AT))


def comment(app: App, language: str) -> None:
    """Write a comment."""
    assess(app, language)
    press(app, Qt.Key.Key_C)
    come_to_rest(app)
    press(app, Qt.Key.Key_A, with_=_CTRL)
    until(lambda: write(app, _WORDS[language]), lambda: app.window.status.saved.text().startswith(("saved", "已保存")))


def history(app: App, language: str) -> None:
    """Show who changed the requirement, and how."""
    assess(app, language)
    press(app, Qt.Key.Key_Escape, Qt.Key.Key_H)
    come_to_rest(app)


def filtered(app: App, language: str) -> None:
    """Show what a word filters."""
    assess(app, language)
    press(app, Qt.Key.Key_F, with_=_CTRL)
    write(app, _SOUGHT[language])


def palette(app: App, language: str) -> None:
    """Find anything by name."""
    assess(app, language)
    press(app, Qt.Key.Key_K, with_=_CTRL)
    come_to_rest(app)
    write(app, _SOUGHT[language])


def keys(app: App, language: str) -> None:
    """List the keys of the page."""
    assess(app, language)
    press(app, Qt.Key.Key_F1)


def why(app: App, language: str) -> None:
    """Ask why the domain stands where it does."""
    overview(app, language)
    come_to_rest(app)
    press(app, Qt.Key.Key_W)


def overview(app: App, _language: str) -> None:
    """Show where the assessment stands beside the one before it."""
    app.window.go(Location("overview"))


def report(app: App, _language: str) -> None:
    """Show the report's form."""
    app.window.go(Location("report"))


def questionnaire(app: App, language: str) -> None:
    """Ask which domains to print for a site walk."""
    report(app, language)
    click(app, "report-questionnaire")


def library(app: App, _language: str) -> None:
    """Show the list."""
    app.window.go(Location("library"))


def duplicate(app: App, language: str) -> None:
    """Ask for next year's assessment."""
    library(app, language)
    come_to_rest(app)
    click(app, "act-duplicate")


def enterprises(app: App, _language: str) -> None:
    """Show a profile."""
    app.window.go(Location("enterprises"))
    until(lambda: None, lambda: bool(app.window.findChild(QWidget, "assess-enterprise")))


def settings(app: App, language: str) -> None:
    """Show the settings, with nothing of the machine that the picture is taken on."""
    until(lambda: app.window.go(Location("settings")), lambda: named(app, "open-folder").isEnabled())
    shown = named(app, "settings-place")
    if isinstance(shown, Paragraph):
        shown.setText(OWN[language]["place"])


def first_steps(app: App, _language: str) -> None:
    """Show a step of those that a first start tells."""
    app.desk.settings.shows_first_steps = True
    app.window.go(Location("assess"))
    come_to_rest(app)


def rubric(app: App, _language: str) -> None:
    """Show the rubric."""
    app.window.go(Location("rubric"))


SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        scene.__name__: scene
        for scene in (
            new,
            assess,
            comment,
            history,
            filtered,
            palette,
            keys,
            why,
            overview,
            report,
            questionnaire,
            library,
            duplicate,
            enterprises,
            settings,
            rubric,
            first_steps,
        )
    }
)
