"""The side panels of the Assess page: docked where there is room, folded by a person, or drawers over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QBoxLayout

    from nfmaturity.ui.pages.assess import AssessPage

_ROOM_FOR_BOTH, _ROOM_FOR_ONE, _FOLDS_BELOW = 988, 720, 1128
"""Widths of the page: from which two panels, or one, stand beside the requirements; below which they can be folded."""

_IS_LOW_BELOW = 540
"""The window's height below which the head of the page takes one line."""

_DOCKED, _DRAWER, _LEFT_FREE = 260, 320, 56
"""The widths of a panel, and what a drawer leaves of the page at least."""


class Scrim(QWidget):
    """Lies over the page behind a drawer; a click on it closes the drawer."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close the drawer; what is below takes no click."""
        self.clicked.emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Darken what is behind."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 90))


class SidePanels(QObject):
    """Says which panels are seen, first one first: that one keeps its place where there is room for one only."""

    closed = Signal()
    """A drawer was closed, and the keys belong to the requirements again."""

    def __init__(self, page: AssessPage, across: QBoxLayout) -> None:
        """Take the page's panels, which stand left and right in its layout."""
        super().__init__(page)
        self._page, self._across = page, across
        self._panels: tuple[QWidget, QWidget] = (page.tree, page.standing)
        self._folded: set[QWidget] = set()
        self._drawer: QWidget | None = None
        self._room = 2
        self._reserved = 0
        self.scrim = Scrim(page)
        self.scrim.setObjectName("scrim")
        self.scrim.clicked.connect(self.close)
        page.installEventFilter(self)
        self._connect()
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._follow_focus)

    def eventFilter(self, _page: QObject, event: QEvent) -> bool:
        """Follow the size of the page."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def _connect(self) -> None:
        page = self._page
        for button in (page.header.standing, page.standing.strip):
            button.clicked.connect(lambda: self.toggle(page.standing))
        page.header.tree.clicked.connect(lambda: self.toggle(page.tree))
        for signal in (page.tree.chosen, page.tree.found, page.tree.left, page.standing.asked):
            signal.connect(self._put_away)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.find),
            (QKeySequence("Ctrl+B"), lambda: self.toggle(page.tree)),
            (QKeySequence("Ctrl+Shift+B"), lambda: self.toggle(page.standing)),
        ):
            QShortcut(keys, page).activated.connect(act)

    def find(self) -> None:
        """Put the keys into the search over the tree."""
        self.show(self._page.tree)
        self._page.tree.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def drawer(self) -> QWidget | None:
        """The panel that lies over the page."""
        return self._drawer

    def is_seen(self, panel: QWidget) -> bool:
        """Tell whether a panel is docked or open as a drawer."""
        return panel is self._drawer or panel in self._docked()

    def fit(self) -> None:
        """Follow the width of the page, and the height of the window."""
        self._page.header.set_compact(self._page.window().height() < _IS_LOW_BELOW)
        width = self._page.width()
        room = 2 if width >= _ROOM_FOR_BOTH else 1 if width >= _ROOM_FOR_ONE else 0
        if room != self._room:
            self._room = room
            if self._drawer:
                self.close()
        self._arrange()

    def reserve(self, width: int) -> None:
        """Leave so much free at the right of the page, for what lies over the docked panel there or in its place."""
        if width != self._reserved:
            self._reserved = width
            self._arrange()

    def toggle(self, panel: QWidget) -> None:
        """Fold a panel away or bring it back, beside the requirements where it has room there, else over the page."""
        if panel is self._drawer:
            self.close()
        elif panel in self._docked():
            self._folded.add(panel)
            self._arrange()
            self.closed.emit()
        else:
            self.show(panel)

    def show(self, panel: QWidget) -> None:
        """Let a panel be seen, and put the keys into a drawer."""
        if self.is_seen(panel):
            return
        self._folded.discard(panel)
        if panel not in self._docked():
            self._drawer = panel
        self._arrange()
        if panel is self._drawer and (first := _first_control(panel)):
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def close(self) -> bool:
        """Close the drawer; False where none is open."""
        if self._drawer is None:
            return False
        self._put_away()
        self.closed.emit()
        return True

    def take_key(self, key: int) -> bool:
        """Let no key act on what lies behind a drawer; Escape closes it. False where none is open."""
        if key == Qt.Key.Key_Escape:
            return self.close()
        return self._drawer is not None

    def _put_away(self) -> None:
        """Close the drawer where one is open, and leave the keys where they are."""
        if self._drawer:
            self._drawer = None
            self._arrange()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Close a drawer that the keys have left for the page behind it."""
        if now and self._drawer and self._page.isAncestorOf(now) and not self._drawer.isAncestorOf(now):
            self._put_away()

    def _docked(self) -> list[QWidget]:
        return [panel for panel in self._panels[: self._room] if panel not in self._folded]

    def _arrange(self) -> None:
        docked, width, height = self._docked(), self._page.width(), self._page.height()
        for panel in self._panels:
            is_left = panel is self._panels[0]
            if panel in docked:
                panel.setFixedWidth(_DOCKED)
                if self._across.indexOf(panel) < 0:
                    self._across.insertWidget(0 if is_left else -1, panel)
            else:
                self._across.removeWidget(panel)
                panel.setFixedWidth(max(120, min(_DRAWER, width - _LEFT_FREE)))
                panel.setGeometry(0 if is_left else width - panel.width(), 0, panel.width(), height)
        beside = _DOCKED if self._panels[1] in docked else 0
        self._panels[1].setEnabled(not (self._reserved and beside))  # no key goes to what is covered
        self._across.setContentsMargins(0, 0, max(0, self._reserved - beside), 0)
        self.scrim.setGeometry(0, 0, width, height)
        self.scrim.setVisible(self._drawer is not None)
        self.scrim.raise_()
        for panel in self._panels:
            panel.setVisible(self.is_seen(panel))
        if self._drawer:
            self._drawer.raise_()
        self._show_ways()

    def _show_ways(self) -> None:
        """Show the ways to panels that are out of sight, and where the page is narrow also the way to fold them."""
        page, is_narrow, has_strip = self._page, self._page.width() < _FOLDS_BELOW, self._room == 0
        page.standing.strip.setVisible(has_strip)
        page.header.tree.setVisible(is_narrow or not self.is_seen(page.tree))
        page.header.standing.setVisible(not has_strip and (is_narrow or not self.is_seen(page.standing)))


def _first_control(panel: QWidget) -> QWidget | None:
    """Give the first part of a panel that Tab would reach."""
    at = panel.nextInFocusChain()
    while at and at is not panel:
        takes_tab = at.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and at.isVisible() and at.isEnabled()
        if takes_tab and panel.isAncestorOf(at):
            return at
        at = at.nextInFocusChain()
    return None
