"""The list of assessments, read without knowing what an assessment is, so that an app can show it at once."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from nfmaturity.storage import tables
from nfmaturity.storage.faults import damage_told

if TYPE_CHECKING:
    from nfmaturity.storage.library import Library

_A = tables.assessments.c

_exact = lru_cache(maxsize=65_536)(Fraction)
"""Read a stored number; equal ones are one object, by which long lists are sorted without looking into them."""


class AssessmentRow(NamedTuple):
    """One line of the list of assessments; scores are exact fractions as text, times UTC in ISO 8601.

    `to_confirm` counts the grades in scope that were taken over from another year and that nobody has confirmed.
    """

    id: str
    title: str
    enterprise: str
    site: str
    kind: str
    date: str
    target_level: int | None
    level: int | None
    score: str | None
    level_high: int | None
    score_high: str | None
    answered: int
    in_scope: int
    created_at: str
    changed_at: str
    trashed_at: str | None
    rubric_sha256: str
    previous: str = ""
    name_en: str = ""
    to_confirm: int = 0

    @property
    def exact_score(self) -> Fraction | None:
        """The score as an exact number (0–t)."""
        with damage_told(self.id):
            return None if self.score is None else _exact(self.score)

    @property
    def moment(self) -> datetime:
        """When it was last changed, or moved to the trash."""
        with damage_told(self.id):
            return datetime.fromisoformat(self.trashed_at or self.changed_at)

    @property
    def exact_bounds(self) -> tuple[Fraction, Fraction] | None:
        """The score as it stands and the highest that it can still become (0–t)."""
        with damage_told(self.id):
            if self.score is None or self.score_high is None:
                return None
            return _exact(self.score), _exact(self.score_high)


_ROW_COLUMNS = tuple(_A[name] for name in AssessmentRow._fields)
_LIST = select(*_ROW_COLUMNS).where(_A.trashed_at.is_(None)).order_by(_A.changed_at.desc(), _A.id)
_STAMP = select(func.count(), func.count(_A.trashed_at), func.max(_A.changed_at), func.sum(_A.seq))
_TRASH = select(*_ROW_COLUMNS).where(_A.trashed_at.is_not(None)).order_by(_A.trashed_at.desc(), _A.id)


def list_assessments(library: Library, *, trashed: bool = False) -> list[AssessmentRow]:
    """List the assessments of a library, or those in its trash, last changed first."""
    with library.reading() as connection:
        return [AssessmentRow._make(row) for row in connection.execute(_TRASH if trashed else _LIST)]


def library_stamp(library: Library) -> tuple[object, ...]:
    """Give a value that becomes another one with every assessment that comes, goes or is edited."""
    with library.reading() as connection:
        return tuple(connection.execute(_STAMP).one())
