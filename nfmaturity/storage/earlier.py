"""Which assessments of a library went before one of the same enterprise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from nfmaturity.storage import tables
from nfmaturity.storage.faults import damage_told
from nfmaturity.storage.listing import AssessmentRow
from nfmaturity.storage.repository import load_state

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.storage.library import Library

_A = tables.assessments.c
_COLUMNS = tuple(_A[name] for name in AssessmentRow._fields)
_LAST = "~"
"""Sorts after every moment: for an assessment that the library does not hold."""


def earlier_assessments(library: Library, assessment: Assessment) -> list[AssessmentRow]:
    """Give what went before an assessment: same enterprise, site and kind; the newest first.

    Enterprises are the same by their credit code, by their name where one of them has no code. The order is that of the
    dates, of the days when they were begun where there are none.
    """
    name, code = assessment.enterprise.name, assessment.enterprise.credit_code
    is_same = []
    if name:
        is_same.append(_A.enterprise == name)
    if code:
        is_same.append(_A.header.contains(code, autoescape=True))
    if not is_same:
        return []
    query = select(_A.header, *_COLUMNS).where(
        _A.trashed_at.is_(None), _A.kind == assessment.kind, _A.site == assessment.site, or_(*is_same)
    )
    with library.reading() as connection, damage_told(library.place.shown):
        found = [(_code(row.header), AssessmentRow._make(row[1:])) for row in connection.execute(query)]
    created = next((row.created_at for _code_, row in found if row.id == assessment.id), _LAST)
    own = (assessment.date or created[:10], created)
    before = [
        row
        for other, row in found
        # A header names codes of sites too, and those may be companies of their own.
        if row.id != assessment.id
        and (other == code if other and code else row.enterprise == name)
        and _moment(row) < own
    ]
    return sorted(before, key=_moment, reverse=True)


def stored_assessment(library: Library, ident: str) -> Assessment:
    """Give an assessment as it stands, without its log; `NotFound` where the library does not hold it."""
    with library.reading() as connection, damage_told(library.place.shown):
        return load_state(connection, ident).assessment


def _moment(row: AssessmentRow) -> tuple[str, str]:
    return row.date or row.created_at[:10], row.created_at


def _code(header: str) -> str:
    return str(json.loads(header)["enterprise"].get("credit_code", ""))
