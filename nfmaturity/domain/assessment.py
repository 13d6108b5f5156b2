"""An assessment as a frozen value; an edit makes a new one (see `changes`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    """What is said of one requirement; `grade` is a degree's id, None while unanswered.

    `confirm` tells that the grade was taken over from another year and nobody has looked at it since.
    """

    grade: str | None = None
    comment: str = ""
    review: bool = False
    confirm: bool = False

    @property
    def is_to_confirm(self) -> bool:
        """Whether there is a grade that is still to be confirmed."""
        return self.confirm and self.grade is not None

    @property
    def is_to_do(self) -> bool:
        """Whether there is no grade, or one that is still to be confirmed."""
        return self.grade is None or self.confirm


NO_ANSWER = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One assessment of one enterprise or site.

    Dates are ISO 8601 days, "" where not given. `answers` are keyed by requirement, also such as are out of scope now;
    `exclusions` hold the reason by id of sub-indicator or requirement. `previous` is the id of the assessment that this
    one follows, as of the year before, "" for none; it need not be at hand.
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
    previous: str = ""
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    exclusions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def answer(self, requirement_id: str) -> Answer:
        """Give what is said of a requirement, an empty answer where nothing is."""
        return self.answers.get(requirement_id, NO_ANSWER)

    @property
    def to_confirm(self) -> tuple[str, ...]:
        """The requirements whose grade is still to be confirmed; looked for whenever one is, and so done quickly."""
        marked = [(name, answer) for name, answer in self.answers.items() if answer.confirm]
        return tuple(name for name, answer in marked if answer.is_to_confirm)

    def waits_as(self, other: Assessment, names: Iterable[str]) -> bool:
        """Tell whether the grades of requirements wait to be confirmed as in another state of the assessment."""
        return all(self.answer(name).is_to_confirm == other.answer(name).is_to_confirm for name in names)
