"""Packs read before in this process: one of 900 requirements takes a tenth of a second and is asked for often."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from nfmaturity.files.rubric_files import load_pack, rubric_from_source

if TYPE_CHECKING:
    from pathlib import Path

    from nfmaturity.domain.rubric import RubricPack

_KEPT = 8
_Stamp = tuple[tuple[str, int, int, int], ...]


def read_folder(folder: Path) -> RubricPack:
    """Give the pack of a folder, read anew when one of its files is another than before; raises `FileFaults`."""
    return _read_folder(folder, _stamp(folder))


@lru_cache(_KEPT)
def read_source(source: str) -> RubricPack:
    """Give the pack of a source as libraries keep it; raises `FileFaults`."""
    return rubric_from_source(source)


@lru_cache(_KEPT)
def _read_folder(folder: Path, _stamp: _Stamp) -> RubricPack:
    return load_pack(folder)


def _stamp(folder: Path) -> _Stamp:
    """Tell one state of a folder's files from another without reading them."""
    try:
        found = [(file.name, file.stat()) for file in folder.iterdir() if file.is_file()]
    except OSError:  # reading says what is wrong
        return ()
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size, stat.st_ino) for name, stat in found))
