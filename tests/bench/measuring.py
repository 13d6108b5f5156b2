"""Measure a thing and its floor in turns, so that both see the same machine."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

USUAL_SECONDS = 0.16
"""What five million additions took on the machine on which the aims were set."""

_LOOK = 100_000


class Pace:
    """How quick the machine is while something is measured: additions, made between what is timed.

    Apart from the work they would find a rested processor, which runs quicker than one that is kept busy.
    """

    def __init__(self) -> None:
        self._taken: list[float] = []

    def look(self, times: int = 1) -> None:
        """Make some additions."""
        for _ in range(times):
            begin, total = time.perf_counter(), 0
            for number in range(_LOOK):
                total += number
            self._taken.append((time.perf_counter() - begin) * 5_000_000 / _LOOK)

    @property
    def seconds(self) -> float:
        """What five million additions take, by the median of the looks."""
        return statistics.median(self._taken)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table, in milliseconds unless `unit` says otherwise; `limit_ms` is the aim in this run.

    `seconds` is what five million additions took meanwhile: an aim that is a time by itself is judged by it.
    """

    name: str
    ours_ms: float
    aim: str
    limit_ms: float
    floor: str = "–"
    floor_ms: float | None = None
    unit: str = "ms"
    seconds: float | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether the aim is a time by itself, which no floor measured beside it makes fair on a slow machine."""
        return self.seconds is not None

    @property
    def paced_ms(self) -> float:
        """What it would take on the machine on which the aims were set; as it is where the aim is by a floor."""
        return self.ours_ms if self.seconds is None else self.ours_ms * USUAL_SECONDS / self.seconds

    @property
    def is_met(self) -> bool:
        """Whether the aim is met."""
        return self.paced_ms <= self.limit_ms


def in_turns(rounds: int, *works: Callable[[], object], pace: Pace | None = None) -> list[float]:
    """The median time of each work in milliseconds; `pace` looks at the machine meanwhile."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(rounds):
        if pace:
            pace.look()
        for work, taken in zip(works, times, strict=True):
            gc.collect()
            begin = time.perf_counter()
            work()
            taken.append((time.perf_counter() - begin) * 1000)
    return [statistics.median(taken) for taken in times]


def process(*arguments: str) -> Callable[[], object]:
    """A whole Python process."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
