"""The library page: rows in another order, words found in names and comments, and the rows that are put together."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.ui.app import App
from nfmaturity.ui.models.library_entries import read_entries
from nfmaturity.ui.models.library_filter import EXCERPT, LibraryFilter
from nfmaturity.ui.models.library_model import Column, LibraryModel
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.workspace.assessments import trash_assessment
from nfmaturity.workspace.opening import Workspace
from nfmaturity.workspace.subject import stored_subject
from tests.edits import comment
from tests.ui.shelf import changed, chosen, names, page_of


def test_sort_by_key(filled: App, qtbot: QtBot) -> None:
    table = page_of(filled).table
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(table, Qt.Key.Key_Right, ctrl)  # from the last column on to the first
    assert [name[:5] for name in names(filled)] == ["Alpha", "Beta ", "Delta", "Gamma"]
    qtbot.keyClick(table, Qt.Key.Key_Down, ctrl)
    assert [name[:5] for name in names(filled)] == ["Gamma", "Delta", "Beta ", "Alpha"]
    qtbot.keyClick(table, Qt.Key.Key_Up, ctrl)
    assert [name[:5] for name in names(filled)] == ["Alpha", "Beta ", "Delta", "Gamma"]
    for _ in range(4):
        qtbot.keyClick(table, Qt.Key.Key_Left, ctrl)
    assert table.horizontalHeader().sortIndicatorSection() == Column.SCORE
    assert [name[:5] for name in names(filled)] == ["Alpha", "Beta ", "Gamma", "Delta"]


def test_what_is_selected_stays_so_in_another_order(filled: App, qtbot: QtBot) -> None:
    page = page_of(filled)
    page.table.select([entry.id for entry in page.model.entries[1:3]])
    before = {entry.id for entry in page.chosen()}
    page.table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
    assert {entry.id for entry in page.chosen()} == before
    assert chosen(filled) == ["Beta Zinc", "Gamma Lead"]
    assert page.table.currentIndex().data() == "Beta Zinc / North works"


def test_words_are_found_in_comments(filled: App, qtbot: QtBot) -> None:
    page = page_of(filled)
    entry = page.model.entries[2]

    def work(workspace: Workspace) -> None:
        subject = stored_subject(workspace, entry.id)
        name = next(iter(subject.pack.rubric.places))
        writer = AssessmentWriter(workspace.library, subject.pack, entry.id)
        words = "shift books, " * 20 + "the Ledger\nof 三月 is missing"
        writer.write([comment(subject.assessment, name, words)])

    with changed(qtbot, filled):
        filled.desk.act(work)
    qtbot.keyClicks(page.top.search, "LEDGER")
    assert page.note.isVisible()
    assert "comments" in page.note.findChild(Paragraph).text()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: names(filled) == ["Gamma Lead"])
    assert chosen(filled) == ["Gamma Lead"]
    shown = page.shown.index(0, Column.NAME)
    assert shown.data(EXCERPT) == "…hift books, the Ledger of 三月 is missing"
    assert "the Ledger of 三月" in shown.data(Qt.ItemDataRole.ToolTipRole)
    before = page.table.grab().toImage()
    page.table.show_words(())
    assert page.table.grab().toImage() != before, "the words are marked"
    page.top.search.setText("ledger zinc")
    qtbot.waitUntil(lambda: not page._excerpts.is_looking)
    assert names(filled) == []
    page.top.search.clear()
    assert len(names(filled)) == 4


def test_rows_shown_keep_qts_rules(filled: App) -> None:
    library = filled.desk.library
    assert library
    model = LibraryModel()
    shown = LibraryFilter(model)
    tester = QAbstractItemModelTester(shown, QAbstractItemModelTester.FailureReportingMode.Fatal)
    entries = read_entries(library.rows).entries
    model.show_entries(entries, in_trash=False)
    held = QPersistentModelIndex(shown.index(0, Column.NAME))
    first = shown.entry(0)
    assert first
    for column in Column:
        for order in Qt.SortOrder:
            shown.sort(column, order)
            assert shown.entry(held.row()) is first
    assert shown.show_only("open", "")
    assert shown.rowCount() == 3
    assert not shown.show_only("open", "")
    assert shown.show_only("all", "nowhere", {entries[2].id: "words nowhere else"})
    assert [shown.entry(row) for row in range(shown.rowCount())] == [entries[2]]
    assert (shown.row_of(entries[2].id), shown.row_of(entries[0].id)) == (0, -1)
    model.show_entries((), in_trash=True)
    assert shown.rowCount() == 0
    assert isinstance(tester.model(), QAbstractItemModel)


def test_entries_that_still_hold_are_taken_over(filled: App) -> None:
    library = filled.desk.library
    assert library
    entries = read_entries(library.rows).entries
    rows = [library.rows[0]._replace(title="another"), library.rows[1]._replace(score="½"), *library.rows[2:]]
    anew = read_entries(rows, entries)
    assert [new is old for new, old in zip(anew.entries, entries, strict=True)] == [False, False, True, True]
    assert anew.entries[0].row.title == "another"
    assert len(read_entries(rows, anew.entries).faults) == 1, "damage is told as often as it is read"


def test_a_list_that_is_as_before_is_not_shown_anew(filled: App, qtbot: QtBot) -> None:
    page = page_of(filled)
    resets: list[None] = []
    page.model.modelReset.connect(lambda: resets.append(None))
    with qtbot.waitSignal(filled.desk.library_changed):
        filled.desk.reload()
    assert resets == []
    ident = page.model.entries[0].id
    with qtbot.waitSignal(filled.desk.library_changed):
        filled.desk.act(lambda workspace: trash_assessment(workspace, ident))
    assert len(resets) == 1
    assert ident not in {entry.id for entry in page.model.entries}


def test_what_was_made_ready_a_step_at_a_time_is_what_is_found_at_once(filled: App) -> None:
    library = filled.desk.library
    assert library
    many = [row._replace(id=f"{n}", site=f"{n % 7}") for n in range(600) for row in library.rows]
    entries = read_entries(many).entries
    ready, asked = LibraryModel(), LibraryModel()
    for model in (ready, asked):
        model.show_entries(entries, in_trash=False)
    steps = sum(1 for _step in ready.prepare())
    assert steps > 3 * len(Column), "a list of some thousand rows takes several steps a column"
    for column in Column:
        for falling in (False, True):
            assert ready.order(column, falling=falling) == asked.order(column, falling=falling)
    assert ready.haystacks() == asked.haystacks()
    other = entries[:5]
    halfway = ready.prepare()
    for _ in range(4):
        next(halfway)
    ready.show_entries(other, in_trash=False)
    assert list(halfway), "steps of a list that is gone may still be taken"
    for column in Column:
        assert sorted(ready.order(column, falling=False)) == list(range(5))
    assert len(ready.haystacks()) == 5
