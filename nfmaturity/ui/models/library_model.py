"""The assessments of a library for Qt's table: what each cell says, how rows are sorted and found."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from nfmaturity.analysis.day_words import full_day, moment, short_day
from nfmaturity.analysis.enterprise_words import enterprise_words
from nfmaturity.domain.errors import N_, Message, UserError
from nfmaturity.i18n import _
from nfmaturity.ui.models.ranks import ranks, ranks_of_names

if TYPE_CHECKING:
    from fractions import Fraction

    from nfmaturity.storage.listing import AssessmentRow

Index = QModelIndex | QPersistentModelIndex
State = Literal["empty", "new", "open", "to_confirm", "complete"]
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
_GRADED = frozenset[State]({"open", "to_confirm", "complete"})
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_USUAL_TOP = 5
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One assessment as the list shows it; score and bounds are None where nothing is graded or in scope."""

    row: AssessmentRow
    state: State
    bounds: tuple[Fraction, Fraction] | None
    score: str
    at: datetime

    @property
    def id(self) -> str:
        """The assessment's id."""
        return self.row.id

    @property
    def level(self) -> int | None:
        """The level, None where nothing is graded yet or in scope."""
        return self.row.level if self.state in _GRADED else None

    @property
    def top(self) -> int:
        """The top of the scale on which bounds are drawn: the usual one, or as high as this row is known to reach."""
        return max(_USUAL_TOP, self.row.target_level or 0, self.row.level_high or 0)

    @property
    def name(self) -> str:
        """The enterprise in the language in force, or what stands for it."""
        return self._enterprise or self.row.title or _("Unnamed enterprise")

    @property
    def _enterprise(self) -> str:
        return enterprise_words(self.row.enterprise, self.row.name_en)

    @property
    def title(self) -> str:
        """The title with its year, or the day."""
        row, year = self.row, self.row.date[:4]
        said = row.title if self._enterprise else ""
        if not said:
            return short_day(row.date)
        return said if not year or re.search(r"\d{4}", said) else f"{said} · {year}"

    @property
    def label(self) -> str:
        """Enterprise, site and title, as sentences name the assessment."""
        place = f"{self.name} / {self.row.site}" if self.row.site else self.name
        return f"{place} {self.title}".strip()

    @property
    def part(self) -> float:
        """How much of what is in scope is graded (0–1)."""
        return self.row.answered / self.row.in_scope if self.row.in_scope else 0.0


class Read(NamedTuple):
    """The entries of a list, and what was found damaged while they were read."""

    entries: tuple[Entry, ...]
    faults: tuple[Message, ...]


def read_entries(rows: Sequence[AssessmentRow], known: Sequence[Entry] = ()) -> Read:
    """Give the entries of rows in their order; a damaged row has no figures.

    Those of `known` that still hold are taken over, as all of a long list are not made anew in the blink of an eye.
    """
    faults: list[Message] = []
    held = {entry.id: entry for entry in known if entry.bounds or entry.row.score is None}
    entries = (
        found if (found := held.get(row.id)) and found.row == row else _entry(row, faults.append) for row in rows
    )
    return Read(tuple(entries), tuple(faults))


def _entry(row: AssessmentRow, tell: Callable[[Message], None]) -> Entry:
    state, bounds = _state(row), None
    try:
        low, high = row.exact_score, row._replace(score=row.score_high).exact_score
        bounds = None if low is None or high is None or state == "empty" else (low, high)
    except UserError as fault:
        tell(fault.message)
    score = cut(bounds[0]) if bounds and state != "new" else "–"
    if state == "open" and bounds and bounds[0] < bounds[1]:
        score = f"≥{score}"  # what is not graded can only add to it
    return Entry(row, state, bounds, score, datetime.fromisoformat(row.trashed_at or row.changed_at).astimezone())


def _state(row: AssessmentRow) -> State:
    if not row.in_scope:
        return "empty"
    if not row.answered:
        return "new"
    if row.answered < row.in_scope:
        return "open"
    return "to_confirm" if row.to_confirm else "complete"


def cut(score: Fraction) -> str:
    """Show a score as the domain's `cut` does, which is not loaded yet when the list first comes on screen."""
    whole, rest = divmod(score.numerator * 1000 // score.denominator, 1000)
    return f"{whole}.{rest:03}"


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
    Column.CHANGED: lambda entry: told_moment(entry.at, _today()),
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
    return moment(entry.at, seconds=True) if column == Column.CHANGED else None


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
        """Show another list."""
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
            yield None
            self._ranks_of(column)
            for falling in (False, True):
                yield None
                self.order(column, falling=falling)
        yield None
        self.haystacks()

    def longest_names(self) -> Sequence[str]:
        """Give the names that may take the most room: those of the most bytes, as a Chinese character has three."""
        if not self._longest:
            names = {cell_text(entry, Column.NAME) for entry in self._entries}
            self._longest = heapq.nlargest(_MEASURED, names, key=lambda name: len(name.encode()))
        return self._longest

    def haystacks(self) -> Sequence[str]:
        """Give the texts in which the rows are searched for."""
        if not self._haystacks:
            kinds = {kind: _(word) for kind, word in KINDS.items()}
            self._haystacks = [_haystack(entry, kinds) for entry in self._entries]
        return self._haystacks

    def _ranks_of(self, column: Column) -> Sequence[int]:
        """Give the place of each row when the list is sorted by a column; equal cells have equal places."""
        if column not in self._ranks:
            if column in _NAMES:
                self._ranks[column] = ranks_of_names([cell_text(entry, column) for entry in self._entries])
            else:
                self._ranks[column] = ranks([_FIGURES[column](entry) for entry in self._entries])
        return self._ranks[column]

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
