"""Undo after a file was taken over, and where nothing is left of what was edited here: it says what came last."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.apart_question import ApartQuestion
from nfmaturity.ui.settings import Location
from nfmaturity.workspace.assessments import export_assessment
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.subject import stored_subject
from tests.edits import edit
from tests.ui.conftest import Start
from tests.ui.driving import rested, saved
from tests.ui.shelf import TASK_MS, answer, notices, page_of, put

OURS, THEIRS = "BC-ORG-01.2a", ("BC-ORG-01.1a", "BC-ORG-01.1b")


def test_ctrl_z_takes_back_what_a_file_brought_whole_and_before_anything_else(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    with open_workspace(str(tmp_path / "library"), create=True, writes=True) as workspace:
        ident = put(workspace, "Alpha Copper", "2026", 0.5, "2026-03-04T10:00:00.000Z")
    file = edited_elsewhere(tmp_path, ident)
    app = start()
    app.desk.settings.assessor = "Chen"
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", ident))
    session = app.desk.session
    assert session

    def comments() -> list[str]:
        return [session.answer(name).comment for name in (OURS, *THEIRS)]

    before = ["ours", *comments()[1:]]
    session.comment(OURS, "ours")
    saved(qtbot, app)
    told = notices(app)
    app.window.go(Location("library"))
    page_of(app).import_files([file])
    qtbot.waitUntil(lambda: app.window.findChild(ApartQuestion) is not None, timeout=TASK_MS)
    answer(qtbot, app, "merge")
    qtbot.waitUntil(lambda: told == ["apart.json was taken over; edits made: 2."], timeout=TASK_MS)
    app.window.go(Location("assess", ident))
    rested(qtbot, app)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    qtbot.waitUntil(lambda: comments() == ["ours", "theirs", "theirs"])
    press(qtbot, app, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: comments() == before)
    assert told[-1] == "Undone: what was taken over from a file (2 edits)."
    press(qtbot, app, Qt.Key.Key_Y)
    assert comments() == ["ours", "theirs", "theirs"]
    press(qtbot, app, Qt.Key.Key_Z)
    assert comments() == before
    press(qtbot, app, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: "Nothing is left to undo:" in told[-1])
    assert f"Edited last: comment on {OURS} – Chen, " in told[-1]
    assert comments() == before
    saved(qtbot, app)
    with open_workspace(str(tmp_path / "library")) as workspace:
        assert stored_subject(workspace, ident).assessment.answers == session.assessment.answers


def edited_elsewhere(folder: Path, ident: str) -> Path:
    """Give the export of a copy of the library in which a colleague has written two comments."""
    shutil.copytree(folder / "library", folder / "there")
    file = folder / "apart.json"
    with open_workspace(str(folder / "there"), writes=True) as workspace:
        subject = stored_subject(workspace, ident)
        writer = AssessmentWriter(workspace.library, subject.pack, ident)
        targets = [Target("answer", node, "comment") for node in THEIRS]
        writer.write([edit(writer.standing.assessment, target, "theirs", actor="Zhang") for target in targets])
        export_assessment(stored_subject(workspace, ident), file)
    return file


def press(qtbot: QtBot, app: App, key: Qt.Key) -> None:
    qtbot.keyClick(app.window, key, Qt.KeyboardModifier.ControlModifier)
