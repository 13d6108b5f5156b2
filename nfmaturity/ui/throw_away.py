"""Folders that are thrown away with the app, or handed to the one that takes its place."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass, field
from pathlib import Path


class ThrowAway:
    """A folder that goes when it is no longer needed, at the end of the program at the latest."""

    def __init__(self, path: Path | None = None) -> None:
        """Make a folder, or take one over; one that was taken over is its giver's until `keep`."""
        self.path = path or Path(tempfile.mkdtemp(prefix="nfmaturity-"))
        self._end: weakref.finalize[..., ThrowAway] | None = None
        if path is None:
            self.keep()

    def keep(self) -> None:
        """Be the one that throws the folder away."""
        self._end = self._end or weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def hand_over(self) -> None:
        """Leave the folder to another process."""
        if self._end:
            self._end.detach()

    def cleanup(self) -> None:
        """Throw the folder away, unless it is somebody else's."""
        if self._end:
            self._end()


@dataclass(frozen=True, slots=True)
class Place:
    """Which library is meant: the named one, and for the demonstration the folder to throw away."""

    named: str | None = None
    throw_away: ThrowAway | None = field(default=None, compare=False)
