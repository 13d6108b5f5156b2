"""Edits as people make them, for tests: changes with ids of their own."""

from __future__ import annotations

import uuid
from typing import Any

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.changes import Change, Target, read_cell


def next_id() -> str:
    return str(uuid.uuid4())


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
