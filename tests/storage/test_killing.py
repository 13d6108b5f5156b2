"""SIGKILL loses nothing that was acknowledged, and every library opens afterwards."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork and no SIGKILL")
@pytest.mark.parametrize(("act", "rounds"), [("acknowledged", 50), ("write", 15), ("import", 6), ("migrate", 10)])
def test_a_killed_process_loses_nothing(act: str, rounds: int) -> None:
    command = [sys.executable, "-m", "tests.storage.killing", act, str(rounds), "20261122"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert (done.stdout, done.stderr) == (f"{rounds} rounds held\n", "")
