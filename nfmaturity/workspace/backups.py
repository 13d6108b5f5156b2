"""Back a whole library up into one file, and restore it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.files.output import write_whole
from nfmaturity.storage.archive import archive_bytes, restore_archive

if TYPE_CHECKING:
    from pathlib import Path

    from nfmaturity.workspace.opening import Workspace


def back_up(workspace: Workspace, path: Path) -> None:
    """Write the whole library into a file."""
    write_whole(path, archive_bytes(workspace.library))


def restore(workspace: Workspace, path: Path) -> int:
    """Put a backup in the place of everything in the library; gives the number of assessments."""
    return restore_archive(path, workspace.library)
