"""Measure everything and write the table: `python3 dev.py bench`."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.bench.figures import figures
from tests.bench.measuring import USUAL_SECONDS, Figure
from tests.ui.killing import kill_often

APP_KILLED = 50
TARGET = Path("docs/benchmarks.md")
KILLED = {"acknowledged": 200, "write": 200, "import": 60, "migrate": 100}


def row(figure: Figure) -> str:
    """Give a row of the table."""
    floor = f"{figure.floor}: {figure.floor_ms:.2f} {figure.unit}" if figure.floor_ms is not None else "–"
    ratio = f"{figure.ours_ms / figure.floor_ms:.2f} ×" if figure.floor_ms else "–"
    paced = f"{figure.paced_ms:.2f} {figure.unit}" if figure.is_absolute else "–"
    verdict = "met" if figure.is_met else "**missed**"
    ours = f"{figure.ours_ms:.2f} {figure.unit}"
    return f"| {figure.name} | {ours} | {paced} | {floor} | {ratio} | {figure.aim} | {verdict} |"


def page(rows: Iterable[str], killed: Iterable[str], speeds: Sequence[float]) -> str:
    why = TARGET.read_text(encoding="utf-8").partition("## What misses its aim")[2] if TARGET.exists() else "\n"
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Written by `python3 dev.py bench`: medians, each figure and its floor measured in turns in one run, on",
            f"{platform.system()} with Python {platform.python_version()} and {os.cpu_count()} cores.",
            f"Five million additions took {min(speeds):.2f} s to {max(speeds):.2f} s amid what was measured; an aim",
            f"that is a time is judged at the pace of a machine on which they take {USUAL_SECONDS} s.",
            "The pack is the shipped one, with all its 52 sub-indicators; grades and comments are made up.",
            "",
            "| figure | ours | at that pace | floor | ratio | aim | |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            "## Killed at random moments",
            "",
            "SIGKILL, then the library is opened, folded and scored anew; nothing acknowledged may be missing.",
            "",
            *killed,
            "",
            f"## What misses its aim{why}",
        ]
    )


def killing() -> Iterable[str]:
    for act, rounds in KILLED.items():
        command = [sys.executable, "-m", "tests.storage.killing", act, str(rounds), "1"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        yield f"- {act}: {done.stdout.strip()}"
    held = kill_often(APP_KILLED, 1)
    yield f"- the app, right after it showed a grade as saved: {APP_KILLED} rounds held, {held} grades"


def main() -> None:
    rows, speeds = [], []
    with tempfile.TemporaryDirectory(dir=".") as folder:
        for figure in figures(Path(folder)):
            rows.append(row(figure))
            speeds += [figure.seconds] if figure.seconds else []
            sys.stdout.write(f"{rows[-1]}{f' {figure.seconds:.2f} s' if figure.seconds else ''}\n")
            sys.stdout.flush()
    killed = list(killing())
    sys.stdout.write("\n".join(killed) + "\n")
    TARGET.write_text(page(rows, killed, speeds), encoding="utf-8")


if __name__ == "__main__":
    main()
