"""Words that are being written: kept each second, and gone once they are a change in the log."""

from __future__ import annotations

import os
import platform
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from nfmaturity.storage import tables
from nfmaturity.storage.repository import change_of, change_row

if TYPE_CHECKING:
    from collections.abc import Collection

    from nfmaturity.domain.changes import Change
    from nfmaturity.storage.library import Library

_D = tables.drafts.c
_SAME_WITHIN = 60.0
"""Seconds by which the system may tell the beginning of one run otherwise: its clock may be set meanwhile."""


def keep_draft(library: Library, assessment_id: str, change: Change) -> None:
    """Keep the change that words being written would be now, in the place of what was kept of it before."""
    row = change_row(assessment_id, change)
    kept = {name: row[name] for name in tables.drafts.columns.keys() if name in row}  # noqa: SIM118 - names wanted
    with library.writing() as connection:
        connection.execute(delete(tables.drafts).where(_D.id == change.id))
        connection.execute(insert(tables.drafts), kept | {"process": this_process()})


def drop_drafts(library: Library, ids: Collection[str]) -> None:
    """Forget words that are a change by now, or that nobody wants any more."""
    with library.writing() as connection:
        connection.execute(delete(tables.drafts).where(_D.id.in_(ids)))


def left_drafts(library: Library, assessment_id: str) -> tuple[Change, ...]:
    """Give the words that programs on this machine left behind as they ended; those that are in the log are none."""
    logged = select(tables.changes.c.id).where(tables.changes.c.assessment_id == assessment_id)
    wanted = (_D.assessment_id == assessment_id) & _D.id.not_in(logged)
    query = select(tables.drafts).where(wanted).order_by(_D.at)
    with library.reading() as connection:
        return tuple(change_of(row, seq=0, undoes="") for row in connection.execute(query) if _was_left(row.process))


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
        return abs(psutil.Process(int(number)).create_time() - float(began)) > _SAME_WITHIN
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:
        return False  # it is there, and somebody else's
