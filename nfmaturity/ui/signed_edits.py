"""What a person wants in cells as a gesture of signed changes: made, taken back, and applied to an assessment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nfmaturity.domain.admission import check_cell
from nfmaturity.domain.changes import MERGE, Change, Target, read_cell, with_cell
from nfmaturity.domain.documents import new_id
from nfmaturity.workspace.opening import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.changes import Value
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.signature import Signature
    from nfmaturity.ui.undo import Gesture


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs what is edited now; `base_seq` is the number of the newest change that the editor had before them."""

    by: Signature
    base_seq: int

    def make(self, rubric: Rubric, held: Assessment, cells: Mapping[Target, Value], group: str) -> Gesture:
        """Give the changes that put values into cells, none for a cell that holds its value; raises `NotAllowed`.

        Who confirms means the grade that they see: it goes along, so that another one stored meanwhile is asked about.
        """
        at = now()
        wanted = {target: check_cell(rubric, target, value) for target, value in cells.items()}
        return tuple(
            Change(
                id=new_id(),
                target=target,
                before=read_cell(held, target),
                after=after,
                device=self.by.device,
                actor=self.by.actor,
                at=at,
                group=group,
                base_seq=self.base_seq,
            )
            for target, after in _moved(held, wanted)
        )

    def take_back(self, gesture: Gesture) -> Gesture:
        """Give the changes that take a gesture back, the last of it first."""
        at, group = now(), f"{MERGE if gesture[0].is_merged else ''}{new_id()}"
        taken = (change.inverse(new_id=new_id(), at=at, base_seq=self.base_seq) for change in reversed(gesture))
        return tuple(replace(change, group=group, actor=self.by.actor, device=self.by.device) for change in taken)


def _moved(held: Assessment, wanted: Mapping[Target, Value]) -> Iterator[tuple[Target, Value]]:
    """Give the cells that become others, and right before a confirmation that does the grade it is said of."""
    moved = {target: value for target, value in wanted.items() if read_cell(held, target) != value}
    grades = {target: Target("answer", target.id, "grade") for target in moved if target.field == "confirm"}
    witnessed = set(grades.values())
    for target, value in moved.items():
        if target in grades:
            grade = grades[target]
            yield grade, wanted.get(grade, read_cell(held, grade))
        if target not in witnessed:
            yield target, value


def applied(assessment: Assessment, changes: Iterable[Change]) -> Assessment:
    """Give an assessment with changes made to it."""
    for change in changes:
        assessment = with_cell(assessment, change.target, change.after)
    return assessment


def touches_scope(gesture: Gesture) -> bool:
    """Tell whether other requirements may count after a gesture than before."""
    return any(change.target.kind == "exclusion" or change.target.field == "enterprise" for change in gesture)
