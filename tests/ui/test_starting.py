"""Starting the app as a process: what it imports before it paints, and killing it once it says saved."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.killing import Told, kill_often, lost, told_by

HEAVY = ("pydantic", "sqlalchemy", "typer", "reportlab", "alembic", "yaml", "rich", "psutil", "openpyxl")


def test_nothing_heavy_is_imported_before_the_window_is_painted(tmp_path: Path) -> None:
    program = f"""
import sys, os
from pathlib import Path
from nfmaturity.ui.app import App, make_application
from nfmaturity.ui.settings import Settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
application = make_application()
app = App(application, Settings(Path({str(tmp_path)!r}) / "s.ini"), library={str(tmp_path / "library")!r})
def painted():
    QTest.keyClick(app.window, Qt.Key.Key_W)  # nothing can be asked yet
    print(*sys.modules)
    print("style", application.style().objectName())
    sys.stdout.flush()
    os._exit(0)
app.window.painted.connect(painted)
app.start()
application.exec()
"""
    done = _python("-c", program)
    imported = set(done.stdout.split())
    assert "nfmaturity.ui.main_window" in imported
    assert not imported & set(HEAVY), done.stderr
    assert done.stdout.endswith("style fusion\n")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killing_the_app_right_after_saved_loses_nothing() -> None:
    assert kill_often(6, 20261123) >= 6


def test_only_the_grade_in_flight_may_differ() -> None:
    before = {"a": "full", "b": None, "c": "most"}
    told = told_by(["try a none\n", "saved a none\n", "try b full\n", "sav"])
    assert told == Told({"a": "none"}, ("b", "full"))
    for b in (None, "full"):
        assert not lost(before, told, {"a": "none", "b": b, "c": "most"})
    assert lost(before, told, {"a": "full", "b": None, "c": "most"}) == {"a": "full"}
    assert lost(before, told, {"a": "none", "b": "partial", "c": "most"}) == {"b": "partial"}
    assert lost(before, told, {"a": "none", "b": None, "c": None}) == {"c": None}, "an earlier round is forgotten"


@pytest.mark.parametrize("words", [["--lang", "en"], ["--lang=zh"], []])
def test_without_a_command_the_app_opens(words: list[str]) -> None:
    program = """
import sys
from nfmaturity import __main__ as start
start.Desktop.run = lambda self, **asked: print(asked) or 0
sys.exit(start.main())
"""
    surroundings = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"} | {"DISPLAY": ":0"}
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=True)
    lang = words[-1].rpartition("=")[2] if words else None
    assert done.stdout.strip() == str({"library": None, "lang": lang})


def test_without_a_screen_the_commands_are_told() -> None:
    surroundings = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    surroundings.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-m", "nfmaturity", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "assessment" in done.stdout


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, env=surroundings, check=True)
