"""Move assessments of a library to another version of their rubric, with a preview, a record and a way back."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.analysis.rubric_move import RUBRIC_CELL, RubricMove, plan_move, standing_moves
from nfmaturity.domain.admission import check_segments
from nfmaturity.domain.changes import Change, fold
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.errors import N_, NotAllowed, NotFound
from nfmaturity.domain.scoring import score
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.workspace.opening import now
from nfmaturity.workspace.rubrics import list_rubrics, rubric_with_hash
from nfmaturity.workspace.subject import stored_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.domain.scoring import ScoreCard
    from nfmaturity.workspace.opening import Workspace
    from nfmaturity.workspace.subject import Subject

MOVE = "move"
"""Whom the log names for what a move did."""


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """A move that may be made: what it does and how the assessment stands before and after; made on `seq`."""

    subject: Subject
    move: RubricMove
    before: ScoreCard
    after: ScoreCard
    seq: int


@dataclass(frozen=True, slots=True)
class PastMove:
    """A move on record: labels of the rubrics and the exact standing just before and after.

    A standing is None where that rubric is not at hand, as in a library that got the assessment from a file. `stands`
    tells whether there is something to take back: the move was not taken back and takes none back itself.
    """

    at: str
    actor: str
    held: str
    wanted: str
    before: ScoreCard | None
    after: ScoreCard | None
    stands: bool = True


def newer_rubrics(workspace: Workspace, pack: RubricPack) -> list[RubricPack]:
    """Give the rubrics at hand with the same id and a higher version, the newest first."""
    found = [entry.pack for entry in list_rubrics(workspace) if entry.pack]
    newer = [other for other in found if other.rubric.id == pack.rubric.id and other.version > pack.version]
    return sorted(newer, key=lambda other: other.version, reverse=True)


def plan_of_move(workspace: Workspace, ident: str, wanted: RubricPack) -> PlannedMove:
    """Plan the move of an assessment; nothing is stored.

    Raises `NotAllowed` when the assessment stands under that rubric already or its enterprise does not fit it.
    """
    subject = stored_subject(workspace, ident)
    if wanted.sha256 == subject.pack.sha256:
        raise NotAllowed(N_("The assessment stands under {name} already."), name=wanted.label)
    check_segments(wanted.rubric, subject.assessment.enterprise.segments)
    move = plan_move(subject.pack, wanted, subject.assessment, subject.record.log)
    before, after = score(subject.pack.rubric, subject.assessment), score(wanted.rubric, move.result)
    return PlannedMove(subject, move, before, after, len(subject.record.log))


def make_move(workspace: Workspace, planned: PlannedMove) -> None:
    """Store a planned move, all of it or nothing; `NotAllowed` when the assessment was edited since it was planned."""
    ident = planned.subject.assessment.id
    writer = AssessmentWriter(workspace.library, planned.move.held, ident)
    group, at = new_id(), now()
    changes = [
        Change(
            id=new_id(),
            target=step.target,
            before=step.before,
            after=step.after,
            device=platform.node(),
            actor=MOVE,
            at=at,
            group=group,
            base_seq=planned.seq,
            undoes=step.undoes,
        )
        for step in planned.move.steps
    ]
    if not writer.append(changes, at_seq=planned.seq, pack=planned.move.wanted):
        raise NotAllowed(N_("The assessment was edited meanwhile: look at the preview again."))


def plan_of_return(workspace: Workspace, ident: str) -> PlannedMove:
    """Plan the move back to the rubric that the last move that stands came from; `NotFound` when there is none."""
    subject = stored_subject(workspace, ident)
    moves = standing_moves(subject.record.log)
    if not moves:
        if any(change.target == RUBRIC_CELL for change in subject.record.log):
            raise NotFound(N_("Every move of the assessment was taken back already: there is nothing to take back."))
        raise NotFound(N_("The assessment was never moved to another rubric: there is nothing to take back."))
    before = moves[-1].before
    pack = rubric_with_hash(workspace, before["sha256"])
    if pack is None:
        label = f"{before['id']} {before['version']}"
        raise NotFound(N_("The rubric {name} is not at hand: put its folder into the library."), name=label)
    return plan_of_move(workspace, subject.assessment.id, pack)


def past_moves(workspace: Workspace, ident: str) -> list[PastMove]:
    """Give the moves on record, the oldest first, each with the exact scores around it."""
    subject = stored_subject(workspace, ident)
    return list(_past_moves(workspace, subject))


def _past_moves(workspace: Workspace, subject: Subject) -> Iterator[PastMove]:
    log = subject.record.log
    standing = {change.id for change in standing_moves(log)}
    for place, change in enumerate(log):
        if change.target != RUBRIC_CELL:
            continue
        first = next(n for n, other in enumerate(log) if other.group == change.group)
        last = max(n for n, other in enumerate(log) if other.group == change.group)
        yield PastMove(
            change.at,
            change.actor,
            f"{change.before['id']} {change.before['version']}",
            f"{change.after['id']} {change.after['version']}",
            _standing_at(workspace, subject, first, change.before["sha256"]),
            _standing_at(workspace, subject, max(place, last) + 1, change.after["sha256"]),
            change.id in standing,
        )


def _standing_at(workspace: Workspace, subject: Subject, count: int, sha256: str) -> ScoreCard | None:
    """Score the assessment as it stood after so many changes."""
    pack = rubric_with_hash(workspace, sha256)
    if pack is None:
        return None
    return score(pack.rubric, fold(subject.record.origin, subject.record.log[:count]))
