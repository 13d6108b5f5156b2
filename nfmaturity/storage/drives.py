"""Which drives lie on a network, where a database file can lose what was written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "sshfs", "9p", "glusterfs", "ceph", "afs")
)

Mount = tuple[str, str, str]
"""Where a drive is mounted, its file system's type and its options."""


def mounts() -> list[Mount]:
    """Give the drives of this machine."""
    import psutil

    return [(part.mountpoint, part.fstype, part.opts) for part in psutil.disk_partitions(all=True)]


def is_on_network(path: Path, drives: Iterable[Mount]) -> bool:
    """Tell whether a path lies on a network drive, going by the innermost drive that holds it."""
    shown = str(path.absolute())
    if sys.platform == "win32" and shown.startswith("\\\\"):
        return True
    holding = [drive for drive in drives if path.absolute().is_relative_to(drive[0])]
    if not holding:
        return False
    _, kind, options = max(holding, key=lambda drive: len(drive[0]))
    kind = kind.lower().removeprefix("fuse.")
    return kind in _NETWORK or "remote" in options.split(",")
