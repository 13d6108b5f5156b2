"""Widgets that are put in their places by hand, so that Qt moves what is painted already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget


def stacked(parts: Iterable[tuple[QWidget, int]], width: int) -> list[tuple[QWidget, QRect]]:
    """Give each part of a height its place, one under the other."""
    places: list[tuple[QWidget, QRect]] = []
    y = 0
    for part, height in parts:
        places.append((part, QRect(0, y, width, height)))
        y += height
    return places


def put(places: list[tuple[QWidget, QRect]]) -> None:
    """Put widgets in their places and show them.

    What moves down goes last first and what moves up first first: no one is then moved over another, and Qt moves its
    picture instead of painting it anew.
    """
    moved = [(widget, place) for widget, place in places if widget.geometry() != place]
    if moved and moved[-1][1].y() > moved[-1][0].y():
        moved.reverse()
    for widget, place in moved:
        widget.setGeometry(place)
    for widget, _place in places:
        if widget.isHidden():
            widget.show()


def scrolled_to(place: QRect, at: int, height: int, *, above: int = 40, below: int = 12) -> int:
    """Give how far to scroll a window of some height, now scrolled to `at`, so that a place is in view.

    What stands above and below comes along where that fits; a place higher than the window is shown from its top.
    """
    top, bottom = place.y() - above, place.y() + place.height() + below
    if bottom - top > height:
        top, bottom = place.y(), place.y() + place.height()
    if top < at:
        return max(0, top)
    if bottom > at + height:
        return min(top, bottom - height) if bottom - top < height else top
    return at
