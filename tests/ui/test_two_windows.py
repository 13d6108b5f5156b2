"""Two windows of the app on one library, and one on a library whose drive goes away or whose machine sleeps."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.storage.faults import LibraryBusy
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.ui import saving
from nfmaturity.ui.app import App
from nfmaturity.ui.settings import Location
from nfmaturity.workspace.assessments import trash_assessment
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.subject import stored_subject
from tests.drives import Linked
from tests.edits import edit
from tests.ui.assessing import Assess, open_item
from tests.ui.conftest import Start
from tests.ui.driving import saved
from tests.ui.shelf import names, page_of, put


@pytest.fixture
def second(opened: App, start: Start, qtbot: QtBot) -> App:
    """A second window on the same library, at the same assessment."""
    ident = opened.desk.session.assessment.id  # type: ignore[union-attr]
    app: App = start()
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", ident))
    return app


def test_what_one_window_grades_the_other_shows_and_nobody_is_overruled(opened: App, second: App, qtbot: QtBot) -> None:
    one, two = Assess(qtbot, opened), Assess(qtbot, second)
    item = open_item(one.session)
    first, other, both = [name for level in one.session.scope.levels[item].values() for name in level][:3]
    one.session.edit({Target("answer", name, "grade"): None for name in (first, other, both)})
    saved(qtbot, opened)
    two.look()
    for at, requirement, key in ((one, first, "1"), (two, other, "2"), (one, both, "1")):
        at.go(requirement)
        at.press(key)
    saved(qtbot, opened)
    two.go(both)
    two.press("4")
    saved(qtbot, second)
    qtbot.waitUntil(lambda: len(two.session.disagreements) == 1)
    assert [(d.target.id, d.yours, d.theirs) for d in two.session.disagreements] == [(both, "none", "full")]
    two.session.put_yours(two.session.disagreements[0].target)
    saved(qtbot, second)
    one.look()
    for at in (one, two):
        assert [at.grade(name) for name in (first, other, both)] == ["full", "most", "none"]
    assert one.session.card == two.session.card


@pytest.mark.parametrize(("first_key", "late_key"), [("1", "4"), ("4", "1")])
def test_a_confirmation_and_another_grade_at_once_are_asked_about(
    opened: App, second: App, qtbot: QtBot, first_key: str, late_key: str
) -> None:
    first, late = Assess(qtbot, opened), Assess(qtbot, second)
    degrees = {"1": "full", "4": "none"}
    item = open_item(first.session)
    name = next(name for level in first.session.scope.levels[item].values() for name in level)
    first.session.edit({Target("answer", name, "grade"): "full", Target("answer", name, "confirm"): True})
    saved(qtbot, opened)
    late.look()
    for at in (first, late):
        at.go(name)
        assert (at.grade(name), at.session.answer(name).confirm) == ("full", True)
    for at, key in ((first, first_key), (late, late_key)):
        at.press(key)
        saved(qtbot, at.app)
    qtbot.waitUntil(lambda: len(late.session.disagreements) == 1)
    (found,) = late.session.disagreements
    wanted = (Target("answer", name, "grade"), degrees[late_key], degrees[first_key])
    assert (found.target, found.yours, found.theirs) == wanted
    late.session.put_yours(found.target)
    saved(qtbot, second)
    first.look()
    first.session.undo()
    saved(qtbot, opened)
    assert first.session.disagreements == late.session.disagreements == ()
    for at in (first, late):
        assert (at.grade(name), at.session.answer(name).confirm) == (degrees[late_key], False)


def test_the_list_follows_the_other_window(filled: App, tmp_path: Path, qtbot: QtBot) -> None:
    page_of(filled)
    with open_workspace(str(tmp_path / "library")) as workspace:
        put(workspace, "Epsilon Nickel", "New", 0, "2026-03-05T10:00:00.000Z")
        gone = next(row.id for row in workspace.repository.rows() if row.enterprise == "Delta Tin")
        trash_assessment(workspace, gone)
    filled.window._look_for_others()
    qtbot.waitUntil(lambda: "Epsilon Nickel" in names(filled))
    assert "Delta Tin" not in names(filled)


def test_a_list_that_nobody_changed_is_not_read_anew(filled: App, qtbot: QtBot) -> None:
    read: list[object] = []
    filled.desk.library_changed.connect(read.append)
    done: list[object] = []
    filled.window._look_for_others()
    filled.desk.ask(lambda workspace: workspace.repository.rows(), done.append)
    qtbot.waitUntil(lambda: bool(done))
    QApplication.processEvents()
    assert read == []


# A drive that goes away


@pytest.fixture
def drive(tmp_path: Path, demo_library: Path) -> Iterator[Linked]:
    found = Linked(tmp_path / "drive", tmp_path / "kept")
    shutil.copytree(demo_library, found.place / "library")
    return found


def test_grades_given_while_the_drive_is_away_are_kept_and_written_when_it_is_back(
    drive: Linked, start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_FIRST_PAUSE_MS", 20)
    app: App = start(library=str(drive.place / "library"))
    ident = app.desk.library.rows[0].id  # type: ignore[union-attr]
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", ident))
    at = Assess(qtbot, app)
    at.go(open_item(at.session))
    wanted = {}
    drive.take_away()
    for key in ("4", "3", "4"):
        name = at.current
        at.press(key)
        wanted[name] = at.grade(name)
    qtbot.waitUntil(lambda: at.session.save_state.kind == "failed")
    assert at.session.save_state.waiting
    status = app.window.status
    assert "no longer there" in status.saved.text()
    assert status.again.isVisible()
    app.window.go(Location("library"))
    qtbot.waitUntil(lambda: len(names(app)) > 0)
    app.window._look_for_others()
    drive.bring_back()
    saved(qtbot, app)
    with open_workspace(str(drive.place / "library")) as workspace:
        state = Repository(workspace.library).record(ident).state
    assert {name: state.answer(name).grade for name in wanted} == wanted
    app.window.go(Location("assess", ident))
    qtbot.waitUntil(lambda: "saved" in status.saved.text())


# A machine that sleeps

PATIENCE_S = 60


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be stopped there as sleep does")
def test_an_app_that_slept_goes_on_where_it_was_with_what_others_did(demo_library: Path, tmp_path: Path) -> None:
    """Stopped between any two instructions, as a laptop is when its lid closes, while somebody else goes on."""
    shutil.copytree(demo_library, tmp_path / "library")
    command = [sys.executable, "-m", "tests.ui.grading_process", str(tmp_path), "0"]
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as process:
        assert process.stdout
        patience = threading.Timer(PATIENCE_S, process.kill)
        patience.daemon = True
        patience.start()
        for turn in range(4):
            until = len(lines) + 6 + turn
            while len(lines) < until:
                lines.append(process.stdout.readline())
                assert lines[-1], lines
            process.send_signal(signal.SIGSTOP)
            try:
                _somebody_else_renames(tmp_path, f"Renamed {turn}")
            except LibraryBusy:  # it fell asleep with its hand on the library, and lets go when it wakes
                process.send_signal(signal.SIGCONT)
                _somebody_else_renames(tmp_path, f"Renamed {turn}")
            process.send_signal(signal.SIGCONT)
        until = len(lines) + 4
        while len(lines) < until:
            lines.append(process.stdout.readline())
            assert lines[-1], lines
        patience.cancel()
        process.kill()
    shown = {requirement: degree for kind, requirement, degree in map(str.split, lines) if kind == "saved"}
    with open_workspace(str(tmp_path / "library")) as workspace:
        row = workspace.repository.rows()[0]
        state = workspace.repository.record(row.id).state
    tried = lines[-1].split()
    assert state.title == "Renamed 3"
    for requirement, degree in shown.items():
        assert state.answer(requirement).grade == degree or requirement == tried[1]


def _somebody_else_renames(folder: Path, title: str) -> None:
    with open_workspace(str(folder / "library")) as workspace:
        row = workspace.repository.rows()[0]
        writer = AssessmentWriter(workspace.library, stored_subject(workspace, row.id).pack, row.id)
        target = Target("assessment", "", "title")
        writer.write([edit(writer.standing.assessment, target, title)])
