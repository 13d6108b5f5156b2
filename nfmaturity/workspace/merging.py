"""Take over what a file says of an assessment that the library holds with other edits: planned, shown, then made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.domain.changes import MERGE, Change, Target, Value, read_cell
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.edits_apart import (
    CellApart,
    Extent,
    Side,
    by_requirement,
    common_beginning,
    compare_apart,
    extent_of,
    scope_after,
    taken_over,
)
from nfmaturity.domain.errors import N_, NotAllowed
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.workspace.opening import now
from nfmaturity.workspace.signing import authors_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nfmaturity.domain.scope import Scope
    from nfmaturity.domain.signature import Signature
    from nfmaturity.storage.writer import Standing
    from nfmaturity.workspace.opening import Workspace
    from nfmaturity.workspace.signing import Authors
    from nfmaturity.workspace.subject import Subject


@dataclass(frozen=True, slots=True)
class PlannedMerge:
    """What differs between the library and a file; `is_known` whether it is known what both began from."""

    subject: Subject
    seen: Standing
    cells: tuple[CellApart, ...]
    is_known: bool

    def changed_in(self, side: str) -> tuple[tuple[CellApart, ...], ...]:
        """Give the cells that were changed on one side, or on "both", those of a requirement together."""
        return by_requirement(cell for cell in self.cells if cell.changed_in == side)

    def wanted(self, side: Side) -> list[tuple[Target, Value]]:
        """Give what the cells taken over become where a side counts."""
        return [(cell.target, cell.wanted) for cell in taken_over(self.cells, side)]

    @property
    def scope(self) -> Scope:
        """What counts once all that the file brings was taken over."""
        return scope_after(self.subject.pack.rubric, self.seen.assessment, self.wanted("file"))


def plan_of_merge(workspace: Workspace, subject: Subject) -> PlannedMerge:
    """Compare a file with what the library holds of its assessment.

    It may lie in the trash. Raises `NotFound` for one that the library does not hold, `NotAllowed` for one that stands
    under another rubric.
    """
    writer = writer_of(workspace, subject)
    held = workspace.repository.record(subject.assessment.id)
    known = tuple(change.id for change in subject.log)
    beginning = common_beginning(held, subject.began or subject.record.origin, known)
    cells = compare_apart(writer.standing.assessment, subject.assessment, beginning)
    return PlannedMerge(subject, writer.standing, cells, is_known=beginning is not None)


def make_merge(workspace: Workspace, planned: PlannedMerge, side: Side, by: Signature) -> Extent:
    """Take over what only the file changed, and with its `side` what both did; gives how much that was."""
    authors = authors_of(planned.subject.log, by, now())
    return store_edits(writer_of(workspace, planned.subject), planned.seen, planned.wanted(side), authors)


def store_edits(
    writer: AssessmentWriter, seen: Standing, wanted: Iterable[tuple[Target, Value]], authors: Authors
) -> Extent:
    """Store what a document brought as edits of one gesture, each of its author, and give how much that was.

    Raises `NotAllowed` where somebody was faster.
    """
    group = f"{MERGE}{new_id()}"
    changes = []
    for target, value in wanted:
        (actor, device), at = authors.of(target, value)
        before = read_cell(seen.assessment, target)
        changes.append(
            Change(
                id=new_id(),
                target=target,
                before=before,
                after=value,
                device=device,
                actor=actor,
                at=at,
                group=group,
                base_seq=seen.seq,
            )
        )
    if changes and not writer.append(changes, at_seq=seen.seq, at=authors.at):
        raise NotAllowed(N_("The assessment {id} is being edited: try again."), id=seen.assessment.id)
    return extent_of((change.target for change in changes), writer.standing.scope)


def writer_of(workspace: Workspace, subject: Subject) -> AssessmentWriter:
    """Give the writer of the assessment that a document is about, which must stand under the document's rubric."""
    repository, ident = workspace.repository, subject.assessment.id
    is_trashed = any(row.id == ident for row in repository.rows(trashed=True))
    row = repository.find(ident, trashed=is_trashed)
    if row.rubric_sha256 != subject.pack.sha256:
        raise NotAllowed(
            N_("The library holds this assessment under another rubric than {name}: export it anew and edit that."),
            name=subject.pack.label,
        )
    return AssessmentWriter(workspace.library, subject.pack, row.id)
