"""A check that found something: a sentence, how much it matters, and the places that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.domain.assessment import Answer, Assessment
    from nfmaturity.domain.errors import Message
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scope import Scope
    from nfmaturity.domain.scoring import ScoreCard

Severity = Literal["mend", "look"]
"""To be mended before the result can stand, or to be looked at by somebody who knows the site."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a check: a requirement or sub-indicator, "" for the details; `said` is what is so there."""

    node: str
    said: Message | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What one question found. `kind` names the question for programs; `spots` stand in the order of the rubric."""

    kind: str
    severity: Severity
    said: Message
    spots: tuple[Spot, ...]


@dataclass(frozen=True)  # no slots: the answers are kept once they were looked up
class Asked:
    """What is looked at: an assessment under its rubric, its scope and score, and what day it is, "" to leave out.

    `earlier` is the assessment that it is compared with, None for none.
    """

    rubric: Rubric
    assessment: Assessment
    scope: Scope
    card: ScoreCard
    today: str = ""
    earlier: Assessment | None = None

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The answers in scope, empty ones too, in the order of the rubric."""
        answer, scope = self.assessment.answer, self.scope.requirements
        return {name: answer(name) for name in self.rubric.places if name in scope}
