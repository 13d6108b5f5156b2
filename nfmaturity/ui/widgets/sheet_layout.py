"""Where the words of a sheet's row stand, at a width."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.ui.fonts import measure
from nfmaturity.ui.found_words import found_in
from nfmaturity.ui.widgets.paragraph import advance_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nfmaturity.ui.found_words import Span
    from nfmaturity.ui.sheet_rows import Row

PAD = 24
MOST = 760
"""The widest that running text gets."""
_KEY, _SHORT_KEY, _FIELD, _LABEL, _WIDE_LABEL = 104, 44, 112, 80, 144
_FEW = 3
"""Characters of a key that stands in a narrow column."""
_CHIP = (20.0, 18.0)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words: where it begins, its baseline, and how it is set."""

    x: float
    y: float
    text: str
    pixels: int
    role: str
    bold: bool = False
    marks: tuple[Span, ...] = ()
    """What of them a search has found."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row as it is drawn: its height, its words, hairlines by their y, and the box of its chip (width 0 for none)."""

    height: int
    words: tuple[Words, ...]
    lines: tuple[float, ...] = ()
    chip: tuple[float, float, float, float] = (0, 0, 0, 0)


@lru_cache(4096)
def place_row(row: Row, width: int, sought: str = "") -> Placed:
    """Lay a row out; words that are sought are marked in what it says, not in its labels."""
    return {
        "title": _title,
        "head": _head,
        "level": _level,
        "text": _text,
        "entry": _entry,
        "field": _field,
    }[row.kind](row, width, sought)


def _measure_of(width: int) -> int:
    return max(120, min(MOST, width - 2 * PAD))


@dataclass(frozen=True, slots=True)
class _Style:
    """How words are set: size, distance of lines, colour role, weight."""

    pixels: int = 13
    leading: int = 20
    role: str = "ink"
    bold: bool = False


_BODY, _BOLD = _Style(), _Style(bold=True)
_SMALL, _ASIDE = _Style(12, 18, "ink3"), _Style(12, 20, "ink3")


def _lines(
    words: str, at: tuple[float, float], width: float, style: _Style = _BODY, sought: str = ""
) -> tuple[list[Words], float]:
    """Break words into lines from a point on, with what is sought marked; gives them and where they end."""
    x, y = at
    found = []
    lines = break_lines(words, advance_of(style.pixels, style.bold), max(40.0, width)) if words else []
    for line, marks in zip(lines, _marks(words, lines, sought), strict=True):
        baseline = y + (style.leading + style.pixels * 0.72) / 2
        found.append(Words(x, baseline, line, style.pixels, style.role, style.bold, marks))
        y += style.leading
    return found, y


def _marks(words: str, lines: Sequence[str], sought: str) -> Iterator[tuple[Span, ...]]:
    """Give what is to be marked of each line; what is sought may begin on one line and end on the next."""
    spans, at = found_in(words, sought), 0
    for line in lines:
        at = max(at, words.find(line, at)) if spans else at  # blanks between lines are on none
        within = ((max(begin - at, 0), min(end - at, len(line))) for begin, end in spans)
        yield tuple((begin, end) for begin, end in within if begin < end)
        at += len(line)


def _title(row: Row, width: int, sought: str) -> Placed:
    room = _measure_of(width)
    above, y = _lines(row.aside, (PAD, 16), room, _SMALL, sought)
    pixels = 24 if measure(row.text, 24, True) <= room else 20
    said, y = _lines(row.text, (PAD, y + 2), room, _Style(pixels, 32, bold=True), sought)
    return Placed(round(y + 6), (*above, *said))


def _head(row: Row, width: int, _sought: str) -> Placed:
    words, y = _with_aside(row, PAD, 26, _measure_of(width))
    return Placed(round(y + 6), words, lines=(14.5,))


def _level(row: Row, width: int, _sought: str) -> Placed:
    words, y = _with_aside(row, PAD + 30, 24, _measure_of(width) - 30)
    return Placed(round(y + 6), words, lines=(14.5,), chip=(PAD, 25.0, *_CHIP))


def _with_aside(row: Row, x: float, y: float, room: float) -> tuple[tuple[Words, ...], float]:
    said, low = _lines(row.text, (x, y), room, _BOLD)
    used = measure(row.text, 13, True) + 12
    aside, below = _lines(row.aside, (x + used, y), room - used, _ASIDE)
    return (*said, *aside), max(low, below)


def _text(row: Row, width: int, sought: str) -> Placed:
    said, y = _lines(row.text, (PAD, 2), _measure_of(width), _Style(role=row.role), sought)
    return Placed(round(y + 4), tuple(said))


def _field(row: Row, width: int, sought: str) -> Placed:
    label, low = _lines(row.key, (PAD, 2), _FIELD - 12, _ASIDE)
    said, y = _lines(row.text, (PAD + _FIELD, 2), _measure_of(width) - _FIELD, _Style(role=row.role), sought)
    return Placed(round(max(low, y) + 2), (*label, *said))


def _entry(row: Row, width: int, sought: str) -> Placed:
    room = _measure_of(width)
    key_width = _key_width(row)
    x, low, chip = PAD + key_width, 8.0, (0.0, 0.0, 0.0, 0.0)
    words: list[Words] = []
    if row.chip[0]:
        chip, low = (PAD, 9.0, measure(row.chip[0], 12, True) + 16, 20.0), 30.0
    elif row.key:
        role = "ink3" if row.role == "ink" else row.role
        words, low = _lines(row.key, (PAD, 8), key_width - 12, _Style(12, 20, role), _sought_in_key(row, sought))
    aside = measure(row.aside, 12, False) + 16 if row.aside else 0
    words += _lines(row.aside, (PAD + room - aside + 16, 8), aside, _ASIDE)[0]
    lead, y = _lines(row.lead, (x, 8), room - key_width - aside, _BOLD)
    said, y = _lines(row.text, (x, y), room - key_width - aside, sought=sought)
    facts, y = _facts(row, (x, y), room - key_width, sought)
    height = round(max(low, y) + 8)
    return Placed(height, (*words, *lead, *said, *facts), lines=(0.5,), chip=chip)


def _sought_in_key(row: Row, sought: str) -> str:
    """Give what to mark of a key: all of it where it shows the end of an id that was found."""
    return row.key if found_in(row.ident, sought) else ""


def _key_width(row: Row) -> int:
    if not (row.chip[0] or row.key):
        return 0
    return _SHORT_KEY if row.key and len(row.key) <= _FEW else _KEY


def _facts(row: Row, at: tuple[float, float], room: float, sought: str) -> tuple[list[Words], float]:
    x, y = at
    words: list[Words] = []
    longest = max((measure(fact.label, 12, False) for fact in row.facts), default=0)
    column = _LABEL if longest <= _LABEL - 8 else _WIDE_LABEL
    for fact in row.facts:
        label, below = _lines(fact.label, (x, y + 2), column - 8, _SMALL)
        indent = column if fact.label else 0
        value, y = _lines(fact.text, (x + indent, y + 2), room - indent, _Style(12, 18, fact.role), sought)
        y = max(below, y)
        words += [*label, *value]
    return words, y
