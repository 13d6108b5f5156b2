"""Find and open the library that the user means."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_
from nfmaturity.storage.backup import keep_daily_copy
from nfmaturity.storage.faults import LibraryFault, faults_told
from nfmaturity.storage.library import Library, NoLibraryHere, open_library
from nfmaturity.storage.moved_note import moved_to
from nfmaturity.storage.place import DATABASE, Place, parse_place
from nfmaturity.workspace.chosen_library import chosen_library, own_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.storage.repository import Repository

LIBRARY_VARIABLE = "NFMATURITY_LIBRARY"
_CHOSEN_IS_GONE = N_(
    "The library {place} that you chose is not there: bring it back or connect its drive, "
    "or choose another in Settings."
)


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open library and what is in it."""

    library: Library

    @property
    def repository(self) -> Repository:
        """What is in it; imported late, as a list needs none of it."""
        from nfmaturity.storage.repository import Repository

        return Repository(self.library)

    @property
    def rubric_folder(self) -> Path | None:
        """Where the user's own rubric packs lie, one folder each."""
        return self.library.place.folder / "rubrics" if self.library.place.folder else None


def library_place(named: str | None) -> Place:
    """Give the library's place: as named, else as the environment says, else as chosen, else the user's own."""
    given = named if named is not None else os.environ.get(LIBRARY_VARIABLE)
    if given is not None:
        return parse_place(given)
    if chosen := chosen_library():
        return parse_place(chosen)
    folder = own_library()
    return Place(str(folder), folder)


@contextmanager
def open_workspace(named: str | None, *, create: bool = False, writes: bool = False) -> Iterator[Workspace]:
    """Open a library for the duration of a block.

    `create` makes one where there is none yet; `writes` keeps the copy of the day before anything is changed.
    """
    place = library_place(named)
    if create and place.folder and named is None and not os.environ.get(LIBRARY_VARIABLE) and chosen_library():
        _refuse_if_gone(place.folder)
    if create and place.folder == own_library():
        with faults_told(place.shown):
            own_library().parent.mkdir(parents=True, exist_ok=True)
    library = open_library(place, create=create)
    try:
        if writes:
            with faults_told(place.shown):
                keep_daily_copy(place, dt.datetime.now(dt.UTC).astimezone().date())
        yield Workspace(library)
    finally:
        library.close()


@contextmanager
def workspace_if_any(named: str | None) -> Iterator[Workspace | None]:
    """Open a library for the duration of a block; None where there is none yet."""
    with ExitStack() as stack:
        workspace = None
        with suppress(NoLibraryHere):
            workspace = stack.enter_context(open_workspace(named))
        yield workspace


def now() -> str:
    """Give the time for logs: UTC, ISO 8601, to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> str:
    """Give the day for what is dated, as the user's calendar has it."""
    return dt.datetime.now(dt.UTC).astimezone().date().isoformat()


def _refuse_if_gone(folder: Path) -> None:
    """Refuse a chosen library that is not there: making an empty one in its place would look as if all were lost.

    One that was moved says itself where it went.
    """
    if not (folder / DATABASE).exists() and not moved_to(folder):
        raise LibraryFault(_CHOSEN_IS_GONE, place=folder)
