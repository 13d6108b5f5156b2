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
    """Give every grade that was given to a requirement of an assessment and not taken back.

    An edit that was undone counts for nothing, as does what undid it; redone, it counts again as what it was.
    """
    query = (
        select(_C.node, _C.actor, _C.at, _C.gesture, _C.id, _C.undoes, (_C.after != "null").label("given"))
        .where(_C.assessment_id == ident, _C.kind == "answer", _C.field == "grade")
        .order_by(_C.seq.desc())
    )
    taken_back: set[str] = set()
    found = []
    with library.reading() as connection:
        for row in connection.execute(query):
            if row.id in taken_back:
                continue
            if row.undoes:
                taken_back.add(row.undoes)
            elif row.given:
                found.append(GradeRow(row.node, row.actor, row.at, row.gesture))
    return found[::-1]
