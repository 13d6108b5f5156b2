"""Backups: whole, checked before anything is replaced, and what was there is kept."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from nfmaturity.domain.rubric import RubricPack
from nfmaturity.storage.archive import archive_bytes, read_archive, restore_archive
from nfmaturity.storage.faults import LibraryFault
from nfmaturity.storage.library import Library
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.writer import AssessmentWriter
from tests.edits import grade
from tests.storage.conftest import OpenLibrary, store

OTHER = "00000000-0000-4000-8000-000000000002"


def restored(archive: Path, library: Library) -> int:
    return restore_archive(archive, read_archive(archive), library).assessments


@pytest.fixture
def backup(library: Library, pack: RubricPack, tmp_path: Path) -> Path:
    stored = store(library, pack)
    AssessmentWriter(library, pack, stored.id).write([grade(stored, "G-D-01.1a", "full")])
    path = tmp_path / "all.zip"
    path.write_bytes(archive_bytes(library))
    return path


def rewrite(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as old:
        files = {entry: old.read(entry) for entry in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for entry, held in (files | {name: content}).items():
            new.writestr(entry, held)


def test_it_comes_back_as_it_was(library: Library, backup: Path, tmp_path: Path, opened: OpenLibrary) -> None:
    elsewhere = opened(tmp_path / "elsewhere")
    assert restored(backup, elsewhere) == 1
    (row,) = Repository(elsewhere).rows()
    assert Repository(elsewhere).record(row.id) == Repository(library).record(row.id)


def test_what_was_there_is_replaced_and_kept_as_a_copy(
    library: Library, backup: Path, pack: RubricPack, tmp_path: Path, opened: OpenLibrary
) -> None:
    Repository(library).purge(Repository(library).rows()[0].id)
    store(library, pack, OTHER)
    restored(backup, library)
    assert [row.id for row in Repository(library).rows()] == [OTHER.replace("2", "1")]
    assert library.place.backups is not None
    (copy,) = library.place.backups.iterdir()
    (tmp_path / "kept").mkdir()
    copy.rename(tmp_path / "kept" / "library.db")
    assert [row.id for row in Repository(opened(tmp_path / "kept")).rows()] == [OTHER]


@pytest.mark.parametrize(
    "harm", ["cut", "text", "flip", "manifest", "newer", "other format", "no database", "missing", "folder"]
)
def test_a_damaged_backup_changes_nothing(library: Library, backup: Path, harm: str, tmp_path: Path) -> None:
    before = Repository(library).rows()
    manifest = json.loads(zipfile.ZipFile(backup).read("manifest.json"))
    target = backup
    if harm == "cut":
        backup.write_bytes(backup.read_bytes()[:2000])
    elif harm == "text":
        backup.write_text("hello")
    elif harm == "flip":
        with zipfile.ZipFile(backup) as archive:
            content = bytearray(archive.read("library.db"))
        content[5000] ^= 1
        rewrite(backup, "library.db", bytes(content))
    elif harm == "manifest":
        rewrite(backup, "manifest.json", b"[1, 2")
    elif harm == "newer":
        rewrite(backup, "manifest.json", json.dumps(manifest | {"schema": 9}).encode())
    elif harm == "other format":
        rewrite(backup, "manifest.json", json.dumps(manifest | {"format": "photos"}).encode())
    elif harm == "no database":
        rewrite(backup, "manifest.json", json.dumps(manifest | {"files": []}).encode())
    elif harm == "missing":
        target = tmp_path / "none.zip"
    else:
        target = tmp_path
    with pytest.raises(LibraryFault):
        restored(target, library)
    assert Repository(library).rows() == before
    assert library.place.backups is not None
    assert not library.place.backups.exists()


def test_a_flipped_byte_anywhere_is_found(library: Library, backup: Path) -> None:
    whole = backup.read_bytes()
    before = Repository(library).rows()
    for place in range(40, len(whole), max(1, len(whole) // 60)):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with contextlib.suppress(LibraryFault):  # a flip in what ZIP does not use may pass
            restored(backup, library)
        assert Repository(library).rows() == before


def test_a_backup_whose_content_is_junk_replaces_nothing(library: Library, backup: Path, tmp_path: Path) -> None:
    database = tmp_path / "junk.db"
    database.write_bytes(read_archive(backup))
    with contextlib.closing(sqlite3.connect(database)) as junk:
        junk.execute("UPDATE assessments SET header = 'x', score = 'y'")
        junk.commit()
    before = Repository(library).rows()
    with pytest.raises(LibraryFault, match="damaged"):
        restore_archive(backup, database.read_bytes(), library)
    assert Repository(library).rows() == before
