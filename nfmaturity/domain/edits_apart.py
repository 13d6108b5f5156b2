"""Edits of one assessment made apart, in a library and in a file: cell by cell, against what both began from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from nfmaturity.domain.changes import differences, fold, read_cell, with_cell, without_undone
from nfmaturity.domain.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.assessment_record import Record
    from nfmaturity.domain.changes import Change, Target, Value
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scope import Scope

Side = Literal["file", "library"]
_CONFIRMS = frozenset({"grade", "confirm"})


@dataclass(frozen=True, slots=True)
class CellApart:
    """A cell that a library and a file hold otherwise, and who changed it since both were the same."""

    target: Target
    held: Value
    wanted: Value
    changed_in: Literal["file", "library", "both"]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What both sides began from, and the cells that the library has edited since, by edits that were not undone."""

    state: Assessment
    edited: frozenset[Target]


def common_beginning(held: Record, origin: Assessment, known: Sequence[str]) -> Beginning | None:
    """Give what both sides began from; None where that is not known.

    `origin` is how the file says that the assessment began, `known` the ids of the changes since, oldest first.
    """
    pairs = zip(held.log, known, strict=False)
    shared = len(list(takewhile(lambda pair: pair[0].id == pair[1], pairs)))
    if not shared and held.origin != origin:
        return None
    return Beginning(fold(held.origin, held.log[:shared]), _edited(held.log[shared:]))


def _edited(changes: Iterable[Change]) -> frozenset[Target]:
    by_cell: dict[Target, list[Change]] = {}
    for change in changes:
        by_cell.setdefault(change.target, []).append(change)
    return frozenset(target for target, edits in by_cell.items() if without_undone(edits))


def compare_apart(held: Assessment, wanted: Assessment, beginning: Beginning | None) -> tuple[CellApart, ...]:
    """Give the cells that differ; where it is not known what both began from, any of them may be of both."""
    return tuple(
        CellApart(target, read_cell(held, target), value, _changed_in(held, wanted, beginning, target))
        for target, value in differences(held, wanted)
    )


def _changed_in(
    held: Assessment, wanted: Assessment, beginning: Beginning | None, target: Target
) -> Literal["file", "library", "both"]:
    """Tell who changed a cell or what is judged with it.

    The library did, too, where it put back what was, as after an earlier import.
    """
    if beginning is None:
        return "both"
    before = {cell: read_cell(beginning.state, cell) for cell in target.pair}
    if all(read_cell(wanted, cell) == value for cell, value in before.items()):
        return "library"
    is_of_file = all(read_cell(held, cell) == value for cell, value in before.items())
    return "file" if is_of_file and not beginning.edited.intersection(before) else "both"


def taken_over(cells: Iterable[CellApart], side: Side) -> tuple[CellApart, ...]:
    """Give the cells that become as the file says: what only that changed, and with its `side` what both changed."""
    return tuple(cell for cell in cells if cell.changed_in == "file" or (cell.changed_in == "both" and side == "file"))


def scope_after(rubric: Rubric, held: Assessment, wanted: Iterable[tuple[Target, Value]]) -> Scope:
    """Give what counts once cells hold what is wanted, which may be other segments and exclusions."""
    for target, value in wanted:
        if target.kind == "exclusion" or target.field == "enterprise":
            held = with_cell(held, target, value)
    return scope_of(rubric, held.enterprise.segments, held.exclusions)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much edits touch: requirements, exclusions and details once each; apart, requirements that do not count."""

    edits: int = 0
    outside: int = 0


def extent_of(targets: Iterable[Target], scope: Scope) -> Extent:
    """Count what edits touch as people do: a requirement is one, whatever is said of it."""
    touched = {(target.kind, target.id, "" if target.kind == "answer" else target.field) for target in targets}
    outside = sum(kind == "answer" and name not in scope for kind, name, _field in touched)
    return Extent(len(touched) - outside, outside)


def by_requirement(cells: Iterable[CellApart]) -> tuple[tuple[CellApart, ...], ...]:
    """Put what is said of one requirement together; who grades confirms, so beside a grade that is not told."""
    groups: dict[object, list[CellApart]] = {}
    for cell in cells:
        target = cell.target
        groups.setdefault(target.id if target.kind == "answer" else target, []).append(cell)
    return tuple(tuple(_without_confirmation(group)) for group in groups.values())


def _without_confirmation(group: list[CellApart]) -> Iterable[CellApart]:
    is_graded = {cell.target.field for cell in group} >= _CONFIRMS
    return (cell for cell in group if not (is_graded and cell.target.field == "confirm"))
