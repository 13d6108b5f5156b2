"""The real app in a process of its own: writes a comment by key and tells once the words so far are shown as saved.

Started by `tests.ui.test_drafts`, which kills it in the middle of the next word.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from nfmaturity.ui.app import App, make_application
from nfmaturity.ui.saving import SaveState
from nfmaturity.ui.settings import Location, Settings

WORDS, MORE = "furnace 2 has no meter", " and the third"


def main(folder: str) -> None:
    application = make_application()
    app = App(application, Settings(Path(folder) / "settings.ini"), library=f"{folder}/library")
    app.watch.install()

    def begin() -> None:
        if app.desk.library and app.desk.session is None:
            app.window.go(Location("assess", app.desk.library.rows[0].id))
            QTimer.singleShot(0, write)

    def write() -> None:
        page = app.window.stack.currentWidget()
        view = getattr(page, "view", None)
        if view is None or not view.current or app.desk.session is None or app.window.arrival.is_resting:
            QTimer.singleShot(5, write)
            return
        QTest.keyClicks(app.window.focusWidget(), "c")
        QTest.keyClick(app.window.focusWidget(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(app.window.focusWidget(), WORDS)
        app.desk.session.saving.connect(tell)

    def tell(state: SaveState) -> None:
        view = app.window.stack.currentWidget().view  # type: ignore[union-attr]
        if state.kind == "saved" and app.desk.session.answer(view.current).comment.endswith(WORDS):  # type: ignore[union-attr]
            app.desk.session.saving.disconnect(tell)  # type: ignore[union-attr]
            QTest.keyClicks(app.window.focusWidget(), MORE)
            sys.stdout.write(f"kept {view.current}\n")
            sys.stdout.flush()

    app.desk.library_changed.connect(lambda _: begin())
    app.start()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1])
