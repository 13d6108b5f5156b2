"""What a pack may lack but one for serious use should have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.rubric_review.remarks import Remark
from nfmaturity.domain.errors import N_, message
from nfmaturity.domain.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.domain.rubric import Requirement, Rubric


def omissions(rubric: Rubric) -> Iterator[Remark]:
    """Tell of parts that are optional in a pack and missing in this one."""
    if not rubric.glossary:
        yield Remark("glossary", message(N_("the pack has no glossary")))
    for degree in rubric.scoring.degrees:
        if degree.meaning is None:
            yield Remark(degree.id, message(N_("the degree has no meaning that tells assessors when to give it")))
    for _, _, item in rubric.sub_indicators.values():
        if not item.evidence:
            yield Remark(item.id, message(N_("the sub-indicator names no typical evidence")))
        for number, content in sorted(item.levels.items()):
            if not content.actions:
                yield Remark(f"{item.id}.{number}", message(N_("the level names no action that leads to it")))
    for place in rubric.places.values():
        yield from _omissions_of(place.requirement)


def _omissions_of(requirement: Requirement) -> Iterator[Remark]:
    if requirement.guidance is None:
        yield Remark(requirement.id, message(N_("the requirement has no guidance")))
    if requirement.evidence is None:
        yield Remark(requirement.id, message(N_("the requirement names no evidence")))
    if requirement.effort_days is None:
        yield Remark(requirement.id, message(N_("the requirement has no effort in person-days")))


def emptied_levels(rubric: Rubric) -> Iterator[Remark]:
    """Tell of levels without a requirement for some kind of enterprise that the sub-indicator is meant for.

    A set of segments asks all that each of them asks, so it is enough to look at one segment at a time.
    """
    for segment in rubric.segments:
        levels = scope_of(rubric, {segment.id}).levels
        for _, _, item in rubric.sub_indicators.values():
            if item.applies_to is not None and segment.id not in item.applies_to:
                continue
            for number in rubric.level_numbers:
                if number not in levels.get(item.id, {}):
                    yield Remark(
                        f"{item.id}.{number}",
                        message(
                            N_("the level asks nothing of an enterprise with segment {segment}"), segment=segment.id
                        ),
                    )
