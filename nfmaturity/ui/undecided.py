"""What waits for a choice between yours and theirs, on its way to the disk, so that it is asked again after an end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nfmaturity.domain.changes import Conflict, Target, Value
    from nfmaturity.storage.drafts import Draft
    from nfmaturity.ui.database import Work
    from nfmaturity.ui.disagreement import Disagreement, Disagreements
    from nfmaturity.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class Undecided:
    """The disagreements of an assessment."""

    assessment_id: str = ""
    by_cell: Disagreements = field(default_factory=dict)

    def differs(self, other: Undecided) -> set[Target]:
        """Give the cells in which other values wait on disk, or no longer any."""
        ours, theirs = _waiting(self), _waiting(other)
        return {target for target in {**ours, **theirs} if ours.get(target) != theirs.get(target)}


class UndecidedKeeper:
    """Knows what of the disagreements is on disk; the queue of edits has its work done in its turn."""

    def __init__(self) -> None:
        """Begin with none."""
        self._now = self._kept = Undecided()
        self._is_given_up = False
        self.under_way = False

    def want(self, undecided: Undecided) -> None:
        """Want these on disk, and no others of the assessment."""
        self._now = undecided

    def give_up(self) -> None:
        """Leave what is on disk as it is: somebody else keeps it, or nobody wants it any more."""
        self._is_given_up = True

    def take_over(self, other: UndecidedKeeper) -> None:
        """Answer from now on for what another one has on disk."""
        other.give_up()
        self._kept = other._kept

    @property
    def unkept(self) -> int:
        """How many cells are not on disk as they have to be."""
        if self._is_given_up:
            return 0
        return len(self._kept.differs(self._now))

    def begin(self, *, forgets: bool = True) -> tuple[Work, Undecided]:
        """Give the work of keeping what is wanted now, and what is on disk once that is done.

        Without `forgets` what was decided stays there: only who hears what became of it may forget it.
        """
        wanted = self._now
        before = self._kept if forgets else wanted
        self.under_way = True
        return (lambda workspace: _keep(workspace, before, wanted)), wanted

    def end(self, kept: Undecided | None = None) -> None:
        """Note that the work is done, with what is on disk by that where it was not in vain."""
        self.under_way = False
        self._kept = kept or self._kept


def _waiting(undecided: Undecided) -> dict[Target, tuple[Value, bool]]:
    return {target: (one.yours, one.is_adrift) for target, one in undecided.by_cell.items()}


def keep_conflicts(workspace: Workspace, assessment_id: str, conflicts: Iterable[Conflict]) -> None:
    """Keep edits that somebody else's were before, as it is found; words that were drafts are such from now on."""
    from nfmaturity.storage.drafts import Draft, keep_draft

    for conflict in conflicts:
        keep_draft(workspace.library, assessment_id, Draft(conflict.change, "theirs"))


def _keep(workspace: Workspace, before: Undecided, wanted: Undecided) -> None:
    from nfmaturity.storage.drafts import keep_undecided

    decided = [target for target in before.by_cell if target not in wanted.by_cell]
    drafts = [_draft(one) for one in wanted.by_cell.values()]
    keep_undecided(workspace.library, wanted.assessment_id, decided, drafts)


def _draft(one: Disagreement) -> Draft:
    """Give what one wanted as a change that nobody has made: who makes it signs it then."""
    from nfmaturity.domain.changes import Change
    from nfmaturity.domain.documents import new_id
    from nfmaturity.storage.drafts import Draft
    from nfmaturity.workspace.opening import now

    ident, at = new_id(), now()
    change = Change(
        id=ident,
        target=one.target,
        before=one.theirs,
        after=one.yours,
        device="",
        actor="",
        at=at,
        group="",
        base_seq=0,
    )
    return Draft(change, "adrift" if one.is_adrift else "theirs")
