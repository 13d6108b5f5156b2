"""Where the library lies, how large it is, and moving it elsewhere or beginning with another one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.storage.drives import folder_warnings
from nfmaturity.storage.listing import list_assessments
from nfmaturity.storage.relocation import files_to_move, move_library
from nfmaturity.workspace.chosen_library import choose_library, chosen_library, own_library
from nfmaturity.workspace.opening import LIBRARY_VARIABLE, library_place, open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from nfmaturity.domain.errors import Message
    from nfmaturity.storage.relocation import Moved
    from nfmaturity.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """What there is to know of a library's place; `size` in bytes, of a folder only."""

    shown: str
    folder: Path | None
    size: int
    assessments: int
    trashed: int
    warnings: tuple[Message, ...]


def library_facts(workspace: Workspace) -> LibraryFacts:
    """Look at an open library."""
    place = workspace.library.place
    size = sum(file.stat().st_size for file in place.folder.rglob("*") if file.is_file()) if place.folder else 0
    kept, trashed = (len(list_assessments(workspace.library, trashed=which)) for which in (False, True))
    return LibraryFacts(place.shown, place.folder, size, kept, trashed, workspace.library.warnings)


def is_named_outside(named: str | None) -> bool:
    """Tell whether a library is named at each start, so that a choice of ours would not be heeded."""
    if os.environ.get(LIBRARY_VARIABLE):
        return True
    return named is not None and named != (chosen_library() or str(own_library()))


def warnings_about(folder: Path) -> tuple[Message, ...]:
    """Say what is unwise about a folder before a library is put there."""
    return folder_warnings(folder, str(folder))


def check_target(named: str | None, target: Path) -> None:
    """Refuse a folder that the library, which may be open, cannot be moved to; raises `LibraryFault`."""
    files_to_move(library_place(named), target)


def relocate(named: str | None, target: Path) -> Moved:
    """Move the library, which is closed, into an empty or new folder, where it is looked for from then on."""
    is_named = is_named_outside(named)
    return move_library(library_place(named), target, lambda place: None if is_named else choose_library(place))


def begin_with(chosen: str, *, remember: bool, create: bool = True) -> str:
    """See that another library can be used, made where a folder is new or empty, and begin there from now on.

    Gives its place to show; raises `LibraryFault` where there is none and none can be made, and then nothing changes.
    """
    with open_workspace(chosen, create=create) as workspace:
        shown = workspace.library.place.shown
    if remember:
        choose_library(chosen)
    return shown
