"""The dialog that shows a fault of ours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from nfmaturity.i18n import _
from nfmaturity.ui.crash import crash_text
from nfmaturity.ui.fonts import font


class CrashDialog(QDialog):
    """Says that something broke, what was kept, and what to do."""

    def __init__(self, fault: str, parent: QWidget | None = None) -> None:
        """Show one fault."""
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle(_("Something went wrong in the program"))
        self.setMinimumSize(620, 380)
        text = crash_text(fault)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        head = QLabel(_("Something went wrong in the program"))
        head.setFont(font("heading"))
        layout.addWidget(head)
        said = QLabel(
            _(
                "Whatever the status bar showed as saved is on disk. You can go on; if the page looks wrong, close the "
                "program and open it again. Please send the text below to whoever looks after the program: it holds "
                "no answers of yours."
            )
        )
        said.setWordWrap(True)
        layout.addWidget(said)
        shown = QPlainTextEdit(text)
        shown.setObjectName("crash-text")
        shown.setReadOnly(True)
        shown.setAccessibleName(_("Text of the fault"))
        layout.addWidget(shown, 1)
        layout.addLayout(self._buttons(text))

    def _buttons(self, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        copy = QPushButton(_("Copy the text"))
        copy.setObjectName("crash-copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        close = QPushButton(_("Go on"))
        close.setObjectName("crash-close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(copy)
        row.addWidget(close)
        return row

    def show_beside(self) -> None:
        """Show without stopping the window behind."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.open()
