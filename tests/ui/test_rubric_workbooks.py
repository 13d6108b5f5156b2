"""Rubrics out to workbooks and back in through the app: difference and faults first, then a pack of the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.files.rubric_files import load_pack
from nfmaturity.files.rubric_workbook.writer import workbook_bytes
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.library_questions import FileQuestion, Question
from nfmaturity.ui.pages.rubric import RubricPage
from nfmaturity.ui.sheet_rows import Fact
from tests.files.packs import write
from tests.ui.driving import click, named
from tests.ui.shelf import notices

MS = 30_000
Change = Callable[..., None]


@pytest.fixture
def page(app: App, tmp_path: Path, qtbot: QtBot) -> RubricPage:
    """The Rubric page with a small pack chosen, of which a workbook lies beside the library."""
    folder = tmp_path / "library" / "rubrics"
    folder.mkdir()
    pack = load_pack(write(folder / "own"))
    (tmp_path / "pack.xlsx").write_bytes(workbook_bytes(pack))
    click(qtbot, app.window, "rail-rubric")
    found = app.window.show_page("rubric")
    assert isinstance(found, RubricPage)
    qtbot.waitUntil(lambda: len(found.panel.packs.lines) == 2, timeout=10_000)
    found.panel.packs.click(pack.sha256)
    return found


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """Change cells of the workbook as Excel does."""

    def edit(**cells: str | None) -> None:
        file = tmp_path / "pack.xlsx"
        book = load_workbook(file)
        for place, value in cells.items():
            sheet, _, cell = place.partition("_")
            book["G-A" if sheet == "A" else book.sheetnames[1]][cell] = value
        book.save(file)

    return edit


def answers(page: RubricPage, *paths: Path) -> list[FileQuestion]:
    asked: list[FileQuestion] = []

    def ask(_parent: QWidget, question: FileQuestion) -> Sequence[Path]:
        asked.append(question)
        return paths

    page.ask_file = ask
    return asked


def bring(qtbot: QtBot, page: RubricPage, file: Path) -> None:
    """Choose the workbook and wait until it is read."""
    answers(page, file)
    click(qtbot, page, "rubric-import")
    read(qtbot, page)


def read(qtbot: QtBot, page: RubricPage) -> None:
    qtbot.waitUntil(lambda: not page.files.is_running, timeout=MS)


def version_cell(file: Path) -> str:
    """Give the cell of the sheet of the pack that holds its version."""
    sheet = load_workbook(file).worksheets[1]
    return next(cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == "1.0.0")


def test_a_pack_goes_out_as_a_workbook(page: RubricPage, app: App, tmp_path: Path, qtbot: QtBot) -> None:
    told, asked = notices(app), answers(page, tmp_path / "out")
    click(qtbot, page, "rubric-export")
    assert asked[0].start.endswith("small 1.0.0.xlsx")
    qtbot.waitUntil(lambda: bool(told), timeout=MS)
    assert told == [f"small 1.0.0 was written to {tmp_path / 'out.xlsx'}."]
    assert load_workbook(tmp_path / "out.xlsx").sheetnames[3:] == ["G-A", "G-B"]


def test_a_workbook_that_was_not_named_in_full_is_replaced_on_request_only(
    page: RubricPage, app: App, change: Change, tmp_path: Path, qtbot: QtBot
) -> None:
    change(A_G3="weeks of work")
    mine = (tmp_path / "pack.xlsx").rename(tmp_path / "out.xlsx")
    before = mine.read_bytes()
    told, _asked = notices(app), answers(page, tmp_path / "out")
    click(qtbot, page, "rubric-export")
    click(qtbot, app.window, "answer-keep")
    assert not page.files.is_running
    assert mine.read_bytes() == before
    click(qtbot, page, "rubric-export")
    question = app.window.findChildren(Question)[-1]
    click(qtbot, question, "answer-replace")
    qtbot.waitUntil(lambda: bool(told), timeout=MS)
    assert told == [f"small 1.0.0 was written to {mine}."]
    assert load_workbook(mine).sheetnames[3:] == ["G-A", "G-B"]


def test_a_workbook_comes_in_as_a_newer_version(
    page: RubricPage, app: App, change: Change, tmp_path: Path, qtbot: QtBot
) -> None:
    told, file = notices(app), tmp_path / "pack.xlsx"
    change(A_G3="Record every shift", **{f"P_{version_cell(file)}": "1.1.0"})
    bring(qtbot, page, file)
    said = page.importer.sheet.said
    assert "small 1.1.0 (From the workbook pack.xlsx; nothing is saved yet)" in said
    assert "0 added, 0 removed, 2 changed, 0 put elsewhere" in said
    assert "Requirement G-A-01.1a\nText (English): Record\n→: Record every shift" in said
    assert not (tmp_path / "library" / "rubrics" / "small-1.1.0").exists()
    click(qtbot, page, "import-save")
    qtbot.waitUntil(lambda: len(page.panel.packs.lines) == 3, timeout=MS)
    assert told == ["small 1.1.0 with 6 requirements was saved as a rubric pack of the library."]
    assert "small 1.1.0" in page.sheet.said
    saved = load_pack(tmp_path / "library" / "rubrics" / "small-1.1.0")
    assert page.entry
    assert page.entry.pack == saved


def test_a_lower_version_than_one_at_hand_is_told(
    page: RubricPage, app: App, change: Change, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "pack.xlsx"
    change(A_G3="Record every shift", **{f"P_{version_cell(file)}": "0.9.0"})
    bring(qtbot, page, file)
    note = "small 1.0.0 is at hand already; this would be saved as 0.9.0, an older number."
    assert (page.importer.note.text(), page.importer.version.accessibleDescription()) == (note, note)
    assert page.importer.note.isVisible()
    assert page.importer.save.isEnabled()
    app.window.switch_language("zh")
    assert page.importer.note.text() == "已有 small 1.0.0；若存为 0.9.0，版本号反而更低。"
    app.window.switch_language("en")
    page.importer.version.selectAll()
    qtbot.keyClicks(page.importer.version, "1.0.1")
    qtbot.keyClick(page.importer.version, Qt.Key.Key_Return)
    read(qtbot, page)
    assert not page.importer.note.isVisible()
    assert page.importer.save.isEnabled()


def test_faults_are_told_with_sheet_and_cell_and_the_mended_workbook_is_read_again(
    page: RubricPage, change: Change, tmp_path: Path, qtbot: QtBot
) -> None:
    change(A_L2="heavy")
    bring(qtbot, page, tmp_path / "pack.xlsx")
    said = page.importer.sheet.said
    assert "The workbook cannot be taken in yet" in said
    assert "G-A!L2" in said
    assert not page.importer.save.isEnabled()
    change(A_L2="30")
    click(qtbot, page, "import-again")
    read(qtbot, page)
    assert "1 changed" in page.importer.sheet.said


def test_a_fault_that_recurs_is_told_once_with_every_cell_that_has_it(
    page: RubricPage, app: App, change: Change, tmp_path: Path, qtbot: QtBot
) -> None:
    change(A_L2="heavy", **{f"A_F{row}": "x" for row in range(20, 920)})
    bring(qtbot, page, tmp_path / "pack.xlsx")
    _title, _advice, counted, one, alike = page.importer.sheet.sheet.rows
    assert counted.spoken == "Faults found (901)"
    assert one.spoken == "G-A!L2 is not a decimal number"
    assert alike.spoken.startswith("G-A!A20:A919 say what the row holds")
    assert alike.aside == "900 times"
    change(**{f"A_F{row}": None for row in range(21, 920, 2)})
    click(qtbot, page, "import-again")
    read(qtbot, page)
    alike, every, places = page.importer.sheet.sheet.rows[-3:]
    assert (alike.lead, alike.aside) == ("G-A!A20, A22, A24, A26, A28, A30, A32 …", "450 times")
    assert every.text == "All places of the faults that recur"
    assert places.facts == (Fact("G-A", ", ".join(f"A{row}" for row in range(20, 920, 2))),)
    app.window.switch_language("zh")
    assert page.importer.sheet.sheet.rows[-3].aside == "450 处"
    app.window.switch_language("en")


def test_a_version_that_is_known_is_refused_until_it_is_raised_here(
    page: RubricPage, change: Change, tmp_path: Path, qtbot: QtBot
) -> None:
    change(A_G3="Record every shift")
    bring(qtbot, page, tmp_path / "pack.xlsx")
    assert "is known with other content" in page.importer.sheet.said
    assert not page.importer.save.isEnabled()
    field = named(page, "import-version", QLineEdit)
    assert field.hasFocus()
    field.selectAll()
    qtbot.keyClicks(field, "2.0.0")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    read(qtbot, page)
    assert "small 2.0.0" in page.importer.sheet.said
    assert page.importer.save.isEnabled()
    field.setText("two")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    read(qtbot, page)
    assert "version" in page.importer.sheet.said
    click(qtbot, page, "import-out")
    assert page.sheet.isVisible()
    assert [path.name for path in (tmp_path / "library" / "rubrics").iterdir()] == ["own"]


def test_a_new_id_is_compared_with_the_pack_it_came_from(page: RubricPage, tmp_path: Path, qtbot: QtBot) -> None:
    bring(qtbot, page, tmp_path / "pack.xlsx")
    assert "The library holds exactly this pack already." in page.importer.sheet.said
    assert not page.importer.save.isEnabled()
    field = named(page, "import-id", QLineEdit)
    field.setText("ours")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    read(qtbot, page)
    assert "ours 1.0.0" in page.importer.sheet.said
    assert "Compared with small 1.0.0" in page.importer.sheet.said
    click(qtbot, page, "import-save")
    qtbot.waitUntil(lambda: len(page.panel.packs.lines) == 3, timeout=MS)


def test_a_workbook_that_changes_under_the_preview_is_not_saved(
    page: RubricPage, change: Change, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "pack.xlsx"
    change(**{f"P_{version_cell(file)}": "1.1.0"})
    bring(qtbot, page, file)
    change(A_G3="Something else")
    click(qtbot, page, "import-save")
    read(qtbot, page)
    assert "The workbook was changed meanwhile" in page.importer.sheet.said
    assert not (tmp_path / "library" / "rubrics" / "small-1.1.0").exists()


def test_reading_is_cancelled_from_the_status_bar(page: RubricPage, app: App, tmp_path: Path, qtbot: QtBot) -> None:
    answers(page, tmp_path / "pack.xlsx")
    click(qtbot, page, "rubric-import")
    qtbot.waitUntil(lambda: named(app.window, "work-cancel").isVisible(), timeout=MS)
    click(qtbot, app.window, "work-cancel")
    qtbot.waitUntil(page.sheet.isVisible, timeout=MS)
    assert not page.files.is_running


def test_language_and_another_pack_while_a_workbook_is_looked_at(
    page: RubricPage, app: App, tmp_path: Path, qtbot: QtBot
) -> None:
    bring(qtbot, page, tmp_path / "pack.xlsx")
    app.window.switch_language("zh")
    assert "来自工作簿 pack.xlsx，尚未保存" in page.importer.sheet.said
    app.window.switch_language("en")
    page.panel.packs.click(page.panel.packs.lines[0].name)
    assert page.sheet.isVisible()
    assert not page.importer.is_open


def test_a_new_id_with_the_provenance_of_another_pack_is_cautioned(
    page: RubricPage, change: Change, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "pack.xlsx"
    bring(qtbot, page, file)
    assert "The provenance still says" not in page.importer.sheet.said
    named(page, "import-id", QLineEdit).setText("ours")
    page.importer.ident.editingFinished.emit()
    read(qtbot, page)
    assert "word for word, what that of small 1.0.0 says" in page.importer.sheet.said
    assert page.importer.save.isEnabled()
    pack = load_pack(tmp_path / "library" / "rubrics" / "own")
    sheet = load_workbook(file).worksheets[1]
    found = [c for row in sheet.iter_rows() for c in row if c.value == pack.rubric.provenance["en"]]
    change(**{f"P_{found[0].coordinate}": "Our own standard of 2026"})
    click(qtbot, page, "import-again")
    read(qtbot, page)
    page.importer.ident.setText("ours")
    page.importer.ident.editingFinished.emit()
    read(qtbot, page)
    assert "The provenance still says" not in page.importer.sheet.said


def test_saving_a_pack_is_called_saving(
    page: RubricPage, app: App, change: Change, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[str] = []
    page.working.connect(said.append)
    change(A_G3="Record every shift", **{f"P_{version_cell(tmp_path / 'pack.xlsx')}": "1.1.0"})
    bring(qtbot, page, tmp_path / "pack.xlsx")
    assert "Reading the workbook" in said
    said.clear()
    click(qtbot, page, "import-save")
    assert app.window.status.work.text() == "Saving the rubric pack"
    qtbot.waitUntil(lambda: len(page.panel.packs.lines) == 3, timeout=MS)
    assert set(said) == {"Saving the rubric pack", ""}
