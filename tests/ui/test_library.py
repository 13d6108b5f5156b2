from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.scoring import cut as domain_cut
from nfmaturity.domain.scoring import score
from nfmaturity.i18n import say
from nfmaturity.storage.listing import AssessmentRow
from nfmaturity.ui.app import App
from nfmaturity.ui.desk import Notice
from nfmaturity.ui.models.library_model import Column, LibraryModel, cut, read_entries
from nfmaturity.ui.pages.library import LibraryPage
from nfmaturity.ui.pages.library_acts import next_title
from nfmaturity.ui.pages.library_questions import FileQuestion, Question
from nfmaturity.workspace.assessments import export_assessment
from nfmaturity.workspace.demo import demo_documents
from nfmaturity.workspace.opening import Workspace, open_workspace
from nfmaturity.workspace.subject import read_subject, stored_subject
from tests.ui.conftest import Start
from tests.ui.driving import LEFT, click, named

TASK_MS = 20_000


def put(workspace: Workspace, name: str, title: str, part: float, at: str, *, site: str = "") -> str:
    """Store a part of a made-up assessment, as if changed at a time; gives its id."""
    subject = read_subject(demo_documents()[0], None, None)
    held = subject.assessment
    names = [name for name in subject.pack.rubric.places if name in held.answers]
    answers = {name: held.answers[name] for name in names[: round(len(names) * part)]}
    enterprise = held.enterprise.model_copy(update={"name": name})
    state = replace(held, id=new_id(), enterprise=enterprise, title=title, site=site, answers=MappingProxyType(answers))
    workspace.repository.add(subject.pack, Record(state, state), score(subject.pack.rubric, state), at)
    return state.id


@pytest.fixture
def filled(start: Start, tmp_path: Path) -> App:
    """The app on a library of four: complete, half graded, hardly graded, not begun; last changed first."""
    with open_workspace(str(tmp_path / "library"), create=True, writes=True) as workspace:
        put(workspace, "Alpha Copper", "Self-assessment 2026", 1, "2026-03-04T10:00:00.000Z")
        put(workspace, "Beta Zinc", "Audit", 0.5, "2026-03-03T10:00:00.000Z", site="North works")
        put(workspace, "Gamma Lead", "First try", 0.1, "2026-03-02T10:00:00.000Z")
        put(workspace, "Delta Tin", "", 0, "2025-03-01T10:00:00.000Z")
    app: App = start()
    return app


def page_of(app: App) -> LibraryPage:
    page = app.window.show_page("library")
    assert isinstance(page, LibraryPage)
    return page


def names(app: App) -> list[str]:
    shown = page_of(app).shown
    return [str(shown.index(row, Column.NAME).data()) for row in range(shown.rowCount())]


def chosen(app: App) -> list[str]:
    return [entry.name for entry in page_of(app).chosen()]


def click_row(qtbot: QtBot, app: App, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    table = page_of(app).table
    at = table.visualRect(table.model().index(row, Column.STATE)).center()
    qtbot.mouseClick(table.viewport(), LEFT, modifier, at)


def changed(qtbot: QtBot, app: App) -> AbstractContextManager[object]:
    return qtbot.waitSignal(app.desk.library_changed, timeout=10_000)


def answer(qtbot: QtBot, app: App, name: str) -> None:
    question = named(app.window, named_question(app).objectName(), Question)
    qtbot.mouseClick(named(question, f"answer-{name}", QPushButton), LEFT)


def named_question(app: App) -> Question:
    question = app.window.findChild(Question)
    assert question is not None
    return question


def notices(app: App) -> list[str]:
    told: list[str] = []
    app.desk.told.connect(lambda notice: told.append(say(notice.said)))
    return told


def asks_for(app: App, *paths: Path) -> list[FileQuestion]:
    """Answer the next question for files with these."""
    asked: list[FileQuestion] = []

    def ask(_parent: QWidget, question: FileQuestion) -> Sequence[Path]:
        asked.append(question)
        return paths

    page_of(app).ask_file = ask
    return asked


# The list


def test_rows_say_how_each_assessment_stands(filled: App) -> None:
    page = page_of(filled)
    shown = page.shown
    cells = [[shown.index(row, column).data() for column in Column] for row in range(4)]
    assert [row[Column.STATE] for row in cells] == ["Complete", "In progress", "In progress", "Not begun"]
    assert [row[Column.NAME] for row in cells] == ["Alpha Copper", "Beta Zinc / North works", "Gamma Lead", "Delta Tin"]
    assert cells[0][Column.LEVEL] == "2"
    assert cells[0][Column.SCORE] == "2.756"
    assert cells[0][Column.PROGRESS] == "45 / 45"
    assert cells[0][Column.BOUNDS] == "2.756, target level 3"
    assert " to " in cells[1][Column.BOUNDS]
    assert cells[3][Column.LEVEL] == cells[3][Column.SCORE] == "–"
    assert cells[3][Column.CHANGED] == "2025-03-01"
    words = [page.top.views.choice(view).text() for view in ("all", "open", "complete", "trash")]
    assert words == ["All 4", "In progress 3", "Complete 1", "Trash 0"]


def test_the_newest_row_waits_for_enter(filled: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    went = []
    monkeypatch.setattr(page_of(filled), "go", went.append)
    table = page_of(filled).table
    assert chosen(filled) == ["Alpha Copper"]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    beta = page_of(filled).chosen()[0]
    assert beta.name == "Beta Zinc"
    assert [(at.page, at.assessment) for at in went] == [("assess", beta.id)]


def test_double_click_opens_and_the_button_of_a_row_opens_its_menu(
    filled: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    went = []
    page = page_of(filled)
    monkeypatch.setattr(page, "go", went.append)
    table = page.table
    at = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=at)
    qtbot.mouseDClick(table.viewport(), LEFT, pos=at)
    assert [(at.page, at.assessment) for at in went] == [("assess", page.chosen()[0].id)]
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.menu_box(1).center())
    menu = named(page, "row-menu", QMenu)
    assert chosen(filled) == ["Beta Zinc"]
    assert [action.text() for action in menu.actions()] == ["Open", "Duplicate…", "Report", "Export…", "Move to trash"]
    menu.actions()[2].trigger()
    assert (went[-1].page, went[-1].assessment) == ("report", page.chosen()[0].id)
    menu.close()


def test_right_click_on_several_offers_only_export_and_trash(filled: App, qtbot: QtBot) -> None:
    table = page_of(filled).table
    click_row(qtbot, filled, 0)
    click_row(qtbot, filled, 2, Qt.KeyboardModifier.ShiftModifier)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(200, 20), table.mapToGlobal(QPoint(200, 20)))
    QApplication.sendEvent(table.viewport(), event)
    menu = named(page_of(filled), "row-menu", QMenu)
    assert [action.text() for action in menu.actions()] == ["Export…", "Move to trash"]
    menu.close()
    visible = [act for act in ("open", "duplicate", "report", "export", "trash") if shows(filled, f"act-{act}")]
    assert visible == ["export", "trash"]


def shows(app: App, name: str) -> bool:
    return named(app.window, name).isVisible()


def test_new_from_the_top_line(filled: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    went = []
    monkeypatch.setattr(page_of(filled), "go", went.append)
    click(qtbot, filled.window, "new")
    assert [at.page for at in went] == ["new"]


def test_search_by_every_word(filled: App, qtbot: QtBot) -> None:
    page = page_of(filled)
    search = named(filled.window, "search", QLineEdit)
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(search, "NORTH zinc")
    assert names(filled) == ["Beta Zinc / North works"]
    assert chosen(filled) == ["Beta Zinc"]
    qtbot.keyClicks(search, "x")
    assert names(filled) == []
    assert named(filled.window, "note").isVisible()
    click(qtbot, filled.window, "note-way")
    assert len(names(filled)) == 4
    assert not named(filled.window, "note").isVisible()
    qtbot.keyClicks(search, "self-ass 2026-")
    assert search.text()
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert not search.text()


def test_sort_by_a_click_on_a_head(filled: App, qtbot: QtBot) -> None:
    head = page_of(filled).table.horizontalHeader()
    assert names(filled)[0] == "Alpha Copper"

    def sort_by(column: Column) -> list[str]:
        at = QPoint(head.sectionViewportPosition(column) + 12, head.height() // 2)
        qtbot.mouseClick(head.viewport(), LEFT, pos=at)
        return [name[:5] for name in names(filled)]

    assert sort_by(Column.NAME) == ["Alpha", "Beta ", "Delta", "Gamma"]
    assert sort_by(Column.NAME) == ["Gamma", "Delta", "Beta ", "Alpha"]
    assert sort_by(Column.SCORE) == ["Alpha", "Beta ", "Gamma", "Delta"]
    assert sort_by(Column.PROGRESS) == ["Alpha", "Beta ", "Gamma", "Delta"]
    assert sort_by(Column.PROGRESS) == ["Delta", "Gamma", "Beta ", "Alpha"]


def test_views_by_state(filled: App, qtbot: QtBot) -> None:
    page = page_of(filled)
    qtbot.mouseClick(page.top.views.choice("complete"), LEFT)
    assert names(filled) == ["Alpha Copper"]
    qtbot.mouseClick(page.top.views.choice("open"), LEFT)
    assert len(names(filled)) == 3
    qtbot.mouseClick(page.top.views.choice("trash"), LEFT)
    assert names(filled) == []
    assert named(filled.window, "note").isVisible()


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
    click(qtbot, filled.window, "act-duplicate")
    field = named(named_question(filled), "copy-title", QLineEdit)
    assert field.text() == "First try (copy)"
    field.setText("Scenario B")
    with changed(qtbot, filled):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [entry.row.title for entry in page_of(filled).chosen()] == ["Scenario B"])
    assert len(names(filled)) == 5
    copy = page_of(filled).chosen()[0]
    assert (copy.name, copy.row.answered, copy.state) == ("Gamma Lead", 4, "open")


@pytest.mark.parametrize(
    ("title", "next_one"),
    [("2026 年度自评估", "2027 年度自评估"), ("Audit", "Audit (copy)"), ("", "Copy"), ("12026", "12026 (copy)")],
)
def test_title_proposed_for_a_copy(title: str, next_one: str) -> None:
    assert next_title(title) == next_one


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


@pytest.mark.parametrize(("way", "rows"), [("replace", 1), ("beside", 2), ("leave", 1)])
def test_edited_apart_is_asked_for(start: Start, qtbot: QtBot, tmp_path: Path, way: str, rows: int) -> None:
    with open_workspace(str(tmp_path / "library"), create=True, writes=True) as workspace:
        ident = put(workspace, "Alpha Copper", "2026", 0.5, "2026-03-04T10:00:00.000Z")
        file = tmp_path / "apart.json"
        export_assessment(stored_subject(workspace, ident), file)
    document = json.loads(file.read_text(encoding="utf-8"))
    document.pop("history", None)
    document["comments"][next(iter(document["grades"]))] = "edited outside"
    file.write_text(json.dumps(document), encoding="utf-8")
    app = start()
    told = notices(app)
    page_of(app).import_files([file])
    qtbot.waitUntil(lambda: app.window.findChild(Question, "apart") is not None, timeout=TASK_MS)
    answer(qtbot, app, way)
    qtbot.waitUntil(lambda: bool(told), timeout=TASK_MS)
    said = {"replace": "apart.json was taken over; edits made: 1.", "beside": "apart.json was added to the library."}
    assert told[0] == said.get(way, "apart.json was left aside; the library stays as it is.")
    qtbot.waitUntil(lambda: len(names(app)) == rows, timeout=TASK_MS)


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


# Ways in


def test_empty_library_leads_to_the_demo_and_back(app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page, went = page_of(app), []
    monkeypatch.setattr(page, "go", went.append)
    assert page.faces.currentWidget() is page.empty
    click(qtbot, app.window, "start")
    assert [at.page for at in went] == ["new"]
    with changed(qtbot, app):
        click(qtbot, app.window, "demo")
    assert page.faces.currentWidget() is page.listed
    assert len(names(app)) == 2
    with changed(qtbot, app):
        click(qtbot, app.window, "leave-demo")
    assert page.faces.currentWidget() is page.empty


def test_a_library_that_cannot_be_opened(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(app)
    (tmp_path / "file").touch()
    with qtbot.waitSignal(app.desk.library_failed, timeout=10_000):
        app.desk.open_library(str(tmp_path / "file" / "library"))
    assert page.faces.currentWidget() is page.failed
    assert str(tmp_path / "file") in named(app.window, "library-fault").text()  # type: ignore[attr-defined]
    with qtbot.waitSignal(app.desk.library_failed, timeout=10_000):
        click(qtbot, app.window, "library-again")
    click(qtbot, app.window, "rail-library")
    assert page.faces.currentWidget() is page.failed
    asks_for(app, tmp_path / "other")
    with changed(qtbot, app):
        click(qtbot, app.window, "library-other")
    assert page.faces.currentWidget() is page.empty
    assert (tmp_path / "other").is_dir()


def test_language_follows_at_once(filled: App, qtbot: QtBot) -> None:
    page = page_of(filled)
    with qtbot.waitSignals([page.model.dataChanged, page.model.headerDataChanged]):
        filled.window.switch_language("zh")
    assert filled.desk.settings.language == "zh"
    widths = [page.table.columnWidth(column) for column in Column]
    filled.window.switch_language("en")
    assert page.model.index(0, Column.STATE).data() == "Complete"
    assert widths != [page.table.columnWidth(column) for column in Column]


def test_narrow_windows_keep_level_score_and_state(filled: App, qtbot: QtBot) -> None:
    table = page_of(filled).table

    def hidden() -> set[Column]:
        return {column for column in Column if table.isColumnHidden(column)}

    assert hidden() == set()
    filled.window.resize(1190, 700)
    qtbot.waitUntil(lambda: hidden() == {Column.KIND})
    filled.window.resize(1000, 700)
    qtbot.waitUntil(lambda: hidden() == {Column.KIND, Column.BOUNDS})


def test_coming_back_reads_the_list_anew(opened: App, qtbot: QtBot) -> None:
    session = opened.desk.session
    assert session
    name = next(iter(session.assessment.answers))
    session.grade(name, None)
    with changed(qtbot, opened):
        click(qtbot, opened.window, "rail-library")
    held = page_of(opened).model.entries
    assert next(entry for entry in held if entry.id == session.assessment.id).row.answered == 44


# The model


def test_model_keeps_qts_rules_and_says_what_is_damaged(filled: App) -> None:
    library = filled.desk.library
    assert library
    rows = [library.rows[0]._replace(score="one half"), *library.rows[1:]]
    read = read_entries(rows)
    assert [fault.template for fault in read.faults] != []
    assert read.entries[0].bounds is None
    model = LibraryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_entries(read.entries, in_trash=False)
    assert model.rowCount() == 4
    model.show_entries((), in_trash=True)
    assert isinstance(tester.model(), QAbstractItemModel)


def test_damage_is_told_once(filled: App) -> None:
    told: list[Notice] = []
    filled.desk.told.connect(told.append)
    library = filled.desk.library
    assert library
    damaged = replace(library, rows=(library.rows[0]._replace(score="½"), *library.rows[1:]))
    filled.desk.library_changed.emit(damaged)
    filled.desk.library_changed.emit(damaged)
    assert [notice.is_fault for notice in told] == [True]


def test_nothing_in_scope_has_neither_level_nor_score() -> None:
    row = AssessmentRow(
        *("id", "", "", "", "self", "2026-01-02", 4, None, None, None, None, 0, 0),
        *("2026-01-02T03:04:05.000Z", "2026-01-02T03:04:05.000Z", None, "hash"),
    )
    entry = read_entries([row]).entries[0]
    assert (entry.state, entry.level, entry.score, entry.bounds, entry.part) == ("empty", None, "–", None, 0.0)
    assert entry.name == "Unnamed enterprise"
    assert entry.title == "2026-01-02"


@pytest.mark.parametrize("shown", ["0", "5", "7997/10000", "2/3", "27875/10000", "4999999/1000000"])
def test_scores_are_cut_as_everywhere(shown: str) -> None:
    assert cut(Fraction(shown)) == domain_cut(Fraction(shown))
