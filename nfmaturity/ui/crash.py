"""Faults that are ours: shown with a text to copy, whether they happen in the window, a thread or a child process."""

from __future__ import annotations

import platform
import re
import sys
import threading
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from nfmaturity import __version__
from nfmaturity.i18n import _
from nfmaturity.ui.fonts import font

if TYPE_CHECKING:
    from types import TracebackType


_TRACE = "Traceback (most recent call last):"
_BETWEEN = re.compile(r"^(During handling of the above exception|The above exception was the direct cause)")
_EXCEPTION = re.compile(r"^(?:\w+\.)*(\w+)(?::|$)")
_NAMES_ONLY = frozenset(
    {"AttributeError", "ImportError", "IndexError", "ModuleNotFoundError", "NameError", "RecursionError", "TypeError"}
)
"""Exceptions whose messages name what the program is made of, never what a person wrote."""


class CrashWatch(QObject):
    """Gathers unexpected exceptions of every thread in the thread of the window."""

    found = Signal(str)
    """The text of a fault."""

    def install(self) -> None:
        """Take the faults that nobody else takes."""
        sys.excepthook = self._in_window
        threading.excepthook = lambda held: self.take(held.exc_value)

    def take(self, crash: BaseException | None) -> None:
        """Report an exception."""
        self.found.emit("".join(traceback.format_exception(crash)))

    def _in_window(self, _kind: type[BaseException], crash: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(crash, KeyboardInterrupt):
            QGuiApplication.exit(130)
            return
        sys.__stderr__ and traceback.print_exception(crash, file=sys.__stderr__)
        self.take(crash)


def crash_text(fault: str) -> str:
    """Give what someone who mends the program needs, without anything of the user's data."""
    from PySide6 import __version__ as qt

    system = f"nfmaturity {__version__} · Python {platform.python_version()} · Qt {qt} · {platform.platform()}"
    return f"{system}\n\n{without_messages(fault)}"


def without_messages(fault: str) -> str:
    """Leave out of a trace what its exceptions say, as that may quote an answer."""
    kept: list[str] = []
    where = "before"
    for line in fault.splitlines():
        if line == _TRACE or _BETWEEN.match(line):
            where = "inside" if line == _TRACE else "before"
            kept += [line] if where == "inside" else ["", line, ""]
        elif where == "inside" and not line.startswith(" "):
            where = "after"
            kept.append(_exception_line(line))
        elif where != "after" and (line.strip() or where == "before"):
            kept.append(line)
    return "\n".join(kept).strip()


def _exception_line(line: str) -> str:
    name = _EXCEPTION.match(line)
    if name is None:
        return "…"
    kind, said, _rest = line.partition(":")
    return f"{kind}: …" if said and name[1] not in _NAMES_ONLY else line


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
