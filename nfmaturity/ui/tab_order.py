"""The order in which Tab goes through parts that came at various times: as one reads them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable


def in_reading_order(holder: QWidget) -> list[QWidget]:
    """Give the parts of a column that Tab stops at, line by line; what overlaps in height stands on one line."""
    places = {part: QRect(part.mapTo(holder, QPoint(0, 0)), part.size()) for part in _stops(holder)}
    lines: list[list[QWidget]] = []
    for part in sorted(places, key=lambda part: places[part].top()):
        if lines and places[part].top() < places[lines[-1][0]].bottom():
            lines[-1].append(part)
        else:
            lines.append([part])
    return [part for line in lines for part in sorted(line, key=lambda part: places[part].left())]


def chain(parts: Iterable[QWidget]) -> None:
    """Let Tab go from each part to the one after it."""
    for before, after in pairwise(parts):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def takes_tab(part: QWidget) -> bool:
    """Tell whether Tab stops at a part, once that is shown and in use."""
    return bool(part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)


def _stops(holder: QWidget) -> list[QWidget]:
    return [part for part in holder.findChildren(QWidget) if takes_tab(part) and part.isVisible() and part.isEnabled()]
