"""Cells that somebody else changed meanwhile, each with what both wanted, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from nfmaturity.domain.admission import check_cell
from nfmaturity.domain.changes import Target, read_cell, with_cell
from nfmaturity.domain.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Collection

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.changes import Conflict, Value
    from nfmaturity.domain.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One cell that somebody else changed meanwhile: what the user wanted and what is stored now."""

    target: Target
    yours: Value
    theirs: Value
    is_adrift: bool = False
    """Whether the user's value was not stored because the assessment was moved to another rubric, nobody's edit."""


Disagreements = Mapping[Target, Disagreement]
NONE: Disagreements = MappingProxyType({})


def of_conflicts(conflicts: Collection[Conflict]) -> Disagreements:
    """Give the disagreements in which edits ended that named another value than the one stored."""
    return {c.change.target: Disagreement(c.change.target, c.change.after, c.stored) for c in conflicts}


def found_in(
    rubric: Rubric, held: Assessment, cells: Mapping[Target, Value], *, is_adrift: bool
) -> tuple[Disagreements, dict[Target, Value]]:
    """Give the disagreements between wanted values and those held, and the values that the rubric has no place for."""
    homeless: dict[Target, Value] = {}
    found: dict[Target, Disagreement] = {}
    for target, value in cells.items():
        try:
            wanted, theirs = check_cell(rubric, target, value), read_cell(held, target)
        except NotAllowed:
            homeless[target] = value
            continue
        if wanted != theirs:
            found[target] = Disagreement(target, wanted, theirs, is_adrift)
    return found, homeless


def with_yours(held: Assessment, disagreements: Disagreements) -> Assessment:
    """Give an assessment as its user wants it: their own values where a choice waits.

    What is out of scope stays as it is held, as not all of it goes together.
    """
    for target, one in disagreements.items():
        if target.kind != "exclusion":
            held = with_cell(held, target, one.yours)
    return held


def without(disagreements: Disagreements, targets: Collection[Target]) -> Disagreements:
    """Give the disagreements in other cells than these and those judged with them."""
    gone = {mate for target in targets for mate in target.pair}
    return {target: one for target, one in disagreements.items() if target not in gone}


def asked(disagreements: Disagreements) -> tuple[Disagreement, ...]:
    """Give what is asked: of a pair that waits the grade alone, as one choice decides both."""
    leads = (next(mate for mate in target.pair if mate in disagreements) for target in disagreements)
    return tuple(disagreements[target] for target in dict.fromkeys(leads))


def yours_with(disagreements: Disagreements, target: Target) -> dict[Target, Value]:
    """Give the user's own values of a cell and of what is judged with it, where they wait."""
    return {mate: disagreements[mate].yours for mate in target.pair if mate in disagreements}


def compared(disagreements: Disagreements, stored: Assessment) -> Disagreements:
    """Hold disagreements against what is stored now; where both say the same there is none left."""
    anew = {target: replace(one, theirs=read_cell(stored, target)) for target, one in disagreements.items()}
    return {target: one for target, one in anew.items() if one.yours != one.theirs}
