"""What stands in the way of a node's next level. Source: SCORING, Blockers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING

from nfmaturity.domain.assessment import Answer
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scoring import NodeScore, ScoreCard, score

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import CapabilityDomain, Group, Place, Rubric, SubIndicator
    from nfmaturity.domain.scope import Scope


@dataclass(frozen=True, slots=True)
class Blocker:
    """A requirement below the best degree at a node's next level.

    `gain` is what the best degree would add to the node's share (0–1) at that level; `effort_days` is person-days from
    today's degree to the best, None where the pack gives no effort; `grade` is None while unanswered. `waits_for` are
    its prerequisites in scope that are not graded best themselves: until they are, it cannot be.
    """

    place: Place
    grade: str | None
    gain: Fraction
    effort_days: Fraction | None
    waits_for: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The requirement's id."""
        return self.place.requirement.id


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the whole would stand once some requirements are graded best."""

    level: int
    before: Fraction
    after: Fraction
    card: ScoreCard

    @property
    def reached(self) -> NodeScore:
        """The standing of the whole then."""
        return self.card.overall


def next_level(node: NodeScore) -> int | None:
    """Give the lowest level above the node's own that has a share; None at the top or with nothing in scope."""
    own = node.level
    return None if own is None else min((level for level in node.shares if level > own), default=None)


def gate(rubric: Rubric, node: NodeScore) -> int | None:
    """Give the level whose grades decide what comes next; None where none is left.

    Level by level that is the next one. Where every level adds to the score, it is the lowest that still can: the
    lowest below τ under `met_as_one`, the lowest below 1 under `plain_sum`.
    """
    if rubric.scoring.accumulate == "first_unmet":
        return next_level(node)
    enough = rubric.scoring.level_threshold if rubric.scoring.accumulate == "met_as_one" else Fraction(1)
    return min((level for level, share in node.shares.items() if share < enough), default=None)


def blockers(
    rubric: Rubric, assessment: Assessment, scope: Scope, card: ScoreCard, node: str = OVERALL
) -> tuple[Blocker, ...]:
    """Give the blockers of a node's next level, the greatest gain first, then in the pack's order."""
    level = gate(rubric, card.nodes[node])
    if level is None:
        return ()
    lacking, found = _lacking(rubric), []
    for item_id, weight in _parts(rubric, card, node, level).items():
        ids = scope.levels[item_id][level]
        each = weight / len(ids)
        gains = {grade: each * missing for grade, missing in lacking.items()}
        for name in ids:
            grade = assessment.answer(name).grade
            if lacking[grade] > 0:
                waits_for = _unfulfilled(rubric, assessment, scope, name)
                found.append(_blocker(rubric.places[name], grade, gains[grade], lacking[grade], waits_for))
    return tuple(sorted(found, key=_gain, reverse=True))


def outcome(
    rubric: Rubric, assessment: Assessment, scope: Scope, card: ScoreCard, raised: Iterable[Blocker]
) -> Outcome | None:
    """Score the whole as if these blockers were graded best; None where no level is left to reach."""
    level = gate(rubric, card.overall)
    if level is None:
        return None
    best = rubric.scoring.degrees[0].id
    graded = {blocker.id: Answer(best) for blocker in raised}
    answers = MappingProxyType({**assessment.answers, **graded})
    after = score(rubric, replace(assessment, answers=answers), scope)
    return Outcome(level, card.overall.shares[level], after.overall.shares[level], after)


def enough(found: Sequence[Blocker], missing: Fraction) -> tuple[Blocker, ...]:
    """Give the first blockers whose gains make up what is missing of the share (0–1), all of them where none do.

    What one of them waits for adds to it or stands elsewhere: it is no part of the sum, as the score knows none.
    """
    gained = accumulate(blocker.gain for blocker in found)
    count = next((count for count, sum_ in enumerate(gained, 1) if sum_ >= missing), len(found))
    return tuple(found[:count])


def with_prerequisites(
    rubric: Rubric, assessment: Assessment, scope: Scope, found: Sequence[Blocker], chosen: Iterable[Blocker]
) -> tuple[Blocker, ...]:
    """Give the chosen blockers in their order, each after what it waits for and what that waits for in turn.

    A prerequisite that is no blocker itself, as it stands at another level, comes along with a gain of 0.
    """
    by_id = {blocker.id: blocker for blocker in found}
    lacking, placed = _lacking(rubric), dict[str, Blocker]()
    entered: set[str] = set()

    def place(blocker: Blocker) -> None:
        if blocker.id in entered:
            return
        entered.add(blocker.id)
        for name in blocker.waits_for:
            place(by_id.get(name) or _elsewhere(rubric, assessment, scope, name, lacking))
        placed[blocker.id] = blocker

    for blocker in chosen:
        place(blocker)
    return tuple(placed.values())


def _elsewhere(
    rubric: Rubric, assessment: Assessment, scope: Scope, name: str, lacking: Mapping[str | None, Fraction]
) -> Blocker:
    grade = assessment.answer(name).grade
    waits_for = _unfulfilled(rubric, assessment, scope, name)
    return _blocker(rubric.places[name], grade, Fraction(), lacking[grade], waits_for)


def _lacking(rubric: Rubric) -> Mapping[str | None, Fraction]:
    """Give what each grade lacks to the best degree, and what no grade does."""
    best = rubric.scoring.degrees[0].value
    lacking: dict[str | None, Fraction] = {name: best - degree.value for name, degree in rubric.degrees.items()}
    return lacking | {None: best}


def _gain(blocker: Blocker) -> tuple[float, Fraction]:
    """Give what blockers are sorted by: the exact gain, which is looked at only where the quicker float is equal."""
    return float(blocker.gain), blocker.gain


def _unfulfilled(rubric: Rubric, assessment: Assessment, scope: Scope, name: str) -> tuple[str, ...]:
    best = rubric.scoring.degrees[0].id
    needed = (other for other in rubric.places[name].requirement.depends_on if other in scope)
    return tuple(other for other in needed if assessment.answer(other).grade != best)


def _blocker(place: Place, grade: str | None, gain: Fraction, missing: Fraction, waits_for: tuple[str, ...]) -> Blocker:
    effort = place.requirement.effort_days
    return Blocker(place, grade, gain, None if effort is None else effort * missing, waits_for)


def _parts(rubric: Rubric, card: ScoreCard, node: str, level: int) -> Mapping[str, Fraction]:
    """Give what each sub-indicator weighs in the node's share at a level, in the pack's order."""
    if node in rubric.sub_indicators:
        return {node: Fraction(1)}
    if node == OVERALL:
        return _spread(rubric.groups, card, level, Fraction(1))
    for group, domain in rubric.domains:
        if node == group.id:
            return _spread([group], card, level, Fraction(1))
        if node == domain.id:
            return _spread([domain], card, level, Fraction(1))
    raise KeyError(node)


def _spread(
    nodes: Iterable[Group | CapabilityDomain | SubIndicator], card: ScoreCard, level: int, weight: Fraction
) -> Mapping[str, Fraction]:
    having = [node for node in nodes if level in card.nodes[node.id].shares]
    total = sum((node.weight for node in having), Fraction())
    parts: dict[str, Fraction] = {}
    for node in having:
        part = weight * node.weight / total
        children = _children(node)
        parts |= _spread(children, card, level, part) if children else {node.id: part}
    return parts


def _children(
    node: Group | CapabilityDomain | SubIndicator,
) -> tuple[CapabilityDomain, ...] | tuple[SubIndicator, ...]:
    if hasattr(node, "domains"):
        return node.domains
    return getattr(node, "sub_indicators", ())
