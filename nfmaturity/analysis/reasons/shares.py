"""Why a share is what it is: a mean of grades, or the weighted mean of the shares below. Source: SCORING."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.reasons.left_out import children_left_out, requirements_left_out
from nfmaturity.analysis.reasons.names import DegreeName, LevelName, NodeName, RequirementName
from nfmaturity.analysis.reasons.nodes import children
from nfmaturity.analysis.reasons.numbers import plain
from nfmaturity.analysis.reasons.values import ADDS, GRADE, PART, SHARE, VALUE, WEIGHT, Figure, Reason, Row
from nfmaturity.domain.errors import N_, Message, message
from nfmaturity.domain.scoring import cut

if TYPE_CHECKING:
    from nfmaturity.analysis.reasons.values import Scored

_TITLE = N_("{node}: share of {level}")
_MEAN = N_("The mean of the grades of its requirements in scope at this level: {sum} ÷ {n} = {share}.")
_UNANSWERED = N_("Not graded yet: {n}. Each counts 0.")
_WEIGHTED = N_(
    "The weighted mean of the shares below it at this level: each counts as much as its weight out of {total}, "
    "and together they give {share}."
)
_NOTHING = N_("Nothing of it is in scope at this level, so it has no share there.")


def share_reason(scored: Scored, figure: Figure) -> Reason:
    """Give why a node's share at a level is what it is."""
    is_item = figure.node in scored.rubric.sub_indicators
    if figure.level in scored.node(figure.node).shares:
        return _of_grades(scored, figure) if is_item else _of_shares(scored, figure)
    left = requirements_left_out if is_item else children_left_out
    left_out = left(scored, figure.node, figure.level)
    return Reason(figure, _title(scored, figure), (), "share", (message(_NOTHING),), left_out=left_out)


def _title(scored: Scored, figure: Figure) -> Message:
    node, level = NodeName(scored.rubric, figure.node), LevelName(scored.rubric, figure.level)
    return message(_TITLE, node=node, level=level)


def _of_grades(scored: Scored, figure: Figure) -> Reason:
    rubric, share = scored.rubric, scored.node(figure.node).shares[figure.level]
    names = scored.scope.levels[figure.node][figure.level]
    rows, total, unanswered = [], Fraction(), 0
    for name in names:
        grade = scored.assessment.answer(name).grade
        value = Fraction() if grade is None else rubric.degrees[grade].value
        total, unanswered = total + value, unanswered + (grade is None)
        cells = (DegreeName(rubric, grade or ""), value, value / len(names))
        rows.append(Row(RequirementName(rubric, name), cells, name))
    sentences = [message(_MEAN, sum=plain(total), n=len(names), share=cut(share))]
    if unanswered:
        sentences.append(message(_UNANSWERED, n=unanswered))
    return Reason(
        figure,
        _title(scored, figure),
        (share,),
        "share",
        tuple(sentences),
        (GRADE, VALUE, ADDS),
        tuple(rows),
        (None, total, share),
        requirements_left_out(scored, figure.node, figure.level),
    )


def _of_shares(scored: Scored, figure: Figure) -> Reason:
    rubric, level = scored.rubric, figure.level
    share = scored.node(figure.node).shares[level]
    having = [child for child in children(rubric, figure.node) if level in scored.node(child.id).shares]
    total = sum((child.weight for child in having), Fraction())
    rows = []
    for child in having:
        own, part = scored.node(child.id).shares[level], child.weight / total
        cells = (child.weight, part, own, part * own)
        rows.append(Row(NodeName(rubric, child.id), cells, Figure("share", child.id, level)))
    return Reason(
        figure,
        _title(scored, figure),
        (share,),
        "share",
        (message(_WEIGHTED, total=plain(total), share=cut(share)),),
        (WEIGHT, PART, SHARE, ADDS),
        tuple(rows),
        (total, Fraction(1), None, share),
        children_left_out(scored, figure.node, level),
    )
