"""Several processes on one library folder at once: all work, conflicts are said, nothing is lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from nfmaturity.storage import library as libraries
from nfmaturity.storage.faults import LibraryBusy
from nfmaturity.storage.repository import Repository
from tests.storage.conftest import OpenLibrary, store
from tests.storage.killing import IDENT, make_pack
from tests.storage.test_writer import assert_consistent

MAKE = (
    "import sys; from nfmaturity.storage.library import open_library; from nfmaturity.storage.place import parse_place;"
    "open_library(parse_place(sys.argv[1]), create=True).close()"
)


def together(*commands: list[str]) -> list[str]:
    """Run processes side by side and give what each printed."""
    running = [
        subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for words in commands
    ]
    ended = [(process.communicate(timeout=120), process.returncode) for process in running]
    assert [(errors, status) for (_, errors), status in ended] == [("", 0)] * len(commands)
    return [printed for (printed, _), _ in ended]


def test_three_processes_edit_at_once(tmp_path: Path, opened: OpenLibrary) -> None:
    library = opened(tmp_path / "library")
    pack = make_pack()
    store(library, pack, IDENT)
    folder = str(tmp_path / "library")
    printed = together(*(["-m", "tests.storage.racing", folder, str(who)] for who in (1, 2, 3)))
    accepted = sum(int(line.split()[0]) for line in printed)
    record = Repository(library).record(IDENT)
    assert len(record.log) == accepted
    assert {change.actor for change in record.log} == {"1", "2", "3"}
    assert_consistent(library, pack, IDENT)


def test_four_processes_make_one_library(tmp_path: Path, opened: OpenLibrary) -> None:
    together(*(["-c", MAKE, str(tmp_path / "library")] for _ in range(4)))
    assert Repository(opened(tmp_path / "library", create=False)).rows() == []


@pytest.fixture
def writes(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody who writes where a library is to be made, and is not done."""
    (tmp_path / "library").mkdir()
    with closing(sqlite3.connect(tmp_path / "library" / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_making_a_library_is_tried_again_where_somebody_writes(
    tmp_path: Path, opened: OpenLibrary, monkeypatch: pytest.MonkeyPatch, writes: sqlite3.Connection
) -> None:
    refused: list[str] = []

    class Refused(sqlite3.Connection):
        def execute(self, *asked: object) -> sqlite3.Cursor:
            try:
                return super().execute(*asked)  # type: ignore[arg-type]
            except sqlite3.OperationalError as error:
                refused.append(error.sqlite_errorname)
                writes.execute("COMMIT")
                raise

    monkeypatch.setattr(libraries.sqlite3, "connect", partial(sqlite3.connect, factory=Refused))
    assert Repository(opened(tmp_path / "library")).rows() == []
    assert refused == ["SQLITE_BUSY"]


def test_making_a_library_is_given_up_where_somebody_writes_on_and_on(
    tmp_path: Path, opened: OpenLibrary, monkeypatch: pytest.MonkeyPatch, writes: sqlite3.Connection
) -> None:
    monkeypatch.setattr(libraries, "BUSY_TIMEOUT_MS", 50)
    with pytest.raises(LibraryBusy):
        opened(tmp_path / "library")
    assert writes.in_transaction
