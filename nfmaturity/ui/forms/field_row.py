"""Fields side by side where there is room for them, else one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_LEAST = 104
"""How narrow a field of one part may become before the row is broken up."""


class FieldRow(QWidget):
    """A row that breaks up where its fields would become too narrow to be read."""

    def __init__(self, fields: Sequence[tuple[QWidget, int]], parent: QWidget | None = None) -> None:
        """Lay out fields, each with its part of the row."""
        super().__init__(parent)
        self._least = max((_least_of(field) / width for field, width in fields), default=0) * sum(
            width for _field, width in fields
        )
        self._least += 16 * (len(fields) - 1)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self._is_single = len(fields) < 2
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for field, width in fields:
            self._layout.addWidget(field, width)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the widest field needs."""
        return QSize(min(240, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row up, or put it together again."""
        super().resizeEvent(event)
        if self._is_single:
            return
        is_narrow = self.width() < self._least
        wanted = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != wanted:
            self._layout.setDirection(wanted)
            self._layout.setSpacing(0 if is_narrow else 16)
            self.updateGeometry()


def _least_of(field: QWidget) -> int:
    held = field.property("least")
    return held if isinstance(held, int) else _LEAST
