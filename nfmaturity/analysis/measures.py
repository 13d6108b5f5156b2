"""The measures that lead the whole to its next level, as the report lists them and the Overview counts them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.blockers import blockers, enough, with_prerequisites

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nfmaturity.analysis.blockers import Blocker
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scope import Scope
    from nfmaturity.domain.scoring import ScoreCard

_UNFINISHED = 3
"""How many measures are named where those of what is graded do not suffice."""


@dataclass(frozen=True, slots=True)
class Measures:
    """All gaps to the next level, those chosen of them, and these in their order, each after what it waits for."""

    gaps: tuple[Blocker, ...]
    chosen: tuple[Blocker, ...]
    made: tuple[Blocker, ...]

    @property
    def level(self) -> int | None:
        """The level they lead to, None where nothing is in the way of one."""
        return self.gaps[0].place.level if self.gaps else None

    @property
    def ungraded(self) -> int:
        """How many of the gaps are not graded yet."""
        return sum(gap.grade is None for gap in self.gaps)

    @property
    def days(self) -> Fraction | None:
        """Person-days of all measures; None where the rubric gives none for one of them."""
        return total_days(self.made)


def measures_of(rubric: Rubric, assessment: Assessment, scope: Scope, card: ScoreCard) -> Measures:
    """Give the requirements that make the next level: those of the greatest gain, each after what it waits for.

    What is unanswered is to be graded first: while it would be among them, only what is graded is listed.
    """
    gaps = blockers(rubric, assessment, scope, card)
    if not gaps:
        return Measures((), (), ())
    missing = rubric.scoring.level_threshold - card.overall.shares[gaps[0].place.level]
    graded = [gap for gap in gaps if gap.grade is not None]
    chosen = enough(graded, missing) if missing > 0 else tuple(graded[:_UNFINISHED])
    if total_gain(chosen) < missing:
        chosen = chosen[:_UNFINISHED]
    made = with_prerequisites(rubric, assessment, scope, gaps, chosen)
    return Measures(gaps, chosen, tuple(blocker for blocker in made if blocker.grade is not None))


def total_gain(found: Iterable[Blocker]) -> Fraction:
    """Add up what they add to the share (0–1)."""
    return sum((blocker.gain for blocker in found), Fraction())


def total_days(found: Iterable[Blocker]) -> Fraction | None:
    """Add up person-days; None where the rubric gives none for one of them."""
    efforts = [blocker.effort_days for blocker in found]
    known = [effort for effort in efforts if effort is not None]
    return sum(known, Fraction()) if len(known) == len(efforts) else None
