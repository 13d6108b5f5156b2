"""Who graded how much, as the Overview's database thread reads it and as it is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nfmaturity.analysis.checks.pace import Graded, last_graders, pace_checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nfmaturity.analysis.checks.check import Check
    from nfmaturity.domain.scope import Scope
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.workspace.opening import Workspace

BY_PROGRAM = frozenset({"import", "move"})
"""Whom the log names for grades that nobody gave one by one."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody and how many of the grades in scope are theirs; "" is who graded before the log begins.

    A grade is theirs who gave it last or confirmed it since; `confirmed` tells how many are so by confirmation.
    """

    name: str
    graded: int
    in_scope: int
    confirmed: int = 0
    graders: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Who gave each grade last."""


def read_grading(workspace: Workspace, ident: str) -> tuple[Graded, ...]:
    """Read who graded what and when."""
    from nfmaturity.storage.grade_log import grade_log

    return tuple(Graded(*row) for row in grade_log(workspace.library, ident))


def person_lines(session: AssessmentSession, log: Iterable[Graded]) -> tuple[PersonLine, ...]:
    """Give who graded or confirmed what stands now, the most first; who is unknown comes last."""
    held = tuple(log)
    graders, last = last_graders(held), {one.requirement: one for one in held}
    answered = [name for name in session.scope.requirements if session.answer(name).grade is not None]
    counts = Counter(graders.get(name, "") for name in answered)
    confirmed = Counter(last[name].actor for name in answered if name in last and last[name].is_confirmed)
    order = sorted(counts.items(), key=lambda one: (not one[0], -one[1], one[0]))
    total = session.card.overall.in_scope
    return tuple(PersonLine(name, count, total, confirmed[name], graders) for name, count in order)


def pace(log: Iterable[Graded], scope: Scope) -> tuple[Check, ...]:
    """Give what was graded too fast by a person."""
    return pace_checks([one for one in log if one.actor not in BY_PROGRAM and not one.is_confirmed], scope)
