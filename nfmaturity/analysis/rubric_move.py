"""What moving an assessment to another rubric does: requirement by requirement, and as changes of its cells.

Source: RUBRIC, Identity. Grades stay where the requirement stays; what is taken out comes back on the way back.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Literal

from nfmaturity.domain.assessment import Answer, RubricRef
from nfmaturity.domain.changes import ANSWER_FIELDS, RUBRIC_FIELD, Target, read_cell, with_cell, without_undone
from nfmaturity.domain.errors import NotAllowed
from nfmaturity.domain.scope import check_exclusion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.changes import Change, Value
    from nfmaturity.domain.rubric import CapabilityDomain, Group, Requirement, Rubric, RubricPack, SubIndicator

Fate = Literal["kept", "changed", "new", "gone"]
_WORDING = ("text", "guidance", "evidence", "applies_to")
RUBRIC_CELL = Target("assessment", "", RUBRIC_FIELD)


@dataclass(frozen=True, slots=True)
class RequirementFate:
    """What becomes of one requirement; `parts` are the fields of a changed one that say something else now."""

    id: str
    fate: Fate
    before: Requirement | None
    after: Requirement | None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One cell that a move sets, with what it held; `undoes` is the change that it takes back, "" for none."""

    target: Target
    before: Value
    after: Value
    undoes: str = ""


@dataclass(frozen=True, slots=True)
class RubricMove:
    """A move of an assessment from one rubric to another: what becomes of it, and the steps that do it.

    `weighted` are nodes whose weight differs among their siblings, `rules_differ` says that scale, threshold or rule
    do. `result` is the assessment after the steps.
    """

    held: RubricPack
    wanted: RubricPack
    fates: tuple[RequirementFate, ...]
    weighted: tuple[str, ...]
    rules_differ: bool
    steps: tuple[Step, ...]
    result: Assessment

    def with_fate(self, fate: Fate) -> tuple[RequirementFate, ...]:
        """Give the requirements with a fate, in the order of the rubric that has them."""
        return tuple(entry for entry in self.fates if entry.fate == fate)


def plan_move(held: RubricPack, wanted: RubricPack, state: Assessment, log: Sequence[Change] = ()) -> RubricMove:
    """Plan the move of an assessment under `held` to `wanted`.

    Answers that `wanted` has no place for are taken out, graded answers to changed requirements are marked for review,
    and what an earlier move took out or marked is set back where nothing has been said since; `log` tells of that.
    """
    fates = tuple(_fates(held.rubric, wanted.rubric))
    planned = _Plan(state, [])
    _take_out(planned, held.rubric, wanted.rubric)
    reference = RubricRef(wanted.rubric.id, wanted.rubric.version, wanted.sha256)
    back = _move_back(log, wanted)
    planned.set(RUBRIC_CELL, asdict(reference), back.undoes_of(RUBRIC_CELL) if back.returns_to(wanted) else "")
    if back.returns_to(wanted):
        _set_back(planned, back, wanted.rubric)
    else:
        _mark_changed(planned, fates)
    weighted = tuple(_weighted(held.rubric, wanted.rubric))
    return RubricMove(
        held, wanted, fates, weighted, held.rubric.scoring != wanted.rubric.scoring, tuple(planned.steps), planned.state
    )


@dataclass(slots=True)
class _Plan:
    state: Assessment
    steps: list[Step]

    def set(self, target: Target, value: Value, undoes: str = "") -> None:
        before = read_cell(self.state, target)
        if before != value:
            self.steps.append(Step(target, before, value, undoes))
            self.state = with_cell(self.state, target, value)


def _fates(held: Rubric, wanted: Rubric) -> Iterator[RequirementFate]:
    for name, place in wanted.places.items():
        before = held.places[name].requirement if name in held.places else None
        if before is None:
            yield RequirementFate(name, "new", None, place.requirement)
            continue
        parts = tuple(part for part in _WORDING if getattr(before, part) != getattr(place.requirement, part))
        yield RequirementFate(name, "changed" if parts else "kept", before, place.requirement, parts)
    for name, place in held.places.items():
        if name not in wanted.places:
            yield RequirementFate(name, "gone", place.requirement, None)


def _take_out(planned: _Plan, held: Rubric, wanted: Rubric) -> None:
    """Clear what the other rubric has no place for: answers, degrees, exclusions, a target level."""
    state = planned.state
    names = [*held.places, *(name for name in state.answers if name not in held.places)]
    for name in names:
        answer = state.answer(name)
        kept = Answer() if name not in wanted.places else answer
        if kept.grade is not None and kept.grade not in wanted.degrees:
            kept = replace(kept, grade=None, review=True, confirm=False)
        for part in ANSWER_FIELDS:
            planned.set(Target("answer", name, part), getattr(kept, part))
    for node in list(state.exclusions):
        if not _may_stay_out(wanted, planned.state, node):
            planned.set(Target("exclusion", node, "reason"), None)
    if state.target_level is not None and state.target_level not in wanted.level_numbers:
        planned.set(Target("assessment", "", "target_level"), None)


def _may_stay_out(wanted: Rubric, state: Assessment, node: str) -> bool:
    try:
        check_exclusion(wanted, state.enterprise.segments, state.exclusions, node)
    except NotAllowed:
        return False
    return True


def _mark_changed(planned: _Plan, fates: Sequence[RequirementFate]) -> None:
    for entry in fates:
        if entry.fate == "changed" and planned.state.answer(entry.id).grade is not None:
            planned.set(Target("answer", entry.id, "review"), value=True)


def _weighted(held: Rubric, wanted: Rubric) -> Iterator[str]:
    """Give the nodes of both rubrics whose part among their siblings differs."""
    shares = [parts_of_whole(rubric) for rubric in (held, wanted)]
    yield from (node for node, part in shares[1].items() if node in shares[0] and shares[0][node] != part)


def parts_of_whole(rubric: Rubric) -> Mapping[str, Fraction]:
    """Give the weight of every node as its part among its siblings (0–1)."""
    families: list[Sequence[Group | CapabilityDomain | SubIndicator]] = [rubric.groups]
    families += [group.domains for group in rubric.groups]
    families += [domain.sub_indicators for _, domain in rubric.domains]
    return {node.id: node.weight / sum(other.weight for other in family) for family in families for node in family}


@dataclass(frozen=True, slots=True)
class _LastMove:
    """A move in a log: its changes, and for every cell the newest change of all that was not taken back."""

    changes: tuple[Change, ...] = ()
    newest: Mapping[Target, Change | None] | None = None

    def returns_to(self, pack: RubricPack) -> bool:
        """Tell whether the move came from this rubric."""
        return any(c.target == RUBRIC_CELL and c.before["sha256"] == pack.sha256 for c in self.changes)

    def undoes_of(self, target: Target) -> str:
        return next((change.id for change in self.changes if change.target == target), "")


def standing_moves(log: Sequence[Change]) -> list[Change]:
    """Give the moves that were not taken back, the oldest first, each by its change of the rubric.

    A move that takes one back is none itself, but one that takes such a move back is: it goes that way again.
    """
    return without_undone([change for change in log if change.target == RUBRIC_CELL])


def _move_back(log: Sequence[Change], wanted: RubricPack) -> _LastMove:
    """Give the move that moving to a rubric takes back: the last that stands, else the very last."""
    moves = [change for change in log if change.target == RUBRIC_CELL]
    cells: dict[Target, list[Change]] = {}
    for change in log:
        cells.setdefault(change.target, []).append(change)
    newest = {target: next(reversed(without_undone(changes)), None) for target, changes in cells.items()}
    for move in (*without_undone(moves)[-1:], *moves[-1:]):
        back = _LastMove(tuple(change for change in log if change.group == move.group), newest)
        if back.returns_to(wanted):
            return back
    return _LastMove()


def _set_back(planned: _Plan, back: _LastMove, wanted: Rubric) -> None:
    """Set back every cell that the last move set and nobody has touched since."""
    for change in back.changes:
        untouched = back.newest is not None and back.newest[change.target] is change
        if change.target != RUBRIC_CELL and untouched and _fits(planned.state, change, wanted):
            planned.set(change.target, change.before, change.id)


def _fits(state: Assessment, change: Change, wanted: Rubric) -> bool:
    """Tell whether a rubric has a place for what a change replaced, beside what else was said since."""
    target, value = change.target, change.before
    if target.kind == "answer":
        return target.id in wanted.places
    if target.kind == "exclusion" and value is not None:
        return _may_stay_out(wanted, with_cell(state, target, value), target.id)
    return True
