"""How long the window is busy with one grade, from the key press until all of it is painted; milliseconds, p95.

`python -m tests.bench.grading FOLDER ASSESSMENT` prints it, without and with a report being made by a child process.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from nfmaturity.ui.app import App, make_application
from nfmaturity.ui.arrival import REST_MS
from nfmaturity.ui.pages.assess import AssessPage
from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.settings import Location, Settings
from nfmaturity.ui.tasks import Task
from tests.bench.measuring import Pace
from tests.bench.waiting import rest, until

Timed = tuple[list[float], Pace]
"""How long each key took in milliseconds, and the pace of the machine meanwhile."""

GRADES = 300
LOOK_EVERY = 8
PAUSE_MS = 12
"""Between two grades, in which the thread of the database writes: quicker than any hand."""


def main(folder: str, ident: str) -> None:
    sys.setswitchinterval(0.0005)
    application = make_application()
    app = App(application, Settings(Path(folder) / "settings.ini"), library=f"{folder}/library")
    app.window.resize(1366, 768)
    app.watch.install()
    until(app.desk.library_changed, app.start)
    until(app.desk.session_changed, lambda: app.window.go(Location("assess", ident)))
    rest(REST_MS + 50)  # keys act on the page from then on
    found = {"quiet": _p95(_graded(app)), "filter": _p95(_filtered(app)), "palette": _p95(_sought(app))}
    found["beside"] = _p95(_graded_beside(app, folder, ident))
    found["overview"] = _refreshed(app)
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    app.window.close()
    app.close()


def _graded_beside(app: App, folder: str, ident: str) -> Timed:
    """Grade while a report is made; the pace is that before and after, as what the report takes is no excuse."""
    pace = Pace()
    pace.look(LOOK_EVERY)
    task = Task(["report", ident, f"{folder}/out.pdf"], library=f"{folder}/library", language="zh")
    until(task.progressed, task.start)
    taken, _amid = _graded(app)
    task.cancel()
    task.wait()
    pace.look(LOOK_EVERY)
    return taken, pace


def _graded(app: App) -> Timed:
    page = app.window.stack.currentWidget()
    assert isinstance(page, AssessPage)
    taken, pace = [], Pace()
    for turn in range(GRADES):
        _pause(pace, turn)
        target = app.window.focusWidget()
        assert target is not None
        begin = time.perf_counter()
        QTest.keyClick(target, str(1 + turn % 4))
        QApplication.processEvents()
        taken.append((time.perf_counter() - begin) * 1000)
        if not page.view.current:  # the end of a sub-indicator, from which Enter leads on
            QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_Return)
    return taken, pace


def _filtered(app: App) -> Timed:
    """Give the times from a key in the filter of the Assess page until all of it is painted."""
    field = app.window.findChild(QLineEdit, "filter")
    assert field is not None
    field.setFocus()
    taken, pace = [], Pace()
    for turn, letter in enumerate(("数", "据", "质", "量", "data", "安", "全", "BC") * 8):
        _pause(pace, turn)
        begin = time.perf_counter()
        if len(field.text()) > 1:
            QTest.keyClick(field, Qt.Key.Key_Backspace)
        else:
            field.insert(letter)
        QApplication.processEvents()
        taken.append((time.perf_counter() - begin) * 1000)
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    return taken, pace


def _sought(app: App) -> Timed:
    """Give the times from a key in the command palette until all of it is painted."""
    app.window.finders.toggle_palette()
    taken, pace = [], Pace()
    for turn, letter in enumerate(("d", "a", "t", "a", " ", "q", "数", "质", "BC-DAT", "号", "zl") * 6):
        field = app.window.focusWidget()
        assert isinstance(field, QLineEdit)
        _pause(pace, turn)
        begin = time.perf_counter()
        field.insert(letter)
        QApplication.processEvents()
        taken.append((time.perf_counter() - begin) * 1000)
        if len(letter) > 1 or not letter.isascii():
            field.clear()
    app.window.finders.toggle_palette()
    return taken, pace


def _refreshed(app: App) -> tuple[float, float]:
    """Give the time in which the Overview says everything anew, the median of some, and the pace."""
    app.window.go(Location("overview"))
    rest(200)
    page = app.window.stack.currentWidget()
    assert isinstance(page, OverviewPage)
    taken, pace = [], Pace()
    for _ in range(21):
        pace.look()
        begin = time.perf_counter()
        page._refresh()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken), pace.seconds


def _pause(pace: Pace, turn: int) -> None:
    rest(PAUSE_MS)
    if turn % LOOK_EVERY == 0:
        pace.look()
        rest(PAUSE_MS)


def _p95(timed: Timed) -> tuple[float, float]:
    taken, pace = timed
    return statistics.quantiles(taken, n=20)[18], pace.seconds


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
