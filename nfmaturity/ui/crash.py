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
_GROUP = "Exception Group "
_BETWEEN = (
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
)
_MARGIN = re.compile(r"( +[|+] )?(.*)")
_MEMBER = re.compile(r" +(?:\+-)?\+-{16} (?:\d+|\.\.\.) -{16}| +\+-{36}")
"""The lines between the members of an exception group."""

_PLACE = '  File "'
_CODE = re.compile(r"    |  \[Previous line repeated \d+ more times?\]$")
_EXCEPTION = re.compile(r"(?:\w+\.)*(\w+)(?::|$)")
_UNTRACED = re.compile(r"(?:\w+\.)*\w*(?:Error|Exception|ExceptionGroup): ")
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
        where, told = _read_line(where, line)
        kept += [] if told is None else [told]
    return "\n".join(kept).strip("\n")


def _read_line(where: str, line: str) -> tuple[str, str | None]:
    """Give where in a trace the next line stands and what may be told of this one; in doubt nothing."""
    margin, said = _split(line)
    if _TRACE in said:  # whatever else is in the line is no part of a head
        return "head", f"{margin}{_GROUP if _GROUP + _TRACE in said else ''}{_TRACE}"
    if said in _BETWEEN:
        return "between", f"{margin}\n{margin}{said}\n{margin}"
    if _MEMBER.fullmatch(line):
        return "member", line
    if where in {"head", "places"} and said.startswith(" "):
        return _read_place(where, line, said)
    if where == "places" or (where == "member" and margin) or (where == "before" and (margin or _UNTRACED.match(said))):
        return "after", margin + _exception_line(said)
    return where, line if where == "before" else None


def _read_place(where: str, line: str, said: str) -> tuple[str, str | None]:
    if said.startswith(_PLACE):
        return "places", line
    return where, line if where == "places" and _CODE.match(said) else None


def _split(line: str) -> tuple[str, str]:
    """Part a line into the margin that members of a group have and what stands in it."""
    found = _MARGIN.fullmatch(line)
    return (found[1] or "", found[2]) if found else ("", line)


def _exception_line(line: str) -> str:
    name = _EXCEPTION.match(line)
    if name is None:
        return "…"
    kind, said, _rest = line.partition(":")
    return f"{kind}: …" if said and name[1] not in _NAMES_ONLY else line
