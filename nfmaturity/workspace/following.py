"""Begin next year's assessment from this year's, under the newest version of the rubric where that can be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nfmaturity.analysis.following_year import a_year_on
from nfmaturity.analysis.rubric_move import plan_move
from nfmaturity.domain.admission import check_cell, check_exclusions, check_segments
from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.changes import Target
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.errors import NotAllowed
from nfmaturity.workspace.assessments import add_record
from nfmaturity.workspace.moving import newer_rubrics
from nfmaturity.workspace.opening import today
from nfmaturity.workspace.subject import stored_subject

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class Following:
    """A following year's assessment as it was begun.

    `moved_to` names the newer version of the rubric that it stands under, "" where it stands under the same; `left`
    counts the grades and comments that the newer version has no place for, which stay with the old assessment alone.
    """

    id: str
    to_confirm: int
    moved_to: str = ""
    left: int = 0


def begin_next_year(workspace: Workspace, ident: str, title: str = "") -> Following:
    """Begin the assessment of the following year today; "" as title takes the old one's, a year on."""
    subject = stored_subject(workspace, ident)
    taken = state = a_year_on(subject.assessment, new_id(), today())
    if title.strip():
        state = replace(state, title=title.strip())
    pack, state = _under_the_newest(workspace, subject.pack, state)
    named = check_cell(pack.rubric, Target("assessment", "", "title"), state.title)
    state = replace(state, title=named)
    add_record(workspace, pack, Record(state, state))
    waiting = len(state.to_confirm)
    if pack.sha256 == subject.pack.sha256:
        return Following(state.id, waiting)
    return Following(state.id, waiting, pack.label, sum(name not in state.answers for name in taken.answers))


def _under_the_newest(workspace: Workspace, pack: RubricPack, state: Assessment) -> tuple[RubricPack, Assessment]:
    """Give the state under the newest version at hand that is made for the enterprise and permits what is excluded."""
    for newer in newer_rubrics(workspace, pack):
        try:
            check_segments(newer.rubric, state.enterprise.segments)
            moved = plan_move(pack, newer, state).result
            check_exclusions(newer.rubric, moved)
        except NotAllowed:
            continue
        return newer, moved
    return pack, state
