"""Open a library: find it, refuse what is none, bring an older one up to date."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import text

from nfmaturity.domain.errors import N_
from nfmaturity.storage.backup import copy_before_migration
from nfmaturity.storage.drives import folder_warnings
from nfmaturity.storage.engine import BUSY_TIMEOUT_MS, reading, server_engine, sqlite_engine, writing
from nfmaturity.storage.faults import DAMAGED, DiskFault, LibraryFault, faults_told
from nfmaturity.storage.moved_note import LibraryMoved, moved_to
from nfmaturity.storage.presence import Presence, number_library
from nfmaturity.storage.versions import RELEASED, NoLibrary, Versions, migrate, version_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from nfmaturity.domain.errors import Message
    from nfmaturity.storage.place import Place

_MAGIC = b"SQLite format 3\0"
_NOT_YET = N_("There is no library at {place} yet: make one with a first assessment (nfmaturity assessment new).")
_MIGRATING = 0x6E666D61  # the number of our lock on a server: "nfma"
OWN = {"backups", "rubrics", "evidence"}  # what may be left of a library whose database was taken away
IGNORED = {".DS_Store", "desktop.ini", "Thumbs.db", ".directory", "lost+found"}


class NoLibraryHere(LibraryFault):
    """The place holds no library yet; one may be made there."""


@dataclass(frozen=True, slots=True)
class Library:
    """An open library."""

    place: Place
    engine: Engine
    presence: Presence | None = None
    """Follows the file; None on a server, and while the library is being opened."""

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What is worth a word but no fault; looked for when asked, as that takes a while."""
        folder = self.place.folder
        return folder_warnings(folder, self.place.shown) if folder else ()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open one consistent view."""
        with self._at_its_place(), reading(self.engine, self.place.shown) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that may write; it is kept only if the library is still where it was."""
        with self._at_its_place(), writing(self.engine, self.place.shown) as connection:
            yield connection
            if self.presence:
                self.presence.refuse_if_moved()

    @contextmanager
    def _at_its_place(self) -> Iterator[None]:
        """Look whether the file is there, and speak to it anew after a fault of the disk."""
        if self.presence is None:
            yield
            return
        self.presence.look()
        try:
            yield
        except DiskFault:
            self.presence.let_go()
            raise

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_library(place: Place, *, create: bool = False, versions: Versions = RELEASED) -> Library:
    """Open the library at a place, making one in a missing or empty folder when `create` is set.

    Another set of `versions` than the released one serves to try a migration before its release.
    Raises `LibraryFault` in one sentence, with nothing changed, for everything that is no library or cannot be used;
    `LibraryMoved` where one lay that was moved: nobody is led elsewhere unasked, and an empty one looks like a loss.
    """
    if place.folder:
        with faults_told(place.shown):
            _prepare_folder(place, create=create)
        engine = sqlite_engine(place.folder / "library.db")
    else:
        engine = server_engine(place.url)
    library = Library(place, engine)
    try:
        _bring_up_to_date(library, create=create, versions=versions)
    except BaseException:
        library.close()
        raise
    return replace(library, presence=Presence(place, library.engine)) if place.folder else library


def _prepare_folder(place: Place, *, create: bool) -> None:
    folder, database = place.folder, place.database
    if folder is None or database is None:
        return
    if folder.exists() and not folder.is_dir():
        raise LibraryFault(N_("{place} is a file: name the folder of a library."), place=place.shown)
    if database.exists():
        _refuse_foreign_file(place, database)
    else:
        _make_room(place, folder, create=create)


def _refuse_foreign_file(place: Place, database: Path) -> None:
    if database.is_file():
        with database.open("rb") as file:
            head = file.read(len(_MAGIC))
        if head in (b"", _MAGIC):
            return
    raise LibraryFault(
        N_("{place} is no library: its library.db is another kind of file. Choose another folder."), place=place.shown
    )


def _make_room(place: Place, folder: Path, *, create: bool) -> None:
    if to := moved_to(folder):
        raise LibraryMoved(place.shown, to)
    occupied = folder.is_dir() and any(entry.name not in IGNORED | OWN for entry in folder.iterdir())
    if occupied:
        raise LibraryFault(
            N_("The folder {place} is no library: it holds other files and no library.db. Choose an empty folder."),
            place=place.shown,
        )
    if not create:
        raise NoLibraryHere(_NOT_YET, place=place.shown)
    if not folder.exists():
        if not folder.absolute().parent.is_dir():
            missing = folder.absolute().parent
            raise LibraryFault(N_("The folder {folder} does not exist: create it first."), folder=missing)
        folder.mkdir(exist_ok=True)  # another process may make it at the same moment


def _bring_up_to_date(library: Library, *, create: bool, versions: Versions) -> None:
    shown, database = library.place.shown, library.place.database
    with library.reading() as connection:
        version = _checked_version(connection, shown, versions)
    if version == versions.head:
        return
    if not version and not create:
        raise NoLibraryHere(_NOT_YET, place=shown)
    if database:
        with faults_told(shown):
            _use_write_ahead_log(database)
            if version:
                copy_before_migration(library.place, version)
    engine = sqlite_engine(database, foreign_keys=False) if database else library.engine
    with writing(engine, shown) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
        _checked_version(connection, shown, versions)
        migrate(connection, versions)
        if database:
            number_library(connection)
        if database and connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
            raise LibraryFault(DAMAGED, place=shown)
    if database:
        engine.dispose()


def _checked_version(connection: Connection, shown: str, versions: Versions) -> str:
    try:
        version = version_of(connection)
    except NoLibrary:
        raise LibraryFault(
            N_("{place} is no library: the database there belongs to another program. Choose another place."),
            place=shown,
        ) from None
    if versions.is_newer(version):
        raise LibraryFault(
            N_("The library {place} was made by a newer version of nfmaturity: update the program."), place=shown
        )
    if version and version not in versions.known:
        raise LibraryFault(DAMAGED, place=shown)
    return version


def _use_write_ahead_log(database: Path) -> None:
    """Set the journal mode, which stays with the file.

    SQLite refuses that at once while another process writes, but it does wait for its turn to write.
    """
    seconds = BUSY_TIMEOUT_MS / 1000
    deadline = time.monotonic() + seconds
    with closing(sqlite3.connect(database, timeout=seconds, isolation_level=None)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                connection.execute("BEGIN EXCLUSIVE")
                connection.execute("COMMIT")
            else:
                return
