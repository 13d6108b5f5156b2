"""What the desk has done in the database's thread: nothing in here knows a session, a signal or a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.storage.drafts import Draft
    from nfmaturity.storage.listing import AssessmentRow
    from nfmaturity.storage.writer import AssessmentWriter, Standing
    from nfmaturity.ui.models.library_entries import Read
    from nfmaturity.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class LibraryView:
    """The open library as lists show it: where it is, its assessments last changed first, and those in the trash.

    Both lists come with what was found damaged in them.
    """

    shown: str
    listed: Read
    trashed: Read
    is_demo: bool = False
    stamp: tuple[object, ...] = ()
    """Another one once somebody has changed anything in it."""

    @property
    def rows(self) -> tuple[AssessmentRow, ...]:
        """The rows of its assessments, as stored."""
        return tuple(entry.row for entry in self.listed.entries)


@dataclass(frozen=True, slots=True)
class Opened:
    """An assessment as stored, with its rubric and the writer of its edits."""

    pack: RubricPack
    writer: AssessmentWriter
    standing: Standing
    left: tuple[Draft, ...] = ()
    """Words that were being written when the program ended, and values that nobody decided on."""


def view_library(workspace: Workspace, *, is_demo: bool, known: LibraryView | None = None) -> LibraryView:
    """Read the lists of a library; what still holds of `known`, seen before, is taken over."""
    from nfmaturity.storage.listing import library_stamp, list_assessments
    from nfmaturity.ui.models.library_entries import read_entries

    stamp = library_stamp(workspace.library)  # before the lists: what comes between is seen at the next look
    kept, binned = (list_assessments(workspace.library, trashed=trashed) for trashed in (False, True))
    listed = read_entries(kept, known.listed.entries if known else ())
    trashed = read_entries(binned, known.trashed.entries if known else ())
    return LibraryView(workspace.library.place.shown, listed, trashed, is_demo, stamp)


def stamp_of(workspace: Workspace) -> tuple[object, ...]:
    """Give the stamp of a library as it is now."""
    from nfmaturity.storage.listing import library_stamp

    return library_stamp(workspace.library)


def open_stored(workspace: Workspace, ident: str, packs: Mapping[str, RubricPack], predecessor: str = "") -> Opened:
    """Read an assessment, under a rubric at hand where it is among `packs` (by hash).

    `predecessor` is the run of the program whose place this one takes.
    """
    from nfmaturity.storage.writer import AssessmentWriter
    from nfmaturity.ui.drafting import left_behind
    from nfmaturity.workspace.subject import stored_rubric

    row = workspace.repository.find(ident)
    pack = packs.get(row.rubric_sha256) or stored_rubric(workspace, row.rubric_sha256)
    writer = AssessmentWriter(workspace.library, pack, row.id)
    return Opened(pack, writer, writer.standing, left_behind(workspace, row.id, predecessor))


def begin_assessment(workspace: Workspace, pack: RubricPack, assessment: Assessment) -> None:
    """Store a new assessment; its enterprise is kept, too, where it is not known yet."""
    from nfmaturity.domain.assessment_record import Record
    from nfmaturity.workspace.assessments import add_record
    from nfmaturity.workspace.enterprises import with_enterprise

    state = with_enterprise(workspace, assessment)
    add_record(workspace, pack, Record(state, state))


def fill(workspace: Workspace) -> object:
    """Put the made-up enterprises into a library."""
    from nfmaturity.workspace.demo import fill_demo_library

    return fill_demo_library(workspace)
