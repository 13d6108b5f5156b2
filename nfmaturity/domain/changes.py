"""Changes: recorded edits of one cell each. State is the fold of their log; undo is one more change.

A change names what it replaces. If something else is stored, it is a `Conflict` of that cell and touches no other; a
grade and its confirmation are judged as a pair, as either says something of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from nfmaturity.domain.assessment import NO_ANSWER, Answer, Assessment, RubricRef
from nfmaturity.domain.enterprise import Enterprise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Held = TypeVar("Held")

Value = Any
"""A JSON value: what a cell holds."""

HEADER_FIELDS = (
    "title",
    "kind",
    "target_level",
    "date",
    "period_from",
    "period_to",
    "assessors",
    "purpose",
    "scope_note",
    "site",
    "parent",
    "previous",
    "enterprise",
)
ANSWER_FIELDS = ("grade", "comment", "review", "confirm")
_PAIR = ("grade", "confirm")
MERGE = "merge:"
"""What the group begins with of a gesture that took edits over from a file, or took those back."""
RUBRIC_FIELD = "rubric"
"""Which rubric an assessment stands under; only a move changes it (see `analysis.rubric_move`)."""


@dataclass(frozen=True, slots=True)
class Target:
    """One cell: an answer's grade, comment or marks; an exclusion's reason; a field of the assessment itself.

    `id` is the requirement, the excluded node, or "" for the assessment.
    """

    kind: Literal["answer", "exclusion", "assessment"]
    id: str
    field: str

    def __post_init__(self) -> None:
        """Refuse a cell that no assessment has."""
        known: Mapping[str, tuple[str, ...]] = {
            "answer": ANSWER_FIELDS,
            "exclusion": ("reason",),
            "assessment": (*HEADER_FIELDS, RUBRIC_FIELD),
        }
        if self.field not in known.get(self.kind, ()) or (self.kind == "assessment") != (self.id == ""):
            raise ValueError(f"no such cell: {self.kind}.{self.field}")

    @property
    def is_rubric(self) -> bool:
        """Whether this is the cell that says which rubric the assessment stands under."""
        return self.kind == "assessment" and self.field == RUBRIC_FIELD

    @property
    def pair(self) -> tuple[Target, ...]:
        """The cells that are judged together, this one among them: a grade and its confirmation; else this one."""
        if self.kind != "answer" or self.field not in _PAIR:
            return (self,)
        return tuple(Target("answer", self.id, field) for field in _PAIR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One recorded edit.

    `seq` is given by the library and orders the log, never the clock `at` (UTC, ISO 8601); `base_seq` is what the
    editor had seen. Changes of one gesture share a `group`; `undoes` names the change that this one takes back.
    """

    id: str
    target: Target
    before: Value
    after: Value
    device: str
    actor: str
    at: str
    group: str
    base_seq: int
    seq: int = 0
    undoes: str = ""

    @property
    def is_witness(self) -> bool:
        """Whether it moves nothing and only says what its gesture takes for granted: the grade that one confirms."""
        return bool(self.before == self.after)

    @property
    def is_merged(self) -> bool:
        """Whether it was taken over from a file, or took back what was."""
        return self.group.startswith(MERGE)

    def inverse(self, *, new_id: str, at: str, base_seq: int) -> Change:
        """Give the ordinary compare-and-set change that takes this one back."""
        return replace(
            self, id=new_id, before=self.after, after=self.before, at=at, base_seq=base_seq, seq=0, undoes=self.id
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that named another value than the one stored."""

    change: Change
    stored: Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of changes that were applied together: a conflict on one cell lets the others through.

    `agreed` are changes whose cell already held the wanted value, so that nothing had to be written.
    """

    assessment: Assessment
    accepted: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    agreed: tuple[Change, ...] = ()


def read_cell(assessment: Assessment, target: Target) -> Value:
    """Give what a cell holds; None for a requirement without a grade and a node that is not excluded."""
    if target.kind == "answer":
        return getattr(assessment.answer(target.id), target.field)
    if target.kind == "exclusion":
        return assessment.exclusions.get(target.id)
    if target.field == "enterprise":
        return assessment.enterprise.model_dump(mode="json", exclude_defaults=True)
    if target.is_rubric:
        return asdict(assessment.rubric)
    held = getattr(assessment, target.field)
    return list(held) if isinstance(held, tuple) else held


def with_cell(assessment: Assessment, target: Target, value: Value) -> Assessment:
    """Give the assessment with one cell set."""
    return _SETTERS[target.kind](assessment, target, value)


def apply(assessment: Assessment, changes: Iterable[Change]) -> Outcome:
    """Apply changes in order, each against the cell as the ones before left it.

    A grade and its confirmation that follow one another in a gesture go through together or not at all.
    """
    accepted: list[Change] = []
    conflicts: list[Conflict] = []
    agreed: list[Change] = []
    for _, together in groupby(changes, key=_judged_as):
        judged = tuple(together)
        after = _with_all(assessment, judged)
        if after:
            assessment = after
            accepted += judged
        else:
            stored = [(change, read_cell(assessment, change.target)) for change in judged]
            agreed += [change for change, value in stored if value == change.after]
            conflicts += [Conflict(change, value) for change, value in stored if value != change.after]
    return Outcome(assessment, tuple(accepted), tuple(conflicts), tuple(agreed))


def _judged_as(change: Change) -> object:
    pair = change.target.pair
    return (change.group, pair) if len(pair) > 1 else change.id


def _with_all(assessment: Assessment, changes: Iterable[Change]) -> Assessment | None:
    """Give the assessment with changes made, None where one names another value than the one stored."""
    for change in changes:
        if read_cell(assessment, change.target) != change.before:
            return None
        assessment = with_cell(assessment, change.target, change.after)
    return assessment


def differences(held: Assessment, wanted: Assessment) -> Iterator[tuple[Target, Value]]:
    """Give the cells in which two states of an assessment differ, with the value wanted."""
    targets = [Target("assessment", "", field) for field in HEADER_FIELDS]
    targets += [Target("exclusion", node, "reason") for node in dict.fromkeys((*held.exclusions, *wanted.exclusions))]
    names = dict.fromkeys((*wanted.answers, *held.answers))
    targets += [Target("answer", name, field) for name in names for field in ANSWER_FIELDS]
    for target in targets:
        value = read_cell(wanted, target)
        if read_cell(held, target) != value:
            yield target, value


def without_undone(changes: Iterable[Change]) -> list[Change]:
    """Leave out of the changes of one cell, oldest first, those that were taken back and those that took them back."""
    standing: list[Change] = []
    for change in changes:
        if standing and change.undoes == standing[-1].id:
            standing.pop()
        else:
            standing.append(change)
    return standing


def last_standing(changes: Sequence[Change]) -> Change | None:
    """Give the newest of changes, oldest first, that was not taken back; one that was redone stands as it was made."""
    taken_back: set[str] = set()
    for change in reversed(changes):
        if change.id in taken_back:
            continue
        if not change.undoes:
            return change
        taken_back.add(change.undoes)
    return None


def last_gesture(log: Sequence[Change]) -> tuple[Change, ...]:
    """Give the newest gesture of a log that was not taken back, () where none is left."""
    last = last_standing(log)
    return tuple(change for change in log if last and change.group == last.group)


def fold(origin: Assessment, log: Iterable[Change]) -> Assessment:
    """Give the state that a log leads to from an assessment as it was created; order is `seq`."""
    answers = _copied(origin.answers)
    exclusions = _copied(origin.exclusions)
    header = origin
    for change in sorted(log, key=lambda change: change.seq):
        target = change.target
        if target.kind == "answer":
            _set_answer(answers, target, change.after)
        elif target.kind == "exclusion":
            _set_exclusion(exclusions, target, change.after)
        else:
            header = _with_header(header, target, change.after)
    return replace(header, answers=MappingProxyType(answers), exclusions=MappingProxyType(exclusions))


def _copied(held: Mapping[str, Held]) -> dict[str, Held]:
    """Give a copy to change; a view of a dict copies it a score of times as quickly as `dict` reads the view."""
    return held.copy() if isinstance(held, MappingProxyType) else dict(held)


def _set_answer(answers: dict[str, Answer], target: Target, value: Value) -> None:
    held = answers.get(target.id, NO_ANSWER)
    answer = Answer(
        value if target.field == "grade" else held.grade,
        value if target.field == "comment" else held.comment,
        value if target.field == "review" else held.review,
        value if target.field == "confirm" else held.confirm,
    )
    if answer == NO_ANSWER:
        answers.pop(target.id, None)
    else:
        answers[target.id] = answer


def _set_exclusion(exclusions: dict[str, str], target: Target, value: Value) -> None:
    if value is None:
        exclusions.pop(target.id, None)
    else:
        exclusions[target.id] = value


def _with_answer(assessment: Assessment, target: Target, value: Value) -> Assessment:
    answers = _copied(assessment.answers)
    _set_answer(answers, target, value)
    return replace(assessment, answers=MappingProxyType(answers))


def _with_exclusion(assessment: Assessment, target: Target, value: Value) -> Assessment:
    exclusions = _copied(assessment.exclusions)
    _set_exclusion(exclusions, target, value)
    return replace(assessment, exclusions=MappingProxyType(exclusions))


def _with_header(assessment: Assessment, target: Target, value: Value) -> Assessment:
    if target.field == "enterprise":
        value = Enterprise.model_validate(value)
    elif target.field == "assessors":
        value = tuple(value)
    elif target.is_rubric:
        value = RubricRef(**value)
    return replace(assessment, **{target.field: value})


_SETTERS: Mapping[str, Callable[[Assessment, Target, Value], Assessment]] = {
    "answer": _with_answer,
    "exclusion": _with_exclusion,
    "assessment": _with_header,
}
