"""Faults that are ours: gathered as a text to copy, whether they happen in the window, a thread or a child process."""

from __future__ import annotations

import re
import sys
import threading
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from nfmaturity import __version__

if TYPE_CHECKING:
    from types import TracebackType


_TRACE = "Traceback (most recent call last):"
_BETWEEN = ("During handling of the above exception", "The above exception was the direct cause")
_EXCEPTION = r"^(?:\w+\.)*(\w+)(?::|$)"
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
            QCoreApplication.exit(130)
            return
        sys.__stderr__ and traceback.print_exception(crash, file=sys.__stderr__)
        self.take(crash)


def crash_text(fault: str) -> str:
    """Give what someone who mends the program needs, without anything of the user's data."""
    import platform

    from PySide6 import __version__ as qt

    system = f"nfmaturity {__version__} · Python {platform.python_version()} · Qt {qt} · {platform.platform()}"
    return f"{system}\n\n{without_messages(fault)}"


def without_messages(fault: str) -> str:
    """Leave out of a trace what its exceptions say, as that may quote an answer."""
    kept: list[str] = []
    where = "before"
    for line in fault.splitlines():
        if line == _TRACE or line.startswith(_BETWEEN):
            where = "inside" if line == _TRACE else "before"
            kept += [line] if where == "inside" else ["", line, ""]
        elif where == "inside" and not line.startswith(" "):
            where = "after"
            kept.append(_exception_line(line))
        elif where != "after" and (line.strip() or where == "before"):
            kept.append(line)
    return "\n".join(kept).strip()


def _exception_line(line: str) -> str:
    name = re.match(_EXCEPTION, line)
    if name is None:
        return "…"
    kind, said, _rest = line.partition(":")
    return f"{kind}: …" if said and name[1] not in _NAMES_ONLY else line
