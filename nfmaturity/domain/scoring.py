"""From grades to shares, from shares to a level and a score, with bounds. Source: SCORING.

Everything is exact: values are fractions, a level is never decided by a float.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scope import LevelIds, Scope, scope_of

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Answer, Assessment
    from nfmaturity.domain.rubric import CapabilityDomain, Group, Rubric, Scoring, SubIndicator

Shares = Mapping[int, Fraction]
"""A node's share (0–1) by level; a level without an in-scope requirement is absent."""

Standing = tuple[int, Fraction]
"""A level and the score (0–t) that goes with it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what the final result lies, whatever is graded next in the present scope."""

    level: tuple[int, int]
    score: tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class NodeScore:
    """Where one node stands; level, score and bounds are None when nothing of it is in scope.

    `shares` count an unanswered requirement 0, `upper_shares` 1.
    """

    level: int | None
    score: Fraction | None
    shares: Shares
    upper_shares: Shares
    bounds: Bounds | None
    answered: int
    in_scope: int

    @property
    def in_play(self) -> bool:
        """Whether anything of the node is in scope."""
        return bool(self.shares)

    @property
    def ungraded(self) -> int:
        """How many of its requirements in scope have no grade yet."""
        return self.in_scope - self.answered

    @property
    def is_blank(self) -> bool:
        """Whether nothing of what is in scope has a grade: its level and score of 0 say nothing yet."""
        return self.in_play and not self.answered


NOT_IN_PLAY = NodeScore(None, None, {}, {}, None, 0, 0)


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """The standing of `overall` and of every group, domain and sub-indicator of the pack."""

    nodes: Mapping[str, NodeScore]

    @property
    def overall(self) -> NodeScore:
        """The whole enterprise."""
        return self.nodes[OVERALL]


def score(rubric: Rubric, assessment: Assessment, scope: Scope | None = None) -> ScoreCard:
    """Score every node of the rubric; `scope` may be handed in by those who hold it already."""
    if scope is None:
        scope = scope_of(rubric, assessment.enterprise.segments, assessment.exclusions)
    nodes: dict[str, NodeScore] = {}
    every = rubric.level_numbers
    for group in rubric.groups:
        for domain in group.domains:
            for item in domain.sub_indicators:
                ids = scope.levels.get(item.id, {})
                nodes[item.id] = _score_item(rubric, ids, assessment.answers, NOT_IN_PLAY, ids)
            nodes[domain.id] = _score_parent(rubric, domain.sub_indicators, nodes, NOT_IN_PLAY, every)
        nodes[group.id] = _score_parent(rubric, group.domains, nodes, NOT_IN_PLAY, every)
    nodes[OVERALL] = _score_parent(rubric, rubric.groups, nodes, NOT_IN_PLAY, every)
    return ScoreCard(nodes)


def rescore(
    rubric: Rubric, assessment: Assessment, scope: Scope, card: ScoreCard, requirement_ids: Iterable[str]
) -> ScoreCard:
    """Score again only what the grades of these requirements can have moved; equals `score` of the whole."""
    places = [rubric.places[name] for name in requirement_ids if name in scope]
    if not places:
        return card
    nodes = dict(card.nodes)
    levels = {place.level for place in places}
    for item_id in {place.sub_indicator.id for place in places}:
        ids = scope.levels[item_id]
        nodes[item_id] = _score_item(rubric, ids, assessment.answers, nodes[item_id], levels & ids.keys())
    for domain in {place.domain.id: place.domain for place in places}.values():
        nodes[domain.id] = _score_parent(rubric, domain.sub_indicators, nodes, nodes[domain.id], levels)
    for group in {place.group.id: place.group for place in places}.values():
        nodes[group.id] = _score_parent(rubric, group.domains, nodes, nodes[group.id], levels)
    nodes[OVERALL] = _score_parent(rubric, rubric.groups, nodes, nodes[OVERALL], levels)
    return ScoreCard(nodes)


def standing(scoring: Scoring, shares: Shares) -> Standing | None:
    """Give level and score of a node with these shares under the pack's rule; None without any share."""
    return _RULES[scoring.accumulate](shares, scoring.level_threshold, max(shares)) if shares else None


def cut(value: Fraction, places: int = 3) -> str:
    """Show an exact value with that many decimals, cut and never rounded up: 0.7997 is 0.799."""
    whole, rest = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    sign = "-" if value < 0 and (whole or rest) else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def _score_item(
    rubric: Rubric, ids: LevelIds, answers: Mapping[str, Answer], known: NodeScore, levels: Iterable[int]
) -> NodeScore:
    """Score a sub-indicator, taking from `known` the levels that are not named."""
    shares, upper = dict(known.shares), dict(known.upper_shares)
    best = rubric.degree_units.best
    for level in levels:
        names = ids[level]
        units = [rubric.degree_units.by_id[grade] for name in names if (grade := _grade(answers, name)) is not None]
        total, whole = sum(units), best * len(names)
        shares[level] = Fraction(total, whole)
        upper[level] = Fraction(total + best * (len(names) - len(units)), whole)
    answered = sum(1 for names in ids.values() for name in names if _grade(answers, name) is not None)
    return _node(rubric.scoring, shares, upper, answered, sum(map(len, ids.values())))


def _grade(answers: Mapping[str, Answer], name: str) -> str | None:
    answer = answers.get(name)
    return None if answer is None else answer.grade


def _score_parent(
    rubric: Rubric,
    children: Iterable[SubIndicator | CapabilityDomain | Group],
    nodes: Mapping[str, NodeScore],
    known: NodeScore,
    levels: Iterable[int],
) -> NodeScore:
    """Score a domain, a group or the whole, taking from `known` the levels that are not named."""
    weighted = [(rubric.whole_weights[child.id], nodes[child.id]) for child in children]
    shares, upper = dict(known.shares), dict(known.upper_shares)
    for level in levels:
        having = [(weight, child) for weight, child in weighted if level in child.shares]
        if having:
            shares[level] = _mean([(weight, child.shares[level]) for weight, child in having])
            upper[level] = _mean([(weight, child.upper_shares[level]) for weight, child in having])
    answered = sum(child.answered for _, child in weighted)
    return _node(rubric.scoring, shares, upper, answered, sum(child.in_scope for _, child in weighted))


def _mean(weighted: list[tuple[int, Fraction]]) -> Fraction:
    """Give the weighted mean; one growing denominator, reduced once, as that is several times quicker."""
    numerator, denominator, weights = 0, 1, 0
    for weight, share in weighted:
        n, d = share.as_integer_ratio()
        numerator = numerator * d + weight * n * denominator
        denominator *= d
        weights += weight
    return Fraction(numerator, denominator * weights)


def _node(scoring: Scoring, shares: Shares, upper: Shares, answered: int, in_scope: int) -> NodeScore:
    low = standing(scoring, shares)
    high = low if answered == in_scope else standing(scoring, upper)
    if low is None or high is None:
        return NOT_IN_PLAY
    bounds = Bounds((low[0], high[0]), (low[1], high[1]))
    return NodeScore(low[0], low[1], shares, upper, bounds, answered, in_scope)


def _first_unmet(shares: Shares, tau: Fraction, top: int) -> Standing:
    level = 0
    while level < top and shares.get(level + 1, tau) >= tau:
        level += 1
    return (level, level + shares[level + 1]) if level < top else (level, Fraction(top))


def _banded(total: Fraction, tau: Fraction, top: int) -> Standing:
    return max((level for level in range(1, top + 1) if total >= level - 1 + tau), default=0), total


def _met_as_one(shares: Shares, tau: Fraction, top: int) -> Standing:
    counted = (shares.get(level, tau) for level in range(1, top + 1))
    return _banded(sum((Fraction(1) if share >= tau else share for share in counted), Fraction()), tau, top)


def _plain_sum(shares: Shares, tau: Fraction, top: int) -> Standing:
    return _banded(sum(shares.values(), Fraction()), tau, top)


_RULES: Mapping[str, Callable[[Shares, Fraction, int], Standing]] = {
    "first_unmet": _first_unmet,
    "met_as_one": _met_as_one,
    "plain_sum": _plain_sum,
}
