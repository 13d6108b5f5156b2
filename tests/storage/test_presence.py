"""A library on a drive that goes away and comes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nfmaturity.storage.faults import WriteFailed
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.writer import AssessmentWriter
from tests import rubrics
from tests.drives import Drive, Linked, Mounted
from tests.edits import grade
from tests.storage.conftest import store

PACK = rubrics.pack([rubrics.group("G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [2] * 3)])])], levels=3)
IDENT = "00000000-0000-4000-8000-000000000001"


@pytest.fixture(params=[Linked, Mounted])
def drive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Drive]:
    found = request.param(tmp_path / "drive", tmp_path / "kept")
    yield found
    if isinstance(found, Mounted):
        found.let_go()


@pytest.fixture
def library(drive: Drive) -> Iterator[Library]:
    found = open_library(parse_place(str(drive.place / "library")), create=True)
    store(found, PACK, IDENT)
    yield found
    found.close()


def write(writer: AssessmentWriter, requirement: str, degree: str) -> None:
    assert writer.write([grade(writer.standing.assessment, requirement, degree)]).accepted


def test_nothing_is_written_while_it_is_away_and_everything_once_it_is_back(library: Library, drive: Drive) -> None:
    writer = AssessmentWriter(library, PACK, IDENT)
    write(writer, "G-D-01.1a", "full")
    for turn in ("first", "second"):
        drive.take_away()
        for _ in range(2):
            with pytest.raises(WriteFailed, match="no longer there"):
                write(writer, "G-D-01.2a", "most")
            with pytest.raises(WriteFailed, match="no longer there"):
                Repository(library).rows()
        drive.bring_back()
        write(writer, "G-D-01.2a", "full" if turn == "first" else "none")
    again = open_library(parse_place(str(drive.place / "library")))
    record = Repository(again).record(IDENT)
    again.close()
    assert [change.after for change in record.log[-3:]] == ["full", "full", "none"]
    assert record.state.answer("G-D-01.2a").grade == "none"


def test_another_library_at_the_place_takes_nothing(library: Library, drive: Drive, tmp_path: Path) -> None:
    writer = AssessmentWriter(library, PACK, IDENT)
    drive.take_away()
    other = open_library(parse_place(str(tmp_path / "other")), create=True)
    store(other, PACK, IDENT)
    before = Repository(other).record(IDENT)
    other.close()
    drive.bring_back()
    shutil.rmtree(drive.place / "library")
    shutil.copytree(tmp_path / "other", drive.place / "library")
    with pytest.raises(WriteFailed, match="Another library"):
        write(writer, "G-D-01.1a", "full")
    there = open_library(parse_place(str(drive.place / "library")))
    assert Repository(there).record(IDENT) == before
    there.close()


def test_a_copy_of_the_library_in_its_place_is_the_same_one(library: Library, drive: Drive) -> None:
    """As a synchronising program does, which writes a new file and renames it."""
    writer = AssessmentWriter(library, PACK, IDENT)
    folder = drive.place / "library"
    write(writer, "G-D-01.1a", "full")
    with library.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(folder / "library.db", folder / "copy.db")
    (folder / "copy.db").replace(folder / "library.db")
    for rest in folder.glob("library.db-*"):
        rest.unlink()
    write(writer, "G-D-01.1a", "none")
    assert Repository(library).record(IDENT).state.answer("G-D-01.1a").grade == "none"
