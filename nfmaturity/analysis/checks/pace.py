"""A check on how the grades came about: so quick that nobody can have looked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from nfmaturity.analysis.checks.check import Check, Spot
from nfmaturity.domain.errors import N_, message

if TYPE_CHECKING:
    from nfmaturity.domain.scope import Scope

FASTEST = 20
"""So many requirements within a minute, one by one, are more than anybody reads."""

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Graded:
    """One grade in the log: which requirement, by whom, when (UTC, ISO 8601), in which gesture, given or confirmed."""

    requirement: str
    actor: str
    at: str
    gesture: str
    is_confirmed: bool = False


def last_graders(log: Iterable[Graded]) -> Mapping[str, str]:
    """Give who graded each requirement last, or confirmed its grade; the log stands in its order."""
    return {one.requirement: one.actor for one in log}


def pace_checks(log: Iterable[Graded], scope: Scope) -> tuple[Check, ...]:
    """Give the requirements in scope that somebody graded one by one, `FASTEST` or more within a minute.

    What one gesture graded together is not counted: that was meant as one judgement.
    """
    found: dict[str, None] = {}
    by_person: dict[str, list[tuple[dt.datetime, str]]] = {}
    for _gesture, changes in groupby(log, key=lambda one: one.gesture):
        same = list(changes)
        if len(same) == 1 and same[0].requirement in scope:
            moment = dt.datetime.fromisoformat(same[0].at)
            by_person.setdefault(same[0].actor, []).append((moment, same[0].requirement))
    for moments in by_person.values():
        found |= dict.fromkeys(_hurried(moments))
    if not found:
        return ()
    said = message(
        N_("Graded faster than one can read, {fastest} or more in a minute: {n}"), fastest=FASTEST, n=len(found)
    )
    return (Check("too_fast", "look", said, tuple(map(Spot, found))),)


def _hurried(moments: list[tuple[dt.datetime, str]]) -> list[str]:
    """Give the requirements of all minutes with `FASTEST` of them or more; `window` counts those of one minute."""
    moments.sort(key=lambda one: one[0])
    hurried: dict[str, None] = {}
    window: Counter[str] = Counter()
    first = taken = 0
    for place, (moment, name) in enumerate(moments):
        window[name] += 1
        while moment - moments[first][0] > _MINUTE:
            gone = moments[first][1]
            window[gone] -= 1
            if not window[gone]:
                del window[gone]
            first += 1
        if len(window) >= FASTEST:
            hurried |= dict.fromkeys(name for _moment, name in moments[max(first, taken) : place + 1])
            taken = place + 1
    return list(hurried)
