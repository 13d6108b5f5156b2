"""The one thread of the library: in order, every kind of ending told in the window's thread, none of them its own."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from nfmaturity.domain.errors import UserError
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.ui.database import Database
from tests.ui.spine import Spine, spine


@pytest.fixture
def database(qtbot: QtBot, tmp_path: Path) -> Any:
    made = Database()
    opened: list[Any] = []
    made.open(str(tmp_path / "library"), opened.append, opened.append)
    qtbot.waitUntil(lambda: bool(opened))
    assert not isinstance(opened[0], UserError)
    yield made
    made.close()


def test_work_is_done_in_the_order_asked_for(database: Database, qtbot: QtBot) -> None:
    done: list[int] = []
    answered: list[int] = []
    for n in range(200):
        database.ask(lambda _, n=n: done.append(n) or n, answered.append, pytest.fail)
    qtbot.waitUntil(lambda: len(answered) == 200)
    assert done == answered == list(range(200))


def test_work_is_done_beside_the_window_and_answered_in_its_thread(database: Database, qtbot: QtBot) -> None:
    threads: list[int] = []
    database.ask(
        lambda _: threads.append(threading.get_ident()), lambda _: threads.append(threading.get_ident()), pytest.fail
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threading.get_ident() == threads[1]


def test_a_fault_of_the_users_goes_to_who_asked(database: Database, qtbot: QtBot) -> None:
    faults: list[UserError] = []
    database.ask(lambda workspace: workspace.repository.find("nothing"), pytest.fail, faults.append)
    qtbot.waitUntil(lambda: bool(faults))
    assert "nothing" in str(faults[0])


def test_a_fault_of_ours_is_told_and_the_thread_lives_on(database: Database, qtbot: QtBot) -> None:
    heard: list[str] = []
    with qtbot.waitSignal(database.crashed) as crash:
        database.ask(lambda _: 1 // 0, pytest.fail, pytest.fail, lambda: heard.append("broken"))
    assert isinstance(crash.args[0], ZeroDivisionError)
    database.ask(lambda _: "on", heard.append, pytest.fail)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["broken", "on"]


def test_without_a_library_one_is_told_so(qtbot: QtBot, tmp_path: Path) -> None:
    database = Database()
    (tmp_path / "file").touch()
    faults: list[UserError] = []
    database.open(str(tmp_path / "file"), pytest.fail, faults.append)
    database.ask(lambda _: None, pytest.fail, faults.append)
    qtbot.waitUntil(lambda: len(faults) == 2)
    database.close()
    assert "is a file" in str(faults[0])
    assert "No library is open" in str(faults[1])


def test_another_library_takes_the_place_of_the_first(database: Database, qtbot: QtBot, tmp_path: Path) -> None:
    seen: list[str] = []
    database.open(str(tmp_path / "second"), lambda workspace: seen.append(workspace.library.place.shown), pytest.fail)
    database.ask(lambda workspace: workspace.library.place.shown, seen.append, pytest.fail)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [str(tmp_path / "second")] * 2


def test_closing_finishes_what_was_asked(qtbot: QtBot, tmp_path: Path) -> None:
    database, done = Database(), list[int]()
    database.open(str(tmp_path / "library"), lambda _: None, pytest.fail)
    for n in range(50):
        database.ask(lambda _, n=n: done.append(n), lambda _: None, pytest.fail)
    database.close()
    assert done == list(range(50))


def test_a_closed_library_is_let_go_of(qtbot: QtBot, tmp_path: Path) -> None:
    with spine(qtbot, tmp_path) as made:
        made.open()
        made.session.grade("G-D-01.1b", "full")
    _assert_free(made)


def _assert_free(made: Spine) -> None:
    """Nobody holds the file: the log of SQLite is gone, and the mode may be changed."""
    library: Library = open_library(parse_place(str(made.folder)))
    library.close()
    with sqlite3.connect(made.folder / "library.db", isolation_level=None) as connection:
        assert connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    connection.close()
