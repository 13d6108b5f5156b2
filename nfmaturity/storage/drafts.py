"""What is no change yet: words being written, and values wanted where somebody else had changed the cell.

Words are kept each second until they are a change in the log, values until their writer chooses.
"""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from sqlalchemy import delete, insert, select

from nfmaturity.storage import tables
from nfmaturity.storage.repository import change_of, change_row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from nfmaturity.domain.changes import Change, Target
    from nfmaturity.storage.library import Library

Choice = Literal["", "theirs", "adrift"]
"""What a draft waits for: nothing as words do, a choice after somebody else's edit, or one after a move of rubric."""

_A, _D = tables.assessments.c, tables.drafts.c
_SAME_WITHIN = 60.0
"""Seconds by which the system may tell the beginning of one run otherwise: its clock may be set meanwhile."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The change that something would be."""

    change: Change
    choice: Choice = ""


def keep_draft(library: Library, assessment_id: str, draft: Draft) -> None:
    """Keep the change that something would be now, in the place of what was kept of it before."""
    with library.writing() as connection:
        connection.execute(delete(tables.drafts).where(_D.id == draft.change.id))
        connection.execute(insert(tables.drafts), _row(assessment_id, draft))


def keep_undecided(library: Library, assessment_id: str, decided: Iterable[Target], drafts: Sequence[Draft]) -> None:
    """Keep what this run of the program waits for a choice on, and forget what was decided."""
    with library.writing() as connection:
        if connection.execute(select(_A.id).where(_A.id == assessment_id)).first() is None:
            return  # it was deleted for good: there is nothing to choose any more
        rows = [_row(assessment_id, draft) for draft in drafts]
        for target in (*decided, *(draft.change.target for draft in drafts)):
            cell = (_D.kind == target.kind) & (_D.node == target.id) & (_D.field == target.field)
            ours = (_D.assessment_id == assessment_id) & (_D.process == this_process()) & (_D.choice != "")
            connection.execute(delete(tables.drafts).where(cell & ours))
        if rows:
            connection.execute(insert(tables.drafts), rows)


def _row(assessment_id: str, draft: Draft) -> dict[str, object]:
    row = change_row(assessment_id, draft.change)
    kept = {name: row[name] for name in tables.drafts.columns.keys() if name in row}  # noqa: SIM118 - names wanted
    return kept | {"process": this_process(), "choice": draft.choice}


def drop_drafts(library: Library, ids: Collection[str]) -> None:
    """Forget what is a change by now, or what nobody wants any more."""
    with library.writing() as connection:
        connection.execute(delete(tables.drafts).where(_D.id.in_(ids)))


def left_drafts(library: Library, assessment_id: str, predecessor: str = "") -> tuple[Draft, ...]:
    """Give what programs on this machine left behind as they ended, and what this one did as it closed the assessment.

    What waits for a choice in the run of the program whose place this one takes is ours while that still ends. What is
    in the log is none.
    """
    ours = {this_process(), predecessor}
    logged = select(tables.changes.c.id).where(tables.changes.c.assessment_id == assessment_id)
    wanted = (_D.assessment_id == assessment_id) & _D.id.not_in(logged)
    query = select(tables.drafts).where(wanted).order_by(_D.at)
    with library.reading() as connection:
        rows = [
            row for row in connection.execute(query) if _was_left(row.process) or (row.choice and row.process in ours)
        ]
    return tuple(Draft(change_of(row, seq=0, undoes=""), row.choice) for row in rows)


@cache
def this_process() -> str:
    """Name this run of the program: process number, when it began, as numbers come again, and the machine."""
    import psutil

    return f"{os.getpid()} {psutil.Process().create_time()} {platform.node()}"


def _was_left(process: str) -> bool:
    """Tell whether a run of the program was on this machine, whatever that is called in the log, and is over."""
    import psutil

    number, began, machine = process.split(" ", 2)
    if machine != platform.node():
        return False
    try:
        found = psutil.Process(int(number))
        is_another = abs(found.create_time() - float(began)) > _SAME_WITHIN
        return is_another or found.status() == psutil.STATUS_ZOMBIE  # over, though nobody has asked how it ended
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:
        return False  # it is there, and somebody else's
