"""Collect Python's garbage in the window's thread only.

Python collects in whatever thread happens to allocate; one that holds objects of Qt must not be collected by the thread
of the database, as Qt's objects may be deleted in their own thread alone.
"""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2_000


class GarbageCollector(QObject):
    """Takes the collecting over from Python for as long as it, or another one beside it, runs."""

    _at_work: ClassVar[set[GarbageCollector]] = set()
    _has_settled: ClassVar[bool] = False

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin; what Python would have collected by itself is looked for now and then.

        What is there at the first look is not looked through until the end, as nearly all of it stays: modules,
        catalogues, the list of the library. With a long one that would take a tenth of a second, just when one begins
        to work; garbage of the first moments stays with it.
        """
        super().__init__(parent)
        gc.disable()
        self._at_work.add(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def end(self) -> None:
        """Give the collecting back to Python, unless another window still has a thread of its own that might do it."""
        self._timer.stop()
        self._at_work.discard(self)
        if not self._at_work:
            if self._has_settled:
                gc.unfreeze()
            GarbageCollector._has_settled = False
            gc.enable()

    def _look(self) -> None:
        if self._has_settled:
            collect()
        else:
            gc.freeze()
            GarbageCollector._has_settled = True


def collect() -> None:
    """Collect the oldest generation that is due, as Python itself would."""
    due = [held > limit > 0 for held, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if any(due):
        gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))
