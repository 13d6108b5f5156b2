"""Copies of a library folder's database: one a day, one before each migration, and one where the user wants it."""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nfmaturity.storage.place import Place

DAILY_KEPT = 10
_DAILY = re.compile(r"daily-\d{4}-\d{2}-\d{2}\.db")


def copy_database(database: Path, target: Path) -> None:
    """Copy a SQLite file as one consistent state, also while others write; `target` appears whole or not at all."""
    target.parent.mkdir(exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def copy_before_migration(place: Place, version: str) -> None:
    """Keep what there is before its tables are changed."""
    if place.database and place.backups:
        copy_database(place.database, place.backups / f"before-migration-from-{version}-{_now()}.db")


def copy_before_restore(place: Place) -> Path | None:
    """Keep what there is before a backup takes its place; gives the copy, None for a server."""
    if not (place.database and place.backups):
        return None
    target = place.backups / f"before-restore-{_now()}.db"
    copy_database(place.database, target)
    return target


def keep_daily_copy(place: Place, today: dt.date) -> Path | None:
    """Keep one copy a day and the ten newest of them; give the path of a new one, None when there was one already."""
    if not (place.database and place.backups):
        return None
    target = place.backups / f"daily-{today.isoformat()}.db"
    if target.exists():
        return None
    copy_database(place.database, target)
    for old in sorted(path for path in place.backups.iterdir() if _DAILY.fullmatch(path.name))[:-DAILY_KEPT]:
        old.unlink(missing_ok=True)
    return target


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H-%M-%S-%f")
