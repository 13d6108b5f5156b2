"""The real app in a process of its own: grades requirement after requirement by key and prints each
before the key as "try …" and, once it is shown as saved, as "saved …".

Started by `tests.ui.killing`, which kills it right after a line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from nfmaturity.ui.app import App, make_application
from nfmaturity.ui.saving import SaveState
from nfmaturity.ui.settings import Location, Settings


def main(folder: str, beginning: int) -> None:
    application = make_application()
    app = App(application, Settings(Path(folder) / "settings.ini"), library=f"{folder}/library")
    app.watch.install()
    graded = ["", ""]
    turn = [beginning]

    def begin() -> None:
        library = app.desk.library
        if library and app.desk.session is None:
            app.desk.session_changed.connect(lambda session: session and session.saving.connect(tell))
            app.window.go(Location("assess", library.rows[0].id))
            QTimer.singleShot(0, grade)

    def grade() -> None:
        page = app.window.stack.currentWidget()
        view = getattr(page, "view", None)
        if view is not None and view.is_at_end:
            QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_PageDown)
            QTimer.singleShot(0, grade)
            return
        if view is None or not view.current or view.row(view.current) is None or app.window.arrival.is_resting:
            QTimer.singleShot(5, grade)
            return
        turn[0] += 1
        degree = 1 + turn[0] % 4
        graded[:] = [view.current, app.desk.session.rubric.scoring.degrees[degree - 1].id]  # type: ignore[union-attr]
        if app.desk.session.answer(view.current).grade == graded[1]:  # type: ignore[union-attr]
            QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_N)
            QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_PageDown)
            QTimer.singleShot(0, grade)
            return
        put("try")
        QTest.keyClick(app.window.focusWidget(), str(degree))

    def put(kind: str) -> None:
        sys.stdout.write(f"{kind} {graded[0]} {graded[1]}\n")
        sys.stdout.flush()

    def tell(state: SaveState) -> None:
        app.window.status.saved.repaint()
        if state.kind == "saved" and app.window.status.saved.text().startswith(("saved", "已保存")):
            put("saved")
            QTimer.singleShot(0, grade)

    app.desk.library_changed.connect(lambda _: begin())
    app.start()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
