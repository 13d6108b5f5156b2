"""The reason of any figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nfmaturity.analysis.reasons.changes import change_lead, change_reason
from nfmaturity.analysis.reasons.counts import part_reason, progress_reason, scope_reason, weight_reason
from nfmaturity.analysis.reasons.gains import gain_reason, steps_reason
from nfmaturity.analysis.reasons.graders import graded_reason
from nfmaturity.analysis.reasons.shares import share_reason
from nfmaturity.analysis.reasons.standings import bounds_reason, level_reason, score_reason
from nfmaturity.analysis.reasons.values import Scored
from nfmaturity.domain.assessment import Assessment, RubricRef
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import score

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nfmaturity.analysis.reasons.values import Figure, Kind, Reason
    from nfmaturity.domain.rubric import RubricPack

_BY_KIND: Mapping[Kind, Callable[[Scored, Figure], Reason]] = {
    "level": level_reason,
    "score": score_reason,
    "bounds": bounds_reason,
    "share": share_reason,
    "gain": gain_reason,
    "steps": steps_reason,
    "weight": weight_reason,
    "part": part_reason,
    "scope": scope_reason,
    "progress": progress_reason,
    "change": change_reason,
    "graded": graded_reason,
}


def reason_of(scored: Scored, figure: Figure) -> Reason:
    """Give why a figure of an assessment is what it is."""
    reason = _BY_KIND[figure.kind](scored, figure)
    further = change_lead(scored, figure)
    return replace(reason, leads=(*further, *reason.leads)) if further else reason


def as_published(pack: RubricPack) -> Scored:
    """Give a rubric as it stands for an enterprise of all its segments of which nothing is graded yet."""
    rubric = pack.rubric
    enterprise = Enterprise.model_validate({"segments": [segment.id for segment in rubric.segments]})
    blank = Assessment(id="", rubric=RubricRef(rubric.id, rubric.version, pack.sha256), enterprise=enterprise)
    scope = scope_of(rubric, enterprise.segments)
    return Scored(rubric, blank, scope, score(rubric, blank, scope))
