"""How a figure on screen is asked why it is so: a widget sends the question, the window answers beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QRect

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nfmaturity.analysis.reasons.values import Figure, Scored
    from nfmaturity.ui.settings import Location

KEY = "W"
"""Asks for the figure that has the focus, else for the main one of the page."""

_KIND = QEvent.registerEventType()

Beside = Callable[["Scored"], "Scored"]
"""Adds to what a figure is of what else it comes from."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on a widget a figure stands, and the place that it leads to besides its reason.

    `stored` is the id of an assessment of the library that the figure is of, where that is not the open one. `scored`
    gives what it is of where that is no assessment. `beside` adds what else the figure comes from.
    """

    rect: QRect
    figure: Figure
    door: Location | None = None
    stored: str = ""
    scored: Callable[[], Scored] | None = None
    beside: Beside | None = None


class WhyAsked(QEvent):
    """The question why a figure on a widget is what it is."""

    def __init__(self, widget: QWidget, spot: Spot, *, by_key: bool) -> None:
        """Ask for a figure at its place."""
        super().__init__(QEvent.Type(_KIND))
        self.widget, self.spot, self.by_key = widget, spot, by_key


def ask_why(widget: QWidget, spot: Spot, *, by_key: bool = False) -> None:
    """Ask the window of a widget for the reason of a figure."""
    QCoreApplication.sendEvent(widget.window(), WhyAsked(widget, spot, by_key=by_key))
