"""What stands in the table of assessments while it has no row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable


class LibraryNote(QWidget):
    """A sentence, and a way on where there is one."""

    def __init__(self) -> None:
        """Begin without a sentence."""
        super().__init__()
        self._said = Paragraph(self, role="ink2")
        self._said.setObjectName("note")
        self._way = Button("link", "", self)
        self._way.setObjectName("note-way")
        self._way.clicked.connect(self._go_on)
        self._follow: Callable[[], None] = lambda: None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 64, 24, 24)
        layout.setSpacing(8)
        for widget in (self._said, self._way):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.hide()

    def show_note(self, said: str, way: str = "", follow: Callable[[], None] = lambda: None) -> None:
        """Show a sentence, and a button that leads on."""
        self._said.setText(said)
        self._way.setText(way)
        self._way.setVisible(bool(way))
        self._follow = follow

    def _go_on(self) -> None:
        self._follow()
