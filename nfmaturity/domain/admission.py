"""Which changes an assessment under a rubric may take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nfmaturity.domain.assessment_document import normal_value
from nfmaturity.domain.errors import N_, NotAllowed
from nfmaturity.domain.scope import check_exclusion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.changes import Change, Target, Value
    from nfmaturity.domain.rubric import Rubric


def admitted(rubric: Rubric, change: Change) -> Change:
    """Give a change with its value as the cell will hold it, so that log and state never differ.

    Refuses with `NotAllowed` a value that the cell cannot hold under the rubric.
    """
    return replace(change, after=check_cell(rubric, change.target, change.after))


def admitted_log(rubric: Rubric, changes: Sequence[Change]) -> list[Change]:
    """Give changes that may hold moves from rubric to rubric, the last of them to `rubric`.

    Those before the last move were made under another rubric and are looked at by their form alone.
    """
    moved = max((place for place, change in enumerate(changes) if change.target.is_rubric), default=-1)
    earlier = [replace(change, after=_normal(change.target, change.after)) for change in changes[: moved + 1]]
    return earlier + [admitted(rubric, change) for change in changes[moved + 1 :]]


def check_cell(rubric: Rubric, target: Target, value: Value) -> Value:
    """Give a value as its cell holds it; `NotAllowed` for one that it cannot hold under the rubric."""
    held = _normal(target, value)
    if target.is_rubric:
        raise NotAllowed(N_("The rubric of an assessment is changed by moving it, not by an edit."))
    if target.kind == "answer" and target.id not in rubric.places:
        raise NotAllowed(N_("{node} is no requirement of this rubric."), node=target.id)
    if target.field == "grade" and held is not None and held not in rubric.degrees:
        raise NotAllowed(N_("The rubric has no degree {degree}."), degree=held)
    if target.field == "enterprise":
        check_segments(rubric, held["segments"])
    if target.field == "target_level" and held is not None and held not in rubric.level_numbers:
        known = ", ".join(map(str, rubric.level_numbers))
        raise NotAllowed(N_("The rubric has no level {level}, only {known}."), level=held, known=known)
    return held


def _normal(target: Target, value: Value) -> Value:
    try:
        return normal_value(target, value)
    except ValueError:
        sentence = N_("{value} cannot be written into {field}.")
        raise NotAllowed(sentence, value=ascii(value)[:80], field=target.field) from None


def check_segments(rubric: Rubric, segments: Iterable[str]) -> None:
    """Refuse with `NotAllowed` an enterprise for whose segments the rubric is not made."""
    known = [segment.id for segment in rubric.segments]
    for segment in segments:
        if segment not in known:
            raise NotAllowed(
                N_("The rubric is not made for {segment}, only for {known}."), segment=segment, known=", ".join(known)
            )


def check_exclusions(rubric: Rubric, after: Assessment) -> None:
    """Refuse with `NotAllowed` a state whose exclusions the rubric or the rules do not permit together."""
    for node in after.exclusions:
        check_exclusion(rubric, after.enterprise.segments, after.exclusions, node)
