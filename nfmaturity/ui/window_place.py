"""Where the window stands on the screen, kept in the screen's own pixels: so it stays there at every text size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

USUAL = QSize(1366, 768)
_TITLE_BAR = 32
"""What the system's frame takes above the window, in the screen's pixels; its own figure comes only with the window."""


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """A window's corner on its screen and its size, in the screen's pixels."""

    x: int
    y: int
    width: int
    height: int
    is_maximized: bool = False
    screen: str = ""

    def text(self) -> str:
        """Give the place as one line for the settings."""
        numbers = (self.x, self.y, self.width, self.height, int(self.is_maximized))
        return ";".join((*map(str, numbers), self.screen))


def parse_place(text: str) -> WindowPlace | None:
    """Read what `WindowPlace.text` gave; None for anything else."""
    *numbers, screen = text.split(";", 5)
    try:
        x, y, width, height, maximized = map(int, numbers)
    except ValueError:
        return None
    return WindowPlace(x, y, width, height, bool(maximized), screen) if width > 0 and height > 0 else None


def place_of(window: QWidget) -> WindowPlace:
    """Tell where a window stands; a maximised one, where it would stand otherwise."""
    screen, ratio = window.screen(), window.devicePixelRatioF()
    geometry = window.normalGeometry() if window.isMaximized() else window.geometry()
    at = (geometry.topLeft() if window.isMaximized() else window.pos()) - screen.geometry().topLeft()
    figures = (at.x(), at.y(), geometry.width(), geometry.height())
    x, y, width, height = (round(figure * ratio) for figure in figures)
    return WindowPlace(x, y, width, height, window.isMaximized(), screen.name())


def put_window(window: QWidget, place: WindowPlace | None) -> None:
    """Put a window where it stood, or in the middle the first time; never larger than the screen has room for."""
    screen = _screen_of(place)
    room, ratio = screen.availableGeometry(), screen.devicePixelRatio()
    largest = QSize(room.width(), room.height() - round(_TITLE_BAR / ratio))
    size = QSize(round(place.width / ratio), round(place.height / ratio)) if place else USUAL
    size = size.boundedTo(largest)
    spare = largest - size
    if place:
        at = screen.geometry().topLeft() + QPoint(round(place.x / ratio), round(place.y / ratio)) - room.topLeft()
    else:
        at = QPoint(spare.width() // 2, spare.height() // 2)
    window.setScreen(screen)
    window.resize(size)
    window.move(room.topLeft() + QPoint(_within(at.x(), spare.width()), _within(at.y(), spare.height())))
    if place and place.is_maximized:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def _screen_of(place: WindowPlace | None) -> QScreen:
    named = (screen for screen in QGuiApplication.screens() if place and screen.name() == place.screen)
    return next(named, QGuiApplication.primaryScreen())


def _within(at: int, most: int) -> int:
    return max(0, min(at, most))
