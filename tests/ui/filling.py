"""How tests fill in the forms of an assessment."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nfmaturity.ui.pages.new_assessment import DetailsPage, NewAssessmentPage
from tests.ui.driving import LEFT, click, named


def line(page: QWidget, name: str) -> QLineEdit:
    return named(page, name, QLineEdit)


def write(qtbot: QtBot, page: QWidget, name: str, text: str) -> QLineEdit:
    found = line(page, name)
    found.setFocus()
    found.selectAll()
    qtbot.keyClick(found, Qt.Key.Key_Delete)
    qtbot.keyClicks(found, text)
    return found


def paste(page: QWidget, name: str, text: str) -> QLineEdit:
    found = line(page, name)
    QApplication.clipboard().setText(text)
    found.setFocus()
    found.selectAll()
    found.paste()
    return found


def answers(qtbot: QtBot, page: QWidget, name: str) -> list[str]:
    """Answer the next question with a button, once it is there; gives what was asked."""
    asked: list[str] = []

    def answer() -> None:
        box = named(page, "discard", QMessageBox)
        asked.append(box.text())
        qtbot.mouseClick(named(box, name), LEFT, pos=QPoint(5, 5))

    QTimer.singleShot(0, page, answer)
    return asked


def exclude(qtbot: QtBot, page: QWidget) -> None:
    """Take the one sub-indicator out that may be, or in again, once its row is there."""
    qtbot.waitUntil(lambda: named(page, "exclude-IS-PROD-06").isVisible())
    click(qtbot, page, "exclude-IS-PROD-06")


def note(page: NewAssessmentPage | DetailsPage, field: str) -> tuple[str | None, str]:
    found = page.form.fields[field].note
    return found.kind, found.text()
