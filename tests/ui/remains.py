"""What a test must not leave behind: windows, threads and child processes."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import psutil
import shiboken6
from PySide6.QtCore import QEvent, QObject, QProcess, QThread
from PySide6.QtWidgets import QApplication

Q = TypeVar("Q", bound=QObject)


def child_processes() -> frozenset[int]:
    """Give the child processes there are, but those that ended and wait to be asked how."""
    children = psutil.Process().children()
    return frozenset(child.pid for child in children if _is_alive(child))


def refuse_remains(application: QApplication, before: frozenset[int]) -> None:
    """Refuse what is left after a test; `before` are the child processes that were there when it began."""
    for refuse in (refuse_visible, refuse_widgets, refuse_threads):
        refuse(application)
    refuse_processes(before)


def refuse_visible(application: QApplication) -> None:
    """Refuse windows and dialogs that can be seen, whoever made them."""
    visible = [widget for widget in application.topLevelWidgets() if widget.isVisible()]
    assert not visible, f"windows are open: {visible}"


def refuse_widgets(application: QApplication) -> None:
    """Refuse widgets of ours that are held by somebody though nobody shows them."""
    gc.collect()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    ours = [w for w in application.topLevelWidgets() if type(w).__module__.startswith("nfmaturity")]
    assert not ours, f"widgets are left: {ours}"


def refuse_threads(_application: QApplication) -> None:
    """Refuse threads that run."""
    here = QThread.currentThread()
    running = [thread for thread in _alive(QThread) if thread != here and thread.isRunning()]
    assert not running, f"threads of Qt are left: {running}"
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread() and not thread.daemon]
    assert not others, f"threads are left: {others}"


def refuse_processes(before: frozenset[int]) -> None:
    """Refuse child processes that were not there before."""
    running = [process for process in _alive(QProcess) if process.state() != QProcess.ProcessState.NotRunning]
    assert not running, f"processes of Qt are left: {[process.program() for process in running]}"
    left = child_processes() - before
    assert not left, f"child processes are left: {sorted(left)}"


def _alive(kind: type[Q]) -> Iterator[Q]:
    """Give every object of a kind that Python holds and Qt has not deleted."""
    found: Callable[[object], bool] = shiboken6.isValid
    return (held for held in gc.get_objects() if issubclass(type(held), kind) and found(held))


def _is_alive(child: psutil.Process) -> bool:
    try:
        return bool(child.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
