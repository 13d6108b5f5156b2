"""Which requirements count for an enterprise: its segments, less what an assessor left out. Source: SCORING, Inputs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, Message, NotAllowed, message
from nfmaturity.domain.rubric import is_tailorable

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import Requirement, Rubric, SubIndicator

LevelIds = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Scope:
    """The requirements that count, by sub-indicator and level; a sub-indicator without any is absent."""

    levels: Mapping[str, LevelIds]
    requirements: frozenset[str]

    def __contains__(self, requirement_id: object) -> bool:
        """Tell whether a requirement counts."""
        return requirement_id in self.requirements


def still_to_do(scope: Scope, assessment: Assessment) -> Scope:
    """Give the part of a scope that has no grade or is to confirm."""
    left = frozenset(name for name in scope.requirements if assessment.answer(name).is_to_do)
    levels = {}
    for item, found in scope.levels.items():
        kept = {level: tuple(name for name in names if name in left) for level, names in found.items()}
        if kept := {level: names for level, names in kept.items() if names}:
            levels[item] = kept
    return Scope(levels, left)


def applies(node: SubIndicator | Requirement, segments: Collection[str]) -> bool:
    """Tell whether a node is meant for an enterprise with these segments."""
    return node.applies_to is None or not set(node.applies_to).isdisjoint(segments)


def scope_of(rubric: Rubric, segments: Collection[str], exclusions: Collection[str] = ()) -> Scope:
    """Give the scope of an enterprise; `exclusions` are ids of sub-indicators and requirements left out."""
    levels = {
        item.id: found
        for _, domain in rubric.domains
        for item in domain.sub_indicators
        if item.id not in exclusions and applies(item, segments)
        if (found := _levels_of(item, segments, exclusions))
    }
    ids = frozenset(name for found in levels.values() for names in found.values() for name in names)
    return Scope(levels, ids)


def _levels_of(item: SubIndicator, segments: Collection[str], exclusions: Collection[str]) -> LevelIds:
    levels = {}
    for number, content in sorted(item.levels.items()):
        ids = tuple(r.id for r in content.requirements if r.id not in exclusions and applies(r, segments))
        if ids:
            levels[number] = ids
    return levels


def check_exclusion(rubric: Rubric, segments: Collection[str], exclusions: Mapping[str, str], node: str) -> None:
    """Refuse with `NotAllowed` an exclusion that the rubric or the rules do not permit.

    `exclusions` are all that hold, the one at hand among them, each with its reason.
    """
    if not exclusions[node].strip():
        raise NotAllowed(N_("{node} is excluded without a reason: write one."), node=node)
    if node in rubric.sub_indicators:
        _, domain, item = rubric.sub_indicators[node]
    elif node in rubric.places:
        place = rubric.places[node]
        domain, item = place.domain, place.sub_indicator
    else:
        raise NotAllowed(N_("{node} is no sub-indicator or requirement of this rubric."), node=node)
    if not is_tailorable(item, domain):
        raise NotAllowed(N_("The rubric does not allow {node} to be excluded."), node=node)
    if node != item.id:
        _refuse_empty_level(item, segments, exclusions, node)


def _refuse_empty_level(
    item: SubIndicator, segments: Collection[str], exclusions: Mapping[str, str], node: str
) -> None:
    if item.id in exclusions or not applies(item, segments):
        return
    for number, content in item.levels.items():
        meant = [r.id for r in content.requirements if applies(r, segments)]
        if node in meant and all(name in exclusions for name in meant):
            raise NotAllowed(
                N_("Excluding {node} would leave level {level} of {item} empty: exclude the sub-indicator instead."),
                node=node,
                level=number,
                item=item.id,
            )


def exclusion_note(rubric: Rubric, segments: Collection[str], node: str) -> Message | None:
    """Give a note when an excluded node is out of scope already, so that the exclusion changes nothing."""
    if node in rubric.sub_indicators:
        meant = applies(rubric.sub_indicators[node][2], segments)
    else:
        place = rubric.places[node]
        meant = applies(place.sub_indicator, segments) and applies(place.requirement, segments)
    return None if meant else message(N_("{node} is out of scope already; its exclusion changes nothing."), node=node)
