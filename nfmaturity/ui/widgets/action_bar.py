"""The line of buttons under a page: ways out at the left, ways on at the right, on as many lines as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget

from nfmaturity.ui.tab_order import chain, takes_tab
from nfmaturity.ui.widgets.buttons import HEIGHT
from nfmaturity.ui.widgets.frame import Ground

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_GAP, _HIGH, _LOW, _IS_LOW_BELOW = 8, 56, 44, 540
"""Between two parts; the height of a line, and where the window is low, which is below the last."""


class ActionBar(Ground):
    """Puts its parts on one line, at their shortest where that is needed, and wraps them where that is too long."""

    def __init__(self, parent: QWidget | None = None, *, left: int = 16, right: int = 24) -> None:
        """Begin without parts, with margins at both ends."""
        super().__init__("panel", "t", parent)
        self._margins = left, right
        self._left: list[QWidget] = []
        self._right: list[QWidget] = []
        self.setFixedHeight(_HIGH)

    def add(self, *parts: QWidget) -> None:
        """Add parts at the left."""
        self._take(self._left, parts)

    def add_right(self, *parts: QWidget) -> None:
        """Add parts at the right."""
        self._take(self._right, parts)

    def _take(self, side: list[QWidget], parts: tuple[QWidget, ...]) -> None:
        for part in parts:
            part.setParent(self)
            side.append(part)
        stops = (stop for part in self._all for stop in (part, *part.findChildren(QWidget)) if takes_tab(stop))
        chain(stop for stop in stops if stop.window() is self.window())  # the list of a choice is a window

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the widest part."""
        return QSize(sum(self._margins) + max((_least(part) for part in self._shown(self._all)), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the parts for another width."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange the parts anew where one of them came, went or got another text."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    @property
    def _all(self) -> list[QWidget]:
        return self._left + self._right

    @staticmethod
    def _shown(parts: list[QWidget]) -> list[QWidget]:
        return [part for part in parts if not part.isHidden()]

    def _arrange(self) -> None:
        room = self.width() - sum(self._margins)
        left, right = self._shown(self._left), self._shown(self._right)
        for measured in (_usual, _least):
            widths = {part: measured(part) for part in left + right}
            if _taken(left + right, widths) <= room:
                lines = [(left, right)]
                break
        else:
            lines = _wrapped(_lines(left, widths, room), _lines(right, widths, room), widths, room)
        self._put(lines, widths)

    def _put(self, lines: list[tuple[list[QWidget], list[QWidget]]], widths: dict[QWidget, int]) -> None:
        high = _LOW if self.window().height() < _IS_LOW_BELOW else _HIGH
        step, start = HEIGHT + _GAP, (high - HEIGHT) // 2
        for place, (left, right) in enumerate(lines):
            y, x = start + place * step, self._margins[0]
            for part in left:
                x = _at(part, x, y, widths[part])
            x = self.width() - self._margins[1] - _taken(right, widths)
            for part in right:
                x = _at(part, x, y, widths[part])
        self.setFixedHeight(high + max(0, len(lines) - 1) * step)


def _usual(part: QWidget) -> int:
    return min(part.sizeHint().width(), part.maximumWidth())


def _least(part: QWidget) -> int:
    least = part.minimumSizeHint().width()
    return min(max(least, part.minimumWidth()), part.maximumWidth())


def _taken(parts: list[QWidget], widths: dict[QWidget, int]) -> int:
    return sum(widths[part] + _GAP for part in parts) - _GAP if parts else 0


def _lines(parts: list[QWidget], widths: dict[QWidget, int], room: int) -> list[list[QWidget]]:
    lines: list[list[QWidget]] = []
    for part in parts:
        if not lines or _taken([*lines[-1], part], widths) > room:
            lines.append([])
        lines[-1].append(part)
    return lines


def _wrapped(
    left: list[list[QWidget]], right: list[list[QWidget]], widths: dict[QWidget, int], room: int
) -> list[tuple[list[QWidget], list[QWidget]]]:
    """Put the lines of the left over those of the right; the two that meet share a line where there is room."""
    if left and right and _taken(left[-1] + right[0], widths) <= room:
        met, left, right = [(left[-1], right[0])], left[:-1], right[1:]
    else:
        met = []
    return [*((line, []) for line in left), *met, *(([], line) for line in right)]


def _at(part: QWidget, x: int, y: int, width: int) -> int:
    part.setGeometry(x, y, width, HEIGHT)
    return x + width + _GAP
