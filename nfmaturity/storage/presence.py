"""Whether the file of an open library is still where it was: its folder may be moved, its drive taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from nfmaturity.domain.errors import N_
from nfmaturity.storage.engine import abandon_connections, reading
from nfmaturity.storage.faults import WriteFailed

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from nfmaturity.storage.place import Place

_GONE = N_(
    "The library {place} is no longer there: its folder was moved, deleted, or its drive taken away. "
    "Bring it back, then try again."
)
_ANOTHER = N_(
    "Another library lies at {place} now: bring back the one that was there, then try again. Nothing was written."
)

File = tuple[int, int]
"""A device and a file on it, by their numbers."""


def number_library(connection: Connection) -> None:
    """Give a SQLite library the number that tells it from others; it goes with every copy of the file."""
    if not connection.execute(text("PRAGMA user_version")).scalar():
        connection.execute(text(f"PRAGMA user_version = {_drawn()}"))


class Presence:
    """Sees that a library's file is gone, and when it is back: a drive comes back under another device number."""

    def __init__(self, place: Place, engine: Engine) -> None:
        """Remember which file the library is now, and which library it holds."""
        self._place, self._engine = place, engine
        self._file = file_of(place)
        self._library = self._read()

    def look(self) -> None:
        """Refuse to go on without the file; one that is back is spoken to anew, if it holds the same library."""
        found = file_of(self._place)
        if found == self._file:
            return
        self.let_go()
        if found is None:
            raise WriteFailed(_GONE, place=self._place.shown)
        if self._read() != self._library:
            raise WriteFailed(_ANOTHER, place=self._place.shown)
        self._file = found

    def refuse_if_moved(self) -> None:
        """Refuse what was written to a file that was moved or deleted meanwhile: it takes everything, and is lost."""
        if file_of(self._place) != self._file:
            raise WriteFailed(_GONE, place=self._place.shown)

    def let_go(self) -> None:
        """Let go of what is open, after a fault: it may lead to a drive that is not there any more."""
        if file_of(self._place) in (self._file, None):
            self._engine.dispose()
        else:
            abandon_connections(self._engine)

    def _read(self) -> tuple[int, str]:
        """Give the number of the library and the version of its tables."""
        with reading(self._engine, self._place.shown) as connection:
            number = connection.execute(text("PRAGMA user_version")).scalar()
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return number or 0, version or ""


def file_of(place: Place) -> File | None:
    """Give which file a library's database is; None where there is none."""
    database = place.database
    if database is None:
        return None
    try:
        found = database.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _drawn() -> int:
    from secrets import randbelow

    return 1 + randbelow(2**31 - 1)
