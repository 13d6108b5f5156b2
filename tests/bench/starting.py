"""Processes that the start of the app is measured by: each ends at its fact and tells its peak memory in kB.

`python -m tests.bench.starting painted|listed FOLDER` is the app; `… bare|imported -` the floors.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path


def end() -> None:
    """Tell the peak memory and leave at once, so that no clean-up is measured."""
    sys.stdout.write(str(_peak_kb()))
    sys.stdout.flush()
    os._exit(0)


def _peak_kb() -> int:
    """Give this program's own peak: what `getrusage` tells begins with that of the process which started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def app(until: str, folder: str) -> None:
    """Start the app on a library, until its window is painted or its list is on screen."""
    from nfmaturity.ui.app import App, make_application
    from nfmaturity.ui.settings import Settings

    sys.setswitchinterval(0.0005)
    application = make_application()
    running = App(application, Settings(Path(folder) / "settings.ini"), library=f"{folder}/library")
    running.window.resize(1366, 768)
    if until == "painted":
        running.window.painted.connect(end)
    else:

        def listed() -> None:
            running.window.repaint()
            end()

        running.desk.library_changed.connect(lambda _: listed())
    running.start()
    application.exec()


def floor(with_imports: bool) -> None:
    """Show a bare window with a word in our fonts, and import what the list is read with."""
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    from nfmaturity.resources import resource

    class Window(QMainWindow):
        def paintEvent(self, event: object) -> None:
            super().paintEvent(event)  # type: ignore[arg-type]
            if with_imports:
                import pydantic  # noqa: F401
                import sqlalchemy  # noqa: F401
            end()

    application = QApplication(["floor"])
    for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    application.setFont(QFont("Noto Sans SC", 10))
    window = Window()
    window.setCentralWidget(QLabel("评估库"))
    window.resize(1366, 768)
    window.show()
    application.exec()


if __name__ == "__main__":
    what, place = sys.argv[1:3]
    if what in {"bare", "imported"}:
        floor(what == "imported")
    else:
        app(what, place)
