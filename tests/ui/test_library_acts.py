"""What is done with assessments on the library page: trash, copies, exports and imports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from nfmaturity.storage import tables
from nfmaturity.ui.app import App
from nfmaturity.ui.models.library_model import Column
from nfmaturity.ui.pages.library_acts import titles_proposed
from nfmaturity.ui.pages.library_questions import CopyQuestion
from nfmaturity.ui.pages.list_question import ListQuestion
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.workspace.demo import demo_documents
from nfmaturity.workspace.opening import Workspace
from nfmaturity.workspace.subject import read_subject
from tests.ui.driving import LEFT, click, named
from tests.ui.shelf import (
    TASK_MS,
    answer,
    asks_for,
    changed,
    chosen,
    click_row,
    named_question,
    names,
    notices,
    page_of,
)

# Acts


def test_trash_bring_back_and_delete_for_good(filled: App, qtbot: QtBot) -> None:
    page, told = page_of(filled), notices(filled)
    click_row(qtbot, filled, 1)
    with changed(qtbot, filled):
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(names(filled)) == 3
    assert chosen(filled) == ["Gamma Lead"]
    qtbot.waitUntil(lambda: any("brought back" in said and "Beta Zinc" in said for said in told))
    qtbot.mouseClick(page.top.views.choice("trash"), LEFT)
    assert names(filled) == ["Beta Zinc / North works"]
    assert page.model.headerData(Column.CHANGED, Qt.Orientation.Horizontal) == "Moved to trash"
    with changed(qtbot, filled):
        click(qtbot, filled.window, "act-restore")
    qtbot.mouseClick(page.top.views.choice("all"), LEFT)
    assert len(names(filled)) == 4
    page.table.selectAll()
    with changed(qtbot, filled):
        click(qtbot, filled.window, "act-trash")
    assert named(filled.window, "note").text() == "All assessments are in the trash."  # type: ignore[attr-defined]
    click(qtbot, filled.window, "note-way")
    assert len(names(filled)) == 4
    click_row(qtbot, filled, 0)
    gone = chosen(filled)[0]
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert gone in named(named_question(filled), "question-text").text()  # type: ignore[attr-defined]
    answer(qtbot, filled, "keep")
    assert len(names(filled)) == 4
    click(qtbot, filled.window, "act-purge")
    with changed(qtbot, filled):
        answer(qtbot, filled, "purge")
    assert len(names(filled)) == 3
    assert not any(name.startswith(gone) for name in names(filled))


def test_the_open_assessment_is_closed_when_it_goes_to_the_trash(opened: App, qtbot: QtBot) -> None:
    session = opened.desk.session
    assert session
    click(qtbot, opened.window, "rail-library")
    page_of(opened).show_assessment(session.assessment.id)
    with changed(qtbot, opened):
        click(qtbot, opened.window, "act-trash")
    assert opened.desk.session is None
    assert not named(opened.window, "rail-assess").isEnabled()


def test_duplicate_selects_the_copy_whatever_was_searched_for(filled: App, qtbot: QtBot) -> None:
    named(filled.window, "search", QLineEdit).setText("first TRY")
    assert names(filled) == ["Gamma Lead"]
    answered = page_of(filled).chosen()[0].row.answered
    click(qtbot, filled.window, "act-duplicate")
    question = named_question(filled)
    assert isinstance(question, CopyQuestion)
    qtbot.mouseClick(question.kinds.choice("plain"), LEFT)
    field = named(question, "copy-title", QLineEdit)
    assert field.text() == "First try (copy)"
    field.setText("Scenario B")
    with changed(qtbot, filled):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [entry.row.title for entry in page_of(filled).chosen()] == ["Scenario B"])
    assert len(names(filled)) == 5
    copy = page_of(filled).chosen()[0]
    assert (copy.name, copy.row.answered, copy.state) == ("Gamma Lead", answered, "open")


@pytest.mark.parametrize(
    ("title", "next_one", "plain"),
    [
        ("2026 年度自评估", "2027 年度自评估", "2026 年度自评估 (copy)"),
        ("Audit", "Audit", "Audit (copy)"),
        ("", "", "Copy"),
    ],
)
def test_titles_proposed_for_a_copy(title: str, next_one: str, plain: str) -> None:
    assert titles_proposed(title) == {"next": next_one, "plain": plain}


def test_next_years_assessment_waits_to_be_confirmed(filled: App, qtbot: QtBot) -> None:
    told = notices(filled)
    click_row(qtbot, filled, 1)
    held = page_of(filled).chosen()[0]
    click(qtbot, filled.window, "act-duplicate")
    question = named_question(filled)
    assert isinstance(question, CopyQuestion)
    assert question.kind == "next"
    question.field.setText("Typed by hand")
    qtbot.mouseClick(question.kinds.choice("plain"), LEFT)
    qtbot.mouseClick(question.kinds.choice("next"), LEFT)
    assert question.field.text() == "Typed by hand", "what was typed does not follow the kind"
    with changed(qtbot, filled):
        answer(qtbot, filled, "duplicate")
    qtbot.waitUntil(lambda: any(f"Grades to confirm: {held.row.answered}." in said for said in told))
    assert filled.window.location.page == "assess", "one goes on in the new assessment"
    following = page_of(filled).chosen()[0]
    assert filled.desk.session
    assert filled.desk.session.assessment.id == following.id
    assert (following.row.previous, following.row.title) == (held.id, "Typed by hand")
    assert (following.row.answered, following.score) == (held.row.answered, held.score)


def test_export_one_and_several(filled: App, qtbot: QtBot, tmp_path: Path) -> None:
    told, target = notices(filled), tmp_path / "out.json"
    asked = asks_for(filled, target)
    click(qtbot, filled.window, "act-export")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert asked[0].kind == "write"
    assert asked[0].start.endswith("Alpha Copper Self-assessment 2026.json")
    assert read_subject(target, None, None).assessment.enterprise.name == "Alpha Copper"
    folder = tmp_path / "several"
    folder.mkdir()
    (folder / "Beta Zinc North works Audit · 2026.json").touch()
    asks_for(filled, folder)
    page_of(filled).table.selectAll()
    click(qtbot, filled.window, "act-export")
    qtbot.waitUntil(lambda: len(told) == 2, timeout=10_000)
    assert len(list(folder.iterdir())) == 5
    assert filled.desk.settings.report_folder == str(folder)


def test_a_file_that_was_not_named_in_full_is_replaced_on_request_only(
    filled: App, qtbot: QtBot, tmp_path: Path
) -> None:
    told, mine = notices(filled), tmp_path / "out.json"
    mine.write_text("weeks of work", encoding="utf-8")
    asks_for(filled, tmp_path / "out")
    click(qtbot, filled.window, "act-export")
    assert named(named_question(filled), "question-text", Paragraph).text().startswith("out.json exists already.")
    answer(qtbot, filled, "keep")
    assert mine.read_text(encoding="utf-8") == "weeks of work"
    assert not told
    asks_for(filled, tmp_path / "Audit 2.5")
    click(qtbot, filled.window, "act-export")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == [f"Exported to {tmp_path / 'Audit 2.5.json'}."]
    assert not (tmp_path / "out").exists()


def test_what_is_compared_with_another_one_says_so_when_it_leaves(filled: App, qtbot: QtBot, tmp_path: Path) -> None:
    told, rows = notices(filled), page_of(filled).model.entries
    alpha, beta = rows[0], rows[1]

    def follow(workspace: Workspace) -> None:
        with workspace.library.writing() as connection:
            table = tables.assessments
            connection.execute(table.update().where(table.c.id == alpha.id).values(previous=beta.id))

    with qtbot.waitSignal(filled.desk.library_changed):
        filled.desk.act(follow)
    page_of(filled).show_assessment(alpha.id)
    asks_for(filled, tmp_path / "alpha.json")
    click(qtbot, filled.window, "act-export")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == [
        f"Exported to {tmp_path / 'alpha.json'}. It is compared with {beta.label}: "
        "export that as well, or the comparison is missing elsewhere."
    ]
    asks_for(filled, tmp_path)
    page_of(filled).table.selectAll()
    click(qtbot, filled.window, "act-export")
    qtbot.waitUntil(lambda: len(told) == 2, timeout=10_000)
    assert told[1] == f"Exported to {tmp_path}: 4 files."


def test_a_question_without_an_answer_does_nothing(filled: App, qtbot: QtBot) -> None:
    told = notices(filled)
    asks_for(filled)
    click(qtbot, filled.window, "act-export")
    click(qtbot, filled.window, "import")
    click(qtbot, filled.window, "act-duplicate")
    qtbot.keyClick(named_question(filled), Qt.Key.Key_Escape)
    assert not told
    assert len(names(filled)) == 4


# Import


def test_import_of_several_files_in_child_processes(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    told = notices(app)
    broken = tmp_path / "broken.json"
    broken.write_text("{}", encoding="utf-8")
    asks_for(app, demo_documents()[0], broken, demo_documents()[0])
    progress: list[str] = []
    page_of(app).imports.progressed.connect(progress.append)
    with qtbot.waitSignal(page_of(app).imports.brought, timeout=TASK_MS):
        click(qtbot, app.window, "import-first")
        assert named(app.window, "work-cancel").isVisible()
    qtbot.waitUntil(lambda: bool(told), timeout=TASK_MS)
    assert "riverside-copper.json was added to the library." in told[0]
    assert "broken.json" in told[0]
    assert "The library held riverside-copper.json already; nothing was changed." in told[0]
    assert any("(1 of 3)" in said for said in progress)
    assert not named(app.window, "work-cancel").isVisible()
    assert len(names(app)) == len(chosen(app)) == 1


def test_many_faults_are_told_in_short_and_all_where_asked_for(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.json", demo_documents()[0]
    document = json.loads(good.read_text(encoding="utf-8"))
    document["grades"] = {f"{name}x": degree for name, degree in document["grades"].items()}
    bad.write_text(json.dumps(document), encoding="utf-8")
    told, notices_bar, count = notices(app), app.window.notices, len(document["grades"])
    page_of(app).import_files([bad])
    qtbot.waitUntil(lambda: bool(told), timeout=TASK_MS)
    first, *faults = told[0].splitlines()
    assert first.startswith(f"bad.json was not taken in. Faults found: {count}")
    assert len(faults) == 3
    assert faults[0].endswith("x: unknown requirement")
    assert faults[2].endswith("x: unknown requirement …")
    click(qtbot, app.window, "notice-door")
    question = app.window.findChild(ListQuestion, "import-told")
    assert question
    assert question.list.toPlainText().count("unknown requirement") == count
    answer(qtbot, app, "copy")
    assert QApplication.clipboard().text().count("unknown requirement") == count
    assert notices_bar.notice, "it stays while one is there"
    app.window.go(Location("settings"))
    assert notices_bar.notice is None
    page_of(app).import_files([bad])
    qtbot.waitUntil(lambda: len(told) == 2, timeout=TASK_MS)
    app.window.go(Location("library"))
    page_of(app).import_files([good])
    assert notices_bar.notice is None, "another file is on its way"
    qtbot.waitUntil(lambda: len(told) == 3, timeout=TASK_MS)


def test_drop_frames_the_page_and_imports(app: App, qtbot: QtBot) -> None:
    page, told = page_of(app), notices(app)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(demo_documents()[0]))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(40, 40), copy, data, LEFT, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    assert page.frame.isVisible()
    QApplication.sendEvent(page, QDropEvent(QPointF(40, 40), copy, data, LEFT, none))
    assert not page.frame.isVisible()
    qtbot.waitUntil(lambda: bool(told), timeout=TASK_MS)
    assert told == ["riverside-copper.json was added to the library."]


def test_import_can_be_cancelled(app: App, qtbot: QtBot) -> None:
    told = notices(app)
    page_of(app).import_files(demo_documents())
    click(qtbot, app.window, "work-cancel")
    qtbot.waitUntil(lambda: bool(told), timeout=TASK_MS)
    assert "cancelled" in told[0]
    assert not named(app.window, "work-cancel").isVisible()


def test_closing_the_app_ends_an_import(app: App) -> None:
    page_of(app).import_files(demo_documents())
    app.window.close()
    assert not page_of(app).imports.is_running
