"""The assessments of a library as its list shows them, read from their rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import is_
from typing import TYPE_CHECKING, Literal, NamedTuple

from nfmaturity.analysis.day_words import short_day
from nfmaturity.analysis.enterprise_words import enterprise_words
from nfmaturity.domain.errors import Message, UserError
from nfmaturity.i18n import _

if TYPE_CHECKING:
    from fractions import Fraction

    from nfmaturity.storage.listing import AssessmentRow

State = Literal["empty", "new", "open", "to_confirm", "complete"]
_GRADED = frozenset[State]({"open", "to_confirm", "complete"})
_USUAL_TOP = 5
_YEAR = re.compile(r"\d{4}")


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
        return said if not year or _YEAR.search(said) else f"{said} · {year}"

    @property
    def label(self) -> str:
        """Enterprise, site and title, as sentences name the assessment."""
        place = f"{self.name} / {self.row.site}" if self.row.site else self.name
        return f"{place} {self.title}".strip()

    @property
    def part(self) -> float:
        """How much of what is in scope is graded (0–1)."""
        return self.row.answered / self.row.in_scope if self.row.in_scope else 0.0


UNKNOWN = datetime.fromtimestamp(0, UTC)
"""Stands for a moment that cannot be read."""


class Read(NamedTuple):
    """The entries of a list, and what was found damaged while they were read."""

    entries: tuple[Entry, ...]
    faults: tuple[Message, ...]


def read_entries(rows: Sequence[AssessmentRow], known: tuple[Entry, ...] = ()) -> Read:
    """Give the entries of rows in their order; a damaged row has no figures.

    Those of `known` that still hold are taken over, and `known` itself where all do and nothing else came, as all of a
    long list are not made anew in the blink of an eye.
    """
    faults: list[Message] = []
    held = {entry.id: entry for entry in known if entry.at != UNKNOWN and (entry.bounds or entry.row.score is None)}
    entries = tuple(
        found if (found := held.get(row.id)) and found.row == row else _entry(row, faults.append) for row in rows
    )
    is_known = len(entries) == len(known) and all(map(is_, entries, known))
    return Read(known if is_known else entries, tuple(faults))


def _entry(row: AssessmentRow, tell: Callable[[Message], None]) -> Entry:
    state, bounds, at = _state(row), None, UNKNOWN
    try:
        at = row.moment.astimezone()
        bounds = None if state == "empty" else row.exact_bounds
    except UserError as fault:
        tell(fault.message)
    score = cut(bounds[0]) if bounds and state != "new" else "–"
    if state == "open" and bounds and bounds[0] < bounds[1]:
        score = f"≥{score}"  # what is not graded can only add to it
    return Entry(row, state, bounds, score, at)


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
