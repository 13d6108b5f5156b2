"""Create, list, import, export, delete assessments of a library."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from nfmaturity.domain.admission import check_cell, check_segments
from nfmaturity.domain.assessment import Assessment, RubricRef
from nfmaturity.domain.assessment_record import Record, as_copy
from nfmaturity.domain.changes import Target, differences
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.errors import N_, NotAllowed
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import score
from nfmaturity.files.assessment_files import write_document
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.workspace.merging import make_merge, plan_of_merge, store_edits, writer_of
from nfmaturity.workspace.opening import now, today
from nfmaturity.workspace.signing import authors_of
from nfmaturity.workspace.subject import stored_rubric, stored_subject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nfmaturity.domain.assessment import Kind
    from nfmaturity.domain.edits_apart import Extent, Side
    from nfmaturity.domain.enterprise import Enterprise
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.domain.signature import Signature
    from nfmaturity.storage.repository import Repository
    from nfmaturity.workspace.opening import Workspace
    from nfmaturity.workspace.subject import Subject

Fate = Literal["added", "same", "newer", "older", "replaced"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the assessment was added, was there already, or took up or held newer edits."""

    id: str
    fate: Fate
    edits: int = 0
    """How many edits of a known assessment were taken up; of a merge, how many requirements and details these touch."""
    outside: int = 0
    """How many requirements beside these the file says something of that do not count."""


class EditedApart(NotAllowed):
    """An assessment that the library holds with other edits than a document brings."""

    def __init__(self, ident: str) -> None:
        """Name the assessment by its whole id."""
        self.id = ident
        super().__init__(
            N_(
                "The library holds this assessment with other edits than the file: "
                "take over what the file changed, or import the file as a copy."
            )
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What is settled before an assessment begins."""

    enterprise: Enterprise
    title: str = ""
    kind: Kind = "self"
    target_level: int | None = None


def planned_assessment(pack: RubricPack, plan: Plan) -> Assessment:
    """Give the empty assessment that a plan describes; raises `NotAllowed` for what no assessment can hold."""
    state = Assessment(
        id=new_id(),
        rubric=RubricRef(pack.rubric.id, pack.rubric.version, pack.sha256),
        enterprise=plan.enterprise,
        title=plan.title,
        kind=plan.kind,
        target_level=plan.target_level,
        date=today(),
    )
    check_segments(pack.rubric, plan.enterprise.segments)
    for field in ("title", "kind", "target_level"):
        check_cell(pack.rubric, Target("assessment", "", field), getattr(state, field))
    return state


def add_record(workspace: Workspace, pack: RubricPack, record: Record) -> bool:
    """Store a record; False, and nothing stored, if the library has the assessment already."""
    return workspace.repository.add(pack, record, score(pack.rubric, record.state), now())


def import_assessment(workspace: Workspace, subject: Subject, *, copy: bool = False) -> Imported:
    """Bring an assessment into the library.

    One that is known already is merged when one side's history continues the other's, and comes out of the trash.
    Raises `EditedApart`, with nothing changed, when both were edited apart; `copy` brings it in beside the known one.
    """
    record = as_copy(subject.record, new_id()) if copy else subject.record
    is_edited_export = subject.is_edited_export and not copy
    if not is_edited_export and add_record(workspace, subject.pack, record):
        return Imported(record.state.id, "added", outside=_outside(subject))
    with _out_of_trash(workspace.repository, record.state.id):
        try:
            return _compare(workspace, record) if is_edited_export else _merge(workspace, subject.pack, record)
        except EditedApart:
            if _has_news(workspace, subject):
                raise
            return Imported(record.state.id, "older")


def _outside(subject: Subject) -> int:
    """Count the requirements with an answer that are out of scope."""
    state = subject.assessment
    scope = scope_of(subject.pack.rubric, state.enterprise.segments, state.exclusions)
    return sum(name not in scope for name in state.answers)


@contextmanager
def _out_of_trash(repository: Repository, ident: str) -> Iterator[None]:
    """Bring an assessment back from the trash for what a document brings; refused, it lies there as before."""
    trashed = [row for row in repository.rows(trashed=True) if row.id == ident]
    for _row in trashed:
        repository.trash(ident, None)
    try:
        yield
    except BaseException:  # a cancel too
        for row in trashed:
            repository.trash(ident, row.trashed_at)
        raise


def _merge(workspace: Workspace, pack: RubricPack, incoming: Record) -> Imported:
    ident = incoming.state.id
    held = workspace.repository.record(ident)
    ours, theirs = ([replace(change, base_seq=0) for change in record.log] for record in (held, incoming))
    if held.origin == incoming.origin:
        if ours[: len(theirs)] == theirs:
            return Imported(ident, "same" if len(ours) == len(theirs) else "older")
        continues = theirs[: len(ours)] == ours
        if continues and _writer(workspace, held.state).append(incoming.log[len(ours) :], at_seq=len(ours), pack=pack):
            return Imported(ident, "newer", len(theirs) - len(ours))
    return _compare(workspace, incoming)


def _has_news(workspace: Workspace, subject: Subject) -> bool:
    """Whether a file holds what the library does not: not after it was merged, when the library holds more than it."""
    try:
        cells = plan_of_merge(workspace, subject).cells
    except NotAllowed:  # it stands under another rubric
        return True
    return any(cell.changed_in != "library" for cell in cells)


def _compare(workspace: Workspace, incoming: Record) -> Imported:
    """Find a document to say what the library holds, by whatever edits; raises `EditedApart` where it does not."""
    if workspace.repository.record(incoming.state.id).state == incoming.state:
        return Imported(incoming.state.id, "same")
    raise EditedApart(incoming.state.id)


def _writer(workspace: Workspace, state: Assessment) -> AssessmentWriter:
    return AssessmentWriter(workspace.library, stored_rubric(workspace, state.rubric.sha256), state.id)


def replace_assessment(workspace: Workspace, subject: Subject, by: Signature) -> Extent:
    """Make a known assessment what a document says, each difference an edit in its log; gives how much that was.

    It comes out of the trash. Raises `NotFound` for one that the library does not hold, `NotAllowed` when it was edited
    since the document was exported, or is being edited now.
    """
    with _out_of_trash(workspace.repository, subject.assessment.id):
        return _take_over(workspace, subject, by)


def _take_over(workspace: Workspace, subject: Subject, by: Signature) -> Extent:
    wanted = subject.assessment
    writer = writer_of(workspace, subject)
    seen = writer.standing
    if subject.log and subject.log[-1].id != seen.head:
        raise EditedApart(wanted.id)
    authors = authors_of(subject.log, by, now())
    return store_edits(writer, seen, differences(seen.assessment, wanted), authors)


def merge_assessment(
    workspace: Workspace, subject: Subject, side: Side, by: Signature, *, shown_at: int | None = None
) -> Extent:
    """Take over what a file changed of an assessment that the library holds with other edits; gives how much.

    Where both changed the same, `side` counts; `by` is who imports, named where the file names nobody. It comes out of
    the trash. Raises `EditedApart` where the library's log has grown since `shown_at`: nobody has chosen between the
    file and what was edited since.
    """
    with _out_of_trash(workspace.repository, subject.assessment.id):
        planned = plan_of_merge(workspace, subject)
        if shown_at not in (None, planned.seen.seq):
            raise EditedApart(subject.assessment.id)
        return make_merge(workspace, planned, side, by)


def duplicate_assessment(workspace: Workspace, ident: str, title: str) -> str:
    """Begin a new assessment today with all that another one says and no period; gives its whole id.

    Its history begins anew; "" as title keeps the title.
    """
    subject = stored_subject(workspace, ident)
    copied = as_copy(subject.record, new_id()).state
    named = check_cell(subject.pack.rubric, Target("assessment", "", "title"), title.strip() or copied.title)
    state = replace(copied, title=named, date=today(), period_from="", period_to="")
    add_record(workspace, subject.pack, Record(state, state))
    return state.id


def export_assessment(subject: Subject, path: Path) -> None:
    """Write an assessment with its history as a document."""
    write_document(path, _in_rubric_order(subject))


def trash_assessment(workspace: Workspace, ident: str) -> str:
    """Move an assessment to the trash; gives its whole id."""
    row = workspace.repository.find(ident)
    workspace.repository.trash(row.id, now())
    return row.id


def restore_assessment(workspace: Workspace, ident: str) -> str:
    """Bring an assessment back from the trash; gives its whole id."""
    row = workspace.repository.find(ident, trashed=True)
    workspace.repository.trash(row.id, None)
    return row.id


def purge_assessment(workspace: Workspace, ident: str) -> str:
    """Delete an assessment in the trash for good; takes its whole id, so that no slip of the hand can do it."""
    row = workspace.repository.find(ident, trashed=True)
    if ident != row.id:
        raise NotAllowed(N_("Give the whole id to delete for good: {id}"), id=row.id)
    workspace.repository.purge(row.id)
    return row.id


def _in_rubric_order(subject: Subject) -> Record:
    """Order answers as the rubric does, so that two exports of one state are the same file."""
    state, places = subject.assessment, subject.pack.rubric.places
    answers = {name: state.answers[name] for name in places if name in state.answers}
    return replace(subject.record, state=replace(state, answers=answers))
