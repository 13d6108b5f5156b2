"""Create, list, import, export, delete assessments of a library."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from nfmaturity.domain.assessment import Assessment, RubricRef
from nfmaturity.domain.assessment_document import Record, as_copy
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.errors import N_, NotAllowed
from nfmaturity.domain.scoring import score
from nfmaturity.files.assessment_files import write_document
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.workspace.opening import now, today

if TYPE_CHECKING:
    from pathlib import Path

    from nfmaturity.domain.assessment import Kind
    from nfmaturity.domain.enterprise import Enterprise
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.workspace.opening import Workspace
    from nfmaturity.workspace.subject import Subject

Fate = Literal["added", "same", "newer", "older"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the assessment was added, was there already, or took up or held newer edits."""

    id: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Plan:
    """What is settled before an assessment begins."""

    enterprise: Enterprise
    title: str = ""
    kind: Kind = "self"
    target_level: int | None = None


def create_assessment(workspace: Workspace, pack: RubricPack, plan: Plan) -> Assessment:
    """Start an empty assessment in the library."""
    if plan.target_level is not None and plan.target_level not in pack.rubric.level_numbers:
        raise NotAllowed(N_("The rubric has no level {level}."), level=plan.target_level)
    state = Assessment(
        id=new_id(),
        rubric=RubricRef(pack.rubric.id, pack.rubric.version, pack.sha256),
        enterprise=plan.enterprise,
        title=plan.title,
        kind=plan.kind,
        target_level=plan.target_level,
        date=today(),
    )
    add_record(workspace, pack, Record(state, state))
    return state


def add_record(workspace: Workspace, pack: RubricPack, record: Record) -> None:
    """Store a record that the library does not hold yet."""
    workspace.repository.add(pack, record, score(pack.rubric, record.state), now())


def import_assessment(workspace: Workspace, subject: Subject, *, copy: bool = False) -> Imported:
    """Bring an assessment into the library.

    One that is known already is merged when one side's history continues the other's. Raises `NotAllowed` when both
    were edited apart; `copy` brings it in beside the known one.
    """
    record = subject.record
    if copy:
        record = as_copy(record, new_id())
    if not workspace.repository.holds(record.state.id):
        add_record(workspace, subject.pack, record)
        return Imported(record.state.id, "added")
    fate = _merge(workspace, subject.pack, record)
    workspace.repository.trash(record.state.id, None)
    return Imported(record.state.id, fate)


def _merge(workspace: Workspace, pack: RubricPack, incoming: Record) -> Fate:
    ident = incoming.state.id
    held = workspace.repository.record(ident)
    if (held.state, held.state.rubric) == (incoming.state, incoming.state.rubric) and not incoming.log:
        return "same"
    same_origin = held.origin == incoming.origin
    ours, theirs = ([change.id for change in record.log] for record in (held, incoming))
    if same_origin and ours[: len(theirs)] == theirs:
        return "same" if len(ours) == len(theirs) else "older"
    if same_origin and theirs[: len(ours)] == ours:
        writer = AssessmentWriter(workspace.library, pack, ident)
        outcome = writer.write(incoming.log[len(ours) :])
        if not outcome.conflicts:
            return "newer"
    raise NotAllowed(
        N_("The library holds this assessment with other edits: import it beside the known one with --as-copy."),
    )


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
    """Delete an assessment in the trash for good; gives its whole id."""
    row = workspace.repository.find(ident, trashed=True)
    workspace.repository.purge(row.id)
    return row.id


def _in_rubric_order(subject: Subject) -> Record:
    """Order answers as the rubric does, so that two exports of one state are the same file."""
    state, places = subject.assessment, subject.pack.rubric.places
    answers = {name: state.answers[name] for name in places if name in state.answers}
    return replace(subject.record, state=replace(state, answers=answers))
