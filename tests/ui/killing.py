"""Kill the app with SIGKILL right after it showed "saved": `python -m tests.ui.killing [rounds]`."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nfmaturity.domain.scoring import score
from nfmaturity.workspace.demo import fill_demo_library
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.subject import stored_subject

_PATIENCE_S = 60

Grades = dict[str, str | None]


@dataclass(frozen=True)
class Told:
    """What a killed app had shown as saved, and what it had begun last (it may have reached the disk unshown)."""

    saved: Grades
    tried: tuple[str, str]


def killed_once(folder: Path, grades: int, beginning: int) -> Told:
    """Start the app, let it show so many grades as saved, kill it; gives what it told."""
    command = [sys.executable, "-m", "tests.ui.grading_process", str(folder), str(beginning)]
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as process:
        assert process.stdout
        patience = threading.Timer(_PATIENCE_S, process.kill)
        patience.daemon = True
        patience.start()
        while sum(line.startswith("saved ") for line in lines) < grades:
            lines.append(process.stdout.readline())
            assert lines[-1], f"the app ended by itself or told nothing for long: {lines}"
        patience.cancel()
        process.kill()
        lines += process.stdout.readlines()
    return told_by(lines)


def told_by(lines: Sequence[str]) -> Told:
    """Read the lines of a grading process, the last of which may be torn."""
    words = [line.split() for line in lines if line.endswith("\n")]
    saved: Grades = {requirement: degree for kind, requirement, degree in words if kind == "saved"}
    tried = [(requirement, degree) for kind, requirement, degree in words if kind == "try"]
    return Told(saved, tried[-1])


def lost(before: Grades, told: Told, stored: Grades) -> Grades:
    """Give the grades that are not as they must be: as saved in this round, else as before it."""
    requirement, degree = told.tried
    expected = before | told.saved
    wrong = {name: stored[name] for name in expected if stored[name] != expected[name]}
    if requirement not in told.saved and stored[requirement] == degree:
        wrong.pop(requirement, None)
    return wrong


def kill_often(rounds: int, seed: int) -> int:
    """Kill the app again and again on one library; gives how many grades it had shown as saved, all of them there."""
    dice, shown = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_workspace(str(folder / "library"), create=True) as workspace:
            fill_demo_library(workspace)
        before = _stored(folder)
        for turn in range(rounds):
            told = killed_once(folder, dice.randint(1, 4), turn)
            shown += len(told.saved)
            stored = _stored(folder)
            wrong = lost(before, told, stored)
            assert not wrong, f"round {turn}: {wrong} had been shown or stored otherwise"
            before = stored  # beyond what was told at most by the grade in flight, which is stored from now on
    return shown


def _stored(folder: Path) -> Grades:
    with open_workspace(str(folder / "library")) as workspace:
        newest = workspace.repository.rows()[0]
        subject = stored_subject(workspace, newest.id)
        card = score(subject.pack.rubric, subject.assessment)
        assert newest.score == str(card.overall.score), "the list and the answers disagree"
        return {name: subject.assessment.answer(name).grade for name in subject.pack.rubric.places}


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    sys.stdout.write(f"{rounds} kills, {kill_often(rounds, 1)} grades shown as saved, none lost\n")
