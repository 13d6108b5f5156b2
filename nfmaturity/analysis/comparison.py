"""How an assessment stands beside an earlier one: by domain and level, in exact differences that are only cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scoring import NOT_IN_PLAY, NodeScore, cut

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import Rubric, RubricPack
    from nfmaturity.domain.scoring import ScoreCard


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier assessment, scored under the rubric that it stands under."""

    pack: RubricPack
    assessment: Assessment
    card: ScoreCard

    @property
    def day(self) -> str:
        """Its date, "" where none is given."""
        return self.assessment.date


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much a figure moved: exactly, and cut toward zero to so many decimals, never rounded up.

    So a change is the same wherever it is shown, 0.98 or 0.986; two figures that are cut may lie 0.01 further
    apart.
    """

    exact: Fraction
    shown: Fraction
    places: int


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A node then and now.

    It is compared only where all of it was graded then and is now: what has no grade yet counts 0, so that a
    difference would tell of what is left to grade and not of the enterprise.
    """

    before: NodeScore
    after: NodeScore

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it waited for a grade then, or does now."""
        return not (self.before.ungraded or self.after.ungraded)

    @property
    def climbed(self) -> int:
        """By how many levels it went up, down where negative; 0 where it is not compared."""
        return (self.after.level or 0) - (self.before.level or 0) if self.is_settled else 0

    def score(self, places: int = 3) -> Difference | None:
        """Give by how much the score moved; None where it had none, has none now, or is not fully graded."""
        return difference(self.before.score, self.after.score, places) if self.is_settled else None

    def share(self, level: int, places: int = 2) -> Difference | None:
        """Give by how much the share at a level moved; None where it had none, has none, or is not fully graded."""
        before, after = self.before.shares.get(level), self.after.shares.get(level)
        return difference(before, after, places) if self.is_settled else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """An assessment beside an earlier one; nodes are matched by id.

    `domains` are those that count in both, in the order of the rubric; `new` count now only, `gone` counted then only;
    `items` are the sub-indicators that count in both. `same_scale` tells whether levels, τ and rule are the same, so
    that the figures mean the same.
    """

    earlier: Earlier
    overall: NodeChange
    domains: Mapping[str, NodeChange]
    items: Mapping[str, NodeChange]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    same_scale: bool
    same_rubric: bool
    waiting: int = 0
    """How many grades of the present one are taken over from another year and not confirmed yet."""

    @property
    def settled(self) -> tuple[str, ...]:
        """The domains that can be compared, as all of each was graded then and is now."""
        return tuple(name for name, change in self.domains.items() if change.is_settled)

    @property
    def has_hidden_moves(self) -> bool:
        """Whether anything moved that neither the score of the whole nor that of a domain shows."""
        return bool(self.hidden_shares() or self.climbed_items(1) or self.climbed_items(-1))

    def hidden_shares(self, places: int = 3) -> tuple[tuple[str, int, Difference], ...]:
        """Give the shares by node and level that moved while the score of the node stayed: the whole, then domains."""
        nodes = {OVERALL: self.overall, **self.domains}
        return tuple(
            (name, level, by)
            for name, change in nodes.items()
            if change.before.score == change.after.score
            for level in change.after.shares
            if (by := change.share(level, places)) is not None and by.exact
        )

    def climbed_items(self, sign: int) -> tuple[str, ...]:
        """Give the sub-indicators that went up (1) or down (-1) a level or more, the furthest first."""
        found = {name: change.climbed * sign for name, change in self.items.items()}
        return tuple(sorted((name for name, by in found.items() if by > 0), key=lambda name: -found[name]))

    def moved(self, sign: int, places: int = 3) -> tuple[tuple[str, Difference], ...]:
        """Give the domains that rose (1) or fell (-1), however little, with by how much, the furthest first."""
        scores = ((name, change.score(places)) for name, change in self.domains.items())
        found = [(name, by) for name, by in scores if by is not None and by.exact * sign > 0]
        return tuple(sorted(found, key=lambda one: (-abs(one[1].shown), -abs(one[1].exact))))


def compare(rubric: Rubric, card: ScoreCard, earlier: Earlier, waiting: int = 0) -> Comparison:
    """Set an assessment, scored under its rubric, beside an earlier one; `waiting` grades of it are to be confirmed."""
    then, now = earlier.card.nodes, card.nodes
    ids = [domain.id for _group, domain in rubric.domains]
    before = [domain.id for _group, domain in earlier.pack.rubric.domains if then[domain.id].in_play]
    both = [name for name in ids if now[name].in_play and name in before]
    return Comparison(
        earlier=earlier,
        overall=NodeChange(then.get(OVERALL, NOT_IN_PLAY), card.overall),
        domains=MappingProxyType({name: NodeChange(then[name], now[name]) for name in both}),
        items=MappingProxyType({name: NodeChange(then[name], now[name]) for name in _items(rubric, earlier, card)}),
        new=tuple(name for name in ids if now[name].in_play and name not in before),
        gone=tuple(name for name in before if name not in both),
        same_scale=_scale(rubric) == _scale(earlier.pack.rubric),
        same_rubric=(rubric.id, rubric.version) == (earlier.pack.rubric.id, earlier.pack.rubric.version),
        waiting=waiting,
    )


def _items(rubric: Rubric, earlier: Earlier, card: ScoreCard) -> list[str]:
    known, then = earlier.pack.rubric.sub_indicators, earlier.card.nodes
    return [name for name in rubric.sub_indicators if name in known and then[name].in_play and card.nodes[name].in_play]


def _scale(rubric: Rubric) -> tuple[object, ...]:
    scoring = rubric.scoring
    values = tuple(degree.value for degree in scoring.degrees)
    return rubric.level_numbers, scoring.level_threshold, scoring.accumulate, values


def difference(before: Fraction | None, after: Fraction | None, places: int) -> Difference | None:
    """Give how far two figures lie apart; None where one of them is missing."""
    if before is None or after is None:
        return None
    return Difference(after - before, Fraction(cut(after - before, places)), places)
