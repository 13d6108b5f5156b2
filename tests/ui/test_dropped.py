"""Edits in an assessment that was moved to another rubric elsewhere: never called saved, never lost in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.assess import AssessPage
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.subject import stored_subject
from tests.ui.conftest import Start
from tests.ui.driving import click, named, saved
from tests.ui.moving import IDENT, library_to_move, move_elsewhere, return_elsewhere
from tests.ui.shelf import notices


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library_to_move(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def app(start: Start, folder: Path, qtbot: QtBot) -> Iterator[App]:
    """The Assess page, open when somebody else moves the assessment."""
    found: App = start()
    with qtbot.waitSignal(found.desk.session_changed):
        found.window.go(Location("assess", IDENT, "G-D-01", "G-D-01.1a"))
    move_elsewhere(folder)
    yield found
    found.desk.told.disconnect()


def held(app: App) -> AssessmentSession:
    assert app.desk.session
    return app.desk.session


def moved(qtbot: QtBot, app: App) -> None:
    qtbot.waitUntil(lambda: app.desk.session is not None and held(app).rubric.version == "1.1.0", timeout=10_000)
    qtbot.waitUntil(lambda: app.desk.waiting == 0, timeout=10_000)


def test_a_grade_is_offered_again_under_the_new_rubric(app: App, folder: Path, qtbot: QtBot) -> None:
    told, before = notices(app), held(app)
    before.grade("G-D-02.1b", "most")
    moved(qtbot, app)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [
        "Not stored: G-D-02.1b graded most. The assessment was moved to the rubric test 1.1.0 elsewhere, "
        "and is shown under that now."
    ]
    assert held(app).answer("G-D-02.1b").grade is None
    (found,) = held(app).disagreements
    assert (found.target.id, found.yours, found.theirs, found.is_adrift) == ("G-D-02.1b", "most", None, True)
    qtbot.waitUntil(app.window.disagreements.isVisible)
    click(qtbot, app.window, "yours-G-D-02.1b.grade")
    saved(qtbot, app)
    with open_workspace(str(folder)) as workspace:
        assert stored_subject(workspace, IDENT).assessment.answer("G-D-02.1b").grade == "most"


def test_words_for_what_is_gone_stay_in_sight_and_are_copied(app: App, qtbot: QtBot) -> None:
    told = notices(app)
    held(app).comment("G-D-01.2b", "many words")
    moved(qtbot, app)
    qtbot.waitUntil(lambda: bool(told))
    assert "comment on G-D-01.2b" in told[0]
    assert told[0].endswith("What you wrote:\nG-D-01.2b: many words")
    assert held(app).disagreements == ()
    click(qtbot, app.window, "notice-door")
    assert QGuiApplication.clipboard().text() == "many words"


def test_several_edits_on_their_way_are_all_told(app: App, qtbot: QtBot) -> None:
    told, session = notices(app), held(app)
    for name, degree in (("G-D-02.1b", "most"), ("G-D-02.2a", "full"), ("G-D-02.2a", "none"), ("G-D-01.2b", "full")):
        session.grade(name, degree)
    moved(qtbot, app)
    qtbot.waitUntil(lambda: bool(told))
    wanted = {one.target.id: one.yours for one in held(app).disagreements}
    assert wanted == {"G-D-02.1b": "most", "G-D-02.2a": "none"}
    for name in ("G-D-02.1b", "G-D-02.2a", "G-D-01.2b"):
        assert name in told[0]


def test_a_comment_being_written_is_offered_again(app: App, qtbot: QtBot) -> None:
    page = app.window.show_page("assess")
    assert isinstance(page, AssessPage)
    row = page.view.row("G-D-01.1a")
    assert row
    row.edit_comment()
    from PySide6.QtWidgets import QPlainTextEdit

    field = row.findChild(QPlainTextEdit)
    assert field is not None
    qtbot.keyClicks(field, "half a senten")
    app.desk.look_for_others()
    moved(qtbot, app)
    qtbot.waitUntil(lambda: bool(held(app).disagreements), timeout=10_000)
    (found,) = held(app).disagreements
    assert (found.target, found.yours) == (Target("answer", "G-D-01.1a", "comment"), "half a senten")


def test_where_one_was_is_shown_again(app: App, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.desk.session_changed, timeout=10_000):
        app.desk.look_for_others()
    page = app.window.show_page("assess")
    assert isinstance(page, AssessPage)
    qtbot.waitUntil(lambda: page.view.current == "G-D-01.1a")


def test_an_edit_that_the_moved_assessment_agrees_with_needs_no_choice(app: App, folder: Path, qtbot: QtBot) -> None:
    told = notices(app)
    held(app).mark("G-D-01.1a", review=True)  # the move marked it as well
    moved(qtbot, app)
    qtbot.waitUntil(lambda: bool(told))
    assert held(app).disagreements == ()
    return_elsewhere(folder)
    app.desk.look_for_others()
    qtbot.waitUntil(lambda: held(app).rubric.version == "1.0.0", timeout=10_000)
    assert named(app.window, "rail-assess").isEnabled()


def test_an_edit_of_an_assessment_closed_before_it_is_shown_again(app: App, qtbot: QtBot) -> None:
    told, session = notices(app), held(app)
    session.dropped.connect(lambda *_: app.desk.close_assessment())
    session.comment("G-D-01.1b", "left behind")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert app.desk.session is None
    assert told[0].startswith("Not stored: comment on G-D-01.1b.")
    assert told[0].endswith("G-D-01.1b: left behind")


def test_an_edit_of_an_assessment_closed_meanwhile(app: App, qtbot: QtBot) -> None:
    told = notices(app)
    held(app).comment("G-D-01.1b", "left behind")
    app.desk.close_assessment()
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told[0].startswith("Not stored: comment on G-D-01.1b.")
    assert told[0].endswith("G-D-01.1b: left behind")
    assert app.desk.waiting == 0
