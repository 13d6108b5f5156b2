"""What does not count in a figure, and why: other segments, exclusions with their reasons, levels without anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.reasons.names import NodeName, RequirementName, SegmentNames, Words
from nfmaturity.analysis.reasons.nodes import children, requirements_of
from nfmaturity.analysis.reasons.values import LeftOut
from nfmaturity.domain.errors import N_, Message, message
from nfmaturity.domain.scope import applies

if TYPE_CHECKING:
    from nfmaturity.analysis.reasons.values import Scored
    from nfmaturity.domain.rubric import Requirement, SubIndicator

_EXCLUDED = N_("not applicable: {reason}")
_SEGMENTS = N_("only for {segments}")
_NOTHING = N_("nothing of it is in scope")
_NOTHING_AT_LEVEL = N_("nothing of it is in scope at this level; its weight falls to its siblings in proportion")


def requirements_left_out(scored: Scored, item_id: str, level: int) -> tuple[LeftOut, ...]:
    """Give the requirements of a sub-indicator at a level that do not count."""
    item = scored.rubric.sub_indicators[item_id][2]
    if (why := _why_not(scored, item)) is not None:
        return (LeftOut(NodeName(scored.rubric, item_id), why, item_id),)
    asked = item.levels[level].requirements if level in item.levels else ()
    return tuple(
        LeftOut(RequirementName(scored.rubric, requirement.id), why, requirement.id)
        for requirement in asked
        if requirement.id not in scored.scope and (why := _why_not(scored, requirement)) is not None
    )


def children_left_out(scored: Scored, node: str, level: int | None = None) -> tuple[LeftOut, ...]:
    """Give what lies below a node and has no share at a level, with None at any."""
    found = []
    for child in children(scored.rubric, node):
        shares = scored.node(child.id).shares
        if not shares or (level is not None and level not in shares):
            item = scored.rubric.sub_indicators.get(child.id)
            why = _why_not(scored, item[2]) if item else None
            silent = message(_NOTHING_AT_LEVEL if shares else _NOTHING)
            found.append(LeftOut(NodeName(scored.rubric, child.id), why or silent, child.id if item else ""))
    return tuple(found)


def all_left_out(scored: Scored, node: str) -> tuple[LeftOut, ...]:
    """Give every exclusion below a node, each with its reason, then how many requirements are for other segments."""
    rubric, exclusions = scored.rubric, scored.assessment.exclusions
    segments, found, foreign = scored.assessment.enterprise.segments, [], 0
    told: set[str] = set()
    for name in requirements_of(rubric, node):
        place = rubric.places[name]
        item = place.sub_indicator
        if not (applies(item, segments) and applies(place.requirement, segments)):
            foreign += 1
        elif item.id in exclusions and item.id not in told:
            told.add(item.id)
            found.append(LeftOut(NodeName(rubric, item.id), _excluded(exclusions[item.id]), item.id))
        elif name in exclusions and item.id not in exclusions:
            found.append(LeftOut(RequirementName(rubric, name), _excluded(exclusions[name]), name))
    if foreign:
        others = Words(message(N_("Requirements for other segments")))
        found.append(LeftOut(others, message(N_("{n} in all"), n=foreign)))
    return tuple(found)


def _why_not(scored: Scored, node: SubIndicator | Requirement) -> Message | None:
    """Say why a sub-indicator or requirement does not count by itself; None where it is not by itself."""
    if not applies(node, scored.assessment.enterprise.segments):
        return message(_SEGMENTS, segments=SegmentNames(scored.rubric, tuple(node.applies_to or ())))
    reason = scored.assessment.exclusions.get(node.id)
    return None if reason is None else _excluded(reason)


def _excluded(reason: str) -> Message:
    return message(_EXCLUDED, reason=reason)
