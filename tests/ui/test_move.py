"""Moving an assessment to a newer version of its rubric: door, preview, move, way back, and others meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.move import MovePage
from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from tests import rubrics
from tests.analysis.test_rubric_move import newer
from tests.ui.conftest import Start
from tests.ui.driving import click, named, saved
from tests.ui.moving import IDENT, library_to_move, move_elsewhere, version_on_disk, write_elsewhere
from tests.ui.shelf import notices

GONE = Target("answer", "G-D-01.2b", "comment")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The library: an assessment under 1.0.0, beside it 1.1.0."""
    library_to_move(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def app(start: Start, folder: Path, qtbot: QtBot) -> App:
    """The Overview of the assessment."""
    assert folder.is_dir()
    found: App = start()
    with qtbot.waitSignal(found.desk.session_changed):
        found.window.go(Location("overview", IDENT))
    return found


@pytest.fixture
def page(app: App, qtbot: QtBot) -> MovePage:
    """The preview of the move."""
    return previewed(qtbot, app)


def previewed(qtbot: QtBot, app: App) -> MovePage:
    overview = app.window.show_page("overview")
    assert isinstance(overview, OverviewPage)
    qtbot.waitUntil(overview.rubric_line.isVisible, timeout=10_000)
    click(qtbot, app.window, "rubric-line-door")
    found = app.window.show_page("move")
    assert isinstance(found, MovePage)
    qtbot.waitUntil(lambda: found._planned is not None, timeout=10_000)
    return found


def held(app: App) -> AssessmentSession:
    assert app.desk.session
    return app.desk.session


def move(qtbot: QtBot, app: App) -> None:
    with qtbot.waitSignal(app.desk.session_changed, timeout=10_000):
        click(qtbot, app.window, "move-done")


def test_a_quiet_line_leads_to_the_preview(app: App, qtbot: QtBot) -> None:
    previewed(qtbot, app)
    overview = app.window.show_page("overview")
    assert isinstance(overview, OverviewPage)
    assert overview.rubric_line.said.text() == (
        "Version 1.1.0 of the rubric is at hand; this assessment stands under 1.0.0."
    )
    app.window.switch_language("zh")
    assert overview.rubric_line.said.text() == "指标体系已有 1.1.0 版，本评估采用 1.0.0 版。"
    app.window.switch_language("en")


def test_the_preview_says_what_becomes_of_each_requirement(page: MovePage, app: App) -> None:
    said = page.sheet.said
    for words in (
        "Move to version 1.1.0 of the rubric",
        "test 1.0.0  →  test 1.1.0",
        "Below level 1 (0.750)  →  Below level 1 (0.666)",
        "18 kept, 1 changed, 1 new, 1 gone",
        "G-D-01.2b G-D-01.2b\nTaken out: partial “seen on site”",
        "G-D-01.1a worded anew\nWas: G-D-01.1a\nKeeps: full, marked for review",
        "G-D-01.3c new",
        "G-D-02 G-D-02 (50% → 66.7%)",
        "Kept as they are (18)",
    ):
        assert words in said, words
    assert QAbstractItemModelTester(page.sheet.sheet, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert not named(app.window, "move-versions").isVisible()
    assert "None." in page.past.said
    app.window.switch_language("zh")
    assert "转换到指标体系 1.1.0 版" in page.sheet.said
    app.window.switch_language("en")


def test_what_nobody_decided_moves_along(app: App, folder: Path, qtbot: QtBot) -> None:
    told, stays = notices(app), Target("answer", "G-D-02.1b", "grade")
    write_elsewhere(folder, {GONE: "theirs", stays: "none"})
    held(app).edit({GONE: "mine", stays: "full"})
    saved(qtbot, app)
    assert len(held(app).disagreements) == 2
    previewed(qtbot, app)
    move(qtbot, app)
    qtbot.waitUntil(lambda: any("What you wrote:" in said for said in told))
    assert told[-1].endswith("What you wrote:\nG-D-01.2b: mine")
    assert [(one.target, one.yours, one.theirs) for one in held(app).disagreements] == [(stays, "full", "none")]


def test_the_move_and_the_way_back_from_its_notice(page: MovePage, app: App, folder: Path, qtbot: QtBot) -> None:
    told = notices(app)
    move(qtbot, app)
    qtbot.waitUntil(lambda: bool(told))
    assert page is not None
    assert app.window.location.page == "overview"
    assert (held(app).rubric.version, version_on_disk(folder)) == ("1.1.0", "1.1.0")
    assert told == ["Moved to version 1.1.0 of the rubric; result 0.750 → 0.666. Answers marked for review: 1."]
    assert held(app).answer("G-D-01.1a").review
    assert "G-D-01.2b" not in held(app).assessment.answers
    with qtbot.waitSignal(app.desk.session_changed, timeout=10_000):
        click(qtbot, app.window, "notice-door")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert (held(app).rubric.version, version_on_disk(folder)) == ("1.0.0", "1.0.0")
    assert held(app).answer("G-D-01.2b").comment == "seen on site"
    assert not named(app.window, "notice-door").isVisible()


def test_the_way_back_later_from_the_same_place(page: MovePage, app: App, folder: Path, qtbot: QtBot) -> None:
    move(qtbot, app)
    held(app).grade("G-D-01.3c", "full")
    saved(qtbot, app)
    overview = app.window.show_page("overview")
    assert isinstance(overview, OverviewPage)
    qtbot.waitUntil(lambda: "Moved from version 1.0.0" in overview.rubric_line.said.text(), timeout=10_000)
    qtbot.waitUntil(app.window.notices.isVisible)
    click(qtbot, app.window, "notice-away")
    click(qtbot, app.window, "rubric-line-door")
    qtbot.waitUntil(lambda: "1.0.0 → 1.1.0" in page.past.said, timeout=10_000)
    assert "Below level 1 (0.750) → Below level 1 (0.666)" in page.past.said
    assert "No newer version" in page.sheet.said
    assert not page.done.isVisible()
    assert "Ctrl Enter" not in dict(page.keys())
    click(qtbot, app.window, "move-back")
    qtbot.waitUntil(lambda: page._planned is not None, timeout=10_000)
    said = page.sheet.said
    assert "Back to version 1.0.0" in said
    assert "G-D-01.2b G-D-01.2b\nAnswer: partial “seen on site”" in said
    assert "G-D-01.3c new\nTaken out: full" in said
    assert "Keeps: full, mark removed" in said
    assert said.count("G-D-01.2b G-D-01.2b") == 1
    assert page.done.text() == "Go back to 1.0.0"
    with qtbot.waitSignal(app.desk.session_changed, timeout=10_000):
        qtbot.keyClick(page.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert version_on_disk(folder) == "1.0.0"
    previewed(qtbot, app)
    qtbot.waitUntil(lambda: "1.1.0 → 1.0.0" in page.past.said, timeout=10_000)
    assert not named(app.window, "move-back").isVisible()


def test_edits_on_their_way_are_part_of_the_preview(page: MovePage, app: App, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert app.window.location.page == "overview"
    held(app).comment("G-D-01.2b", "not yet on disk")
    assert app.desk.waiting
    app.window.go(Location("move"))
    qtbot.waitUntil(lambda: "not yet on disk" in page.sheet.said, timeout=10_000)


def test_who_edits_meanwhile_is_told_of_with_a_new_preview(
    page: MovePage, app: App, folder: Path, qtbot: QtBot
) -> None:
    told = notices(app)
    write_elsewhere(folder, {GONE: "a word more"})
    click(qtbot, app.window, "move-done")
    qtbot.waitUntil(lambda: "a word more" in page.sheet.said and page._planned is not None, timeout=10_000)
    assert told == ["The assessment was edited meanwhile: look at the preview again."]
    assert version_on_disk(folder) == "1.0.0"
    move(qtbot, app)
    assert version_on_disk(folder) == "1.1.0"


def test_the_newest_of_several_versions_is_proposed(start: Start, folder: Path, qtbot: QtBot) -> None:
    rubrics.write_pack(folder / "rubrics" / "test-1.2", newer() | {"version": "1.2.0"})
    app = start()
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("overview", IDENT))
    page = previewed(qtbot, app)
    assert page.done.text() == "Move to 1.2.0"
    qtbot.keyClick(page.versions, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.done.text() == "Move to 1.1.0", timeout=10_000)


def test_moved_elsewhere_while_the_preview_stands(page: MovePage, app: App, folder: Path, qtbot: QtBot) -> None:
    told = notices(app)
    move_elsewhere(folder)
    with qtbot.waitSignal(app.desk.session_changed, timeout=10_000):
        app.desk.look_for_others()
    qtbot.waitUntil(lambda: "No newer version" in page.sheet.said, timeout=10_000)
    assert held(app).rubric.version == "1.1.0"
    assert told == ["The assessment was moved to the rubric test 1.1.0 elsewhere, and is shown under that now."]


def test_the_library_leads_there(start: Start, folder: Path, qtbot: QtBot) -> None:
    from tests.ui.shelf import page_of

    app = start()
    assert folder.is_dir()
    library = page_of(app)
    library.show_assessment(IDENT)
    with qtbot.waitSignal(app.desk.session_changed, timeout=10_000):
        library.acts.move()
    page = app.window.show_page("move")
    assert isinstance(page, MovePage)
    qtbot.waitUntil(lambda: "Move to version 1.1.0" in page.sheet.said, timeout=10_000)


def test_a_move_is_told_once_and_the_line_follows_when_the_notice_is_gone(
    page: MovePage, app: App, qtbot: QtBot
) -> None:
    assert dict(page.keys())["Ctrl Enter"] == "move"
    move(qtbot, app)
    overview = app.window.show_page("overview")
    assert isinstance(overview, OverviewPage)
    line = overview.rubric_line
    qtbot.waitUntil(lambda: "Moved from version 1.0.0" in line.said.text(), timeout=10_000)
    qtbot.waitUntil(app.window.notices.isVisible)
    assert not line.isVisible()
    click(qtbot, app.window, "notice-away")
    assert line.isVisible()


def test_ctrl_z_right_after_a_move_leads_to_the_way_back(page: MovePage, app: App, folder: Path, qtbot: QtBot) -> None:
    told = notices(app)
    move(qtbot, app)
    qtbot.waitUntil(lambda: len(told) == 1)
    app.window.undo_acts.undo()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1:] == ["Ctrl+Z takes no move to another version back: that is done on the page of moves."]
    assert version_on_disk(folder) == "1.1.0"
    click(qtbot, app.window, "notice-door")
    qtbot.waitUntil(lambda: page.isVisible() and page.back.isVisible(), timeout=10_000)
