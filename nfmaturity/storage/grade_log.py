"""Who graded what and when, read from the log of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from nfmaturity.storage import tables

if TYPE_CHECKING:
    from nfmaturity.storage.library import Library

_C = tables.changes.c


class GradeRow(NamedTuple):
    """One grade that was given, in the order of the log; the moment is UTC in ISO 8601."""

    requirement: str
    actor: str
    at: str
    gesture: str


def grade_log(library: Library, ident: str) -> list[GradeRow]:
    """Give every grade that was given to a requirement of an assessment; what only took an edit back is left out."""
    query = (
        select(_C.node, _C.actor, _C.at, _C.gesture)
        .where(_C.assessment_id == ident, _C.kind == "answer", _C.field == "grade")
        .where(_C.after != "null", _C.undoes == "")
        .order_by(_C.seq)
    )
    with library.reading() as connection:
        return [GradeRow._make(row) for row in connection.execute(query)]
