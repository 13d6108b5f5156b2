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
_FEW = 3
"""How many measures are named where the share is there already and the level waits for another."""


@dataclass(frozen=True, slots=True)
class Measures:
    """All gaps to the next level, what is to be graded before any measure can be told, and else the measures.

    `chosen` are those of the gaps that suffice, `made` these in their order, each after what it waits for.
    """

    gaps: tuple[Blocker, ...]
    to_grade: tuple[Blocker, ...] = ()
    chosen: tuple[Blocker, ...] = ()
    made: tuple[Blocker, ...] = ()

    @property
    def level(self) -> int | None:
        """The level they lead to, None where nothing is in the way of one."""
        return self.gaps[0].place.level if self.gaps else None

    @property
    def ungraded(self) -> int:
        """How many are to be graded first."""
        return len(self.to_grade)

    @property
    def days(self) -> Fraction | None:
        """Person-days of all measures; None where the rubric gives none for one of them."""
        return total_days(self.made)


def measures_of(rubric: Rubric, assessment: Assessment, scope: Scope, card: ScoreCard) -> Measures:
    """Give the requirements that make the next level: those of the greatest gain, each after what it waits for.

    What is unanswered is to be graded first: nobody knows yet what it would gain and take, so that there are no
    measures while one of the gaps, or of what a measure waits for, has no grade.
    """
    gaps = blockers(rubric, assessment, scope, card)
    to_grade = _ungraded(gaps)
    if to_grade or not gaps:
        return Measures(gaps, to_grade)
    missing = rubric.scoring.level_threshold - card.overall.shares[gaps[0].place.level]
    chosen = enough(gaps, missing) if missing > 0 else gaps[:_FEW]
    made = with_prerequisites(rubric, assessment, scope, gaps, chosen)
    to_grade = _ungraded(made)
    return Measures(gaps, to_grade) if to_grade else Measures(gaps, (), chosen, made)


def _ungraded(found: Iterable[Blocker]) -> tuple[Blocker, ...]:
    return tuple(blocker for blocker in found if blocker.grade is None)


def total_gain(found: Iterable[Blocker]) -> Fraction:
    """Add up what they add to the share (0–1)."""
    return sum((blocker.gain for blocker in found), Fraction())


def total_days(found: Iterable[Blocker]) -> Fraction | None:
    """Add up person-days; None where the rubric gives none for one of them."""
    efforts = [blocker.effort_days for blocker in found]
    known = [effort for effort in efforts if effort is not None]
    return sum(known, Fraction()) if len(known) == len(efforts) else None
