"""Edits as people make them, for tests: changes with ids that count up."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.changes import Change, Target, read_cell

_count = itertools.count(1)


def next_id() -> str:
    return str(uuid.UUID(int=next(_count), version=4))


def edit(seen: Assessment, target: Target, after: Any, *, actor: str = "Li", base_seq: int = 0) -> Change:
    """An edit of one cell by somebody who sees the assessment so."""
    return Change(
        id=next_id(),
        target=target,
        before=read_cell(seen, target),
        after=after,
        device="laptop",
        actor=actor,
        at="2026-11-22T08:00:00Z",
        group=next_id(),
        base_seq=base_seq,
    )


def grade(seen: Assessment, requirement: str, degree: str | None, **more: Any) -> Change:
    return edit(seen, Target("answer", requirement, "grade"), degree, **more)


def comment(seen: Assessment, requirement: str, words: str, **more: Any) -> Change:
    return edit(seen, Target("answer", requirement, "comment"), words, **more)


def exclude(seen: Assessment, node: str, reason: str | None, **more: Any) -> Change:
    return edit(seen, Target("exclusion", node, "reason"), reason, **more)
