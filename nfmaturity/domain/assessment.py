"""An assessment as a frozen value; an edit makes a new one (see `changes`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from nfmaturity.domain.enterprise import Enterprise

Kind = Literal["self", "audit"]


@dataclass(frozen=True, slots=True)
class RubricRef:
    """Which rubric an assessment stands under, until it is moved to another."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one requirement; `grade` is a degree's id, None while unanswered."""

    grade: str | None = None
    comment: str = ""
    review: bool = False


NO_ANSWER = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One assessment of one enterprise or site.

    Dates are ISO 8601 days, "" where not given. `answers` are keyed by requirement, also such as are out of scope now;
    `exclusions` hold the reason by id of sub-indicator or requirement.
    """

    id: str
    rubric: RubricRef
    enterprise: Enterprise
    title: str = ""
    kind: Kind = "self"
    target_level: int | None = None
    date: str = ""
    period_from: str = ""
    period_to: str = ""
    assessors: tuple[str, ...] = ()
    purpose: str = ""
    scope_note: str = ""
    site: str = ""
    parent: str = ""
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    exclusions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def answer(self, requirement_id: str) -> Answer:
        """Give what is said of a requirement, an empty answer where nothing is."""
        return self.answers.get(requirement_id, NO_ANSWER)
