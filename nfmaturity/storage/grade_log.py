"""Who graded what and when, read from the log of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from nfmaturity.storage import tables

if TYPE_CHECKING:
    from nfmaturity.storage.library import Library

_C = tables.changes.c
_NOTHING = {"grade": "null", "confirm": "true"}
"""What a cell holds, as JSON, after a change that neither gives nor confirms a grade."""


class GradeRow(NamedTuple):
    """One grade that was given or confirmed, in the order of the log; the moment is UTC in ISO 8601."""

    requirement: str
    actor: str
    at: str
    gesture: str
    is_confirmed: bool = False


def grade_log(library: Library, ident: str) -> list[GradeRow]:
    """Give every grade that was given to a requirement of an assessment, or confirmed there, and not taken back.

    Who gives a grade confirms it: that is told as given alone.

    An edit that was undone counts for nothing, as does what undid it; redone, it counts again as what it was.
    """
    query = (
        select(_C.node, _C.actor, _C.at, _C.gesture, _C.id, _C.undoes, _C.field, _C.before, _C.after)
        .where(_C.assessment_id == ident, _C.kind == "answer", _C.field.in_(("grade", "confirm")))
        .order_by(_C.seq.desc())
    )
    taken_back: set[str] = set()
    found: list[GradeRow] = []
    with library.reading() as connection:
        for row in connection.execute(query):
            if row.id in taken_back:
                continue
            if row.undoes:
                taken_back.add(row.undoes)
            elif row.before != row.after and row.after != _NOTHING[row.field]:
                found.append(GradeRow(row.node, row.actor, row.at, row.gesture, row.field == "confirm"))
    given = {(row.gesture, row.requirement) for row in found if not row.is_confirmed}
    return [row for row in reversed(found) if not row.is_confirmed or (row.gesture, row.requirement) not in given]
