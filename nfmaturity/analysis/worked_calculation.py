"""The score of one assessment as it can be worked out by hand. Source: SCORING, From grades to shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import CapabilityDomain, Group, Rubric, SubIndicator
    from nfmaturity.domain.rubric_fields import Rule
    from nfmaturity.domain.scope import Scope
    from nfmaturity.domain.scoring import NodeScore, ScoreCard


@dataclass(frozen=True, slots=True)
class GradeMean:
    """A sub-indicator's share at a level as the mean of its grades; an unanswered one counts 0."""

    sub_indicator: str
    level: int
    values: tuple[Fraction, ...]
    share: Fraction


@dataclass(frozen=True, slots=True)
class Part:
    """One child in a weighted mean; its share is None where it has nothing in scope at the level."""

    node: str
    weight: Fraction
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class WeightedMean:
    """A node's share at a level from its children's, with the weights of those that have one."""

    level: int
    parts: tuple[Part, ...]
    total_weight: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True)
class RuleStep:
    """What one level gives to level and score; the share is None where nothing is in scope.

    `counted` is what the level adds to the score under the pack's rule.
    """

    level: int
    share: Fraction | None
    met: bool
    counted: Fraction


@dataclass(frozen=True, slots=True)
class WorkedCalculation:
    """From one sub-indicator's grades to the overall level and score."""

    grades: GradeMean
    domain: str
    domain_means: tuple[WeightedMean, ...]
    group: str
    group_means: tuple[WeightedMean, ...]
    overall_means: tuple[WeightedMean, ...]
    rule: Rule
    tau: Fraction
    steps: tuple[RuleStep, ...]
    level: int
    score: Fraction


def worked_calculation(
    rubric: Rubric, assessment: Assessment, scope: Scope, card: ScoreCard
) -> WorkedCalculation | None:
    """Work out the first domain in scope with most sub-indicators begun, then the whole; None with nothing in scope.

    An example of what has no grade would be a table of zeros.
    """
    overall = card.overall
    if overall.level is None or overall.score is None:
        return None
    group, domain = max(rubric.domains, key=lambda found: _telling(found[1], card))
    return WorkedCalculation(
        grades=_grades(rubric, assessment, scope, card, domain),
        domain=domain.id,
        domain_means=tuple(_means(domain.sub_indicators, card, card.nodes[domain.id])),
        group=group.id,
        group_means=tuple(_means(group.domains, card, card.nodes[group.id])),
        overall_means=tuple(_means(rubric.groups, card, overall)),
        rule=rubric.scoring.accumulate,
        tau=rubric.scoring.level_threshold,
        steps=rule_steps(rubric.scoring.accumulate, rubric.scoring.level_threshold, overall),
        level=overall.level,
        score=overall.score,
    )


def _telling(domain: CapabilityDomain, card: ScoreCard) -> tuple[int, int]:
    """Give in how many sub-indicators of a domain something is graded, and how many are in scope."""
    nodes = [card.nodes[item.id] for item in domain.sub_indicators]
    return sum(node.answered > 0 for node in nodes), sum(node.in_play for node in nodes)


def rule_steps(rule: Rule, tau: Fraction, node: NodeScore) -> tuple[RuleStep, ...]:
    """Give what each level up to the highest with a share adds; together the score of a node in scope."""
    steps = []
    for level in range(1, max(node.shares, default=0) + 1):
        share = node.shares.get(level)
        met = share is None or share >= tau
        steps.append(RuleStep(level, share, met, _counted(rule, level, share, node.level or 0, met=met)))
    return tuple(steps)


def _counted(rule: Rule, level: int, share: Fraction | None, own: int, *, met: bool) -> Fraction:
    if rule == "plain_sum":
        return share or Fraction()
    if rule == "met_as_one":
        return Fraction(1) if met else share or Fraction()
    if level <= own:
        return Fraction(1)
    return share or Fraction() if level == own + 1 else Fraction()


def _grades(
    rubric: Rubric, assessment: Assessment, scope: Scope, card: ScoreCard, domain: CapabilityDomain
) -> GradeMean:
    in_play = [item for item in domain.sub_indicators if card.nodes[item.id].in_play]
    item = max(in_play, key=lambda item: Fraction(card.nodes[item.id].answered, card.nodes[item.id].in_scope))
    level = min((n for n, share in card.nodes[item.id].shares.items() if share < 1), default=min(scope.levels[item.id]))
    grades = (assessment.answer(name).grade for name in scope.levels[item.id][level])
    values = tuple(Fraction() if grade is None else rubric.degrees[grade].value for grade in grades)
    return GradeMean(item.id, level, values, card.nodes[item.id].shares[level])


def _means(
    children: Sequence[Group | CapabilityDomain | SubIndicator], card: ScoreCard, node: NodeScore
) -> list[WeightedMean]:
    means = []
    for level, share in sorted(node.shares.items()):
        parts = tuple(Part(child.id, child.weight, card.nodes[child.id].shares.get(level)) for child in children)
        total = sum((part.weight for part in parts if part.share is not None), Fraction())
        means.append(WeightedMean(level, parts, total, share))
    return means
