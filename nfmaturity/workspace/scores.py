"""Score an assessment for people and for programs. Source: INTERFACES, `score --json`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nfmaturity.domain.scope import Scope, scope_of
from nfmaturity.domain.scoring import NodeScore, ScoreCard, cut, score

if TYPE_CHECKING:
    from nfmaturity.workspace.subject import Subject


@dataclass(frozen=True, slots=True)
class Scored:
    """An assessment with its scope and score."""

    subject: Subject
    scope: Scope
    card: ScoreCard


def score_subject(subject: Subject) -> Scored:
    """Score an assessment under its rubric."""
    state = subject.assessment
    scope = scope_of(subject.pack.rubric, state.enterprise.segments, state.exclusions)
    return Scored(subject, scope, score(subject.pack.rubric, state, scope))


def score_json(scored: Scored) -> dict[str, Any]:
    """Give the result as programs read it: exact fractions in lowest terms, scores cut to three decimals."""
    rubric, overall = scored.subject.pack.rubric, scored.card.overall
    nodes = scored.card.nodes
    order = ["overall"]
    for group in rubric.groups:
        order += [group.id]
        for domain in group.domains:
            order += [domain.id, *(item.id for item in domain.sub_indicators)]
    return {
        "rubric": {"id": rubric.id, "version": rubric.version},
        "answered": overall.answered,
        "in_scope": overall.in_scope,
        "nodes": {name: _node_json(nodes[name]) for name in order},
    }


def _node_json(node: NodeScore) -> dict[str, Any]:
    if node.score is None or node.bounds is None:
        return {"level": None, "score": None, "score_exact": None, "shares": {}, "bounds": None}
    return {
        "level": node.level,
        "score": cut(node.score),
        "score_exact": str(node.score),
        "shares": {str(level): str(share) for level, share in sorted(node.shares.items())},
        "bounds": {
            "level": list(node.bounds.level),
            "score_exact": [str(bound) for bound in node.bounds.score],
        },
    }
