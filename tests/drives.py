"""A drive that holds a library, taken away and brought back as a person does with a stick."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


class Drive:
    """A folder whose content goes away and comes back, each time under another device or file number."""

    def __init__(self, place: Path, kept: Path) -> None:
        self.place, self._kept, self._turn = place, kept, 0
        kept.mkdir()

    def take_away(self) -> None:
        """Pull it out: what is open goes on to see what nobody will see again."""
        raise NotImplementedError

    def bring_back(self) -> None:
        """Put it in again."""
        raise NotImplementedError


class Linked(Drive):
    """Stands in for a drive where none may be mounted: a link to one copy of the files after the other."""

    def __init__(self, place: Path, kept: Path) -> None:
        super().__init__(place, kept)
        (kept / "0").mkdir()
        place.symlink_to(kept / "0")

    def take_away(self) -> None:
        self.place.unlink()

    def bring_back(self) -> None:
        before, self._turn = self._kept / str(self._turn), self._turn + 1
        shutil.copytree(before, self._kept / str(self._turn))
        self.place.symlink_to(self._kept / str(self._turn))


class Mounted(Drive):
    """A file system of its own in memory, as the tests may mount where they are root."""

    def __init__(self, place: Path, kept: Path) -> None:
        super().__init__(place, kept)
        place.mkdir()
        self._mount()

    def _mount(self) -> None:
        if subprocess.run(["mount", "-t", "tmpfs", "none", self.place], capture_output=True, check=False).returncode:
            pytest.skip("nothing may be mounted here")

    def take_away(self) -> None:
        shutil.copytree(self.place, self._kept, dirs_exist_ok=True)
        subprocess.run(["umount", "-l", self.place], check=True)

    def bring_back(self) -> None:
        self._mount()
        shutil.copytree(self._kept, self.place, dirs_exist_ok=True)

    def let_go(self) -> None:
        subprocess.run(["umount", "-l", self.place], capture_output=True, check=False)
