"""A long day in a real window, as two processes: `python -m tests.ui.journey begin|go-on FOLDER`.

The first creates an assessment, grades by key, undoes, switches language and theme, prints where it is and waits to be
killed. The second finds itself there, goes on grading and exports the report.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from nfmaturity.i18n import current_language
from nfmaturity.ui.app import App, make_application
from nfmaturity.ui.settings import Settings
from nfmaturity.ui.theme import current_theme
from tests.ui.driving import LEFT, named

PATIENCE_MS = 20_000
CTRL = Qt.KeyboardModifier.ControlModifier


class Journey:
    """The app and the hand that works it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        application = make_application()
        assert QGuiApplication.platformName() == "xcb", "this wants a real window"
        self.app = App(application, Settings(folder / "settings.ini"), library=str(folder / "library"))
        self.app.watch.found.connect(self.broke)
        self.app.watch.install()
        self.app.start()
        self.until(lambda: self.app.desk.library is not None)
        self.app.window.activateWindow()  # there is no window manager that would
        self.until(self.app.window.isActiveWindow)

    def broke(self, text: str) -> None:
        sys.exit(text)

    def until(self, holds: Callable[[], bool]) -> None:
        loop, look, end = QEventLoop(), QTimer(), QTimer()
        look.timeout.connect(lambda: loop.quit() if holds() else None)
        look.start(5)
        end.setSingleShot(True)
        end.timeout.connect(loop.quit)
        end.start(PATIENCE_MS)
        loop.exec()
        assert holds(), "waited in vain"

    def click(self, name: str, kind: type[QWidget] = QWidget) -> None:
        self.until(lambda: self.app.window.findChild(kind, name) is not None)
        widget = named(self.app.window, name, kind)
        self.until(lambda: widget.isVisible() and widget.isEnabled())
        QTest.mouseClick(widget, LEFT)

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget() or self.app.window
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key, modifier)

    def saved(self) -> None:
        self.until(lambda: self.app.desk.waiting == 0)

    def tell(self, **facts: object) -> None:
        sys.stdout.write(json.dumps(facts) + "\n")
        sys.stdout.flush()

    def standing(self) -> dict[str, object]:
        session = self.app.desk.session
        assert session
        return {
            "id": session.assessment.id,
            "place": self.app.window.location.requirement,
            "grades": {name: answer.grade for name, answer in session.assessment.answers.items()},
            "language": current_language(),
            "theme": current_theme(),
        }


def begin(journey: Journey) -> None:
    app = journey.app
    journey.click("start")
    journey.click("segment-smelting")
    name = named(app.window, "field-name", QLineEdit)
    name.setFocus()
    journey.key("Harbour Copper")
    journey.click("form-done")
    journey.until(lambda: app.window.location.page == "assess" and app.desk.session is not None)
    journey.until(lambda: not app.window.arrival.is_resting)
    for degree in "1213":
        journey.key(degree)
    journey.key("4")
    journey.key(Qt.Key.Key_Z, CTRL)
    journey.click("choice-zh")
    app.window.switch_theme("dark")
    journey.saved()
    journey.until(lambda: app.desk.settings.location == app.window.location)
    journey.tell(**journey.standing())
    journey.until(lambda: False)


def go_on(journey: Journey) -> None:
    app = journey.app
    journey.until(lambda: app.window.location.page == "assess" and app.desk.session is not None)
    journey.until(lambda: not app.window.arrival.is_resting)
    found = journey.standing()
    journey.key("n")
    journey.key("2")
    journey.saved()
    journey.click("rail-report")
    file = named(app.window, "report-file", QLineEdit)
    file.setText(str(journey.folder / "report.pdf"))
    journey.click("report-make")
    journey.until((journey.folder / "report.pdf").exists)
    app.window.grab().save(str(journey.folder / "window.png"))
    journey.tell(found=found, **journey.standing())
    app.window.close()
    app.close()


if __name__ == "__main__":
    {"begin": begin, "go-on": go_on}[sys.argv[1]](Journey(Path(sys.argv[2])))
