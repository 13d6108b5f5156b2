"""Back a whole library up into one file, and restore it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.files.output import write_whole
from nfmaturity.storage.archive import archive_bytes, read_archive, restore_archive
from nfmaturity.workspace.opening import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from nfmaturity.domain.errors import Message
    from nfmaturity.storage.archive import Restored
    from nfmaturity.workspace.opening import Workspace


def back_up(workspace: Workspace, path: Path) -> None:
    """Write the whole library into a file."""
    write_whole(path, archive_bytes(workspace.library))


def restore(named: str | None, path: Path) -> tuple[Restored, tuple[Message, ...]]:
    """Put a backup in the place of everything in a library, which is made only once the backup is seen to be one.

    Gives what was restored and the library's warnings.
    """
    content = read_archive(path)
    with open_workspace(named, create=True) as workspace:
        return restore_archive(path, content, workspace.library), workspace.library.warnings
