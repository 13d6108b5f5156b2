"""Faults of ours, wherever they happen, reach one dialog with a text to copy that quotes no answer."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from nfmaturity.ui.app import App
from nfmaturity.ui.crash import crash_text, without_messages
from nfmaturity.ui.crash_dialog import CrashDialog
from nfmaturity.ui.tasks import Crashed, Task
from tests.ui.driving import click, named

SECRET = "the rectifier of line 2 is not on the network 机密"


@pytest.fixture
def watched(app: App, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> App:
    """The app with its hooks in force, as it is when it runs by itself; put back afterwards."""
    for module in (sys, threading):
        monkeypatch.setattr(module, "excepthook", module.excepthook)
    monkeypatch.setattr(sys, "__stderr__", None)  # a program without a console has none
    app.watch.install()
    return app


def shown(qtbot: QtBot, app: App) -> str:
    """Wait for the dialog and give what it shows."""
    qtbot.waitUntil(lambda: app.window.findChild(CrashDialog) is not None)
    return named(app.window, "crash-text", QPlainTextEdit).toPlainText()


def break_down() -> None:
    raise ValueError(SECRET)


def assert_told(text: str, kind: str, place: str) -> None:
    assert kind in text
    assert place in text
    assert "nfmaturity" in text.splitlines()[0]
    assert SECRET not in text


def test_in_a_slot(qtbot: QtBot, watched: App) -> None:
    QTimer.singleShot(0, break_down)
    assert_told(shown(qtbot, watched), "ValueError", "break_down")


def test_in_the_thread_of_the_database(qtbot: QtBot, watched: App) -> None:
    watched.desk.ask(lambda _: break_down(), pytest.fail)
    assert_told(shown(qtbot, watched), "ValueError", "break_down")


def test_in_another_thread(qtbot: QtBot, watched: App) -> None:
    thread = threading.Thread(target=break_down)
    thread.start()
    thread.join()
    assert_told(shown(qtbot, watched), "ValueError", "break_down")


def test_in_a_child_process(qtbot: QtBot, watched: App) -> None:
    task = Task([], library=None, language="en")
    task._process.setArguments(
        [
            "-c",
            "def break_down(words): raise ValueError(words)\n"
            f"break_down(bytes.fromhex('{SECRET.encode().hex()}').decode())",
        ]
    )
    task.ended.connect(lambda ending: isinstance(ending, Crashed) and watched.desk.broke.emit(ending.text))
    task.start()
    assert_told(shown(qtbot, watched), "ValueError", "break_down")


def test_dialogs_do_not_stack_and_the_next_fault_is_shown_again(qtbot: QtBot, watched: App) -> None:
    faults: list[str] = []
    watched.watch.found.connect(faults.append)
    for _ in range(3):
        QTimer.singleShot(0, break_down)
    qtbot.waitUntil(lambda: len(faults) == 3)
    first = shown(qtbot, watched)
    assert len(watched.window.findChildren(CrashDialog)) == 1
    click(qtbot, watched.window, "crash-close")
    qtbot.waitUntil(lambda: watched.window.findChild(CrashDialog) is None)
    watched.desk.ask(lambda workspace: workspace.repository.rows()[9], pytest.fail)
    assert "IndexError: list index out of range" in shown(qtbot, watched)
    assert "ValueError" in first


def test_the_text_can_be_copied(qtbot: QtBot, watched: App) -> None:
    QTimer.singleShot(0, break_down)
    text = shown(qtbot, watched)
    click(qtbot, watched.window, "crash-copy")
    assert QGuiApplication.clipboard().text() == text


def test_the_window_behind_goes_on(qtbot: QtBot, watched: App) -> None:
    QTimer.singleShot(0, break_down)
    shown(qtbot, watched)
    with qtbot.waitSignal(watched.desk.library_changed):
        watched.desk.reload()


def trace_of(crash: BaseException) -> str:
    return "".join(traceback.format_exception(crash))


def test_a_chain_of_faults_keeps_every_place_and_no_message() -> None:
    try:
        try:
            break_down()
        except ValueError as inner:
            raise LookupError("\n  line ".join(["one", "two", "", SECRET])) from inner
    except LookupError as crash:
        text = without_messages(trace_of(crash))
    assert text.count("Traceback") == 2
    assert "ValueError: …" in text
    assert "LookupError: …" in text
    assert "direct cause" in text
    assert "line two" not in text
    assert SECRET not in text
    assert text.splitlines()[-1] == "LookupError: …"


def test_a_group_of_faults_keeps_every_place_and_no_message() -> None:
    def caught(work: Callable[[], None]) -> Exception:
        try:
            work()
        except Exception as crash:  # noqa: BLE001 - whatever it is, it goes into the group
            return crash
        raise AssertionError("it did not break")

    def group() -> None:
        raise ExceptionGroup(f"{SECRET}\n{SECRET}", [caught(break_down), KeyError(SECRET)])

    def chained() -> None:
        try:
            group()
        except ExceptionGroup as inner:
            last = ValueError(f"{SECRET}\n  {SECRET}")
            last.add_note(SECRET)
            raise ExceptionGroup(SECRET, [inner, last]) from inner

    text = without_messages(trace_of(caught(chained)))
    assert SECRET not in text
    assert "机密" not in text
    for kept in ("Exception Group Traceback", "break_down", "| ExceptionGroup: …", "| ValueError: …", "| KeyError: …"):
        assert kept in text
    assert "in group" in text
    assert "direct cause" in text
    assert "---------------- 2 ----------------" in text


@pytest.mark.parametrize(
    "told",
    [
        f"ValueError: {SECRET}",
        f"  | ExceptionGroup: {SECRET}\n  +-+---------------- 1 ----------------\n    | Odd: {SECRET}",
        f"Traceback (most recent call last): {SECRET}\n    {SECRET}\n{SECRET}",
        f'Traceback (most recent call last):\n  File "x.py", line 1, in f\n  {SECRET}\nOdd: {SECRET}\n+--+\n{SECRET}',
        f'Traceback (most recent call last):\n  File "x.py", line 1, in f\nOdd: x\nDuring {SECRET}\n{SECRET}',
    ],
)
def test_in_doubt_a_line_is_left_out(told: str) -> None:
    assert SECRET not in without_messages(told)


def test_messages_that_only_name_the_program_are_kept() -> None:
    try:
        None.answer  # type: ignore[attr-defined]  # noqa: B018
    except AttributeError as crash:
        text = crash_text(trace_of(crash))
    assert "'NoneType' object has no attribute 'answer'" in text


def test_what_a_child_wrote_that_is_no_trace_is_kept() -> None:
    told = "nfmaturity task was ended by signal 11"
    assert crash_text(told).endswith(told)
