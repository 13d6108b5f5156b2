"""The assessments of a library for Qt's table: what each cell says, how rows are sorted and found."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from nfmaturity.analysis.day_words import full_day, moment, short_day
from nfmaturity.domain.errors import N_
from nfmaturity.i18n import _
from nfmaturity.ui.models.library_entries import UNKNOWN, Entry, State, cut
from nfmaturity.ui.models.ranks import each, ranks, ranks_of_names, through

if TYPE_CHECKING:
    from fractions import Fraction

    from nfmaturity.ui.models.ranks import Steps


Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
ENTRY = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which every cell gives the `Entry` of its row."""

STATES: dict[State, str] = {
    "empty": N_("Nothing in scope"),
    "new": N_("Not begun"),
    "open": N_("In progress"),
    "to_confirm": N_("To confirm: {n}"),
    "complete": N_("Complete"),
}
KINDS: dict[str, str] = {"self": N_("Self-assessment"), "audit": N_("Third party")}
_ORDER: Sequence[State] = ("empty", "new", "open", "to_confirm", "complete")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MEASURED = 32


class Column(IntEnum):
    """What the table shows of an assessment, from left to right."""

    NAME = 0
    TITLE = 1
    KIND = 2
    LEVEL = 3
    BOUNDS = 4
    SCORE = 5
    PROGRESS = 6
    STATE = 7
    CHANGED = 8


HEADS: dict[Column, str] = {
    Column.NAME: N_("Enterprise / site"),
    Column.TITLE: N_("Title"),
    Column.KIND: N_("Kind"),
    Column.LEVEL: N_("Level"),
    Column.BOUNDS: N_("Bounds and target"),
    Column.SCORE: N_("Score"),
    Column.PROGRESS: N_("Progress"),
    Column.STATE: N_("State"),
    Column.CHANGED: N_("Last changed"),
}
MOVED_TO_TRASH = N_("Moved to trash")
RIGHT = frozenset({Column.SCORE, Column.CHANGED})
"""Columns whose text stands at their right edge."""

_NAMES = frozenset({Column.NAME, Column.TITLE, Column.KIND})
_FALLING = frozenset({Column.LEVEL, Column.BOUNDS, Column.SCORE, Column.PROGRESS, Column.STATE, Column.CHANGED})


def told_moment(at: datetime, today: date) -> str:
    """Say when something was, as short as it stays clear."""
    if at.date() == today:
        return _("Today {time}").format(time=at.strftime("%H:%M"))
    if at.date() == today - timedelta(days=1):
        return _("Yesterday {time}").format(time=at.strftime("%H:%M"))
    return short_day(at.date().isoformat(), today)


def _today() -> date:
    return datetime.now().astimezone().date()


def _told_bounds(entry: Entry) -> str:
    if entry.bounds is None:
        said = "–"
    elif entry.bounds[0] == entry.bounds[1]:
        said = cut(entry.bounds[0])
    else:
        said = _("{low} to {high}").format(low=cut(entry.bounds[0]), high=cut(entry.bounds[1]))
    if entry.row.target_level is None:
        return said
    return _("{bounds}, target level {target}").format(bounds=said, target=entry.row.target_level)


_TEXTS: dict[Column, Callable[[Entry], str]] = {
    Column.NAME: lambda entry: f"{entry.name} / {entry.row.site}" if entry.row.site else entry.name,
    Column.TITLE: lambda entry: entry.title,
    Column.KIND: lambda entry: _(KINDS[entry.row.kind]) if entry.row.kind in KINDS else entry.row.kind,
    Column.LEVEL: lambda entry: "–" if entry.level is None else str(entry.level),
    Column.BOUNDS: _told_bounds,
    Column.SCORE: lambda entry: entry.score,
    Column.PROGRESS: lambda entry: f"{entry.row.answered} / {entry.row.in_scope}",
    Column.STATE: lambda entry: _(STATES[entry.state]).format(n=entry.row.to_confirm),
    Column.CHANGED: lambda entry: "–" if entry.at == UNKNOWN else told_moment(entry.at, _today()),
}


def cell_text(entry: Entry, column: Column) -> str:
    """Say what a cell holds, in the language in force."""
    return _TEXTS[column](entry)


def year_and_title(entry: Entry) -> str:
    """Give the title with its year in front: where it is cut, assessments of one enterprise are still told apart."""
    title, years = entry.title, _YEAR.findall(entry.title)
    if not years or title.startswith(years[-1]):
        return title
    return f"{years[-1]} · {title.removesuffix(f' · {years[-1]}')}"


def short_of(entry: Entry) -> str:
    """Say on one line what a narrow list has no columns for: state, kind and progress."""
    return " · ".join(cell_text(entry, one) for one in (Column.STATE, Column.KIND, Column.PROGRESS))


def _tip(entry: Entry, column: Column) -> str | None:
    if column in {Column.NAME, Column.TITLE}:
        title = entry.row.title if entry.row.title != entry.name else ""
        parts = (cell_text(entry, Column.NAME), title, full_day(entry.row.date), short_of(entry))
        return "\n".join(part for part in parts if part)
    if column == Column.BOUNDS:
        return _told_bounds(entry)
    return moment(entry.at, seconds=True) if column == Column.CHANGED and entry.at != UNKNOWN else None


class LibraryModel(QAbstractTableModel):
    """A list of assessments, read only."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        self._in_trash = False
        self._orders: dict[tuple[Column, bool], list[int]] = {}
        self._ranks: dict[Column, list[int]] = {}
        self._haystacks: list[str] = []
        self._longest: list[str] = []

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The rows in the order of the list."""
        return self._entries

    def show_entries(self, entries: tuple[Entry, ...], *, in_trash: bool) -> None:
        """Show a list, where it is another one than before."""
        if entries is self._entries and in_trash == self._in_trash:
            return
        self.beginResetModel()
        self._entries, self._in_trash = entries, in_trash
        self._forget()
        self.endResetModel()

    def retell(self) -> None:
        """Say everything in the language in force."""
        self._forget()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._entries) - 1, len(Column) - 1))

    def order(self, column: Column, *, falling: bool) -> Sequence[int]:
        """Give the rows as they stand when the list is sorted by a column; equal cells stay in the list's order."""
        if (column, falling) not in self._orders:
            ranks = self._ranks_of(column)
            rows = sorted(
                range(len(ranks)), key=[-rank for rank in ranks].__getitem__ if falling else ranks.__getitem__
            )
            self._orders[column, falling] = rows
        return self._orders[column, falling]

    def prepare(self) -> Iterator[None]:
        """Put together what sorting and searching need, a step at a time, so that neither waits for it later."""
        for column in Column:
            yield from self._rank(column)
            for falling in (False, True):
                yield None
                self.order(column, falling=falling)
        yield from self._stack_hay()

    def longest_names(self) -> Sequence[str]:
        """Give the names that may take the most room: those of the most bytes, as a Chinese character has three."""
        if not self._longest:
            names = {cell_text(entry, Column.NAME) for entry in self._entries}
            self._longest = heapq.nlargest(_MEASURED, names, key=lambda name: len(name.encode()))
        return self._longest

    def haystacks(self) -> Sequence[str]:
        """Give the texts in which the rows are searched for."""
        through(self._stack_hay())
        return self._haystacks

    def _ranks_of(self, column: Column) -> Sequence[int]:
        """Give the place of each row when the list is sorted by a column; equal cells have equal places."""
        through(self._rank(column))
        return self._ranks[column]

    def _rank(self, column: Column) -> Steps[None]:
        found = self._ranks  # of this list: another one is put in its place where the list becomes another
        if column not in found:
            is_name = column in _NAMES
            keys = yield from each(self._entries, _TEXTS[column] if is_name else _FIGURES[column])
            found[column] = yield from ranks_of_names(keys) if is_name else ranks(keys)

    def _stack_hay(self) -> Steps[None]:
        found = self._haystacks
        if not found:
            kinds = {kind: _(word) for kind, word in KINDS.items()}
            found[:] = yield from each(self._entries, lambda entry: _haystack(entry, kinds))

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Count the assessments."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell says."""
        if not index.isValid():
            return None
        entry, column = self._entries[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(entry, column)
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the head of a column; figures are first sorted from the highest down."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return _(MOVED_TO_TRASH if self._in_trash and column == Column.CHANGED else HEADS[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.InitialSortOrderRole:
            return Qt.SortOrder.DescendingOrder if column in _FALLING else Qt.SortOrder.AscendingOrder
        return None

    def _forget(self) -> None:
        self._ranks, self._orders, self._haystacks, self._longest = {}, {}, [], []


def _haystack(entry: Entry, kinds: Mapping[str, str]) -> str:
    held = entry.row
    said = (
        held.enterprise or entry.name,
        held.name_en,
        held.site,
        held.title,
        held.date,
        kinds.get(held.kind, held.kind),
    )
    return "\n".join(said).casefold()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


_Exact = tuple[float, "Fraction | int"]
"""A number to be sorted by: next to the exact one a quick one, which decides but where it is equal."""


def _exact(number: Fraction | int) -> _Exact:
    return float(number), number


def _low(entry: Entry) -> _Exact:
    return _exact(entry.bounds[0] if entry.bounds and entry.state != "new" else -1)


_FIGURES: dict[Column, Callable[[Entry], Any]] = {
    Column.LEVEL: lambda entry: (-1 if entry.level is None else entry.level, _low(entry)),
    Column.BOUNDS: lambda entry: _exact(entry.bounds[1] if entry.bounds else -1),
    Column.SCORE: _low,
    Column.PROGRESS: lambda entry: entry.part,
    Column.STATE: lambda entry: _ORDER.index(entry.state),
    Column.CHANGED: lambda entry: entry.at,
}
