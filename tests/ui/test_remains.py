"""That a test which leaves something behind is told."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QProcess, QThread
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from nfmaturity.ui.widgets.label import Label
from tests.ui.remains import child_processes, refuse_processes, refuse_remains, refuse_threads, refuse_widgets

WAIT = "import sys; sys.stdin.read()"
"""What a child does: it stays until it is ended, or until nobody is there any more who could."""


@pytest.fixture
def clean(application: QApplication) -> Iterator[QApplication]:
    """Nothing is left before such a test nor after it."""
    before = child_processes()
    refuse_remains(application, before)
    yield application
    refuse_remains(application, before)


def test_a_thread_of_qt(clean: QApplication) -> None:
    thread = QThread()
    thread.start()
    with pytest.raises(AssertionError, match="threads of Qt"):
        refuse_remains(clean, child_processes())
    thread.quit()
    assert thread.wait(10_000)


def test_a_thread_of_python(clean: QApplication) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    with pytest.raises(AssertionError, match="threads are left"):
        refuse_threads(clean)
    stop.set()
    thread.join()


def test_a_process_of_qt(clean: QApplication) -> None:
    process = QProcess()
    process.start(sys.executable, ["-c", WAIT])
    with pytest.raises(AssertionError, match="processes of Qt"):
        refuse_remains(clean, frozenset())
    process.kill()
    assert process.waitForFinished(10_000)


def test_a_child_process(clean: QApplication) -> None:
    before = child_processes()
    with subprocess.Popen([sys.executable, "-c", WAIT], stdin=subprocess.PIPE) as child:
        with pytest.raises(AssertionError, match=f"child processes are left: .{child.pid}"):
            refuse_remains(clean, before)
        refuse_processes(child_processes())
        child.kill()


def test_a_dialog_of_qt(clean: QApplication, qtbot: QtBot) -> None:
    dialog = QDialog()
    dialog.show()
    qtbot.waitExposed(dialog)
    with pytest.raises(AssertionError, match="windows are open"):
        refuse_remains(clean, child_processes())
    dialog.close()


def test_a_widget_of_ours_that_is_held(clean: QApplication) -> None:
    held = Label("held")
    with pytest.raises(AssertionError, match="widgets are left"):
        refuse_remains(clean, child_processes())
    held.deleteLater()
    refuse_widgets(clean)
