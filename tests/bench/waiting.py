"""How measured processes wait: for some milliseconds, or for a signal of the app."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer


def rest(milliseconds: int) -> None:
    """Let the event loop run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(signal: object, begin: object) -> None:
    """Begin something and let the event loop run until a signal tells that it is through."""
    loop = QEventLoop()
    signal.connect(loop.quit)  # type: ignore[attr-defined]
    begin()  # type: ignore[operator]
    loop.exec()
    rest(50)
