"""The button of a dialog that Enter presses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetrics

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

_AROUND = 32
"""What stands on both sides of a button's word."""


def make_default(button: QPushButton) -> None:
    """Let Enter press a button; it is set in bold, of which Qt takes no account."""
    button.setDefault(True)
    button.ensurePolished()
    bold = QFont(button.font())
    bold.setBold(True)
    button.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(button.text()) + _AROUND)
