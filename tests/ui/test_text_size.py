"""The text size: what is kept, how it reaches Qt, and that the app opens anew at the same place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nfmaturity.ui.app import App
from nfmaturity.ui.settings import Location, Settings
from nfmaturity.ui.text_size import SIZES, scaled, stepped
from nfmaturity.ui.window_place import WindowPlace, parse_place
from tests.ui.driving import named
from tests.ui.opening_anew import SCREEN, on_screen

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("kept", "size"), [("", 100), ("125", 125), ("123", 100), ("large", 100), ("1e2", 100)])
def test_a_broken_size_is_the_usual_one(tmp_path: Path, kept: str, size: int) -> None:
    (tmp_path / "settings.ini").write_text(f"[General]\ntext_size={kept}\n")
    assert Settings(tmp_path / "settings.ini").text_size == size


@pytest.mark.parametrize("size", SIZES)
def test_a_size_is_kept(tmp_path: Path, size: int) -> None:
    Settings(tmp_path / "settings.ini").text_size = size
    assert Settings(tmp_path / "settings.ini").text_size == size


def test_steps_end_at_the_last_size() -> None:
    assert [stepped(100, 1), stepped(100, -1), stepped(200, 1), stepped(80, -1)] == [110, 90, 200, 80]


@pytest.mark.parametrize(("own", "factor"), [(None, "1.5"), ("1.2", "1.8"), ("nonsense", "1.5"), ("-2", "1.5")])
def test_the_size_goes_on_top_of_what_the_user_set(
    monkeypatch: pytest.MonkeyPatch, own: str | None, factor: str
) -> None:
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    if own:
        monkeypatch.setenv("QT_SCALE_FACTOR", own)
    with scaled(150):
        assert os.environ["QT_SCALE_FACTOR"] == factor
    assert os.environ.get("QT_SCALE_FACTOR") == own


@pytest.mark.parametrize("text", ["", "1;2;3", "a;b;c;d;0;x", "1;2;0;4;0;x", "1;2;3;4"])
def test_a_broken_place_of_the_window_is_none(text: str) -> None:
    assert parse_place(text) is None


def test_a_place_of_the_window_is_kept(tmp_path: Path) -> None:
    place = WindowPlace(-7, 20, 900, 500, True, "Screen; 2")
    Settings(tmp_path / "settings.ini").window = place
    assert Settings(tmp_path / "settings.ini").window == place


@pytest.mark.parametrize(("size", "own"), [(80, None), (125, "1.2"), (200, None)])
def test_a_process_is_shown_at_the_size_and_within_its_screen(tmp_path: Path, size: int, own: str | None) -> None:
    told = _process(tmp_path, f"settings.text_size = {size}", own)
    ratio = size / 100 * float(own or 1)
    assert told["ratio"] == pytest.approx(ratio)
    assert told["screen"] == pytest.approx([SCREEN[0] / ratio, SCREEN[1] / ratio], abs=1)
    assert told["window"][0] <= told["screen"][0]
    assert told["window"][1] < told["screen"][1]
    assert told["window"][0] == pytest.approx(min(1366, SCREEN[0] / ratio), abs=1)


def test_the_window_keeps_its_place_on_the_screen_at_another_size(tmp_path: Path) -> None:
    keep = "settings.window, settings.text_size = WindowPlace(300, 100, 1000, 600, False, 'laptop'), 125"
    told = _process(tmp_path, keep, None)
    assert told["window"] == [800, 480]
    assert told["at"] == [240, 80]


def _process(folder: Path, keep: str, own: str | None) -> dict[str, list[int]]:
    program = f"""
import json, os
from pathlib import Path
from nfmaturity.ui.app import App, make_application
from nfmaturity.ui.settings import Settings
from nfmaturity.ui.window_place import WindowPlace
settings = Settings(Path({str(folder)!r}) / "s.ini")
{keep}
application = make_application(text_size=settings.text_size)
app = App(application, settings, library={str(folder / "library")!r})
window = app.window
def painted():
    size = window.screen().size()
    print(json.dumps(dict(ratio=window.devicePixelRatioF(), screen=[size.width(), size.height()],
        window=[window.width(), window.height()], at=[window.x(), window.y()])))
    import sys
    sys.stdout.flush()
    os._exit(0)
window.painted.connect(painted)
app.start()
application.exec()
"""
    surroundings = on_screen(folder) | ({"QT_SCALE_FACTOR": own} if own else {})
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=surroundings, check=True)
    told: dict[str, list[int]] = json.loads(done.stdout)
    return told


def _opened_anew(folder: Path, *words: str) -> dict[str, dict[str, object]]:
    command = [sys.executable, "-m", "tests.ui.opening_anew", str(folder), *words]
    done = subprocess.run(
        command, capture_output=True, text=True, env=on_screen(folder), cwd=ROOT, check=False, timeout=90
    )
    assert done.returncode == 0, done.stderr
    return {file.stem: json.loads(file.read_text()) for file in folder.glob("*.json") if file.stem != "screen"}


def test_the_keys_open_the_app_anew_at_the_same_place(
    tmp_path: Path, demo_library: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(demo_library, tmp_path / "library")
    monkeypatch.setenv("NFMATURITY_LIBRARY", str(tmp_path / "library"))
    _opened_anew(tmp_path)
    qtbot.waitUntil((tmp_path / "second.json").exists, timeout=20_000)
    first, second = (json.loads((tmp_path / f"{name}.json").read_text()) for name in ("first", "second"))
    assert (first["size"], second["size"]) == (100, 110)
    assert second["ratio"] == pytest.approx(1.1)
    assert second["at"] == pytest.approx(first["at"], abs=1)
    assert first["undecided"] == ["mine, undecided"]
    for name in ("page", "requirement", "answered", "assessments", "undecided"):
        assert second[name] == first[name], name


def test_the_demonstration_is_handed_over_and_thrown_away_in_the_end(tmp_path: Path, qtbot: QtBot) -> None:
    _opened_anew(tmp_path, "demo")
    qtbot.waitUntil((tmp_path / "second.json").exists, timeout=20_000)
    first, second = (json.loads((tmp_path / f"{name}.json").read_text()) for name in ("first", "second"))
    assert second["demo"] == first["demo"] != ""
    for name in ("page", "requirement", "answered", "assessments"):
        assert second[name] == first[name], name
    qtbot.waitUntil(lambda: not Path(str(first["demo"])).exists(), timeout=10_000)


def test_a_failure_to_start_leaves_the_old_window(tmp_path: Path) -> None:
    told = _opened_anew(tmp_path, "demo", "broken")
    stayed = told["stayed"]
    assert "could not be opened anew" in str(stayed["said"])
    assert (stayed["size"], stayed["live"], stayed["requirement"]) == (100, True, told["first"]["requirement"])
    assert "second" not in told


def test_a_form_with_entries_keeps_the_window(app: App) -> None:
    app.window.go(Location("new"))
    page = app.window.stack.currentWidget()
    asked: list[bool] = []
    page.may_close = lambda: asked.append(True) or False  # type: ignore[attr-defined,func-returns-value]
    app.window.text_size.change(125)
    assert asked
    assert app.window.isEnabled()
    assert app.desk.settings.text_size == 100


def test_at_the_last_size_that_is_said(app: App) -> None:
    app.desk.settings.text_size = 200
    app.window.text_size.step(1)
    assert "200" in named(app.window, "notice").text()  # type: ignore[attr-defined]
    assert app.desk.settings.text_size == 200
