"""The assessment that another one is compared with: the one it names, else the newest that went before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from nfmaturity.analysis.comparison import Earlier
from nfmaturity.domain.errors import NotFound
from nfmaturity.domain.scoring import score
from nfmaturity.storage.earlier import earlier_assessments, stored_assessment
from nfmaturity.workspace.opening import workspace_if_any
from nfmaturity.workspace.subject import stored_rubric

if TYPE_CHECKING:
    from collections.abc import Collection

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.storage.listing import AssessmentRow
    from nfmaturity.workspace.opening import Workspace

NO_EARLIER = "00000000-0000-0000-0000-000000000000"
"""What an assessment names in `previous` that is to be compared with none; "" leaves the choice to the library."""


@dataclass(frozen=True, slots=True)
class Before:
    """What went before an assessment: those to choose from, the newest first, and the one that is compared with.

    `missing` tells that the assessment names one that the library does not hold, or has in the trash; else it is "".
    """

    rows: tuple[AssessmentRow, ...] = ()
    chosen: Earlier | None = None
    missing: Literal["", "away", "trashed"] = ""


def look_before(workspace: Workspace, assessment: Assessment) -> Before:
    """Look what went before an assessment, and score the one that it is compared with under its own rubric.

    One that is named but not at hand, or lies in the trash, gives way to none: figures of another year are never shown
    in its place.
    """
    rows = tuple(earlier_assessments(workspace.library, assessment))
    named = _named(assessment)
    if named and all(row.id != named for row in rows):
        rows += tuple(row for row in workspace.repository.rows() if row.id == named)
    wanted = assessment.previous or next((row.id for row in rows), "")
    is_at_hand = any(row.id == wanted for row in rows)
    chosen = _scored(workspace, wanted) if is_at_hand else None
    if not named or chosen:
        return Before(rows, chosen)
    is_trashed = any(row.id == named for row in workspace.repository.rows(trashed=True))
    return Before(rows, missing="trashed" if is_trashed else "away")


def left_behind(workspace: Workspace, taken: Collection[str]) -> tuple[AssessmentRow, ...]:
    """Give the assessments of the library that some of it are compared with by name and that are not among these."""
    rows = {row.id: row for row in workspace.repository.rows()}
    named = {rows[ident].previous for ident in taken if ident in rows}
    return tuple(row for ident, row in rows.items() if ident in named - set(taken))


def _named(assessment: Assessment) -> str:
    return "" if assessment.previous == NO_EARLIER else assessment.previous


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
