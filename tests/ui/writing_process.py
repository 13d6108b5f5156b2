"""The real app in a process of its own: leaves a grade undecided that somebody else gave otherwise, writes a comment by
key and tells once the words so far are shown as saved.

Started by `tests.ui.test_drafts`, which kills it in the middle of the next word.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from nfmaturity.domain.changes import Target
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.ui.app import App, make_application
from nfmaturity.ui.saving import SaveState, when_saved
from nfmaturity.ui.settings import Location, Settings
from nfmaturity.workspace.opening import Workspace
from tests.edits import edit

MINE, THEIRS = "full", "most"
WORDS, MORE = "furnace 2 has no meter", " and the third"


def disagree(app: App, name: str) -> None:
    """Grade what somebody else has graded otherwise since."""
    session = app.desk.session
    assert session
    session.grade(name, None)

    def store(workspace: Workspace) -> object:
        writer = AssessmentWriter(workspace.library, session.pack, session.assessment.id)
        return writer.write([edit(writer.standing.assessment, Target("answer", name, "grade"), THEIRS)])

    when_saved(session, lambda: app.desk.ask(store, lambda _: session.grade(name, MINE)), app.desk.tell)


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
        if not app.desk.session.disagreements:
            disagree(app, view.current)
            app.desk.session.disagreed.connect(lambda: QTimer.singleShot(0, write))
            return
        app.desk.session.disagreed.disconnect()
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
