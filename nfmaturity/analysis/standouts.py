"""What stands out: the nodes furthest above and below τ at a level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.analysis.blockers import next_level
from nfmaturity.domain.rubric import OVERALL

if TYPE_CHECKING:
    from fractions import Fraction

    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scoring import NodeScore, ScoreCard


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a node's share at a level lies above τ, below it when negative."""

    node: str
    level: int
    share: Fraction
    margin: Fraction


@dataclass(frozen=True, slots=True)
class Standouts:
    """Strengths, the furthest above τ first, and gaps, the furthest below first, at one level."""

    level: int
    strengths: tuple[Margin, ...]
    gaps: tuple[Margin, ...]


def level_in_question(node: NodeScore) -> int | None:
    """Give the next level, or the highest with a share when all are reached; None with nothing in scope."""
    following = next_level(node)
    return following if following is not None else max(node.shares, default=None)


def standouts(rubric: Rubric, card: ScoreCard, nodes: Iterable[str], of: str = OVERALL) -> Standouts | None:
    """Sort nodes by their distance to τ at the level in question of the node `of`; ties stay in the order given.

    Where two are equally far above, the one with the higher score comes first; below, the one with the lower.
    """
    level = level_in_question(card.nodes[of])
    if level is None:
        return None
    tau = rubric.scoring.level_threshold
    found = [
        Margin(name, level, shares[level], shares[level] - tau)
        for name in nodes
        if level in (shares := card.nodes[name].shares)
    ]
    above = [margin for margin in found if margin.margin >= 0]
    below = [margin for margin in found if margin.margin < 0]
    return Standouts(
        level,
        tuple(sorted(above, key=lambda margin: (-margin.margin, -(card.nodes[margin.node].score or 0)))),
        tuple(sorted(below, key=lambda margin: (margin.margin, card.nodes[margin.node].score or 0))),
    )


def nodes_to_compare(rubric: Rubric, card: ScoreCard) -> tuple[str, ...]:
    """Give the domains in scope, or the sub-indicators where fewer than four domains are."""
    domains = tuple(domain.id for _, domain in rubric.domains if card.nodes[domain.id].in_play)
    if len(domains) >= 4:
        return domains
    return tuple(name for name in rubric.sub_indicators if card.nodes[name].in_play)
