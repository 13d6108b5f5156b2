"""Words being written: on disk each second, one change once one leaves them, taken up again after a crash."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from nfmaturity.domain.changes import Change, Target
from nfmaturity.storage import drafts, tables
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.workspace.opening import open_workspace
from tests.ui.assessing import KEY, Assess
from tests.ui.conftest import Start
from tests.ui.driving import named, saved
from tests.ui.spine import Spine
from tests.ui.writing_process import MINE, THEIRS, WORDS

CTRL = Qt.KeyboardModifier.ControlModifier
B1 = "G-D-01.1a"


def logged(folder: Path, ident: str, requirement: str) -> list[Change]:
    """Give what the log on disk says of a comment."""
    with open_workspace(str(folder)) as workspace:
        log = workspace.repository.record(ident).log
    return [change for change in log if change.target == Target("answer", requirement, "comment")]


def count_drafts(folder: Path) -> int:
    with open_workspace(str(folder)) as workspace, workspace.library.reading() as connection:
        return len(connection.execute(tables.drafts.select()).all())


def test_one_writing_is_one_change_however_long_it_took(made: Spine) -> None:
    session, ident = made.session, made.session.assessment.id
    for words in ("a", "a b", "a b c"):
        session.comment(B1, words, "writing", seen=session.answer(B1).comment)
        made.saved()
    assert logged(made.folder, ident, B1) == []
    assert count_drafts(made.folder) == 1
    session.end_writing()
    made.saved()
    (change,) = logged(made.folder, ident, B1)
    assert (change.before, change.after) == ("", "a b c")
    assert count_drafts(made.folder) == 0
    session.undo()
    made.saved()
    assert session.answer(B1).comment == ""
    assert [c.undoes for c in logged(made.folder, ident, B1)] == ["", change.id]
    made.assert_true()


def test_any_other_edit_ends_the_writing_first(made: Spine) -> None:
    session, ident = made.session, made.session.assessment.id
    session.comment(B1, "a", "writing")
    session.grade(B1, "full")
    made.saved()
    assert [change.after for change in logged(made.folder, ident, B1)] == ["a"]
    made.assert_true()


def test_words_taken_back_as_one_writes_leave_nothing(made: Spine) -> None:
    session, ident = made.session, made.session.assessment.id
    session.comment(B1, "slip", "writing")
    made.saved()
    session.comment(B1, "", "writing")
    session.end_writing()
    made.saved()
    session.mark(B1, review=True)
    made.saved()
    assert logged(made.folder, ident, B1) == []
    assert count_drafts(made.folder) == 0
    assert session.to_undo
    assert session.to_undo[0].target.field == "review"


def test_words_of_a_program_that_runs_are_its_own(made: Spine) -> None:
    session = made.session
    session.comment(B1, "being written", "writing")
    made.saved()
    number, began, machine = drafts.this_process().split(" ", 2)
    with made.others() as library:
        assert drafts.left_drafts(library, session.assessment.id) == ()
        # A clock that is set moves the moment at which the system says that a process began.
        said = {"process": f"{number} {float(began) + 1} {machine}"}
        with library.writing() as connection:
            connection.execute(update(tables.drafts).values(said))
        assert drafts.left_drafts(library, session.assessment.id) == ()


def test_a_slow_disk_is_asked_for_the_newest_words_only(made: Spine) -> None:
    session, asked, free = made.session, [], threading.Event()
    keep = session._queue._drafts.keep
    session._queue._drafts.keep = lambda *of: (asked.append(of), keep(*of))  # type: ignore[method-assign]
    made.database.ask(lambda _: free.wait(30), lambda _: None, lambda _: None)
    for end in range(1, 8):
        session.comment(B1, "abcdefg"[:end], "writing")
        QCoreApplication.processEvents()
    assert (len(asked), session.save_state.kind) == (1, "saving")
    free.set()
    made.saved()
    assert len(asked) == 2
    with made.others() as library, library.reading() as connection:
        (row,) = connection.execute(tables.drafts.select())
    assert row.after == '"abcdefg"'
    session.end_writing()
    made.saved()


@pytest.fixture
def left(made: Spine, monkeypatch: pytest.MonkeyPatch) -> str:
    """An assessment with a comment that a program left half written as it was killed."""
    ident = made.session.assessment.id
    with monkeypatch.context() as patched:
        patched.setattr(drafts, "this_process", lambda: f"1 0.0 {platform.node()}")
        made.session.comment(B1, "half a sent", "writing")
        made.saved()
    made.session._queue._held = ()  # as if it were dead
    made.desk.close_assessment()
    return ident


def test_what_was_left_comes_back_and_can_be_undone(made: Spine, left: str) -> None:
    session = made.open(left)
    assert session.answer(B1).comment == "half a sent"
    assert "were kept" in made.said()
    made.saved()
    made.qtbot.waitUntil(lambda: count_drafts(made.folder) == 0)
    assert [change.after for change in logged(made.folder, left, B1)] == ["half a sent"]
    session.undo()
    assert session.answer(B1).comment == ""


def test_what_somebody_wrote_meanwhile_waits_for_a_choice(made: Spine, left: str) -> None:
    made.somebody_else({Target("answer", B1, "comment"): "theirs"}, left)
    session = made.open(left)
    (found,) = session.disagreements
    assert (found.yours, found.theirs) == ("half a sent", "theirs")
    session.put_yours(found.target)
    made.saved()
    assert session.answer(B1).comment == "half a sent"


def test_a_second_does_not_begin_anew_with_each_key(at: Assess) -> None:
    at.press("c", "a")
    editor = at.focus()
    assert isinstance(editor, CommentEdit)
    at.qtbot.waitUntil(lambda: editor._rest.remainingTime() < 900)
    before = editor._rest.remainingTime()
    at.press("b")
    assert editor._rest.remainingTime() <= before


def test_a_comment_left_at_once_makes_no_draft(at: Assess) -> None:
    name = at.current
    asked: list[object] = []
    keep = at.session._queue._drafts.keep
    at.session._queue._drafts.keep = lambda *of: (asked.append(of), keep(*of))  # type: ignore[method-assign]
    at.press("c", "quick", KEY.Key_Escape)
    saved(at.qtbot, at.app)
    assert at.session.answer(name).comment == "quick"
    assert asked == []


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody has to ask how a process ended")
def test_a_run_that_is_over_is_over_though_nobody_asked_how_it_ended() -> None:
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        run = f"{process.pid} {psutil.Process(process.pid).create_time()} {platform.node()}"
        assert not drafts._was_left(run)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # ended, and left for the asking
        assert psutil.Process(process.pid).status() == psutil.STATUS_ZOMBIE
        assert drafts._was_left(run)


def test_an_app_killed_in_the_middle_of_a_word_keeps_what_was_shown_as_saved(
    start: Start, demo_library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    shutil.copytree(demo_library, tmp_path / "library")
    command = [sys.executable, "-m", "tests.ui.writing_process", str(tmp_path)]
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as process:
        assert process.stdout
        patience = threading.Timer(30, process.kill)
        patience.start()
        said = process.stdout.readline().split()
        patience.cancel()
        process.kill()
    assert said[:1] == ["kept"], "the process ended by itself or told nothing for long"
    app = start()
    assert app.desk.library
    ident = app.desk.library.rows[0].id
    with qtbot.waitSignal(app.desk.session_changed, check_params_cb=bool):
        app.window.go(Location("assess", ident))
    at = Assess(qtbot, app)
    assert at.session.answer(said[1]).comment.endswith(WORDS)
    assert said[1] in at.notice()
    (undecided,) = at.session.disagreements
    assert (undecided.target.id, undecided.yours, undecided.theirs) == (said[1], MINE, THEIRS)
    saved(qtbot, app)
    (*_others, change) = logged(tmp_path / "library", ident, said[1])
    assert change.after.endswith(WORDS)
    named(at.window, "notice-door").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: at.current == said[1])
