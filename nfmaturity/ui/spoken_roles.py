"""What widgets that paint themselves are to those who hear the screen: without it Qt calls each a mere area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

_PROPERTY = "spoken-role"


def speak_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Say what a widget is; its accessible name says what it is called."""
    widget.setProperty(_PROPERTY, role.value)


def install_spoken_roles() -> None:
    """Let Qt ask us first; done once, and asked only while something reads the screen."""
    QAccessible.installFactory(_give)


def _give(_kind: str, widget: QObject) -> QAccessibleInterface | None:
    role = widget.property(_PROPERTY) if isinstance(widget, QWidget) else None
    return QAccessibleWidget(widget, QAccessible.Role(role)) if isinstance(widget, QWidget) and role else None
