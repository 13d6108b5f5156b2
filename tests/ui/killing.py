"""Kill the app with SIGKILL right after it showed "saved": `python -m tests.ui.killing [rounds]`."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.scoring import score
from nfmaturity.workspace.demo import fill_demo_library
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.subject import stored_subject


def killed_once(folder: Path, grades: int, beginning: int) -> dict[str, str]:
    """Start the app, let it show so many grades as saved, kill it; gives what it showed."""
    command = [sys.executable, "-m", "tests.ui.grading_process", str(folder), str(beginning)]
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    shown: dict[str, str] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as process:
        assert process.stdout
        for _ in range(grades):
            requirement, degree = process.stdout.readline().split()
            shown[requirement] = degree
        process.kill()
    return shown


def kill_often(rounds: int, seed: int) -> int:
    """Kill the app again and again on one library; gives how many grades it had shown as saved, all of them there."""
    dice, told = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_workspace(str(folder / "library"), create=True) as workspace:
            fill_demo_library(workspace)
        expected: dict[str, str] = {}
        for turn in range(rounds):
            shown = killed_once(folder, dice.randint(1, 4), turn)
            expected |= shown
            told += len(shown)
            state = _stored(folder)
            lost = {name: degree for name, degree in expected.items() if state.answer(name).grade != degree}
            # What was graded last may have reached the disk without having been shown.
            assert not lost.keys() & shown.keys(), f"round {turn}: {lost} had been shown as saved"
            expected = {name: state.answer(name).grade or "" for name in expected}
    return told


def _stored(folder: Path) -> Assessment:
    with open_workspace(str(folder / "library")) as workspace:
        newest = workspace.repository.rows()[0]
        subject = stored_subject(workspace, newest.id)
        card = score(subject.pack.rubric, subject.assessment)
        assert newest.score == str(card.overall.score), "the list and the answers disagree"
        return subject.assessment


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    sys.stdout.write(f"{rounds} kills, {kill_often(rounds, 1)} grades shown as saved, none lost\n")
