"""What stands out: the nodes above and below τ at a level, by their scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.blockers import gate
from nfmaturity.domain.rubric import OVERALL

if TYPE_CHECKING:
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
    """Strengths, the highest score first, and gaps, the lowest score first, at one level.

    A node that may still reach τ, depending on what is unanswered, is no gap but `undecided`.
    """

    level: int
    strengths: tuple[Margin, ...]
    gaps: tuple[Margin, ...]
    undecided: tuple[Margin, ...]


def level_in_question(rubric: Rubric, node: NodeScore) -> int | None:
    """Give the level that decides what comes next, or the highest with a share when none is left."""
    deciding = gate(rubric, node)
    return deciding if deciding is not None else max(node.shares, default=None)


def standouts(rubric: Rubric, card: ScoreCard, nodes: Iterable[str], of: str = OVERALL) -> Standouts | None:
    """Part nodes by τ at the level in question of the node `of`, each side in the order of exact scores.

    The score is what nodes are ranked by elsewhere, so that the first strength is the first of all. A node whose own
    level is lower than that of `of` holds it back: it is a gap, measured at its own next level, and stands before all
    others. Where scores are equal, the further from τ comes first; ties stay in the order given.
    """
    whole = card.nodes[of]
    level = level_in_question(rubric, whole)
    if level is None or whole.level is None:
        return None
    tau = rubric.scoring.level_threshold
    found = []
    for name in nodes:
        node = card.nodes[name]
        behind = (node.level or 0) < whole.level
        at = level_in_question(rubric, node) if behind else level
        if at is not None and at in node.shares:
            found.append((behind, Margin(name, at, node.shares[at], node.shares[at] - tau)))
    above = [margin for behind, margin in found if margin.margin >= 0 and not behind]
    short = [(behind, margin) for behind, margin in found if margin.margin < 0]
    certain = [(behind, m) for behind, m in short if card.nodes[m.node].upper_shares[m.level] < tau]
    return Standouts(
        level,
        tuple(sorted(above, key=lambda m: (-_score(card, m), -m.margin))),
        tuple(m for _, m in sorted(certain, key=lambda f: (not f[0], _score(card, f[1]), f[1].margin))),
        tuple(margin for behind, margin in short if (behind, margin) not in certain),
    )


def _score(card: ScoreCard, margin: Margin) -> Fraction:
    return card.nodes[margin.node].score or Fraction()


def nodes_to_compare(rubric: Rubric, card: ScoreCard) -> tuple[str, ...]:
    """Give the domains in scope, or the sub-indicators where fewer than four domains are."""
    domains = tuple(domain.id for _, domain in rubric.domains if card.nodes[domain.id].in_play)
    if len(domains) >= 4:
        return domains
    return tuple(name for name in rubric.sub_indicators if card.nodes[name].in_play)
