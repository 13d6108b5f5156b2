"""How tests drive the app: by names of widgets, clicks and keys, waiting on facts."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.ui.app import App

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton


def named(root: QWidget, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
    """Give the widget of that name, which must be there."""
    found = root.findChild(kind, name)
    assert found is not None, f"there is no {name}"
    return found


def click(qtbot: QtBot, root: QWidget, name: str) -> None:
    """Click a widget that a person could click: visible, enabled and laid out, which Qt does a turn after it came."""
    widget = named(root, name)
    assert widget.isVisible(), f"{name} is not visible"
    assert widget.isEnabled(), f"{name} is not enabled"
    qtbot.waitUntil(lambda: not widget.rect().isEmpty())
    qtbot.mouseClick(widget, LEFT)


def key(qtbot: QtBot, app: App, keys: str) -> None:
    """Press keys where the focus is."""
    target = app.window.focusWidget() or app.window
    qtbot.keyClicks(target, keys)


def saved(qtbot: QtBot, app: App) -> None:
    """Wait until every edit is shown as saved."""
    qtbot.waitUntil(lambda: app.desk.waiting == 0, timeout=10_000)


def rested(qtbot: QtBot, app: App) -> None:
    """Wait until keys act on the page that came by itself."""
    qtbot.waitUntil(lambda: not app.window.arrival.is_resting)


def settled(qtbot: QtBot, app: App) -> None:
    """Wait until nothing is on its way to the disk, where it can get there."""
    session = app.desk.session
    if session is None or session.save_state.kind != "failed":
        saved(qtbot, app)
