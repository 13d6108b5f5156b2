"""Ask why something does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nfmaturity.domain.errors import UserError
from nfmaturity.i18n import _, say
from nfmaturity.ui.widgets.composing import TextBox
from nfmaturity.ui.widgets.default_button import make_default
from nfmaturity.ui.widgets.label import Caution
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent


class ExclusionDialog(QDialog):
    """A reason in the user's words; what the rules forbid is said here, and the words are kept."""

    def __init__(
        self, name: str, exclude: Callable[[str], None], parent: QWidget | None = None, *, draft: str = ""
    ) -> None:
        """Ask for `name`; `exclude` takes the reason and raises `UserError` where that is not allowed.

        `draft` is what was typed before and not said.
        """
        super().__init__(parent)
        self._exclude = exclude
        self.setObjectName("exclusion")
        self.setWindowTitle(_("Not applicable"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 20, 24, 20)
        down.setSpacing(8)
        head = Paragraph(self, pixels=17, leading=24, bold=True)
        head.setText(_("Not applicable"))
        down.addWidget(head)
        subject = Paragraph(self)
        subject.setText(name)
        down.addWidget(subject)
        asked = Paragraph(self, role="ink2")
        asked.setText(_("Why does this not apply here? The reason is printed in the report's register of exclusions."))
        down.addWidget(asked)
        self.reason = TextBox(self)
        self.reason.setObjectName("exclusion-reason")
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(96)
        self.reason.setPlainText(draft)
        self.reason.moveCursor(QTextCursor.MoveOperation.End)
        down.addWidget(self.reason)
        self.fault = Caution(self, role="cop")
        self.fault.said.setObjectName("exclusion-fault")
        self.fault.hide()
        down.addWidget(self.fault)
        down.addSpacing(8)
        down.addLayout(self._buttons())
        self.reason.setFocus()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        leave = QPushButton(_("Cancel"))
        leave.setObjectName("exclusion-cancel")
        leave.clicked.connect(self.reject)
        done = QPushButton(_("Take out of scope"))
        done.setObjectName("exclusion-done")
        make_default(done)
        done.clicked.connect(self._try)
        row.addWidget(leave)
        row.addWidget(done)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Enter for done, as Enter begins a new line."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._try()
        else:
            super().keyPressEvent(event)

    def _try(self) -> None:
        self.reason.take_preedit()
        try:
            self._exclude(self.reason.toPlainText().strip())
        except UserError as refused:
            self.fault.said.setText(say(refused.message))
            self.fault.show()
            self.reason.setFocus()
        else:
            self.accept()
