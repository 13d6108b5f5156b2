"""How a rubric's workbook looks: tones by kind of row, locked ids, open texts, cells that a row does not have."""

from __future__ import annotations

import math
import unicodedata
from itertools import product
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import RowDimension

from nfmaturity.files.rubric_workbook.layout import (
    ACTION_ROW,
    FORMAT_ROW,
    GROUP_ROW,
    PACK_ROW,
    ROW,
    SUB_INDICATOR_ROW,
    Form,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nfmaturity.files.rubric_workbook.layout import Column, RowKind

HEADING = "rubric heading"
NOTE = "rubric note"
NOTE_TITLE = "rubric note title"

_MAIN, _PLAIN, _SOFT = "main", "plain", "soft"
_FIXED, _TEXT, _FIGURE, _NONE = "fixed", "text", "figure", "none"
_TONES = {_MAIN: "DDE7F3", _PLAIN: "FFFFFF", _SOFT: "F4F7EC"}
_TONE_OF = {
    FORMAT_ROW.word: _SOFT,
    PACK_ROW.word: _MAIN,
    GROUP_ROW.word: _MAIN,
    SUB_INDICATOR_ROW.word: _MAIN,
    ACTION_ROW.word: _SOFT,
}
_ABSENT = "E4E4E4"
_DARK = "1F3A5F"
_INK = {False: "000000", True: "44505E"}
_AS_TEXT = "@"
_LINE_HEIGHT = 13.5
# Widths count the figures of a larger font.
_LETTERS_A_UNIT = 1.1
_HIGHEST = 400
_LINE = Side(style="thin", color="C9D1DA")


def look_of(kind: RowKind | None, column: Column) -> str:
    """Give the name of the style for a cell of a row; None is an empty row to write into."""
    if kind is None:
        return _named(_PLAIN, _TEXT)
    tone = _TONE_OF.get(kind.word, _PLAIN)
    # A pack of one's own gets another id; every other id is what answers are kept by.
    is_id = column.word == "id" and kind is not PACK_ROW
    if column.word == ROW or (is_id and column.word in kind.columns):
        return _named(tone, _FIXED)
    field = next((field for field in kind.fields if field.column == column.word), None)
    if field is None:
        return _named(tone, _NONE)
    return _named(tone, _FIGURE if field.form is Form.NUMBER else _TEXT)


def styles() -> Iterator[NamedStyle]:
    """Give every style, to be added to a workbook."""
    middle = Alignment(vertical="center", wrap_text=True)
    top = Alignment(vertical="top", wrap_text=True)
    white = Font(name="Calibri", size=10, bold=True, color="FFFFFF")
    yield NamedStyle(HEADING, font=white, fill=_filled(_DARK), alignment=middle, border=_border())
    yield NamedStyle(NOTE, font=Font(name="Calibri", size=11), alignment=top)
    yield NamedStyle(NOTE_TITLE, font=Font(name="Calibri", size=14, bold=True, color=_DARK), alignment=top)
    for tone, state in product(_TONES, (_FIXED, _TEXT, _FIGURE, _NONE)):
        yield NamedStyle(
            _named(tone, state),
            font=Font(name="Calibri", size=10, bold=tone == _MAIN and state == _FIXED, color=_INK[state == _FIXED]),
            fill=_filled(_ABSENT if state == _NONE else _TONES[tone]),
            alignment=top,
            border=_border(),
            protection=Protection(locked=state in {_FIXED, _NONE}),
            number_format="General" if state == _FIGURE else _AS_TEXT,
        )


class FittedRow(RowDimension):
    """A row that is as high as its texts from the start and still grows as they do."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        """Say that nobody set the height by hand, after which a spreadsheet would keep it."""
        return False


def height_of(cells: Iterable[tuple[str, int]]) -> float:
    """Estimate the height of a row, in points, from its texts and the widths of their columns."""
    lines = max((sum(_lines(line, width) for line in text.split("\n")) for text, width in cells), default=1)
    return min(lines * _LINE_HEIGHT + 3, _HIGHEST)


def _lines(text: str, width: int) -> int:
    taken = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return max(1, math.ceil(taken / (width * _LETTERS_A_UNIT)))


def _named(tone: str, state: str) -> str:
    return f"rubric {tone} {state}"


def _filled(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


def _border() -> Border:
    return Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
