"""How long the window's event loop stands still while long work goes on; milliseconds.

`python -m tests.bench.stalls FOLDER ASSESSMENT DOCUMENT` prints for a report, an import and a search how late an event
is taken up (p99 over all moments) and the longest pause between two turns of the loop, kept going by a quick timer.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from nfmaturity.ui.app import App, make_application
from nfmaturity.ui.arrival import REST_MS
from nfmaturity.ui.pages.library_import import LibraryImport
from nfmaturity.ui.settings import Location, Settings
from nfmaturity.ui.tasks import Done, Task
from nfmaturity.ui.widgets.library_search import SearchField
from tests.bench.measuring import Pace
from tests.bench.waiting import rest, until

WORDS = ("铜", "7 号", "smelting", "2026", "厂")
LOOKS = 10
KEY_MS = 60
"""Between two keys of a quick typist."""


class Pulse(QObject):
    """Notes the time between two turns of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        self.gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> tuple[float, float]:
        self._timer.stop()
        return late(self.gaps, 0.01), max(self.gaps)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def late(gaps: Sequence[float], part: float) -> float:
    """Give the delay that this part of all events meets or exceeds, for events that come at any moment alike.

    A pause counts by its length: a percentile of the pauses themselves would hide one of a second among short ones.
    """
    low, high, whole = 0.0, max(gaps), sum(gaps)
    while high - low > 0.01:
        middle = (low + high) / 2
        if sum(gap - middle for gap in gaps if gap > middle) > part * whole:
            low = middle
        else:
            high = middle
    return high


def main(folder: str, ident: str, document: str) -> None:
    sys.setswitchinterval(0.0005)
    application = make_application()
    own = Path(folder) / "stalls.ini"
    own.unlink(missing_ok=True)  # no assessment is open yet from another run
    app = App(application, Settings(own), library=f"{folder}/library")
    app.watch.install()
    until(app.desk.library_changed, app.start)
    pulse, found = Pulse(), {}
    found["quiet"] = _measured(pulse, lambda: rest(1000))
    found["search"] = _measured(pulse, lambda: _search(app))
    until(app.desk.session_changed, lambda: app.window.go(Location("assess", ident)))
    rest(REST_MS + 50)  # keys act on the page from then on
    found["report"] = _measured(pulse, lambda: _task(app, ["report", ident, f"{folder}/out.pdf"]))
    found["import"] = _measured(pulse, lambda: _import(app, document))
    found["filter"] = _measured(pulse, lambda: _type(app))
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    app.window.close()
    app.close()


def _measured(pulse: Pulse, work: Callable[[], object]) -> tuple[float, float, float]:
    """Give the p99 of the delay while something goes on, the longest pause, and the pace just before and after."""
    pace = Pace()
    pace.look(LOOKS)
    pulse.begin()
    work()
    delay, longest = pulse.end()
    pace.look(LOOKS)
    return delay, longest, pace.seconds


def _task(app: App, arguments: list[str]) -> None:
    """Let a child process work while a person grades."""
    task = Task(arguments, library=app.desk.place, language="zh")
    ended: list[object] = []
    task.ended.connect(ended.append)
    task.start()
    _gradeuntil(app, ended)
    assert isinstance(ended[0], Done), ended


def _import(app: App, document: str) -> None:
    """Take in an assessment with a long history, as a file dropped on the window is, until the list shows it."""
    ended: list[object] = []
    imports = LibraryImport(app.desk, app.window)
    imports.brought.connect(ended.append)
    imports.add([Path(document)])
    _gradeuntil(app, ended)
    rest(300)


def _gradeuntil(app: App, ended: list[object]) -> None:
    turn = 0
    while not ended:
        rest(KEY_MS)
        turn += 1
        QTest.keyClick(app.window.focusWidget(), "n" if turn % 12 == 0 else str(1 + turn % 4))


def _search(app: App) -> None:
    app.window.go(Location("library"))
    _type(app)


def _type(app: App) -> None:
    """Type words into the search field of the page and take them away again, key by key."""
    field = app.window.stack.currentWidget().findChild(SearchField)
    assert field
    field.setFocus()
    for word in WORDS:
        for letter in word:
            field.insert(letter)
            rest(KEY_MS)
        while field.text():
            QTest.keyClick(field, Qt.Key.Key_Backspace)
            rest(KEY_MS)


if __name__ == "__main__":
    main(*sys.argv[1:4])
