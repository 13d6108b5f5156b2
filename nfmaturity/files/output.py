"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import secrets
import stat
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, UserError
from nfmaturity.files.plain_text import error_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_PERMISSION = N_("{file} cannot be written: you have no permission there, or another program holds it open.")
_NO_FOLDER = N_("{file} cannot be written: the folder {folder} does not exist. Make it first or choose another.")
_FULL = N_("{file} cannot be written: the disk is full. Make room and try again.")
_SENTENCES = {
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: _NO_PERMISSION,
    errno.EBUSY: _NO_PERMISSION,
    errno.ETXTBSY: _NO_PERMISSION,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: N_("{file} cannot be written: it is larger than the system allows here."),
    errno.ENAMETOOLONG: N_("{file} cannot be written: the name is too long."),
}
_OTHER = N_("{file} cannot be written ({code}).")
_HELD = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})


class HeldOpen(UserError):
    """A file that is there and cannot be replaced, most often because another program shows it."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as it was before, even when the power fails.

    Raises `UserError` with one sentence: missing folder, folder as target, no permission, full disk and the like.
    """
    try:
        target = path.resolve()
        mode = _mode_of(target)
        with _held_told(path, there=mode is not None):
            _spare_other_kinds(target, data)
        beside = target.with_name(f".nfmaturity-{secrets.token_hex(6)}.tmp")
        with contextlib.ExitStack() as undo:
            undo.callback(beside.unlink, missing_ok=True)
            _write_synced(beside, data, mode)
            with _held_told(path, there=mode is not None):
                beside.replace(target)
            undo.pop_all()
        sync_folder(target.parent)
    except OSError as found:
        raise cannot_be_written(path, found) from None


def write_beside_if_held(path: Path, data: bytes) -> Path:
    """Write a file whole, under the first free name beside it where another program holds it open; gives its path."""
    try:
        write_whole(path, data)
    except HeldOpen:
        path = _free_name(path)
        write_whole(path, data)
    return path


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in itertools.count(2))
    return next(name for name in names if not os.path.lexists(name))


@contextlib.contextmanager
def _held_told(path: Path, *, there: bool) -> Iterator[None]:
    """Tell a refusal that concerns the file itself, which is there, from one that concerns its folder."""
    try:
        yield
    except OSError as found:
        if there and found.errno in _HELD:
            raise HeldOpen(_NO_PERMISSION, file=str(path)) from None
        raise


def _spare_other_kinds(target: Path, data: bytes) -> None:
    """Refuse to write over a file of another kind: a slip must not put a PDF in a library's or a document's place."""
    if not target.is_file():
        return
    with target.open("rb") as file:
        held = file.read(1)
    if target.name.endswith(("-wal", "-shm")) or (held and held != data[:1]):
        raise UserError(
            N_("{file} is another kind of file and was left alone: write to another name."), file=target.name
        )


def _mode_of(target: Path) -> int | None:
    """Give the mode of an ordinary file that is there; None where there is none."""
    try:
        state = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(state.st_mode):
        raise UserError(N_("{file} is a folder: name a file."), file=target.name)
    if not stat.S_ISREG(state.st_mode):
        raise UserError(N_("{file} is not an ordinary file and was left alone."), file=target.name)
    return stat.S_IMODE(state.st_mode)


def _write_synced(beside: Path, data: bytes, mode: int | None) -> None:
    with beside.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        beside.chmod(mode)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk, where the system can."""
    # The file stands already; systems that cannot sync a folder (Windows, some network drives) keep it all the same.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def cannot_be_written(path: Path, found: OSError) -> UserError:
    """Give the sentence for what the system refused."""
    template = _SENTENCES.get(found.errno or 0, _OTHER)
    if template == _NO_FOLDER and path.parent.is_dir():
        template = _NO_PERMISSION  # a folder of the system itself, such as /proc, has no room for files
    return UserError(template, file=str(path), folder=str(path.parent), code=error_name(found))
