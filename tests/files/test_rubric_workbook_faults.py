"""Whatever a person does to a workbook is told with sheet and cell, all of it at once."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nfmaturity.domain.errors import FileFaults
from nfmaturity.files.rubric_files import load_pack, rubric_from_source
from nfmaturity.files.rubric_workbook.layout import GLOSSARY, NOTES, PACK
from nfmaturity.files.rubric_workbook.reader import pack_from_sheets, read_workbook
from nfmaturity.files.rubric_workbook.writer import workbook_bytes
from nfmaturity.files.xlsx_source import Cell, Kind, Position, Sheet, read_xlsx
from tests.files.packs import write

Edit = Callable[[Workbook], None]
Told = list[tuple[str, str]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook of the small pack."""
    return workbook_bytes(load_pack(write(tmp_path_factory.mktemp("small"))))


@pytest.fixture(scope="module")
def small_sheets(small: bytes, tmp_path_factory: pytest.TempPathFactory) -> tuple[Sheet, ...]:
    """What the sheets of that workbook hold."""
    path = tmp_path_factory.mktemp("sheets") / "small.xlsx"
    path.write_bytes(small)
    return read_xlsx(path)


def edited(small: bytes, folder: Path, *edits: Edit) -> Path:
    """The workbook of the small pack after somebody worked on it."""
    book = load_workbook(io.BytesIO(small))
    for edit in edits:
        edit(book)
    path = folder / "edited.xlsx"
    book.save(path)
    return path


def faults_of(path: Path) -> Told:
    with pytest.raises(FileFaults) as caught:
        read_workbook(path)
    return [(fault.place, str(fault.reason)) for fault in caught.value.faults]


def put(sheet: str, cell: str, value: object) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet][cell].value = value

    return edit


def on(sheet: str, act: Callable[[Worksheet], object]) -> Edit:
    return lambda book: act(book[sheet]) and None


TEXT_AGAIN = "format the cell as text and type it again"
CELLS: dict[str, tuple[str, str, object, str]] = {
    "a formula in a text": ("G-A", "F3", "=A1", "holds a formula: put its value in its place"),
    "a formula in a weight": ("G-A", "L2", "=5*5", "holds a formula: put its value in its place"),
    "an error": ("G-A", "F3", "#REF!", "holds an error of the spreadsheet's: type the value again"),
    "a date in a text": ("G-A", "F3", dt.date(2026, 11, 23), f"holds a date or a time: {TEXT_AGAIN}"),
    "a date in a weight": ("G-A", "L2", dt.date(2026, 11, 23), f"holds a date or a time: {TEXT_AGAIN}"),
    "a time": ("G-A", "F3", dt.time(12, 30), f"holds a date or a time: {TEXT_AGAIN}"),
    "a number in a text": ("G-A", "F3", 2026, f"holds a number where a text belongs: {TEXT_AGAIN}"),
    "a truth in a text": ("G-A", "F3", True, f"holds TRUE or FALSE where a text belongs: {TEXT_AGAIN}"),
    "a text in a weight": ("G-A", "L2", "much", "is not a decimal number"),
    "a weight below 0": ("G-A", "L2", -1, "must be above 0"),
    "no weight": ("G-A", "L2", None, "must not be empty"),
    "a missing language": ("G-A", "G3", None, "the text in en is missing"),
    "no text": ("G-A", "F2", None, "the text in zh is missing"),
    "an id twice": ("G-A", "B4", "G-A-01.1a", "G-A-01.1a is used twice"),
    "a foreign id": ("G-A", "B4", "G-A-02.1b", "must be G-A-01.1 and one lower-case letter"),
    "an unknown prerequisite": ("G-A", "P6", "G-A-01.1z", "there is no requirement G-A-01.1z"),
    "an unknown segment": (
        "G-A",
        "O4",
        "refining",
        "must be one of 'mining', 'beneficiation', 'smelting', 'processing'",
    ),
    "an unknown effort": ("G-A", "N5", "XL", "must be one of 'S', 'M', 'L'"),
    "a text that the kind of row has not": (
        "G-A",
        "L3",
        5,
        "a row of the kind requirement 要求 has no weight: clear the cell",
    ),
    "text beside the table": ("G-A", "T3", "note", "stands in a column without heading: move or delete it"),
    "an unknown kind of row": (
        "G-A",
        "A3",
        "idea",
        "say what the row holds, one of sub-indicator 能力子域, requirement 要求, action 措施, or clear the whole row",
    ),
    "no kind of row": (
        "G-A",
        "A3",
        None,
        "say what the row holds, one of sub-indicator 能力子域, requirement 要求, action 措施, or clear the whole row",
    ),
    "no level": ("G-A", "C3", None, "fill in the level"),
    "an unknown column": ("G-A", "T1", "colour", "unknown column colour: delete it"),
    "a column twice": ("G-A", "T1", "text zh", "the column text zh stands twice"),
    "a column in an unknown language": (
        "G-A",
        "T1",
        "text fr",
        "the pack does not list the language fr: list it in its row or delete the column",
    ),
    "an unknown rule": (PACK, "I4", "worst", "must be one of 'first_unmet', 'met_as_one', 'plain_sum'"),
    "a degree out of order": (PACK, "H6", 1, "must be below the degree before it: values fall from 1 to 0"),
    "no version": (PACK, "K3", None, "must not be empty"),
    "a version as a number": (PACK, "K3", 1.1, f"holds a number where a text belongs: {TEXT_AGAIN}"),
    "a sheet that is not there": (PACK, "M14", "G-C", "the sheet G-C is missing"),
    "a control character": (GLOSSARY, "C2", "a_x0007_b", "holds a control character or half a character"),
    "a term without id": (GLOSSARY, "B2", None, "must not be empty"),
}


@pytest.mark.parametrize("name", list(CELLS))
def test_a_cell_at_fault_is_named(small: bytes, tmp_path: Path, name: str) -> None:
    sheet, cell, value, reason = CELLS[name]
    assert (f"{sheet}!{cell}", reason) in faults_of(edited(small, tmp_path, put(sheet, cell, value)))


def test_values_are_judged_beside_rows_of_no_known_kind(small: bytes, tmp_path: Path) -> None:
    """In one run, and without what only follows from the row that cannot be read."""
    edits = (
        put("G-A", "A3", "idea"),
        put("G-A", "L2", "much"),
        put("G-A", "N5", "XL"),
        put("G-A", "G4", None),
        put("G-B", "L2", -1),
    )
    assert faults_of(edited(small, tmp_path, *edits)) == [
        ("G-A!L2", "is not a decimal number"),
        ("G-A!A3", CELLS["an unknown kind of row"][3]),
        ("G-A!G4", "the text in en is missing"),
        ("G-A!N5", "must be one of 'S', 'M', 'L'"),
        ("G-B!L2", "must be above 0"),
    ]


@pytest.mark.parametrize(
    "edit",
    [
        put("G-A", "A2", "idea"),
        put(PACK, "A3", "idea"),
        put(PACK, "A5", "idea"),
        put(PACK, "L3", "zh, fr"),
        put(PACK, "L3", "zh"),
        put("G-A", "G1", None),
        put("G-A", "L1", "colour"),
        lambda book: book.remove(book["G-B"]),
        on("G-A", lambda sheet: sheet.merge_cells("F3:G4")),
    ],
)
def test_no_value_is_told_of_that_only_follows_from_another_fault(small: bytes, tmp_path: Path, edit: Edit) -> None:
    assert not [
        reason
        for _, reason in faults_of(edited(small, tmp_path, edit))
        if "missing" in reason and "sheet" not in reason
    ]


SHEETS: dict[str, tuple[Edit, tuple[str, str]]] = {
    "no pack": (
        lambda book: book.remove(book[PACK]),
        ("", f"is no rubric's workbook: it has no sheet {PACK}"),
    ),
    "no glossary": (lambda book: book.remove(book[GLOSSARY]), (GLOSSARY, f"the sheet {GLOSSARY} is missing")),
    "no domain": (lambda book: book.remove(book["G-B"]), (f"{PACK}!B14", "the sheet G-B is missing")),
    "one more": (
        lambda book: book.create_sheet("Scratch") and None,
        ("Scratch", f"no row of the sheet {PACK} names this sheet: add its domain or delete it"),
    ),
    "merged": (
        on("G-A", lambda sheet: sheet.merge_cells("F3:G3")),
        ("G-A!F3", "is merged (F3:G3): unmerge it, one value a cell"),
    ),
    "no headings": (
        on("G-A", lambda sheet: sheet.delete_rows(1)),
        (
            "G-A",
            "the first row lacks the headings: row, id, level, name, text, guidance, evidence, weight, "
            "effort_days, effort, applies_to, depends_on, tags, tailorable",
        ),
    ),
    "a column less": (
        on("G-A", lambda sheet: sheet.delete_cols(5)),
        ("G-A", "the first row lacks the headings: name en"),
    ),
    "no degrees": (on(PACK, lambda sheet: sheet.delete_rows(5, 3)), (PACK, "has no row of the kind degree 满足程度")),
    "the pack twice": (put(PACK, "A4", "pack"), (f"{PACK}!A4", "a second row of the kind pack 指标体系: there is one")),
}


@pytest.mark.parametrize("name", list(SHEETS))
def test_a_sheet_at_fault_is_named(small: bytes, tmp_path: Path, name: str) -> None:
    edit, told = SHEETS[name]
    assert told in faults_of(edited(small, tmp_path, edit))


def swapped(sheet: str, first: int, second: int) -> Edit:
    def edit(book: Workbook) -> None:
        for one, other in zip(book[sheet][first], book[sheet][second], strict=True):
            one.value, other.value = other.value, one.value

    return edit


def test_rows_out_of_order_are_named(small: bytes, tmp_path: Path) -> None:
    told = faults_of(edited(small, tmp_path, swapped("G-A", 2, 3), swapped(PACK, 12, 13)))
    assert (f"{PACK}!A12", "stands above every group: move it below its group") in told
    told = faults_of(edited(small, tmp_path, swapped("G-A", 2, 3)))
    assert told[0] == ("G-A!A2", "stands above every sub-indicator: move it below its sub-indicator")


def test_a_requirement_at_another_level_than_its_id_says(small: bytes, tmp_path: Path) -> None:
    told = faults_of(edited(small, tmp_path, put("G-A", "C4", 2)))
    assert told == [("G-A!B4", "must be G-A-01.2 and one lower-case letter")]


def test_all_faults_are_told_at_once_in_the_order_of_sheets_and_cells(small: bytes, tmp_path: Path) -> None:
    edits = (
        put("G-A", "L2", -1),
        put("G-B", "G3", None),
        put(PACK, "H4", 2),
        put("G-A", "F3", 7),
        put("G-A", "D2", None),
    )
    assert [place for place, _reason in faults_of(edited(small, tmp_path, *edits))] == [
        f"{PACK}!H4",
        "G-A!D2",
        "G-A!L2",
        "G-A!F3",
        "G-B!G3",
    ]


def test_what_people_do_in_excel_without_harm_changes_nothing(small: bytes, tmp_path: Path) -> None:
    """Notes deleted, columns moved, rows left empty, words in other case, lists with other commas, 25.0 for 25."""

    def work(book: Workbook) -> None:
        book.remove(book[NOTES])
        sheet = book["G-A"]
        sheet["A3"].value = " Requirement"
        sheet["O2"].value = "mining、smelting"
        sheet["P4"].value = " G-A-01.1a,"
        sheet["L2"].value = 25.0
        sheet["J2"].value = "账\n\n "
        sheet["F40"].value = "   "
        for row in sheet.iter_rows(max_row=20, min_col=10, max_col=11):
            for cell in row:  # a column elsewhere
                sheet.cell(cell.row, cell.column + 20).value, cell.value = cell.value, None
        sheet.insert_rows(4)
        book[PACK]["H6"].value = 0.1 + 0.4

    pack = load_pack(write(tmp_path / "pack"))
    assert read_workbook(edited(small, tmp_path, work)) == pack


def test_a_truth_may_be_excels_own(small: bytes, tmp_path: Path) -> None:
    read = read_workbook(edited(small, tmp_path, put(PACK, "J13", False), put("G-A", "R2", "TRUE")))
    assert read.rubric.groups[0].domains[0].tailorable is False
    assert read.rubric.sub_indicators["G-A-01"][2].tailorable is True


def test_too_many_faults_are_counted(small: bytes, tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        for row in range(10, 2200):
            book["G-A"].cell(row, 6).value = "x"

    with pytest.raises(FileFaults) as caught:
        read_workbook(edited(small, tmp_path, spoil))
    told = caught.value.faults
    assert len(told) == 2001
    assert str(told[-1].reason) == "has 190 more faults"
    assert str(caught.value) == "edited.xlsx was not read. Faults found: 2190, listed above."


WORDS = (
    "",
    "[]",
    "row",
    "text",
    "text zh",
    "x y z",
    "1",
    "9999999",
    "../up",
    "G-A",
    "action",
    "G-A-01.1a",
    "zh",
    "a" * 70,
)
CHANGES = st.dictionaries(
    st.tuples(st.integers(1, 9), st.integers(1, 20)),
    st.builds(Cell, st.sampled_from(get_args(Kind)), st.sampled_from(WORDS) | st.text(max_size=5)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=400, deadline=None)
@given(changes=CHANGES, turn=st.integers(0, 4))
def test_cells_of_any_content_never_crash(
    small_sheets: tuple[Sheet, ...], changes: dict[Position, Cell], turn: int
) -> None:
    sheets = list(small_sheets)
    filled = {place: cell for place, cell in changes.items() if cell.value.strip() or cell.kind == "formula"}
    sheets[turn] = Sheet(sheets[turn].name, {**sheets[turn].cells, **filled})
    try:
        pack = pack_from_sheets(sheets, "x.xlsx")
    except FileFaults as found:
        places = [fault.place for fault in found.faults]
        assert len(set(places)) == len(places)
        assert all(place.startswith(tuple(sheet.name for sheet in sheets)) for place in places)
    else:
        assert rubric_from_source(pack.source) == pack


def test_a_newer_format_is_told_in_one_sentence(small: bytes, tmp_path: Path) -> None:
    reason = "was made by a newer version of nfmaturity; update it to read this (schema 2)"
    assert faults_of(edited(small, tmp_path, put(PACK, "K2", "2"))) == [(PACK, reason)]
