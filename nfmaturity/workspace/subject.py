"""The assessment that a command is about: a file, or one in the library."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nfmaturity.domain.assessment_record import HistoryAstray, beginning_of, change_of
from nfmaturity.domain.errors import N_, Message, NotAllowed, NotFound
from nfmaturity.files.assessment_files import read_document, record_from
from nfmaturity.resources import shipped_rubrics
from nfmaturity.workspace.pack_cache import read_folder, read_source

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.assessment_document import AssessmentDocument, RubricName
    from nfmaturity.domain.assessment_record import Record
    from nfmaturity.domain.changes import Change
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.workspace.opening import Workspace


_WITHOUT_ID = N_("The file has no id: imported once more, it becomes another assessment.")


class NoRubricAtHand(NotFound):
    """A document whose rubric, `label`, is not at hand; "" where it names none."""

    def __init__(self, label: str, file: str) -> None:
        """Say it as the command line does, which can be given the rubric's folder."""
        self.label = label
        unnamed = N_("{file} does not say which rubric it was made with: name one with --rubric.")
        named = N_("The rubric {named} of {file} is not at hand: name its folder with --rubric.")
        super().__init__(named if label else unnamed, named=label, file=file)


@dataclass(frozen=True, slots=True)
class Subject:
    """An assessment with its rubric and history, and notes that are worth a word.

    `told` are the changes that a file tells of, oldest first, and `began` how it says that the assessment began where
    the record does not.
    """

    pack: RubricPack
    record: Record
    notes: tuple[Message, ...] = ()
    told: tuple[Change, ...] = ()
    began: Assessment | None = None

    @property
    def assessment(self) -> Assessment:
        """The assessment as it stands."""
        return self.record.state

    @property
    def log(self) -> tuple[Change, ...]:
        """The changes that the file tells of, oldest first; they may not lead to what it says."""
        return self.told or self.record.log

    @property
    def is_edited_export(self) -> bool:
        """Whether its record says nothing of how it came about, while its file told of something else."""
        return self.began is not None


def find_subject(name: str, rubric: str | None, library: str | None) -> Subject:
    """Give what a user names: a file if that path exists, else an assessment of the library by its id."""
    if Path(name).exists():
        return read_subject(Path(name), rubric, library)
    from nfmaturity.workspace.opening import workspace_if_any

    with workspace_if_any(library) as workspace:
        if workspace is None:
            raise NotFound(N_("There is no file {name}, and no library yet that could hold it."), name=name)
        return stored_subject(workspace, name, rubric)


def read_subject(path: Path, rubric: str | None, library: str | None) -> Subject:
    """Read an assessment document under the rubric that is named, else under the one that it names."""
    document = read_document(path)
    return subject_of(document, path, rubric_of(document, path, rubric, library))


def subject_to_import(document: AssessmentDocument, path: Path, pack: RubricPack, library: str | None) -> Subject:
    """Give the assessment of a document with its history.

    Of one that was edited by hand, so that its history leads elsewhere, gives what it says now if the library holds
    the assessment, to be compared; raises `HistoryAstray` if it does not. A note says what comes of one without id.
    """
    try:
        subject = subject_of(document, path, pack)
        return subject if document.id else replace(subject, notes=(*subject.notes, Message(_WITHOUT_ID)))
    except HistoryAstray:
        if not _is_held(document.id, library):
            raise
        return edited_export(document, path, pack)


def _is_held(ident: str, library: str | None) -> bool:
    from nfmaturity.workspace.opening import workspace_if_any

    with workspace_if_any(library) as workspace:
        return workspace is not None and any(
            row.id == ident for is_trashed in (False, True) for row in workspace.repository.rows(trashed=is_trashed)
        )


def read_edited_export(path: Path, rubric: str | None, library: str | None) -> Subject:
    """Read an export whose grades were edited by hand, so that its history no longer leads to them."""
    document = read_document(path)
    return edited_export(document, path, rubric_of(document, path, rubric, library))


def edited_export(document: AssessmentDocument, path: Path, pack: RubricPack) -> Subject:
    """Give what a document says now, whether or not its history leads there, with what it knows of that."""
    subject = subject_of(without_history(document), path, pack)
    if document.history is None:
        return subject
    told = tuple(change_of(entry) for entry in document.history.changes)
    return replace(subject, told=told, began=beginning_of(document, subject.assessment))


def subject_of(document: AssessmentDocument, path: Path, pack: RubricPack) -> Subject:
    """Give the assessment of a document that was read from a file, under its rubric."""
    record, notes = record_from(document, pack, path.name)
    return Subject(pack, record, notes)


def without_history(document: AssessmentDocument) -> AssessmentDocument:
    """Give a document that states its grades and not how they came about."""
    return document.model_copy(update={"history": None})


def rubric_of(document: AssessmentDocument, path: Path, rubric: str | None, library: str | None) -> RubricPack:
    """Load the rubric that is named, else the one that a document names."""
    return read_folder(Path(rubric)) if rubric is not None else _rubric_of(document, path, library)


def stored_subject(workspace: Workspace, ident: str, rubric: str | None = None) -> Subject:
    """Give an assessment of the library by the beginning of its id."""
    row = workspace.repository.find(ident)
    pack = stored_rubric(workspace, row.rubric_sha256)
    if rubric is not None:
        given = read_folder(Path(rubric))
        if given.sha256 != pack.sha256:
            raise NotAllowed(
                N_("The assessment was made with {named} ({held}), not with {given} ({hash}): leave out --rubric."),
                named=pack.label,
                held=pack.sha256[:12],
                given=given.label,
                hash=given.sha256[:12],
            )
    return Subject(pack, workspace.repository.record(row.id))


def stored_rubric(workspace: Workspace, sha256: str) -> RubricPack:
    """Give a rubric that the library keeps."""
    pack = read_source(workspace.repository.rubric_source(sha256))
    if pack.sha256 != sha256:
        raise NotAllowed(
            N_("The rubric {name} in the library was altered: restore the library from a copy."), name=pack.label
        )
    return pack


def _rubric_of(document: AssessmentDocument, path: Path, library: str | None) -> RubricPack:
    if document.rubric is None:
        raise NoRubricAtHand("", path.name)
    named = document.rubric
    shipped = shipped_rubrics() / named.id
    if shipped.is_dir():
        pack = read_folder(shipped)
        if pack.rubric.version == named.version and named.sha256 in ("", pack.sha256):
            return pack
    return _rubric_at_hand(named, path, library)


def _rubric_at_hand(named: RubricName, path: Path, library: str | None) -> RubricPack:
    from nfmaturity.workspace.opening import workspace_if_any
    from nfmaturity.workspace.rubrics import rubric_with_hash, rubric_with_label

    with workspace_if_any(library) as workspace:
        if named.sha256:
            found = rubric_with_hash(workspace, named.sha256)
        else:
            found = rubric_with_label(workspace, named.id, named.version)
    if found is None:
        label = f"{named.id} {named.version}" + (f" ({named.sha256[:12]})" if named.sha256 else "")
        raise NoRubricAtHand(label, path.name)
    return found
