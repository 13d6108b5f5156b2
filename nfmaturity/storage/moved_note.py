"""The note that a moved library leaves at its old place, so that who looks there learns where it went."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from nfmaturity.domain.errors import N_
from nfmaturity.storage.faults import LibraryFault
from nfmaturity.storage.place import DATABASE

NOTE = "moved-to.txt"
_LONGEST = 64  # moves in a row; notes put there by hand may lead in a circle
_MOVED = N_(
    "The library {place} was moved to {to}: open it there, and name that folder wherever the old one is named "
    "(--library, NFMATURITY_LIBRARY)."
)
_AWAY = N_("The library {place} was moved to {to}, which cannot be reached now: connect that drive, then try again.")


class LibraryMoved(LibraryFault):
    """There is no library here any more; it was moved elsewhere."""

    def __init__(self, place: str, to: Path) -> None:
        """Say where the library went."""
        is_there = (to / DATABASE).is_file()
        super().__init__(_MOVED if is_there else _AWAY, place=place, to=to)
        self.to = str(to) if is_there else ""
        """The folder in which it lies, "" where there is none at the moment."""


def leave_note(folder: Path, to: Path) -> None:
    """Note at a library's old place where it went; a disk that does not take the note keeps nobody from moving."""
    with suppress(OSError), (folder / NOTE).open("w", encoding="utf-8", errors="surrogateescape") as note:
        note.write(f"{to}\n")
        note.flush()
        os.fsync(note.fileno())


def drop_note(folder: Path) -> None:
    """Take away what is noted where a library lies again."""
    with suppress(OSError):
        (folder / NOTE).unlink(missing_ok=True)


def moved_to(folder: Path) -> Path | None:
    """Give where the library of a folder went, from note to note; None where one lies here, or nothing is noted."""
    at = folder
    for _move in range(_LONGEST):
        following = None if (at / DATABASE).exists() else _noted(at)
        if following is None:
            break
        at = following
    return at if at != folder else None


def _noted(folder: Path) -> Path | None:
    with suppress(OSError):
        noted = (folder / NOTE).read_text(encoding="utf-8", errors="surrogateescape").strip()
        return Path(noted) if noted and "\0" not in noted and Path(noted).is_absolute() else None
    return None
