"""Words being written on their way to the disk, and those that were left there taken up again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, UserError, message
from nfmaturity.ui.notice import Door, Notice
from nfmaturity.ui.settings import Location

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.domain.changes import Change
    from nfmaturity.ui.database import Database
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.undo import Gesture
    from nfmaturity.workspace.opening import Workspace

_KEPT = N_("Words that were being written when the program ended were kept: comment on {node}.")


class DraftKeeper:
    """Keeps words through the thread of the database; one after the other, as everything there."""

    def __init__(self, database: Database, told: Callable[[], object], failed: Callable[[], object]) -> None:
        """Call `told` when words are on disk; `failed` when they cannot be, so that they are saved as edits are."""
        self._database, self._told, self._failed = database, told, failed
        self._ids: frozenset[str] = frozenset()
        self.under_way = 0

    def keep(self, assessment_id: str, gesture: Gesture) -> None:
        """Keep what words have become."""
        self._ids |= {change.id for change in gesture}
        self.under_way += 1
        self._database.ask(
            lambda workspace: _keep(workspace, assessment_id, gesture), self._done, self._fail, self._break
        )

    def forget(self) -> None:
        """Drop all that was kept, as nobody wants it any more."""
        ids, self._ids = self._ids, frozenset()
        if ids:
            self._database.ask(lambda workspace: _drop(workspace, ids), _ignore, _ignore)

    def dropping(self, gesture: Gesture) -> Callable[[Workspace], object]:
        """Give the work of dropping what was kept of a gesture, done once it is in the log."""
        ids = self._ids & {change.id for change in gesture}
        return (lambda workspace: _drop(workspace, ids)) if ids else _ignore

    def _done(self, _answer: object) -> None:
        self.under_way -= 1
        self._told()

    def _fail(self, _fault: UserError) -> None:
        self.under_way -= 1
        self._failed()

    def _break(self) -> None:
        self.under_way -= 1
        self._failed()


def _keep(workspace: Workspace, assessment_id: str, gesture: Gesture) -> None:
    from nfmaturity.storage.drafts import keep_draft

    for change in gesture:
        keep_draft(workspace.library, assessment_id, change)


def _drop(workspace: Workspace, ids: frozenset[str]) -> None:
    from nfmaturity.storage.drafts import drop_drafts

    drop_drafts(workspace.library, ids)


def _ignore(_answer: object) -> None:
    """Take an answer that nobody waits for."""


def left_words(workspace: Workspace, assessment_id: str) -> tuple[Change, ...]:
    """Give the words that the program left unfinished on this machine as it ended."""
    from nfmaturity.storage.drafts import left_drafts

    return left_drafts(workspace.library, assessment_id)


def take_up(desk: Desk, session: AssessmentSession, left: tuple[Change, ...]) -> None:
    """Put words that were left unfinished into their comments, as edits that can be undone, and say so.

    Where somebody has changed the comment since, one chooses between both.
    """
    from nfmaturity.ui.saving import when_saved

    for change in (change for change in left if change.target.id in session.rubric.places):
        session.comment(change.target.id, change.after, seen=change.before)
        at = Location("assess", session.assessment.id, requirement=change.target.id)
        door = Door(N_("Show it"), partial(desk.show_asked.emit, at))
        desk.told.emit(Notice(message(_KEPT, node=change.target.id), door=door))
    ids = frozenset(change.id for change in left)
    when_saved(session, lambda: desk.ask(lambda workspace: _drop(workspace, ids), _ignore, _ignore), _ignore)
