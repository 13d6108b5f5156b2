"""The backup file: a whole library in one ZIP, written from and restored into any library. Source: INTERFACES."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from nfmaturity import __version__
from nfmaturity.domain.errors import N_
from nfmaturity.storage import tables
from nfmaturity.storage.backup import copy_before_restore, copy_database
from nfmaturity.storage.faults import LibraryFault, faults_told
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.place import DATABASE, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

FORMAT = "nfmaturity-backup"
SCHEMA = 1
MANIFEST = "manifest.json"
MAX_DATABASE = 4 * 1024**3
_ROWS_AT_ONCE = 5000


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


def restore_archive(archive: Path, library: Library) -> int:
    """Put a backup in the place of everything in a library, in one transaction; give the number of assessments.

    What the library held is kept as a copy in its backups first. Nothing is trusted: the ZIP, its manifest and its hash
    are checked before anything is written.
    """
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / DATABASE
        held.write_bytes(_checked_database(archive))
        source = open_library(Place(str(archive), Path(folder)))
        try:
            with faults_told(library.place.shown):
                copy_before_restore(library.place)
            with source.reading() as rows, library.writing() as target:
                _copy_rows(rows, target)
                return len(target.execute(select(tables.assessments.c.id)).all())
        finally:
            source.close()


def _checked_database(archive: Path) -> bytes:
    try:
        with zipfile.ZipFile(archive) as held:
            manifest = json.loads(held.read(MANIFEST))
            _refuse_other_formats(archive, manifest)
            entry = next(file for file in manifest["files"] if file["name"] == DATABASE)
            if held.getinfo(DATABASE).file_size != entry["size"] or entry["size"] > MAX_DATABASE:
                raise _damaged(archive)
            content = held.read(DATABASE)
    except FileNotFoundError:
        raise LibraryFault(N_("There is no file {file}."), file=archive) from None
    except OSError:
        raise LibraryFault(N_("{file} cannot be read: name a file that you may open."), file=archive) from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError):
        raise LibraryFault(N_("{file} is no backup of a library, or it is damaged."), file=archive) from None
    except (KeyError, TypeError, ValueError, StopIteration, RecursionError):
        raise LibraryFault(N_("{file} is no backup of a library, or it is damaged."), file=archive) from None
    if hashlib.sha256(content).hexdigest() != entry["sha256"]:
        raise _damaged(archive)
    return content


def _refuse_other_formats(archive: Path, manifest: Any) -> None:
    if manifest["format"] != FORMAT:
        raise KeyError(FORMAT)
    if manifest["schema"] > SCHEMA:
        raise LibraryFault(
            N_("The backup {file} was made by a newer version of nfmaturity: update the program."), file=archive
        )


def _damaged(archive: Path) -> LibraryFault:
    return LibraryFault(N_("The backup {file} is damaged: its content does not match its manifest."), file=archive)


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
