"""Nothing is called saved that is not, and nobody's words are written over without a choice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.ui.app import App
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.workspace.backups import back_up, restore
from nfmaturity.workspace.opening import Workspace
from tests.ui.assessing import KEY, Assess
from tests.ui.conftest import Start
from tests.ui.driving import click, named, saved
from tests.ui.spine import IDENT, Spine, comment, grade, spine


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Spine]:
    with spine(qtbot, tmp_path) as found:
        yield found


@pytest.fixture
def at(opened: App, qtbot: QtBot) -> Assess:
    return Assess(qtbot, opened)


def test_a_library_that_was_moved_away_takes_nothing_and_goes_on_when_it_is_back(made: Spine) -> None:
    session = made.open()
    away = made.folder.with_name("away")
    made.folder.rename(away)
    session.grade("G-D-01.1a", "full")
    made.qtbot.waitUntil(lambda: session.save_state.kind == "failed")
    assert session.save_state.fault
    assert "no longer there" in str(session.save_state.fault)
    away.rename(made.folder)
    made.desk.try_saving_again()
    made.saved()
    assert made.record().state.answer("G-D-01.1a").grade == "full"


def test_a_restored_library_is_shown_as_it_is(made: Spine, tmp_path: Path) -> None:
    session = made.open()
    session.grade("G-D-01.1a", "partial")
    made.saved()
    copy = tmp_path / "copy.zip"
    with made.others() as library:
        back_up(Workspace(library), copy)
    session.grade("G-D-01.1a", "full")
    made.saved()
    restore(str(made.folder), copy)
    made.somebody_else({grade("G-D-01.1b"): "none"})
    session.grade("G-D-02.1a", "full")
    made.saved()
    stored = made.record().state
    assert session.assessment.answers == stored.answers
    assert stored.answer("G-D-01.1a").grade == "partial"


def test_an_edit_that_took_a_while_does_not_overwrite_what_came_meanwhile(made: Spine) -> None:
    session = made.open()
    made.somebody_else({comment("G-D-01.1a"): "theirs"})
    with made.qtbot.waitSignal(session.moved):
        made.desk.look_for_others()
    session.comment("G-D-01.1a", "mine", seen="")
    assert session.answer("G-D-01.1a").comment == "theirs"
    (one,) = session.disagreements
    assert (one.yours, one.theirs) == ("mine", "theirs")
    session.comment("G-D-01.1a", "mine, longer", seen="mine")
    assert session.disagreements[0].yours == "mine, longer"
    session.put_yours(comment("G-D-01.1a"))
    made.saved()
    assert made.record().state.answer("G-D-01.1a").comment == "mine, longer"


def test_the_second_opening_counts_and_keeps_what_was_edited_meanwhile(made: Spine) -> None:
    shown: list[str] = []
    made.desk.open_assessment(IDENT, lambda: shown.append("first"))
    made.desk.open_assessment(IDENT, lambda: shown.append("second"))
    made.qtbot.waitUntil(lambda: shown == ["second"])
    session = made.session
    made.desk.open_assessment(IDENT, lambda: shown.append("third"))
    session.grade("G-D-01.1a", "full")
    made.qtbot.waitUntil(lambda: "third" in shown)
    assert made.session is session
    assert session.answer("G-D-01.1a").grade == "full"


def test_all_edits_together_are_saved_or_not(made: Spine) -> None:
    session = made.open()
    made.in_thread("PRAGMA query_only = 1")
    session.grade("G-D-01.1a", "full")
    made.qtbot.waitUntil(lambda: made.desk.save_state.kind == "failed")
    made.desk.close_assessment()
    assert (made.desk.save_state.kind, made.desk.waiting) == ("failed", 1)
    made.in_thread("PRAGMA query_only = 0")
    assert made.desk.finish_saving()
    assert made.desk.save_state.kind == "saved"
    assert made.record().state.answer("G-D-01.1a").grade == "full"


def test_who_writes_keeps_his_words_when_somebody_else_stores_a_comment(at: Assess, qtbot: QtBot) -> None:
    name = at.current
    at.press("c")
    field = at.focus()
    assert isinstance(field, CommentEdit)
    before = field.toPlainText()
    at.somebody_else({Target("answer", name, "comment"): "theirs"})
    field.insertPlainText(" mine")
    at.look()
    field.insertPlainText(" and more")
    assert field.toPlainText() == f"{before} mine and more"
    at.press(KEY.Key_Escape)
    assert at.session.answer(name).comment == "theirs"
    (one,) = at.session.disagreements
    assert one.yours == f"{before} mine and more"
    assert named(at.window, "disagreements").isVisible()
    QApplication.processEvents()  # which lays the bar out
    click(qtbot, at.window, f"yours-{name}.comment")
    saved(qtbot, at.app)
    assert at.session.answer(name).comment == f"{before} mine and more"
    assert not named(at.window, "disagreements").isVisible()


def test_nothing_is_called_saved_while_words_are_unsent(at: Assess, qtbot: QtBot) -> None:
    at.press("c")
    field = at.focus()
    assert isinstance(field, CommentEdit)
    field.insertPlainText("seen")
    assert at.window.status.saved.text() == "saving"
    at.press(KEY.Key_Escape)
    saved(qtbot, at.app)
    qtbot.waitUntil(lambda: at.window.status.saved.text().startswith("saved "))


def test_a_comment_is_handed_over_when_the_window_closes(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    from nfmaturity.workspace.demo import fill_demo_library
    from nfmaturity.workspace.opening import open_workspace
    from nfmaturity.workspace.subject import stored_subject

    with open_workspace(str(tmp_path / "library"), create=True) as workspace:
        (ident, *_rest) = fill_demo_library(workspace)
    app = start()
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", ident))
    at = Assess(qtbot, app)
    name = at.current
    at.press("c")
    field = at.focus()
    assert isinstance(field, CommentEdit)
    field.setPlainText("the last words")
    assert app.window.close()
    app.desk.close_assessment()
    with open_workspace(str(tmp_path / "library")) as workspace:
        assert stored_subject(workspace, ident).assessment.answer(name).comment == "the last words"


def test_undo_does_nothing_that_nobody_sees(at: Assess, qtbot: QtBot) -> None:
    name = at.current
    before = at.grade(name)
    at.press("2" if before != "most" else "3")
    after = at.grade(name)
    click(qtbot, at.window, "rail-library")
    qtbot.keyClick(at.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.grade(name) == after


def test_a_switch_of_language_lays_the_rows_out_anew(at: Assess, qtbot: QtBot) -> None:
    click(qtbot, at.window, "choice-zh")
    click(qtbot, at.window, "choice-en")
    QApplication.processEvents()
    open_rows = [row for row in map(at.row, at.names()) if row.isVisible()]
    assert open_rows
    for row in open_rows:
        assert row.selector.geometry().right() < row.marks.comment.geometry().left()
        assert row.selector.size() == open_rows[0].selector.size()
