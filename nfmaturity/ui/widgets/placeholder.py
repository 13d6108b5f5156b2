"""What an empty field says of itself, told whole where the field is too narrow for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

_EDGE = 20
"""What border, padding and caret take of a field's width."""


def tell_placeholder(field: QLineEdit) -> None:
    """Let the tooltip say what Qt cuts with "…", unless it says something else; for a field's `paintEvent`."""
    text, margins = field.placeholderText(), field.textMargins()
    room = field.width() - margins.left() - margins.right() - _EDGE
    wanted = text if not field.text() and QFontMetricsF(field.font()).horizontalAdvance(text) > room else ""
    if field.toolTip() in {"", text} and field.toolTip() != wanted:
        field.setToolTip(wanted)
