"""Move a library folder: copied, compared and opened at its new place before anything of the old one goes."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_
from nfmaturity.storage.engine import BUSY_TIMEOUT_MS
from nfmaturity.storage.faults import DAMAGED, LibraryFault, faults_told
from nfmaturity.storage.library import IGNORED, OWN, open_library
from nfmaturity.storage.moved_note import NOTE, drop_note, leave_note
from nfmaturity.storage.place import DATABASE, parse_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nfmaturity.storage.place import Place

_BESIDE = frozenset(DATABASE + end for end in ("-wal", "-shm", "-journal"))
"""What SQLite keeps beside the database while it is open; the copy holds it within."""

_ONLY_FOLDERS = N_("The library {place} is on a server and cannot be moved from here: that is for whoever runs it.")
_SAME = N_("The library lies in {place} already: choose another folder.")
_WITHIN = N_("{place} lies within the library, or the library within it: choose a folder apart from it.")
_NOT_EMPTY = N_("{place} is not empty: choose an empty folder, or name a new one.")
_NO_PARENT = N_("The folder {place} does not exist: create it first.")
_NO_ROOM = N_("There is not enough room on the disk of {place}: {needed} MB are needed, {free} MB are free.")
_HELD = N_(
    "Another window or program has the library {place} open: close it there, then move the library. "
    "Nothing was changed."
)
_DIFFERENT = N_("What was copied to {place} is not the same as the library: nothing was moved. Check that disk.")


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a library lies now, and the folder in which something of it is left, "" where nothing is."""

    place: Place
    left: str = ""


def move_library(source: Place, target: Path, remember: Callable[[str], None]) -> Moved:
    """Move a library that this program has closed into an empty or new folder; raises `LibraryFault`.

    `remember` is told the new folder once the copy was compared and opened. Whatever fails until then leaves the
    library where it is, and what was copied is taken away. The old files go last, for a note of where the library went;
    where one cannot be taken away it stays, and is told.
    """
    if source.folder is None:
        raise LibraryFault(_ONLY_FOLDERS, place=source.shown)
    target = target.absolute()
    files = files_to_move(source, target)
    place = parse_place(str(target))
    with faults_told(str(target)), _alone_with(source) as database:
        with _made(target):
            _copy_database(database, target / DATABASE)
            for file in files:
                _copy_file(source.folder / file, target / file)
            open_library(place).close()
            remember(place.shown)
        drop_note(target)
        leave_note(source.folder, target)
        left = _take_away(source.folder, files)
    if sys.platform == "win32":  # an open file stays there
        left = _take_away(source.folder, files)
    return Moved(place, str(source.folder) if left else "")


def files_to_move(source: Place, target: Path) -> list[Path]:
    """Give the library's files besides its database, by their way from its folder; refuse a target that is none.

    The library may be open. What else a person has put into the folder is not the library's and stays where it is.
    """
    if source.folder is None:
        raise LibraryFault(_ONLY_FOLDERS, place=source.shown)
    folder, target = source.folder.absolute(), target.absolute()
    with faults_told(source.shown):
        if not (folder / DATABASE).is_file():
            raise LibraryFault(N_("There is no library at {place}."), place=source.shown)
        old, new = folder.resolve(), target.resolve()
        if old == new:
            raise LibraryFault(_SAME, place=target)
        if new.is_relative_to(old) or old.is_relative_to(new):
            raise LibraryFault(_WITHIN, place=target)
        files = [file.relative_to(folder) for own in sorted(OWN) for file in sorted((folder / own).rglob("*"))]
        files = [file for file in files if (folder / file).is_file()]
        needed = sum((folder / file).stat().st_size for file in [Path(DATABASE), *files])
    with faults_told(str(target)):
        if not target.parent.is_dir():
            raise LibraryFault(_NO_PARENT, place=target.parent)
        if target.exists() and (not target.is_dir() or {entry.name for entry in target.iterdir()} - IGNORED - {NOTE}):
            raise LibraryFault(_NOT_EMPTY, place=target)
        free = shutil.disk_usage(target if target.exists() else target.parent).free
    if needed > free:
        raise LibraryFault(_NO_ROOM, place=target, needed=needed // 1024**2 + 1, free=free // 1024**2)
    return files


@contextmanager
def _alone_with(source: Place) -> Iterator[sqlite3.Connection]:
    """Hold a library's database so that nobody else has it open; a program that opened it before is refused.

    SQLite lets a connection that wants to be alone in only while no other one is there, idle ones included.
    """
    with faults_told(source.shown), closing(sqlite3.connect(str(source.database), isolation_level=None)) as database:
        database.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS // 10}")
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            database.execute("BEGIN EXCLUSIVE")
            database.execute("COMMIT")  # the hold stays; a backup is not made within a transaction that writes
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise LibraryFault(_HELD, place=source.shown) from error
            raise
        yield database


@contextmanager
def _made(target: Path) -> Iterator[None]:
    """Make a folder to be filled; where that fails nothing of it stays."""
    was_there = target.exists()
    kept = set(target.iterdir()) if was_there else set()
    target.mkdir(exist_ok=True)
    try:
        yield
    except BaseException:
        for entry in set(target.iterdir()) - kept:
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)
        if not was_there:
            with suppress(OSError):
                target.rmdir()
        raise


def _copy_database(source: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = WAL")
        sound = [row[0] for row in copy.execute("PRAGMA integrity_check")]
        if sound != ["ok"]:
            raise LibraryFault(DAMAGED, place=target.parent)
        if _content_hash(copy) != _content_hash(source):
            raise LibraryFault(_DIFFERENT, place=target.parent)
    _sync(target)


def _content_hash(database: sqlite3.Connection) -> bytes:
    """Give the hash of all that a database says; two files that say the same may differ in how they say it."""
    hashed = hashlib.sha256()
    for statement in database.iterdump():
        hashed.update(statement.encode("utf-8", "surrogatepass"))
    return hashed.digest()


def _copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)
    _sync(target)
    if _file_hash(source) != _file_hash(target):
        raise LibraryFault(_DIFFERENT, place=target.parent)


def _file_hash(file: Path) -> bytes:
    with file.open("rb") as held:
        return hashlib.file_digest(held, "sha256").digest()


def _sync(file: Path) -> None:
    with file.open("rb+") as held:
        os.fsync(held.fileno())


def _take_away(folder: Path, files: list[Path]) -> bool:
    """Take away the old files, the database first; tells whether anything is left besides the note."""
    for name in [*map(Path, (DATABASE, *sorted(_BESIDE))), *files]:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    inner = [path for own in OWN for path in (folder / own, *(folder / own).rglob("*")) if path.is_dir()]
    for path in sorted(inner, reverse=True):
        with suppress(OSError):
            path.rmdir()
    with suppress(OSError):
        others = {entry.name for entry in folder.iterdir()} - {NOTE}
        if not others <= IGNORED:
            return True
        for other in others:
            (folder / other).unlink()
        if not (folder / NOTE).exists():
            folder.rmdir()
        return False
    return folder.exists()
