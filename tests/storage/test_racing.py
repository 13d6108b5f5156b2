"""Several processes on one library folder at once: all work, conflicts are said, nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
