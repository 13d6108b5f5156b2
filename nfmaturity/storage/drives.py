"""Which folders lie on a network or are synchronised, where a database file can lose what was written."""

from __future__ import annotations

import sys
from types import MappingProxyType
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from nfmaturity.domain.errors import Message

_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "sshfs", "9p", "glusterfs", "ceph", "afs")
)

Mount = tuple[str, str, str]
"""Where a drive is mounted, its file system's type and its options."""

_SERVICES: Mapping[str, str] = MappingProxyType(
    {
        "onedrive": "OneDrive",
        "dropbox": "Dropbox",
        "google drive": "Google Drive",
        "googledrive": "Google Drive",
        "iclouddrive": "iCloud",
        "com~apple~clouddocs": "iCloud",
        "nutstore": "Nutstore",
        "我的坚果云": "Nutstore",
        "坚果云": "Nutstore",
        "baidusyncdisk": "Baidu",
        "baidunetdiskworkspace": "Baidu",
        "wpsdrive": "WPS",
        "wps云盘": "WPS",
        "nextcloud": "Nextcloud",
        "seafile": "Seafile",
        "syncthing": "Syncthing",
    }
)
"""How the folders of services begin that copy files to other machines, and what those are called."""

_ON_NETWORK = N_("The library {place} lies on a network drive, where edits can be lost: keep it on a local disk.")
_SYNCHRONISED = N_(
    "The library {place} lies in a folder that {service} synchronises, where edits can be lost: "
    "keep it in a folder of this machine alone, and put backups there."
)


def folder_warnings(folder: Path, shown: str) -> tuple[Message, ...]:
    """Say what is unwise about a folder as the place of a library."""
    if is_on_network(folder, mounts()):
        return (message(_ON_NETWORK, place=shown),)
    if service := sync_service(folder):
        return (message(_SYNCHRONISED, place=shown, service=service),)
    return ()


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


def sync_service(path: Path) -> str:
    """Name the service that copies a folder to other machines, "" where none is known: it goes by folders' names.

    A file that is copied while it is written, or on two machines at once, loses edits.
    """
    for part in path.absolute().parts:
        name = part.casefold()
        for begins, service in _SERVICES.items():
            if name == begins or name.startswith((f"{begins} ", f"{begins}-", f"{begins}(")):
                return service
    return ""
