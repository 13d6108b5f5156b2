"""How edits get to the disk: writes that fail, assessments that are closed, libraries that are left."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nfmaturity.ui import saving
from nfmaturity.ui.saving import SaveState
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.workspace.assessments import trash_assessment
from tests.ui.spine import A1, B1, IDENT, OTHER, Spine, spine

# Writes that fail


def test_a_full_disk_is_never_told_as_saved(made: Spine, session: AssessmentSession) -> None:
    """SQLite is kept from growing, as on a full disk; the edits stay and are written in order once there is room."""
    made.in_thread("PRAGMA max_page_count = 1")
    states: list[SaveState] = []
    session.saving.connect(states.append)
    long = "看" * 19_000
    session.comment(A1, long)
    made.qtbot.waitUntil(lambda: session.save_state.kind == "failed")
    session.comment(A1, long + "!")
    session.comment(B1, long)
    assert {state.kind for state in states} == {"saving", "failed"}
    assert (session.save_state.waiting, made.desk.waiting) == (3, 3)
    assert "full" in str(session.save_state.fault)
    assert made.record().log == ()
    assert session.answer(A1).comment == long + "!"
    made.in_thread("PRAGMA max_page_count = 1000000")
    session.try_saving_again()
    made.saved()
    assert [change.target.id for change in made.record().log] == [A1, A1, B1]
    made.assert_true()


def test_what_failed_is_tried_again_by_itself(made: Spine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "_FIRST_PAUSE_MS", 20)
    session = made.open(OTHER)
    made.in_thread("PRAGMA busy_timeout = 0")
    with sqlite3.connect(made.folder / "library.db", isolation_level=None) as held:
        held.execute("BEGIN IMMEDIATE")
        session.grade(B1, "full")
        session.undo()
        session.redo()
        made.qtbot.waitUntil(lambda: session.save_state.kind == "failed")
        assert "Another program" in str(session.save_state.fault)
        held.execute("ROLLBACK")
    held.close()
    made.saved()
    assert session.save_state.kind == "saved"
    assert [change.after for change in made.record(OTHER).log] == ["full", None, "full"]


def test_a_write_that_breaks_keeps_the_edit(
    made: Spine, session: AssessmentSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nfmaturity.storage.writer.apply", lambda *_: {}["a fault of ours"])
    session.grade(B1, "full")
    session.grade(A1, "none")
    made.qtbot.waitUntil(lambda: session.save_state.kind == "failed")
    assert (session.save_state.waiting, made.record().log) == (2, ())
    assert "broke" in str(session.save_state.fault)
    assert [type(crash) for crash in made.crashes] == [KeyError]
    made.crashes.clear()
    monkeypatch.undo()
    session.try_saving_again()
    made.saved()
    made.assert_true()


# Closing and opening


@pytest.mark.parametrize("purged", [False, True])
def test_an_assessment_taken_away_meanwhile_is_left(made: Spine, session: AssessmentSession, purged: bool) -> None:
    with made.others() as library:
        from nfmaturity.storage.repository import Repository

        Repository(library).trash(IDENT, "2026-11-22T08:00:00Z")
        if purged:
            Repository(library).purge(IDENT)
    session.grade(B1, "full")
    made.qtbot.waitUntil(lambda: made.desk.session is None)
    assert ("no longer in the library" if purged else "lies in the trash") in made.said()
    made.saved()
    made.qtbot.waitUntil(lambda: made.desk.library is not None and [r.id for r in made.desk.library.rows] == [OTHER])


def test_one_that_is_put_into_the_trash_here_is_left_too(made: Spine, session: AssessmentSession) -> None:
    made.desk.act(lambda workspace: trash_assessment(workspace, IDENT))
    made.desk.look_for_others()
    made.qtbot.waitUntil(lambda: made.desk.session is None)
    assert session.save_state.kind == "saved"


def test_edits_go_on_to_the_disk_after_closing_and_come_back_on_opening(made: Spine) -> None:
    session = made.session
    for degree in ("full", "most", "none"):
        session.grade(B1, degree)
    made.desk.close_assessment()
    assert (made.desk.session, made.desk.waiting) == (None, 3)
    made.desk.open_assessment(IDENT)
    assert made.session is session
    assert session.to_undo is not None
    made.saved()
    made.assert_true()


def test_edits_of_one_assessment_are_written_while_another_is_open(made: Spine) -> None:
    first = made.session
    first.grade(B1, "full")
    first.grade(A1, "none")
    made.open(OTHER).grade(B1, "most")
    made.saved()
    assert made.record().state.answer(A1).grade == "none"
    assert made.record(OTHER).state.answer(B1).grade == "most"


def test_no_edit_is_lost_when_another_library_is_opened(made: Spine, tmp_path: Path) -> None:
    session = made.session
    for name in session.rubric.places:
        session.grade(name, "most")
    with made.qtbot.waitSignal(made.desk.library_changed):
        made.desk.open_library(str(tmp_path / "second"))
    assert made.desk.waiting == 0
    state = made.record().state
    assert {state.answer(name).grade for name in made.pack.rubric.places} == {"most"}
    assert made.desk.place == str(tmp_path / "second")


def test_a_library_is_not_left_before_its_edits_are_saved(made: Spine, tmp_path: Path) -> None:
    made.in_thread("PRAGMA max_page_count = 1")
    made.session.comment(A1, "看" * 19_000)
    made.qtbot.waitUntil(lambda: made.session.save_state.kind == "failed")
    session = made.session
    made.desk.open_library(str(tmp_path / "second"))
    session.try_saving_again()
    made.qtbot.waitUntil(lambda: "full" in made.said())
    assert made.desk.place == str(made.folder)
    made.in_thread("PRAGMA max_page_count = 1000000")
    with made.qtbot.waitSignal(made.desk.library_changed):
        session.try_saving_again()
    assert made.desk.place == str(tmp_path / "second")
    assert len(made.record().log) == 1


def test_the_demonstration_is_left_without_its_edits(made: Spine) -> None:
    with made.qtbot.waitSignal(made.desk.library_changed, timeout=10_000):
        made.desk.open_demo()
    assert made.desk.library
    session = made.open(made.desk.library.rows[0].id)
    names = list(session.rubric.places)
    for name in names[:10]:
        session.mark(name, review=not session.answer(name).review)
    with made.qtbot.waitSignal(made.desk.library_changed):
        made.desk.leave_demo()
    assert (made.desk.waiting, made.desk.place) == (0, str(made.folder))


def test_an_assessment_asked_for_before_is_not_shown_in_another_library(made: Spine, tmp_path: Path) -> None:
    made.desk.open_assessment(OTHER)
    with made.qtbot.waitSignal(made.desk.library_changed):
        made.desk.open_library(str(tmp_path / "second"))
    assert made.desk.session is None


def test_a_library_that_cannot_be_opened_leaves_nothing_half_open(made: Spine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with made.qtbot.waitSignal(made.desk.library_failed):
        made.desk.open_library(str(tmp_path / "file"))
    assert (made.desk.library, made.desk.session) == (None, None)
    made.desk.reload()
    made.qtbot.waitUntil(lambda: "No library is open" in made.said())


def test_closing_writes_all_that_waits(qtbot: QtBot, tmp_path: Path) -> None:
    with spine(qtbot, tmp_path) as made:
        session = made.open()
        for name in session.rubric.places:
            session.grade(name, "most")
    state = made.record().state
    assert {state.answer(name).grade for name in made.pack.rubric.places} == {"most"}


def test_saving_can_be_waited_for(made: Spine) -> None:
    for name in made.session.rubric.places:
        made.session.grade(name, "most")
    assert made.desk.finish_saving()
    made.assert_true()
    made.in_thread("PRAGMA max_page_count = 1")
    made.session.comment(A1, "看" * 19_000)
    assert not made.desk.finish_saving()
    made.in_thread("PRAGMA max_page_count = 1000000")
    made.session.try_saving_again()
    made.saved()


def test_one_that_was_closed_is_waited_for_with_the_others(made: Spine) -> None:
    """One that was closed is let go of as soon as it is on disk, while others are still waited for."""
    for name in made.pack.rubric.places:
        made.session.grade(name, "most")
    made.open(OTHER)
    for name in made.pack.rubric.places:
        made.session.grade(name, "most")
    assert made.desk.waiting > len(made.session.rubric.places), "both are on their way"
    assert made.desk.finish_saving()
    for ident in (IDENT, OTHER):
        assert {made.record(ident).state.answer(name).grade for name in made.pack.rubric.places} == {"most"}
