"""The backup file: a whole library in one ZIP, written from and restored into any library. Source: INTERFACES."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from nfmaturity import __version__
from nfmaturity.domain.changes import fold
from nfmaturity.domain.documents import sha256_of
from nfmaturity.domain.errors import N_
from nfmaturity.storage import tables
from nfmaturity.storage.backup import copy_before_restore, copy_database
from nfmaturity.storage.enterprises import EnterpriseRepository
from nfmaturity.storage.faults import DAMAGED, LibraryFault, damage_told, faults_told
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.place import DATABASE, Place
from nfmaturity.storage.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

FORMAT = "nfmaturity-backup"
SCHEMA = 1
MANIFEST = "manifest.json"
MAX_DATABASE = 4 * 1024**3
MAX_MANIFEST = 1024**2
_ROWS_AT_ONCE = 5000
_NO_BACKUP = N_("{file} is no backup of a library, or it is damaged.")
_ALTERED = N_("The backup {file} is damaged: its content does not match its manifest.")
_NOT_EMPTY = N_("The library {place} is not empty: a backup is restored into an empty database on a server.")


@dataclass(frozen=True, slots=True)
class Restored:
    """How many assessments a restore brought, and the copy of what was there."""

    assessments: int
    kept: Path | None


def archive_bytes(library: Library) -> bytes:
    """Give the whole library as a ZIP with its manifest."""
    with tempfile.TemporaryDirectory() as folder, faults_told(library.place.shown):
        copy = Path(folder) / DATABASE
        if library.place.database:
            copy_database(library.place.database, copy)
        else:
            _copy_to_file(library, copy)
        content = copy.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    files = [{"name": DATABASE, "size": len(content), "sha256": digest}]
    manifest = {"format": FORMAT, "schema": SCHEMA, "application": __version__, "files": files}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        archive.writestr(DATABASE, content)
    return target.getvalue()


def read_archive(archive: Path) -> bytes:
    """Give the database that a backup holds, checked against its manifest; raises `LibraryFault`.

    A copy from a library's own backups is such a database as it is.
    """
    try:
        if _is_copy(archive):
            return archive.read_bytes()
        with zipfile.ZipFile(archive) as held:
            entry = _listed_database(archive, held)
            content = held.read(DATABASE)
    except FileNotFoundError:
        raise LibraryFault(N_("There is no file {file}."), file=archive) from None
    except OSError:
        raise LibraryFault(N_("{file} cannot be read: name a file that you may open."), file=archive) from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise LibraryFault(_NO_BACKUP, file=archive) from None
    except (KeyError, TypeError, ValueError, StopIteration):
        raise LibraryFault(_NO_BACKUP, file=archive) from None
    if hashlib.sha256(content).hexdigest() != entry["sha256"]:
        raise LibraryFault(_ALTERED, file=archive)
    return content


def restore_archive(archive: Path, content: bytes, library: Library) -> Restored:
    """Put a backup's database in the place of everything in a library, in one transaction.

    What a library folder held is kept as a copy in its backups first; a library on a
    server must be empty. Nothing of the backup is trusted: every record in it is read before anything is replaced.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / DATABASE).write_bytes(content)
        source = open_library(Place(str(archive), Path(folder)))
        try:
            verify(source)
            with faults_told(library.place.shown):
                kept = copy_before_restore(library.place)
            with source.reading() as rows, library.writing() as target:
                if library.place.folder is None and (_count(target) or _count(target, tables.enterprises)):
                    raise LibraryFault(_NOT_EMPTY, place=library.place.shown)
                _copy_rows(rows, target)
                return Restored(_count(target), kept)
        finally:
            source.close()


def verify(library: Library) -> None:
    """Read everything that a library holds; raises `LibraryFault` where something is not what it should be."""
    repository = Repository(library)
    for rubric in repository.rubrics():
        if sha256_of(repository.rubric_source(rubric.sha256)) != rubric.sha256:
            raise LibraryFault(DAMAGED, place=library.place.shown)
    enterprises = EnterpriseRepository(library)
    for kept in (*enterprises.rows(), *enterprises.rows(trashed=True)):
        enterprises.read(kept.id)
    for row in (*repository.rows(), *repository.rows(trashed=True)):
        record = repository.record(row.id)
        with damage_told(library.place.shown):
            scores = [Fraction(score) for score in (row.score, row.score_high) if score is not None]
            replayed = fold(record.origin, record.log)
        if replayed != record.state or any(score < 0 for score in scores):
            raise LibraryFault(DAMAGED, place=library.place.shown)


def _is_copy(archive: Path) -> bool:
    with archive.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _listed_database(archive: Path, held: zipfile.ZipFile) -> Any:
    if held.getinfo(MANIFEST).file_size > MAX_MANIFEST:
        raise KeyError(MANIFEST)
    manifest = json.loads(held.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise KeyError(FORMAT)
    if manifest["schema"] > SCHEMA:
        raise LibraryFault(
            N_("The backup {file} was made by a newer version of nfmaturity: update the program."), file=archive
        )
    entry = next(file for file in manifest["files"] if file["name"] == DATABASE)
    if held.getinfo(DATABASE).file_size != entry["size"] or entry["size"] > MAX_DATABASE:
        raise LibraryFault(_ALTERED, file=archive)
    return entry


def _count(connection: Connection, table: Table = tables.assessments) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)


def _copy_to_file(library: Library, database: Path) -> None:
    copy = open_library(Place(str(database), database.parent), create=True)
    try:
        with library.reading() as rows, copy.writing() as target:
            _copy_rows(rows, target)
    finally:
        copy.close()


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in reversed(tables.metadata.sorted_tables):
        target.execute(delete(table))
    for table in tables.metadata.sorted_tables:
        for rows in _batches(source, table):
            target.execute(insert(table), rows)


def _batches(source: Connection, table: Any) -> Iterator[list[dict[str, Any]]]:
    for part in source.execute(select(table)).mappings().partitions(_ROWS_AT_ONCE):
        yield [dict(row) for row in part]
