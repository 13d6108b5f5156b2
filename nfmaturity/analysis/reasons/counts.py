"""Why a node weighs what it weighs, and how many requirements of it count and are graded."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.reasons.left_out import all_left_out, children_left_out
from nfmaturity.analysis.reasons.names import LevelName, NodeName
from nfmaturity.analysis.reasons.nodes import above, children, requirements_of, weight_of
from nfmaturity.analysis.reasons.numbers import plain
from nfmaturity.analysis.reasons.values import (
    ALL,
    ANSWERED,
    COUNTED,
    FACTOR,
    HOW,
    OPEN,
    PART,
    PRODUCT,
    WEIGHT,
    Figure,
    Lead,
    Reason,
    Row,
)
from nfmaturity.domain.errors import N_, message
from nfmaturity.domain.rubric import OVERALL

if TYPE_CHECKING:
    from nfmaturity.analysis.reasons.values import Cell, Scored

_MOST_LEADS = 5
_OUT_OF = N_("Its weight is {weight}; together with its siblings in scope it makes {total}.")
_BY_LEVEL = N_("Where something has nothing in scope at a level, its weight falls to the others there in proportion.")
_WEIGHTLESS = N_("Nothing of it is in scope, so it has no weight here.")
_MULTIPLIED = N_("Its part among what counts beside it, times the part of each node above it.")
_ALONE = N_("It is the whole itself, so it has no weight.")


def weight_reason(scored: Scored, figure: Figure) -> Reason:
    """Give which part of the node above a node is, among those that count."""
    rubric, parent = scored.rubric, above(scored.rubric, figure.node)
    title = message(N_("{node}: weight"), node=NodeName(rubric, figure.node))
    if not parent:
        return Reason(figure, title, (), "percent", (message(_ALONE),))
    left_out = children_left_out(scored, parent)
    if not scored.node(figure.node).in_play:
        return Reason(figure, title, (), "percent", (message(_WEIGHTLESS),), left_out=left_out)
    having = [child for child in children(rubric, parent) if scored.node(child.id).in_play]
    total = sum((child.weight for child in having), Fraction())
    rows = [
        Row(
            NodeName(rubric, child.id),
            (child.weight, child.weight / total),
            Figure("weight", child.id) if child.id != figure.node else None,
            stands_out=child.id == figure.node,
        )
        for child in having
    ]
    own = weight_of(rubric, figure.node)
    leads = (Lead(message(N_("Its part of the whole")), Figure("part", figure.node)),) if parent != OVERALL else ()
    return Reason(
        figure,
        title,
        (own / total,),
        "percent",
        (message(_OUT_OF, weight=plain(own), total=plain(total)), message(_BY_LEVEL)),
        (WEIGHT, PART),
        tuple(rows),
        (total, Fraction(1)),
        left_out,
        leads,
    )


def part_reason(scored: Scored, figure: Figure) -> Reason:
    """Give which part of the whole a node is: its weight among its siblings, times that of each node above it."""
    rubric = scored.rubric
    title = message(N_("{node}: part of the whole"), node=NodeName(rubric, figure.node))
    if not scored.node(figure.node).in_play:
        return Reason(figure, title, (), "percent", (message(_WEIGHTLESS),))
    rows, product, node = [], Fraction(1), figure.node
    while parent := above(rubric, node):
        having = [child for child in children(rubric, parent) if scored.node(child.id).in_play]
        own, total = weight_of(rubric, node), sum((child.weight for child in having), Fraction())
        product *= own / total
        how = message(N_("weight {weight} of {total}"), weight=plain(own), total=plain(total))
        rows.append(Row(NodeName(rubric, node), (how, own / total, product), Figure("weight", node)))
        node = parent
    return Reason(
        figure,
        title,
        (product,),
        "percent",
        (message(_MULTIPLIED), message(_BY_LEVEL)),
        (HOW, FACTOR, PRODUCT),
        tuple(rows),
        (None, None, product),
    )


def scope_reason(scored: Scored, figure: Figure) -> Reason:
    """Give how many requirements of a node count."""
    node = scored.node(figure.node)
    every = len(requirements_of(scored.rubric, figure.node))
    said = N_("In the rubric: {all}. In scope: {n}. Every one of these is graded.")
    return Reason(
        figure,
        message(N_("{node}: requirements in scope"), node=NodeName(scored.rubric, figure.node)),
        (Fraction(node.in_scope),),
        "count",
        (message(said, all=every, n=node.in_scope),),
        (ALL, COUNTED),
        _count_rows(scored, figure),
        (Fraction(every), Fraction(node.in_scope)),
        all_left_out(scored, figure.node),
    )


def progress_reason(scored: Scored, figure: Figure) -> Reason:
    """Give how many requirements of a node are graded, and where the others are."""
    node = scored.node(figure.node)
    missing = node.in_scope - node.answered
    said = N_("In scope: {n}. Graded: {answered}. Not graded yet: {open}; each counts 0 in the score until it is.")
    if not missing:
        said = N_("In scope: {n}. All of them are graded.")
    leads = [Lead(message(N_("Requirements in scope")), Figure("scope", figure.node))]
    beginning = _open(scored, figure.node)[:_MOST_LEADS]
    leads += [Lead(message(N_("Go to {requirement}"), requirement=name), name) for name in beginning]
    return Reason(
        figure,
        message(N_("{node}: progress"), node=NodeName(scored.rubric, figure.node)),
        (Fraction(node.answered),),
        "count",
        (message(said, n=node.in_scope, answered=node.answered, open=missing),),
        (COUNTED, ANSWERED, OPEN),
        _count_rows(scored, figure),
        (Fraction(node.in_scope), Fraction(node.answered), Fraction(missing)),
        leads=tuple(leads),
    )


def _open(scored: Scored, node: str) -> list[str]:
    names = (name for name in requirements_of(scored.rubric, node) if name in scored.scope)
    return [name for name in names if scored.assessment.answer(name).grade is None]


def _count_rows(scored: Scored, figure: Figure) -> tuple[Row, ...]:
    """Count by what lies below a node, by level for a sub-indicator."""
    rubric, rows = scored.rubric, []
    for child in children(rubric, figure.node):
        node = scored.node(child.id)
        cells = _cells(figure, len(requirements_of(rubric, child.id)), node.in_scope, node.answered)
        rows.append(Row(NodeName(rubric, child.id), cells, Figure(figure.kind, child.id)))
    if figure.node in rubric.sub_indicators:
        counted = scored.scope.levels.get(figure.node, {})
        for level, content in sorted(rubric.sub_indicators[figure.node][2].levels.items()):
            names = counted.get(level, ())
            answered = sum(scored.assessment.answer(name).grade is not None for name in names)
            cells = _cells(figure, len(content.requirements), len(names), answered)
            rows.append(Row(LevelName(rubric, level), cells, Figure("share", figure.node, level) if names else None))
    return tuple(rows)


def _cells(figure: Figure, every: int, in_scope: int, answered: int) -> tuple[Cell, ...]:
    if figure.kind == "scope":
        return Fraction(every), Fraction(in_scope)
    return Fraction(in_scope), Fraction(answered), Fraction(in_scope - answered)
