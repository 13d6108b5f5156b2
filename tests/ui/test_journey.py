"""A long journey in a real window under Xvfb: killed in the middle, taken up again, ended with a report."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nfmaturity.domain.scoring import score
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.subject import stored_subject
from tests.report.reading import text_of

pytestmark = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no virtual screen here")


@pytest.fixture
def screen() -> Iterator[str]:
    """A virtual screen of its own."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


def test_a_journey_survives_being_killed(screen: str, tmp_path: Path) -> None:
    with _process("begin", screen, tmp_path) as first:
        assert first.stdout
        line = first.stdout.readline()
        first.kill()
    assert line, "the first process ended early"
    left: dict[str, Any] = json.loads(line)
    assert sorted(left["grades"].values()) == ["full", "full", "most", "partial"]
    assert (left["language"], left["theme"]) == ("zh", "dark")

    with _process("go-on", screen, tmp_path) as second:
        out, _ = second.communicate(timeout=60)
    told: dict[str, Any] = json.loads(out)
    assert told["found"] == left, "the app did not come back to where it was"
    assert len(told["grades"]) == 5

    with open_workspace(str(tmp_path / "library")) as workspace:
        subject = stored_subject(workspace, left["id"])
        (row,) = workspace.repository.rows()
    assert {name: answer.grade for name, answer in subject.assessment.answers.items()} == told["grades"]
    assert row.score == str(score(subject.pack.rubric, subject.assessment).overall.score)
    assert "HarbourCopper" in text_of((tmp_path / "report.pdf").read_bytes())
    assert (tmp_path / "window.png").stat().st_size > 0


def _process(part: str, screen: str, folder: Path) -> subprocess.Popen[str]:
    surroundings = {k: v for k, v in os.environ.items() if k not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}}
    surroundings |= {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "tests.ui.journey", part, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings)
