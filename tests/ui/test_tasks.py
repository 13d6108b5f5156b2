"""Long work in real child processes: what they tell, how they end, and that none outlives the app."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from nfmaturity.domain.assessment_record import Record
from nfmaturity.ui import tasks
from nfmaturity.ui.tasks import Cancelled, Crashed, Done, Ending, Progress, Refused, Task
from nfmaturity.workspace.assessments import add_record
from nfmaturity.workspace.demo import demo_documents
from nfmaturity.workspace.opening import open_workspace
from tests.report.samples import large

PATIENCE = 30_000


@dataclass
class Heard:
    task: Task
    progress: list[Progress] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)


Begin = Callable[..., Heard]


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path) -> Begin:
    """Start a task and hear what it tells; with `program`, other Python code in the child's place."""

    def start(*words: str, program: str = "", library: str = "library", lang: str = "en") -> Heard:
        task = Task(words, library=str(tmp_path / library), language=lang)
        if program:
            task._process.setArguments(["-c", program])
        heard = Heard(task)
        task.progressed.connect(heard.progress.append)
        task.ended.connect(heard.endings.append)
        task.start()
        return heard

    return start


@pytest.fixture
def ended(qtbot: QtBot) -> Callable[[Heard], Ending]:
    def wait(heard: Heard) -> Ending:
        qtbot.waitUntil(lambda: bool(heard.endings), timeout=PATIENCE)
        heard.task.wait()
        assert len(heard.endings) == 1
        return heard.endings[0]

    return wait


Ended = Callable[[Heard], Ending]


@pytest.fixture
def stored(tmp_path: Path) -> str:
    pack, assessment = large(every=9, each=4)
    with open_workspace(str(tmp_path / "library"), create=True) as workspace:
        add_record(workspace, pack, Record(assessment, assessment))
    return assessment.id


def test_a_report_tells_its_pages_and_where_it_is(begin: Begin, ended: Ended, stored: str, tmp_path: Path) -> None:
    out = tmp_path / "报告.pdf"
    heard = begin("report", stored, str(out), lang="zh")
    ending = ended(heard)
    assert isinstance(ending, Done)
    assert ending.result["file"] == str(out)
    assert out.read_bytes().startswith(b"%PDF")
    pages = [told.part for told in heard.progress if told.part]
    assert pages == list(range(1, ending.result["pages"] + 1))
    assert any("页" in told.said for told in heard.progress)


def test_a_fault_of_the_users_is_refused_with_its_sentence(begin: Begin, ended: Ended, tmp_path: Path) -> None:
    ending = ended(begin("import", str(tmp_path / "no.json")))
    assert isinstance(ending, Refused)
    assert "no.json" in " ".join(ending.sentences)


def test_a_task_that_is_cancelled_ends_and_leaves_nothing(
    begin: Begin, ended: Ended, stored: str, tmp_path: Path, qtbot: QtBot
) -> None:
    heard = begin("report", stored, str(tmp_path / "out.pdf"))
    qtbot.waitUntil(lambda: bool(heard.progress), timeout=PATIENCE)
    heard.task.cancel()
    assert ended(heard) == Cancelled()
    assert [entry.name for entry in tmp_path.iterdir() if "pdf" in entry.name] == []


def test_one_that_waits_for_the_library_is_cancelled_soon(
    begin: Begin, stored: str, tmp_path: Path, qtbot: QtBot
) -> None:
    """SQLite waits ten seconds for its turn, in which the child does not hear that it should end."""
    with closing(sqlite3.connect(tmp_path / "library" / "library.db", isolation_level=None)) as others:
        others.execute("BEGIN IMMEDIATE")
        heard = begin("import", str(demo_documents()[0]))
        child = psutil.Process(heard.task._process.processId())
        qtbot.waitUntil(lambda: waits_in_library(child), timeout=PATIENCE)
        heard.task.cancel()
        qtbot.waitUntil(lambda: bool(heard.endings), timeout=3_000)
        assert heard.endings == [Cancelled()]
        assert not child.is_running()
        others.execute("ROLLBACK")
    with open_workspace(str(tmp_path / "library")) as workspace:
        assert [row.id for row in workspace.repository.rows()] == [stored]


def waits_in_library(child: psutil.Process) -> bool:
    """Whether a process has the library open and does nothing meanwhile."""
    if not any(file.path.endswith("library.db") for file in child.open_files()):
        return False
    return child.cpu_percent(interval=0.3) == 0


def test_one_cancelled_before_it_told_anything_is_cancelled(begin: Begin, ended: Ended, stored: str) -> None:
    heard = begin("report", stored, "out.pdf")
    heard.task.cancel()
    assert ended(heard) == Cancelled()


def test_what_was_done_before_the_cancel_came_is_done(begin: Begin, ended: Ended, qtbot: QtBot) -> None:
    heard = begin(program="print('{\"done\": {}}', flush=True); import time; time.sleep(60)")
    qtbot.waitUntil(lambda: heard.task._closing is not None, timeout=PATIENCE)
    heard.task.cancel()
    assert ended(heard) == Done({})


def test_a_child_that_breaks_hands_on_its_trace(begin: Begin, ended: Ended) -> None:
    heard = begin(program="print('{\"progress\": \"on\"}', flush=True); {}['x']")
    ending = ended(heard)
    assert isinstance(ending, Crashed)
    assert "KeyError" in ending.text
    assert "ended with status 1" in ending.text
    assert heard.progress == [Progress("on")]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_a_child_that_is_killed_still_has_something_to_show(begin: Begin, ended: Ended) -> None:
    ending = ended(begin(program="import os; os.kill(os.getpid(), 9)"))
    assert ending == Crashed("nfmaturity task was ended by signal 9")


def test_lines_of_others_are_no_crash_of_the_window(begin: Begin, ended: Ended) -> None:
    heard = begin(program='print("a library says hello"); print(\'{"done": {"n": 1}}\')')
    assert ended(heard) == Done({"n": 1})
    ending = ended(begin(program='print("a library says why")'))
    assert isinstance(ending, Crashed)
    assert "a library says why" in ending.text


def test_a_line_that_comes_in_pieces_is_one(begin: Begin, ended: Ended) -> None:
    pieces = (
        "import sys\n"
        'for byte in \'{"done": {"w": "铜"}}\'.encode():\n'
        "    sys.stdout.buffer.write(bytes([byte])); sys.stdout.flush()"
    )
    assert ended(begin(program=pieces)) == Done({"w": "铜"})


def test_a_program_that_cannot_start_is_told(begin: Begin, ended: Ended, qtbot: QtBot) -> None:
    task = Task(["report"], library=None, language="en")
    task._process.setProgram("/no/such/program")
    with qtbot.waitSignal(task.ended) as ending:
        task.start()
    assert isinstance(ending.args[0], Crashed)


@pytest.mark.skipif(sys.platform == "win32", reason="a child cannot refuse there")
def test_the_app_does_not_wait_for_ever_for_a_child(
    begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "_PATIENCE_MS", 100)
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        'print(\'{"progress": "deaf"}\', flush=True); time.sleep(60)'
    )
    heard = begin(program=stubborn)
    qtbot.waitUntil(lambda: bool(heard.progress), timeout=PATIENCE)
    child = heard.task._process.processId()
    heard.task.cancel()
    heard.task.wait()
    assert heard.task._process.state() == QProcess.ProcessState.NotRunning
    assert heard.endings == [Cancelled()]
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_the_address_of_the_library_is_in_no_argument(tmp_path: Path) -> None:
    task = Task(["report", "x"], library="postgresql://li:secret@server/library", language="en")
    assert "secret" not in " ".join(task._process.arguments())
