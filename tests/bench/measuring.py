"""Measure a thing and its floor in turns, so that both see the same machine."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table, in milliseconds unless `unit` says otherwise; `limit_ms` is the aim in this run."""

    name: str
    ours_ms: float
    aim: str
    limit_ms: float
    floor: str = "–"
    floor_ms: float | None = None
    unit: str = "ms"

    @property
    def is_absolute(self) -> bool:
        """Whether the aim is a time by itself, which no floor measured beside it makes fair on a slow machine."""
        return self.aim.startswith("≤") and self.aim.endswith("ms") and "×" not in self.aim

    def is_met(self, pace: float) -> bool:
        """Tell whether the aim is met on a machine that is `pace` times as slow as the one the aims were set on."""
        return self.ours_ms / (pace if self.is_absolute else 1.0) <= self.limit_ms


def in_turns(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The median time of each work in milliseconds."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            gc.collect()
            begin = time.perf_counter()
            work()
            taken.append((time.perf_counter() - begin) * 1000)
    return [statistics.median(taken) for taken in times]


def process(*arguments: str) -> Callable[[], object]:
    """A whole Python process."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
