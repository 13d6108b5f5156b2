"""The library page: what it lists and how one finds it, the ways in, and its model."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from nfmaturity.domain.scoring import cut as domain_cut
from nfmaturity.storage.listing import AssessmentRow
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.relocation import move_library
from nfmaturity.ui.app import App
from nfmaturity.ui.models.library_entries import cut, read_entries
from nfmaturity.ui.models.library_filter import belongs
from nfmaturity.ui.models.library_model import Column, LibraryModel, cell_text
from nfmaturity.ui.notice import Notice
from nfmaturity.workspace.opening import open_workspace
from tests.ui.driving import LEFT, click, named
from tests.ui.shelf import (
    asks_for,
    changed,
    chosen,
    click_row,
    names,
    page_of,
    put,
)

# The list


def test_rows_say_how_each_assessment_stands(filled: App) -> None:
    page = page_of(filled)
    shown = page.shown
    cells = [[shown.index(row, column).data() for column in Column] for row in range(4)]
    assert [row[Column.STATE] for row in cells] == ["Complete", "In progress", "In progress", "Not begun"]
    assert [row[Column.NAME] for row in cells] == ["Alpha Copper", "Beta Zinc / North works", "Gamma Lead", "Delta Tin"]
    assert cells[0][Column.LEVEL] == "2"
    assert cells[0][Column.SCORE] == "2.773"
    assert cells[0][Column.PROGRESS] == "803 / 803"
    assert cells[0][Column.BOUNDS] == "2.773, target level 3"
    low, _to, high = cells[1][Column.BOUNDS].partition(" to ")
    assert high
    assert cells[1][Column.SCORE] == f"≥{low}", "what is not graded yet can only add to it"
    assert cells[3][Column.LEVEL] == cells[3][Column.SCORE] == "–"
    assert cells[3][Column.CHANGED] == "1 Mar 2025"
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
    moving = "Move to a newer rubric version…"
    words = ["Open", "Duplicate…", "Report", "Details…", "Export…", moving, "Move to trash"]
    assert [action.text() for action in menu.actions()] == words
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
    assert len(names(app)) == 3
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


def test_a_library_that_was_moved_is_opened_there_when_one_says_so(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    page, old, new = page_of(app), tmp_path / "old", tmp_path / "new"
    with open_workspace(str(old), create=True) as workspace:
        put(workspace, "Alpha Copper", "", 0, "2026-03-04T10:00:00.000Z")
    move_library(parse_place(str(old)), new, lambda _place: None)
    with qtbot.waitSignal(app.desk.library_failed, timeout=10_000):
        app.desk.open_library(str(old))
    assert f"was moved to {new}: open it there" in named(app.window, "library-fault").text()  # type: ignore[attr-defined]
    assert (page.failed.moved.isVisible(), page.failed.again.isVisible()) == (True, False)
    new.rename(tmp_path / "away")
    with qtbot.waitSignal(app.desk.library_failed, timeout=10_000):
        click(qtbot, app.window, "library-moved")
    assert "cannot be reached now" in named(app.window, "library-fault").text()  # type: ignore[attr-defined]
    assert (page.failed.moved.isVisible(), page.failed.again.isVisible()) == (False, True)
    assert not new.exists()
    (tmp_path / "away").rename(new)
    with qtbot.waitSignal(app.desk.library_failed, timeout=10_000):
        click(qtbot, app.window, "library-again")
    with changed(qtbot, app):
        click(qtbot, app.window, "library-moved")
    assert (names(app), app.desk.place) == (["Alpha Copper"], str(new))
    qtbot.waitUntil(lambda: app.window.notices.notice is not None)
    notice = app.window.notices.notice
    assert notice
    assert "change that to begin here next time" in str(notice.said)
    assert [entry.name for entry in old.iterdir()] == ["moved-to.txt"]


def test_language_follows_at_once(filled: App, qtbot: QtBot) -> None:
    page = page_of(filled)
    with qtbot.waitSignals([page.model.dataChanged, page.model.headerDataChanged]):
        filled.window.switch_language("zh")
    assert filled.desk.settings.language == "zh"
    widths = [page.table.columnWidth(column) for column in Column]
    filled.window.switch_language("en")
    assert page.model.index(0, Column.STATE).data() == "Complete"
    assert widths != [page.table.columnWidth(column) for column in Column]


def test_coming_back_reads_the_list_anew(opened: App, qtbot: QtBot) -> None:
    session = opened.desk.session
    assert session
    name = next(iter(session.assessment.answers))
    graded = session.card.overall.answered
    session.grade(name, None)
    with changed(qtbot, opened):
        click(qtbot, opened.window, "rail-library")
    held = page_of(opened).model.entries
    assert next(entry for entry in held if entry.id == session.assessment.id).row.answered == graded - 1


# The model


def test_a_year_that_waits_to_be_confirmed_is_not_complete(filled: App) -> None:
    library = filled.desk.library
    assert library
    rows = [row._replace(to_confirm=12) for row in library.rows]
    entries = read_entries(rows).entries
    said = [cell_text(entry, Column.STATE) for entry in entries]
    assert said == ["To confirm: 12", "In progress", "In progress", "Not begun"]
    assert (entries[0].level, belongs(entries[0], "open"), belongs(entries[0], "complete")) == (2, True, False)


def test_an_enterprise_is_named_and_found_in_either_language(filled: App) -> None:
    page, library = page_of(filled), filled.desk.library
    assert library
    alpha, *others = library.rows
    named_twice = alpha._replace(enterprise="示例铜业", name_en="Alpha Copper")
    page.model.show_entries(read_entries([named_twice, *others]).entries, in_trash=False)
    for language, name in (("en", "Alpha Copper"), ("zh", "示例铜业")):
        filled.window.switch_language(language)
        assert names(filled)[0] == name
        for searched in ("alpha cop", "示例铜"):
            page.shown.show_only("all", searched)
            assert names(filled) == [name]
        page.shown.show_only("all", "")


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


def test_an_empty_trash_has_the_heads_of_the_trash() -> None:
    model = LibraryModel()
    heads = []
    for in_trash in (False, True):
        model.show_entries((), in_trash=in_trash)
        heads.append(model.headerData(Column.CHANGED, Qt.Orientation.Horizontal))
    assert heads == ["Last changed", "Moved to trash"]


def test_a_moment_that_cannot_be_read_hides_no_list(filled: App) -> None:
    library = filled.desk.library
    assert library
    read = read_entries([library.rows[0]._replace(changed_at="some day"), *library.rows[1:]])
    assert len(read.faults) == 1
    assert [cell_text(entry, Column.CHANGED) == "–" for entry in read.entries] == [True, False, False, False]
    model = LibraryModel()
    model.show_entries(read.entries, in_trash=False)
    tips = [model.index(row, Column.CHANGED).data(Qt.ItemDataRole.ToolTipRole) for row in range(4)]
    assert [tip is None for tip in tips] == [True, False, False, False]


def test_damage_is_told_once(filled: App) -> None:
    told: list[Notice] = []
    filled.desk.told.connect(told.append)
    library = filled.desk.library
    assert library
    damaged = replace(library, listed=read_entries([library.rows[0]._replace(score="½"), *library.rows[1:]]))
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
    assert entry.title == "2 Jan 2026"


@pytest.mark.parametrize("shown", ["0", "5", "7997/10000", "2/3", "27875/10000", "4999999/1000000"])
def test_scores_are_cut_as_everywhere(shown: str) -> None:
    assert cut(Fraction(shown)) == domain_cut(Fraction(shown))
