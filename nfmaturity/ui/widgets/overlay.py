"""A panel over the window for a moment: what is sought, read or chosen there, and then the keys are where they were."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

_TOP, _EDGE = 56, 12
"""Where a panel begins, and how near the window's edge it comes in a small window."""


class _Panel(QWidget):
    """The ground of the panel, with an edge."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("edge"), 1))
        painter.setBrush(colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class Overlay(QWidget):
    """Covers a window while its panel is shown; a press beside it and Escape put it away."""

    def __init__(self, window: QWidget, name: str, width: int, height: int) -> None:
        """Make a panel of a size at most, hidden."""
        super().__init__(window)
        self.setObjectName(name)
        self._window, self._most = window, (width, height)
        self._before: QWidget | None = None
        self.panel = _Panel(self)
        self.down = QVBoxLayout(self.panel)
        self.down.setContentsMargins(1, 1, 1, 1)
        self.down.setSpacing(0)
        self.hide()
        window.installEventFilter(self)

    def open(self) -> None:
        """Show the panel; whoever has the keys gets them back."""
        if self.isVisible():
            return
        self._before = self.window().focusWidget()
        self._place()
        self.raise_()
        self.show()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def put_away(self, *, give_back: bool = True) -> None:
        """Hide the panel, and put the keys where they were."""
        if not self.isVisible():
            return
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._on_focus)
        before, self._before = self._before, None
        if give_back and before and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        elif give_back:
            self._window.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()

    @contextmanager
    def keeping_keys(self) -> Iterator[None]:
        """Let the page below become another: the panel keeps the keys, and gives them to that page as it goes."""
        held, application = self.window().focusWidget(), QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._on_focus)
        yield
        now = self.window().focusWidget()
        if now and not self.isAncestorOf(now):
            self._before = now
        self.raise_()
        if held and shiboken6.isValid(held):
            held.setFocus(Qt.FocusReason.PopupFocusReason)
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def give_back_to(self, wanted: QWidget, instead_of: QWidget) -> None:
        """Give the keys to another part of the page than one that had them as the panel came."""
        if self._before in {None, instead_of}:
            self._before = wanted

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Go away when the keys go elsewhere in the window, as by a shortcut of the page."""
        if now and now.window() is self.window() and not self.isAncestorOf(now) and now is not self:
            self.put_away(give_back=False)

    def _place(self) -> None:
        room = self._window.rect()
        self.setGeometry(room)
        width = min(self._most[0], room.width() - 2 * _EDGE)
        top = min(_TOP, max(_EDGE, room.height() - 2 * _EDGE - self._most[1]))
        height = min(self._most[1], room.height() - top - _EDGE)
        self.panel.setGeometry(QRect((room.width() - width) // 2, top, width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the panel away at a press beside it."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.put_away()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the panel away at Escape; no key goes on to what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        event.accept()
