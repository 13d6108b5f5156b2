"""Find and open the library that the user means."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import platform
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import UserError
from nfmaturity.storage.backup import keep_daily_copy
from nfmaturity.storage.faults import faults_told
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.place import Place, parse_place
from nfmaturity.storage.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator

LIBRARY_VARIABLE = "NFMATURITY_LIBRARY"


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open library and what is in it."""

    library: Library
    repository: Repository

    @property
    def rubric_folder(self) -> Path | None:
        """Where the user's own rubric packs lie, one folder each."""
        return self.library.place.folder / "rubrics" if self.library.place.folder else None


@dataclass(frozen=True, slots=True)
class Author:
    """Who edits, and on which machine; both go into the change log."""

    actor: str
    device: str


def library_place(named: str | None) -> Place:
    """Give the library's place: as named, else as the environment says, else the user's own."""
    given = named if named is not None else os.environ.get(LIBRARY_VARIABLE)
    if given is not None:
        return parse_place(given)
    folder = _own_folder()
    return Place(str(folder), folder)


@contextmanager
def open_workspace(named: str | None, *, create: bool = False, writes: bool = False) -> Iterator[Workspace]:
    """Open a library for the duration of a block.

    `create` makes one where there is none yet; `writes` keeps the copy of the day before anything is changed.
    """
    place = library_place(named)
    if create and place.folder == _own_folder():
        with faults_told(place.shown):
            _own_folder().parent.mkdir(parents=True, exist_ok=True)
    library = open_library(place, create=create)
    try:
        if writes:
            with faults_told(place.shown):
                keep_daily_copy(place, dt.datetime.now(dt.UTC).astimezone().date())
        yield Workspace(library, Repository(library))
    finally:
        library.close()


def this_author() -> Author:
    """Give the user and machine as the system knows them."""
    try:
        actor = getpass.getuser()
    except (KeyError, OSError):
        actor = ""
    return Author(actor, platform.node())


def now() -> str:
    """Give the time for logs: UTC, ISO 8601, to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> str:
    """Give the day for what is dated, as the user's calendar has it."""
    return dt.datetime.now(dt.UTC).astimezone().date().isoformat()


def _own_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("nfmaturity", appauthor=False) / "library"


def is_no_library(error: UserError) -> bool:
    """Tell whether an error only says that there is no library yet."""
    from nfmaturity.storage.library import NoLibraryHere

    return isinstance(error, NoLibraryHere)
