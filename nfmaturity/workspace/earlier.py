"""The assessment that another one is compared with: the one it names, else the newest that went before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.analysis.comparison import Earlier
from nfmaturity.domain.errors import NotFound
from nfmaturity.domain.scoring import score
from nfmaturity.storage.earlier import earlier_assessments, stored_assessment
from nfmaturity.workspace.opening import workspace_if_any
from nfmaturity.workspace.subject import stored_rubric

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.storage.listing import AssessmentRow
    from nfmaturity.workspace.opening import Workspace

NO_EARLIER = "00000000-0000-0000-0000-000000000000"
"""What an assessment names in `previous` that is to be compared with none; "" leaves the choice to the library."""


@dataclass(frozen=True, slots=True)
class Before:
    """What went before an assessment: those to choose from, the newest first, and the one that is compared with."""

    rows: tuple[AssessmentRow, ...] = ()
    chosen: Earlier | None = None


def look_before(workspace: Workspace, assessment: Assessment) -> Before:
    """Look what went before an assessment, and score the one that it is compared with under its own rubric.

    One that is named but not at hand, or lies in the trash, gives way to none: figures of another year are never shown
    in its place.
    """
    rows = tuple(earlier_assessments(workspace.library, assessment))
    named = assessment.previous
    if named and named != NO_EARLIER and all(row.id != named for row in rows):
        rows += tuple(row for row in workspace.repository.rows() if row.id == named)
    wanted = named or next((row.id for row in rows), "")
    is_at_hand = any(row.id == wanted for row in rows)
    return Before(rows, _scored(workspace, wanted) if is_at_hand else None)


def earlier_of(workspace: Workspace, assessment: Assessment) -> Earlier | None:
    """Give the assessment that another one is compared with, scored; None for none."""
    return look_before(workspace, assessment).chosen


def earlier_in_library(library: str | None, assessment: Assessment) -> Earlier | None:
    """Give the assessment that one is compared with, from a library by its name; None too where there is no library."""
    with workspace_if_any(library) as workspace:
        return earlier_of(workspace, assessment) if workspace else None


def _scored(workspace: Workspace, ident: str) -> Earlier | None:
    try:
        held = stored_assessment(workspace.library, ident)
        pack = stored_rubric(workspace, held.rubric.sha256)
    except NotFound:
        return None
    return Earlier(pack, held, score(pack.rubric, held))
