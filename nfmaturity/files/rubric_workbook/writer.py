"""A rubric pack as a workbook for people who write rubrics in Excel. Source: RUBRIC.

One sheet for the pack, one for the glossary, one a domain; one row a requirement, a column a language.
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from nfmaturity.domain.errors import N_, UserError
from nfmaturity.domain.spot import reference
from nfmaturity.files.rubric_workbook.layout import LEVEL, NOTES, ROW, Form, kind_label
from nfmaturity.files.rubric_workbook.look import HEADING, NOTE, NOTE_TITLE, FittedRow, height_of, look_of, styles
from nfmaturity.files.rubric_workbook.notes import NOTES as PARAGRAPHS
from nfmaturity.files.rubric_workbook.notes import TITLE
from nfmaturity.files.rubric_workbook.rows import BLANK, sheets_of
from nfmaturity.files.rubric_workbook.validation import validations
from nfmaturity.files.xlsx_source import shortest_figure
from nfmaturity.i18n import LANGUAGES, _, language

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.files.rubric_workbook.layout import Column, RowKind
    from nfmaturity.files.rubric_workbook.rows import Row, SheetRows

MAX_CELL = 32_767
EMPTY_ROWS = 40

_HEADING_HEIGHT = 84
_NOTE_WIDTH = 70
_NOTE_GAP = 12
# Excel takes a text that begins so for a formula when the cell is edited.
_LIKE_A_FORMULA = ("=", "+", "-", "@", "'")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def workbook_bytes(pack: RubricPack) -> bytes:
    """Give the workbook of a pack; raises `UserError` where a text is longer than a cell holds."""
    book = Workbook()
    for style in styles():
        book.add_named_style(style)
    notes = book.active
    if notes is not None:
        book.remove(notes)
    _write_notes(book.create_sheet(NOTES), pack)
    source = json.loads(pack.source)
    for rows in sheets_of(source):
        sheet = book.create_sheet(rows.name)
        _write_sheet(sheet, rows)
        for validation in validations(rows, source):
            sheet.add_data_validation(validation)
    book.properties.creator = "nfmaturity"
    book.properties.title = pack.label
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_sheet(sheet: Worksheet, rows: SheetRows) -> None:
    for index, (word, column) in enumerate(rows.headings.items(), start=1):
        cell = sheet.cell(1, index)
        _put_text(cell, "\n".join([word, *_in_each_language(column.meaning)]))
        cell.style = HEADING
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.row_dimensions[1].height = _HEADING_HEIGHT
    for number, row in enumerate([*rows.rows, *[BLANK] * EMPTY_ROWS], start=2):
        _write_row(sheet, number, row, rows)
        widths = [(text, rows.headings[word].width) for word, text in row.cells.items()]
        sheet.row_dimensions[number] = FittedRow(sheet, index=number, ht=height_of(widths))
    _set_up(sheet, rows)


def _write_row(sheet: Worksheet, number: int, row: Row, rows: SheetRows) -> None:
    for index, (word, column) in enumerate(rows.headings.items(), start=1):
        cell = sheet.cell(number, index)
        cell.style = look_of(row.kind, column)
        if word not in row.cells:
            continue
        text = row.cells[word]
        if column.word == ROW and row.kind:
            text = kind_label(row.kind)
        if _is_figure(row.kind, column) and _is_exact(text):
            cell.value = float(text) if "." in text else int(text)
        elif len(escaped(text)) > MAX_CELL:
            raise UserError(
                N_(
                    "{sheet}!{cell} would hold more than {n} characters, more than Excel takes: shorten it in the pack."
                ),
                sheet=rows.name,
                cell=reference(number, index),
                n=MAX_CELL,
            )
        else:
            _put_text(cell, text)


def escaped(text: str) -> str:
    """Write a text as workbooks do: what XML cannot hold, and what reads like such an escape, as `_x000D_`."""
    text = _LIKE_AN_ESCAPE.sub("_x005F_", text)
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _put_text(cell: Cell | MergedCell, text: str) -> None:
    cell.value = escaped(text)
    # Openpyxl takes a text that begins with "=" for a formula and "#N/A" for an error.
    cell.data_type = "s"
    if text.startswith(_LIKE_A_FORMULA):
        cell.quotePrefix = True


def _is_figure(kind: RowKind | None, column: Column) -> bool:
    return kind is not None and any(field.column == column.word and field.form is Form.NUMBER for field in kind.fields)


def _is_exact(text: str) -> bool:
    """Tell whether a figure survives as Excel's kind of number, which has some 15 digits and loses the sign of 0."""
    try:
        return text[0] != "-" and len(text.strip("0.")) <= 15 and shortest_figure(text) == text
    except ValueError:
        return False


def _set_up(sheet: Worksheet, rows: SheetRows) -> None:
    """Freeze the headings and the ids, lock what is locked, and let a page hold all columns."""
    fixed = 3 if rows.kind.column(LEVEL) else 2
    sheet.freeze_panes = f"{get_column_letter(fixed + 1)}2"
    last = reference(len(rows.rows) + 1 + EMPTY_ROWS, len(rows.headings))
    sheet.auto_filter.ref = f"A1:{last}"
    _fit_to_width(sheet)
    sheet.print_title_rows = "1:1"
    lock = sheet.protection
    lock.sheet = True
    # In Excel's file these say what is forbidden.
    lock.formatCells = lock.formatColumns = lock.formatRows = False
    lock.insertRows = lock.deleteRows = lock.sort = lock.autoFilter = False


def _fit_to_width(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_notes(sheet: Worksheet, pack: RubricPack) -> None:
    sheet.cell(1, 1, escaped(pack.label)).style = NOTE_TITLE
    for row, text in enumerate([TITLE, *PARAGRAPHS], start=2):
        said = _in_each_language(text)
        for column, words in enumerate(said, start=1):
            cell = sheet.cell(row, column, words)
            cell.style = NOTE_TITLE if text is TITLE else NOTE
        height = height_of((words, _NOTE_WIDTH) for words in said) + _NOTE_GAP
        sheet.row_dimensions[row] = FittedRow(sheet, index=row, ht=height)
    for column in range(1, len(LANGUAGES) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _NOTE_WIDTH
    sheet.sheet_view.showGridLines = False
    _fit_to_width(sheet)


def _in_each_language(text: str) -> list[str]:
    said = []
    for name in LANGUAGES:
        with language(name):
            said.append(_(text))
    return said
