"""Why a requirement does not apply, in the place of its grade, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nfmaturity.i18n import _
from nfmaturity.ui.widgets.buttons import HEIGHT, Button
from nfmaturity.ui.widgets.label import Label


class LeftOut(QWidget):
    """The reason on one line, the button that takes the requirement back into scope after it."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.said = Label(self, role="cop")
        self.again = Button("link", "", self)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self.said, 1)
        across.addWidget(self.again)
        self.said.setMinimumWidth(0)
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.hide()

    def show_reason(self, requirement: str, reason: str) -> None:
        """Say why a requirement does not apply; one that applies has no such line."""
        self.again.setObjectName(f"include-{requirement}")
        self.said.setObjectName(f"left-out-{requirement}")
        if not reason:
            self.hide()
            return
        self.again.setText(_("Applicable again"))
        told = _("Not applicable: {reason}").format(reason=" ".join(reason.split()))
        self.said.setText(told)
        self.again.setAccessibleDescription(told)
        self.show()

    def place(self, left: int, right: int, y: int) -> None:
        """Stand on a line between two edges."""
        self.setGeometry(left, y, max(0, right - left), HEIGHT)
