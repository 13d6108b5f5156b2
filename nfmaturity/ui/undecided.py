"""What waits for a choice between yours and theirs, on its way to the disk, so that it is asked again after an end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
        self._writing: Undecided | None = None
        self._doubtful: set[Target] = set()
        """Cells of which it is not known what is on disk: another keeper was writing them."""
        self._is_given_up = False

    @property
    def under_way(self) -> bool:
        """Whether the work of keeping is being done."""
        return self._writing is not None

    @property
    def is_in_doubt(self) -> bool:
        """Whether another keeper was at work as this one took over."""
        return bool(self._doubtful) and not self._is_given_up

    def want(self, undecided: Undecided) -> None:
        """Want these on disk, and no others of the assessment."""
        self._now = undecided

    def give_up(self) -> None:
        """Leave what is on disk as it is: somebody else keeps it, or nobody wants it any more."""
        self._is_given_up = True

    def take_over(self, other: UndecidedKeeper) -> None:
        """Answer from now on for what another one has on disk."""
        other.give_up()
        self._now = replace(self._now, assessment_id=self._now.assessment_id or other._now.assessment_id)
        self._kept = other._kept
        self._doubtful = other._doubtful | (other._kept.differs(other._writing) if other._writing else set())

    @property
    def unkept(self) -> int:
        """How many cells are not on disk as they have to be."""
        if self._is_given_up:
            return int(self.under_way)  # whose answer somebody has to be there for
        return len(self._kept.differs(self._now) | self._doubtful)

    def begin(self, *, forgets: bool = True) -> tuple[Work, Undecided]:
        """Give the work of keeping what is wanted now, and what is on disk once that is done.

        Without `forgets` what was decided stays there: only who hears what became of it may forget it.
        """
        wanted = self._now
        before = {*self._kept.by_cell, *self._doubtful} if forgets else set()
        decided = before - set(wanted.by_cell)
        self._writing = wanted
        return (lambda workspace: _keep(workspace, decided, wanted)), wanted

    def end(self, kept: Undecided | None = None) -> None:
        """Note that the work is done, with what is on disk by that where it was not in vain."""
        self._writing = None
        if kept:
            self._kept, self._doubtful = kept, set()


def _waiting(undecided: Undecided) -> dict[Target, tuple[Value, bool]]:
    return {target: (one.yours, one.is_adrift) for target, one in undecided.by_cell.items()}


def keep_conflicts(workspace: Workspace, assessment_id: str, conflicts: Iterable[Conflict]) -> None:
    """Keep edits that somebody else's were before, as it is found; words that were drafts are such from now on."""
    from nfmaturity.storage.drafts import Draft, keep_draft

    for conflict in conflicts:
        keep_draft(workspace.library, assessment_id, Draft(conflict.change, "theirs"))


def _keep(workspace: Workspace, decided: set[Target], wanted: Undecided) -> None:
    from nfmaturity.storage.drafts import keep_undecided

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
