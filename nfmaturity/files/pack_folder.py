"""A rubric pack's folder, written whole or left as it was."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, FileFaults, UserError
from nfmaturity.files.output import cannot_be_written, sync_folder
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.files.rubric_yaml import write_pack_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nfmaturity.domain.rubric import RubricPack

_YAML_ENDINGS = (".yaml", ".yml")


def write_pack_folder(pack: RubricPack, folder: Path) -> None:
    """Make a folder hold exactly this pack; whatever else lies in it, such as a README, stays.

    The new folder is made beside the old one, read back, and takes its place: a failed run leaves the old one whole.
    Raises `UserError` with one sentence.
    """
    target = folder.resolve()
    try:
        with _beside(target) as new:
            _keep_others(target, new)
            write_pack_files(pack, new)
            _check(pack, new)
            sync_folder(new)
            _put_in_place(new, target)
    except OSError as found:
        raise cannot_be_written(folder, found) from None


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a new folder beside the target, with a name that no list of packs shows; it does not outlive a failure."""
    new = target.with_name(f".nfmaturity-{secrets.token_hex(6)}.tmp")
    new.mkdir()
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _keep_others(target: Path, new: Path) -> None:
    """Copy what is no file of a pack."""
    for entry in target.iterdir() if target.is_dir() else ():
        if entry.suffix.lower() in _YAML_ENDINGS and not entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, new / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, new / entry.name, follow_symlinks=False)


def _check(pack: RubricPack, new: Path) -> None:
    """Read back what was written: a text that no YAML file can hold must not be found out later."""
    try:
        same = load_pack(new).sha256 == pack.sha256
    except FileFaults:
        same = False
    if not same:
        raise UserError(
            N_("{name} holds a text that a pack's files cannot hold; nothing was written."), name=pack.label
        )


def _put_in_place(new: Path, target: Path) -> None:
    """Let the new folder take the target's name; the old one goes only after that, and comes back if it fails."""
    old = None
    if target.exists():
        shutil.copystat(target, new)
        old = target.with_name(f".nfmaturity-{secrets.token_hex(6)}.old")
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old:
            old.rename(target)
        raise
    sync_folder(target.parent)
    if old:
        shutil.rmtree(old, ignore_errors=True)
