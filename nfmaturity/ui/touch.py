"""Touch in whatever scrolls: a finger that moves scrolls, one that taps clicks, one that stays asks for the menu.

Qt would make mouse events of a touch at once, so that a flick began with a press: a row became the current one, or a
grade was given by the finger that only wanted to go on. Here nothing is pressed until the finger has left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QInputDevice, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QScroller, QScrollerProperties

from nfmaturity.ui.motion import may_move

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QEventPoint
    from PySide6.QtWidgets import QWidget

_TREMBLE = 12
"""How far a finger may go and still tap; pixels."""

_Left, _Right, _None = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_Press, _Release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease


def take_touch(area: QAbstractScrollArea) -> None:
    """Let an area be used by touch: flicks, taps, and a long press that does what a right click does."""
    if isinstance(area, QAbstractItemView):
        area.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    _Fingers(area)


def takes_touch(area: QAbstractScrollArea) -> bool:
    """Tell whether an area can be used by touch."""
    return area.viewport().testAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)


@dataclass(slots=True)
class _Finger:
    """A finger on the area: where it came down and was last, on the screen, and what it does by now."""

    ident: int
    began: QPointF
    last: QPointF
    at: int
    is_spent: bool = False
    """It no longer taps, as it has moved, stopped what moved, or opened a menu."""

    moves: QAbstractScrollArea | None = None
    """What it scrolls."""


class _Fingers(QObject):
    """Takes the touches of one area, of the first finger only."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._finger: _Finger | None = None
        self._tapped: tuple[QPointF, int] | None = None
        self._hold = QTimer(self, singleShot=True)
        self._hold.timeout.connect(self._press_long)
        area.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        area.viewport().installEventFilter(self)

    def eventFilter(self, _viewport: QObject, event: QEvent) -> bool:
        """Take what a finger does on the screen; that of a touch pad moves the pointer."""
        if not isinstance(event, QTouchEvent) or event.device().type() != QInputDevice.DeviceType.TouchScreen:
            return False
        kind = event.type()
        if kind == QEvent.Type.TouchBegin:
            self._come(event.points()[0], event.timestamp())
        elif self._finger and kind == QEvent.Type.TouchCancel:
            self._leave(self._finger)
        elif finger := self._finger:
            point = next((point for point in event.points() if point.id() == finger.ident), None)
            if len(event.points()) > 1:
                self._spend(finger)
            if point and point.state() == point.State.Released:
                self._go(finger, point.globalPosition(), event.timestamp())
            elif point:
                self._move(finger, point.globalPosition(), event.timestamp())
        event.accept()
        return True

    def _come(self, point: QEventPoint, at: int) -> None:
        place = point.globalPosition()
        self._finger = finger = _Finger(point.id(), place, place, at)
        finger.moves = next(filter(_is_moving, self._areas()), None)
        if finger.moves:
            finger.is_spent = True
            _feed(finger.moves, QScroller.Input.InputPress, place, at)
        else:
            self._hold.start(QGuiApplication.styleHints().mousePressAndHoldInterval())

    def _move(self, finger: _Finger, place: QPointF, at: int) -> None:
        if not finger.is_spent and (place - finger.began).manhattanLength() > _TREMBLE:
            self._spend(finger)
            finger.moves = self._area_along(place - finger.began)
            if finger.moves:
                _feed(finger.moves, QScroller.Input.InputPress, finger.last, finger.at)
        if finger.moves:
            _feed(finger.moves, QScroller.Input.InputMove, place, at)
        finger.last, finger.at = place, at

    def _go(self, finger: _Finger, place: QPointF, at: int) -> None:
        self._hold.stop()
        self._finger = None
        if finger.moves:
            _feed(finger.moves, QScroller.Input.InputRelease, place, at)
            if not may_move():
                _scroller(finger.moves).stop()
        elif not finger.is_spent:
            self._tap(finger.began, at)

    def _leave(self, finger: _Finger) -> None:
        self._hold.stop()
        self._finger = None
        if finger.moves:
            _scroller(finger.moves).stop()

    def _spend(self, finger: _Finger) -> None:
        self._hold.stop()
        finger.is_spent = True

    # What scrolls

    def _areas(self) -> Iterator[QAbstractScrollArea]:
        """Give the area and those around it, the innermost first."""
        at: QWidget | None = self._area
        while at is not None:
            if isinstance(at, QAbstractScrollArea) and takes_touch(at):
                yield at
            at = at.parentWidget()

    def _area_along(self, way: QPointF) -> QAbstractScrollArea | None:
        """Give the innermost that scrolls the way a finger goes."""
        for area in self._areas():
            bar = area.horizontalScrollBar() if abs(way.x()) > abs(way.y()) else area.verticalScrollBar()
            if bar.maximum() > bar.minimum():
                return area
        return None

    # What clicks

    def _tap(self, place: QPointF, at: int) -> None:
        before, self._tapped = self._tapped, (place, at)
        hints = QGuiApplication.styleHints()
        is_second = (
            before is not None
            and at - before[1] < hints.mouseDoubleClickInterval()
            and (place - before[0]).manhattanLength() < 2 * _TREMBLE
        )
        if is_second:
            self._tapped = None
        self._send(QEvent.Type.MouseButtonDblClick if is_second else _Press, place, _Left)
        self._send(_Release, place, _Left)

    def _press_long(self) -> None:
        """Do what a right click does; where that opens nothing, say what the pointer would be told by resting there."""
        if (finger := self._finger) is None:
            return
        finger.is_spent = True
        viewport, place = self._area.viewport(), finger.began.toPoint()
        below = viewport.childAt(viewport.mapFromGlobal(place)) or viewport
        within = below.mapFromGlobal(place)
        for kind, held in ((_Press, _Right), (_Release, _None)):
            QCoreApplication.sendEvent(below, QMouseEvent(kind, within, finger.began, _Right, held, _NO_KEYS))
        QCoreApplication.sendEvent(below, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, within, place, _NO_KEYS))
        if QApplication.activePopupWidget() is None:
            QCoreApplication.sendEvent(below, QHelpEvent(QEvent.Type.ToolTip, within, place))

    def _send(self, kind: QEvent.Type, place: QPointF, button: Qt.MouseButton) -> None:
        """Send a mouse event the way the system's come, so that focus and menus follow."""
        window = self._area.window().windowHandle()
        if window is None:
            return
        within = window.mapFromGlobal(place)
        held = _None if kind == _Release else button
        source = Qt.MouseEventSource.MouseEventSynthesizedByApplication
        QCoreApplication.sendEvent(window, QMouseEvent(kind, within, within, place, button, held, _NO_KEYS, source))


def _is_moving(area: QAbstractScrollArea) -> bool:
    viewport = area.viewport()
    return QScroller.hasScroller(viewport) and QScroller.scroller(viewport).state() == QScroller.State.Scrolling


def _feed(area: QAbstractScrollArea, what: QScroller.Input, place: QPointF, at: int) -> None:
    _scroller(area).handleInput(what, area.viewport().mapFromGlobal(place), at)


def _scroller(area: QAbstractScrollArea) -> QScroller:
    """Give what moves an area, which never goes beyond its ends."""
    viewport = area.viewport()
    is_new = not QScroller.hasScroller(viewport)
    scroller = QScroller.scroller(viewport)
    if is_new:
        metric, off = QScrollerProperties.ScrollMetric, QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
        wanted = scroller.scrollerProperties()
        wanted.setScrollMetric(metric.HorizontalOvershootPolicy, off)
        wanted.setScrollMetric(metric.VerticalOvershootPolicy, off)
        wanted.setScrollMetric(metric.DragStartDistance, 0.0)
        scroller.setScrollerProperties(wanted)
    return scroller
