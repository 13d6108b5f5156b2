"""What can go wrong with a database, each told as one sentence. Recognised by code, never by text."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from nfmaturity.domain.errors import N_, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator


class LibraryFault(UserError):
    """The library cannot be used as asked; nothing in it was changed."""


class WriteFailed(LibraryFault):
    """An edit could not be made durable; it may be tried again."""


class DiskFault(WriteFailed):
    """The disk failed: what is open may lead to a drive that is not there any more."""


class LibraryBusy(WriteFailed):
    """Another program holds the library and did not let go in time."""


_FULL = N_("The disk that holds the library {place} is full: free some space and try again. Nothing was changed.")
_BUSY = N_("Another program holds the library {place} and does not finish: close it or try again. Nothing was changed.")
DAMAGED = N_(
    "The library {place} is damaged; nothing was changed. "
    "Move its library.db away, then restore a copy from its folder backups: nfmaturity restore FILE."
)
_NO_WRITE = N_("The library {place} cannot be written: check that the folder is there and that you may write in it.")
_NO_READ = N_("The library {place} could not be read or written (disk fault): check the disk. Nothing was changed.")
_NO_SERVER = N_("The database server of {place} does not answer: check the address, the network and the password.")
_REFUSED = N_("The database refused the work on {place} ({code}). Nothing was changed.")

_SQLITE: dict[int, tuple[type[LibraryFault], str]] = {
    sqlite3.SQLITE_FULL: (WriteFailed, _FULL),
    sqlite3.SQLITE_BUSY: (LibraryBusy, _BUSY),
    sqlite3.SQLITE_LOCKED: (LibraryBusy, _BUSY),
    sqlite3.SQLITE_CORRUPT: (LibraryFault, DAMAGED),
    sqlite3.SQLITE_NOTADB: (LibraryFault, DAMAGED),
    sqlite3.SQLITE_READONLY: (DiskFault, _NO_WRITE),
    sqlite3.SQLITE_CANTOPEN: (DiskFault, _NO_WRITE),
    sqlite3.SQLITE_PERM: (LibraryFault, _NO_WRITE),
    sqlite3.SQLITE_IOERR: (DiskFault, _NO_READ),
}
_OS: dict[int, tuple[type[LibraryFault], str]] = {
    errno.ENOSPC: (WriteFailed, _FULL),
    errno.EDQUOT: (WriteFailed, _FULL),
    errno.EFBIG: (WriteFailed, _FULL),
}


@contextmanager
def faults_told(place: str) -> Iterator[None]:
    """Turn the faults of drivers and of the disk into sentences about the library at `place`."""
    try:
        yield
    except DBAPIError as error:
        raise _told(error, place) from error
    except SQLAlchemyError as error:
        raise LibraryFault(_REFUSED, place=place, code=type(error).__name__) from error
    except sqlite3.Error as error:
        raise _told_by_sqlite(error, place) from error
    except OSError as error:
        kind, sentence = _OS.get(error.errno or 0, (LibraryFault, _NO_WRITE))
        raise kind(sentence, place=place) from error


@contextmanager
def damage_told(place: str) -> Iterator[None]:
    """Say that a library is damaged when what it holds cannot be read as what it should be."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
        raise LibraryFault(DAMAGED, place=place) from error


def _told(error: DBAPIError, place: str) -> LibraryFault:
    if isinstance(error.orig, sqlite3.Error):
        return _told_by_sqlite(error.orig, place)
    state = getattr(error.orig, "sqlstate", None)
    if state is None and isinstance(error, OperationalError | InterfaceError):
        return LibraryFault(_NO_SERVER, place=place)
    if state is not None and state[:2] in ("08", "28", "3D", "57"):  # no connection, entry or database; shut down
        return LibraryFault(_NO_SERVER, place=place)
    if state is not None and state[:2] == "53":
        return WriteFailed(_FULL, place=place)
    return LibraryFault(_REFUSED, place=place, code=state or type(error.orig).__name__)


def _told_by_sqlite(error: sqlite3.Error, place: str) -> LibraryFault:
    code = getattr(error, "sqlite_errorcode", 0)
    kind, sentence = _SQLITE.get(code & 0xFF, (LibraryFault, _REFUSED))
    return kind(sentence, place=place, code=getattr(error, "sqlite_errorname", type(error).__name__))
