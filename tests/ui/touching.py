"""What a finger does on the screen, sent the way the window's system sends it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

_STEPS = 8


class Finger:
    """One finger on a touch screen; places are in the pixels of the widget that is touched."""

    def __init__(self) -> None:
        self.device: QPointingDevice = QTest.createTouchDevice()

    def press(self, widget: QWidget, at: QPoint | None = None) -> QPoint:
        place = at or widget.rect().center()
        window, within = _in_window(widget, place)
        QTest.touchEvent(window, self.device).press(0, within, window).commit()
        return place

    def move(self, widget: QWidget, to: QPoint) -> None:
        window, within = _in_window(widget, to)
        QTest.touchEvent(window, self.device).move(0, within, window).commit()

    def release(self, widget: QWidget, at: QPoint) -> None:
        window, within = _in_window(widget, at)
        QTest.touchEvent(window, self.device).release(0, within, window).commit()
        QApplication.processEvents()

    def tap(self, widget: QWidget, at: QPoint | None = None) -> None:
        place = self.press(widget, at)
        self.release(widget, place)

    def drag(self, qtbot: QtBot, area: QAbstractScrollArea, begin: QPoint, by: int) -> None:
        """Move up an area by so many pixels, and let go once it has followed."""
        viewport, bar = area.viewport(), area.verticalScrollBar()
        wanted = min(max(bar.value() + by, 0), bar.maximum())
        self.press(viewport, begin)
        for step in range(1, _STEPS + 1):
            self.move(viewport, begin - QPoint(0, by * step // _STEPS))
        qtbot.waitUntil(lambda: bar.value() == wanted)
        self.release(viewport, begin - QPoint(0, by))

    def flick(self, qtbot: QtBot, area: QAbstractScrollArea, begin: QPoint, by: int) -> None:
        """Move up an area, which follows step by step, and let go on the way."""
        viewport, bar = area.viewport(), area.verticalScrollBar()
        first, at = bar.value(), begin
        self.press(viewport, begin)
        for step in range(1, _STEPS + 1):
            moved = by * step // _STEPS
            at = begin - QPoint(0, moved)
            self.move(viewport, at)
            if step < _STEPS:
                qtbot.waitUntil(lambda moved=moved: bar.value() == first + moved)
        self.release(viewport, at)


def _in_window(widget: QWidget, at: QPoint) -> tuple[QWidget, QPoint]:
    """Give the window that gets the touch, and where in it."""
    window = widget.window()
    return window, widget.mapTo(window, at)
