"""How many of the grades that stand are somebody's."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.reasons.names import DegreeName, NodeName, RequirementName
from nfmaturity.analysis.reasons.nodes import children, requirements_of
from nfmaturity.analysis.reasons.values import ANSWERED, GRADE, THEIRS, Figure, Lead, Reason, Row
from nfmaturity.domain.errors import N_, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.analysis.reasons.values import Scored
    from nfmaturity.domain.errors import Message

_NAMES: Mapping[str, str] = {"": N_("taken over"), "import": N_("by import"), "move": N_("by a move of the rubric")}
"""Whom the log names for grades that nobody gave one by one, and "" for those that stood before it begins."""

_SAID = N_("Graded: {n}. A grade belongs to whoever gave or confirmed it last: {who} {theirs}.")


def grader_name(who: str) -> Message | str:
    """Name a person, or what gave grades without one."""
    return message(_NAMES[who]) if who in _NAMES else who


def graded_reason(scored: Scored, figure: Figure) -> Reason:
    """Give where the grades of a node are that somebody gave last."""
    rubric, who = scored.rubric, grader_name(figure.who)
    theirs, answered = _theirs(scored, figure.node, figure.who), scored.node(figure.node).answered
    title = message(N_("{node}: grades, {who}"), node=NodeName(rubric, figure.node), who=who)
    said = message(_SAID, n=answered, who=who, theirs=len(theirs))
    leads = (Lead(message(N_("All that is graded")), Figure("progress", figure.node)),)
    values = (Fraction(len(theirs)),)
    if figure.node in rubric.sub_indicators:
        grades = scored.assessment.answers
        rows = [
            Row(RequirementName(rubric, name), (DegreeName(rubric, grades[name].grade or ""),), name) for name in theirs
        ]
        return Reason(figure, title, values, "count", (said,), (GRADE,), tuple(rows), leads=leads)
    counted = [(child.id, len(_theirs(scored, child.id, figure.who))) for child in children(rubric, figure.node)]
    rows = [
        Row(
            NodeName(rubric, name),
            (Fraction(scored.node(name).answered), Fraction(count)),
            Figure("graded", name, who=figure.who),
        )
        for name, count in counted
        if count
    ]
    total = (Fraction(answered), Fraction(len(theirs)))
    return Reason(figure, title, values, "count", (said,), (ANSWERED, THEIRS), tuple(rows), total, leads=leads)


def _theirs(scored: Scored, node: str, who: str) -> list[str]:
    graded = (name for name in requirements_of(scored.rubric, node) if name in scored.scope)
    return [
        name
        for name in graded
        if scored.assessment.answer(name).grade is not None and scored.graders.get(name, "") == who
    ]
