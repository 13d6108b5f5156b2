"""Python's garbage is collected in the window's thread, as long as any window is there."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nfmaturity.ui.garbage import GarbageCollector


class Knot:
    """Holds itself, so that only a collection lets go of it; tells which thread did."""

    def __init__(self, threads: list[threading.Thread]) -> None:
        self.knot = self
        weakref.finalize(self, lambda: threads.append(threading.current_thread()))


def allocate(count: int = 20_000) -> None:
    """Make so much that Python would look for garbage by itself."""
    held = [[number] for number in range(count)]
    assert len(held) == count


def test_no_other_thread_collects_until_the_last_window_is_closed(application: QApplication) -> None:
    threads: list[threading.Thread] = []
    first, second = GarbageCollector(), GarbageCollector()
    first.end()
    first.end()  # closing twice lets go of one only
    Knot(threads)
    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert not threads
    second.end()
    allocate()
    assert threads == [threading.main_thread()]


def test_what_one_window_left_out_is_looked_through_once_the_last_is_closed(
    application: QApplication, qtbot: QtBot
) -> None:
    frozen = gc.get_freeze_count()
    first = GarbageCollector()
    first._timer.setInterval(1)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > frozen)
    second = GarbageCollector()
    first.end()
    assert gc.get_freeze_count() > 0
    second.end()
    assert gc.get_freeze_count() == 0


def test_the_window_collects_now_and_then(application: QApplication, qtbot: QtBot) -> None:
    early: list[threading.Thread] = []
    threads: list[threading.Thread] = []
    frozen = gc.get_freeze_count()
    collector = GarbageCollector()
    collector._timer.setInterval(1)
    Knot(early)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > frozen)
    Knot(threads)
    held = [[number] for number in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]
    assert held
    assert not early, "what the start has brought is not looked through again and again"
    collector.end()
    assert gc.isenabled()
    gc.collect()
    assert early, "but by Python, once it collects again"
