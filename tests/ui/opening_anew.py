"""The app as a process of its own, on a screen of a known size, that opens anew and tells where it is.

Run as `python -m tests.ui.opening_anew FOLDER`; each process writes what it shows into a file there, and the first one
then presses the keys for a larger text.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nfmaturity.domain.changes import Target
from nfmaturity.ui import app as apps
from nfmaturity.ui.reopening import TextSizeActs
from nfmaturity.ui.settings import Location

SCREEN = (1366, 768)


def on_screen(folder: Path) -> dict[str, str]:
    """Give the environment in which Qt has one screen of a laptop's size."""
    screen = {"name": "laptop", "x": 0, "y": 0, "width": SCREEN[0], "height": SCREEN[1], "logicalDpi": 96}
    (folder / "screen.json").write_text(json.dumps({"screens": [{**screen, "logicalBaseDpi": 96, "dpr": 1}]}))
    own = {name: value for name, value in os.environ.items() if name != "QT_SCALE_FACTOR"}
    return own | {"QT_QPA_PLATFORM": f"offscreen:configfile={folder / 'screen.json'}", "XDG_CONFIG_HOME": str(folder)}


def told(app: apps.App) -> dict[str, object]:
    """Tell what a person would see."""
    window, screen = app.window, app.window.screen()
    return {
        "size": app.desk.settings.text_size,
        "ratio": window.devicePixelRatioF(),
        "screen": [screen.size().width(), screen.size().height()],
        "window": [window.width(), window.height()],
        "at": [round(window.x() * window.devicePixelRatioF()), round(window.y() * window.devicePixelRatioF())],
        "page": window.location.page,
        "requirement": window.location.requirement,
        "assessments": len(app.desk.library.rows) if app.desk.library else -1,
        "demo": str(app.desk.throw_away.path) if app.desk.throw_away else "",
        "answered": app.desk.session.card.overall.answered if app.desk.session else -1,
        "undecided": [one.yours for one in app.desk.session.disagreements] if app.desk.session else [],
    }


def write(file: Path, content: object) -> None:
    """Write a file that is whole as soon as it is there."""
    half = file.with_suffix(".half")
    half.write_text(json.dumps(content))
    half.rename(file)


def main(folder: Path, *, demo: bool, broken: bool) -> int:
    """Run the app as its entry point does, watched."""
    TextSizeActs.__init__.__globals__["own_command"] = lambda: (
        [str(folder / "missing")] if broken else [sys.executable, "-m", "tests.ui.opening_anew", str(folder)]
    )
    is_second = "NFMATURITY_REOPEN" in os.environ
    asked: list[Location] = []
    build = apps.App.start

    def start(app: apps.App) -> None:
        build(app)
        watch = QTimer(app.window)
        watch.setInterval(20)
        watch.timeout.connect(lambda: look(app, watch))
        watch.start()

    def look(app: apps.App, watch: QTimer) -> None:
        if is_second:
            if app.desk.session and app.window.location.page == "assess":
                watch.stop()
                write(folder / "second.json", told(app))
                app.window.close()
        elif app.desk.library and app.desk.library.rows and not asked:  # asking again would begin anew each time
            asked.append(Location("assess", app.desk.library.rows[0].id))
            app.window.go(asked[0])
        elif app.desk.session and app.window.location.requirement and not app.window.arrival.is_resting:
            watch.stop()
            grade_and_enlarge(app)

    def grade_and_enlarge(app: apps.App) -> None:
        app.window.setGeometry(40, 30, 900, 600)
        target = app.window.focusWidget()
        assert target
        QTest.keyClick(target, Qt.Key.Key_2)
        assert app.desk.session
        comment = Target("answer", app.window.location.requirement, "comment")
        if not broken:  # else that this waits on is what is said last
            app.desk.session.offer({comment: "mine, undecided"}, is_adrift=False)
        write(folder / "first.json", told(app))
        app.desk.told.connect(lambda notice: stay(app, str(notice.said)))
        QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)

    def stay(app: apps.App, said: str) -> None:
        write(folder / "stayed.json", {**told(app), "said": said, "live": app.window.isEnabled()})
        app.window.close()

    apps.App.start = start  # type: ignore[method-assign]
    status = apps.run(demo=demo)
    assert QApplication.instance() is not None
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), demo="demo" in sys.argv, broken="broken" in sys.argv))
