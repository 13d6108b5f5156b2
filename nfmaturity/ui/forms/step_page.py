"""The page of one step of a form: a column under its head, which scrolls where the window is low."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.paragraph import Paragraph

_WIDEST = 640
AFTER_HEAD = 4
"""How many parts of the column the head takes: what is to lead goes in there."""


class StepPage(QScrollArea):
    """Asks something in its head and advises; the fields go into its column."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Lay out the head, still without words."""
        super().__init__(parent)
        take_touch(self)
        self.setObjectName(f"form-{name}")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget(self)
        across = QHBoxLayout(held)
        across.setContentsMargins(40, 24, 24, 32)
        narrow = QWidget(held)
        narrow.setMaximumWidth(_WIDEST)
        narrow.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        across.addWidget(narrow, 1)
        across.addStretch(0)
        self.column = QVBoxLayout(narrow)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.head = Paragraph(narrow, pixels=17, leading=24, bold=True)
        self.advice = Paragraph(narrow, role="ink2")
        self.column.addWidget(self.head)
        self.column.addSpacing(4)
        self.column.addWidget(self.advice)
        self.column.addSpacing(16)
        self.setWidget(held)
