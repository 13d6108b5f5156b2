"""Words being written on their way to the disk, and those that were left there taken up again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, UserError, message
from nfmaturity.ui.notice import Door, Notice
from nfmaturity.ui.settings import Location
from nfmaturity.ui.undecided import keep_conflicts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from nfmaturity.domain.changes import Outcome, Target, Value
    from nfmaturity.storage.drafts import Draft
    from nfmaturity.ui.database import Database
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.undo import Gesture
    from nfmaturity.workspace.opening import Workspace

_HOMELESS = N_("Not stored, as the rubric {name} has no place for it: {cells}.")
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

    def dropping(self, gesture: Gesture) -> Callable[[Workspace, Outcome], None]:
        """Give the work of dropping what was kept of a gesture, done once it is in the log.

        What somebody else had changed before stays, waiting for a choice.
        """
        ids = self._ids & {change.id for change in gesture}

        def drop(workspace: Workspace, outcome: Outcome) -> None:
            keep_conflicts(workspace, outcome.assessment.id, outcome.conflicts)
            if done := ids - {conflict.change.id for conflict in outcome.conflicts}:
                _drop(workspace, done)

        return drop

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
    from nfmaturity.storage.drafts import Draft, keep_draft

    for change in gesture:
        keep_draft(workspace.library, assessment_id, Draft(change))


def _drop(workspace: Workspace, ids: frozenset[str]) -> None:
    from nfmaturity.storage.drafts import drop_drafts

    drop_drafts(workspace.library, ids)


def _ignore(_answer: object) -> None:
    """Take an answer that nobody waits for."""


def left_behind(workspace: Workspace, assessment_id: str, predecessor: str) -> tuple[Draft, ...]:
    """Give what is no change yet: words left unfinished on this machine, and values that nobody decided on."""
    from nfmaturity.storage.drafts import left_drafts

    return left_drafts(workspace.library, assessment_id, predecessor)


def take_up(desk: Desk, session: AssessmentSession, left: tuple[Draft, ...]) -> None:
    """Put words that were left unfinished into their comments, as edits that can be undone, and say so.

    Where somebody has changed the comment since, and where nobody decided before, one chooses between both.
    """
    from nfmaturity.ui.saving import when_saved

    words = [draft.change for draft in left if not draft.choice]
    placed = [change for change in words if change.target.id in session.rubric.places]
    for change in placed:
        session.comment(change.target.id, change.after, seen=change.before)
    if placed:
        at = Location("assess", session.assessment.id, requirement=placed[0].target.id)
        door = Door(N_("Show it"), partial(desk.show_asked.emit, at))
        nodes = ", ".join(dict.fromkeys(change.target.id for change in placed))
        desk.told.emit(Notice(message(_KEPT, node=nodes), door=door, stays=True))
    homeless = {change.target: change.after for change in words if change.target.id not in session.rubric.places}
    for is_adrift in (False, True):
        kept = {d.change.target: d.change.after for d in left if d.choice and (d.choice == "adrift") == is_adrift}
        homeless |= session.offer(kept, is_adrift=is_adrift)
    ids = frozenset(draft.change.id for draft in left)
    lost = frozenset(draft.change.id for draft in left if draft.change.target in homeless)

    def drop(done: Collection[str]) -> None:
        desk.ask(lambda workspace: _drop(workspace, frozenset(done)), _ignore, _ignore)

    when_saved(session, lambda: drop(ids - lost), _ignore)
    if homeless:
        _give_back(desk, session, homeless, lambda: drop(lost))


def _give_back(
    desk: Desk, session: AssessmentSession, homeless: dict[Target, Value], done: Callable[[], object]
) -> None:
    """Say what was left but has no place any more; it stays on disk until its writer has copied it."""
    from nfmaturity.ui.dropped import copying, with_words

    cells = ", ".join(dict.fromkeys(target.id for target in homeless))
    said = with_words(message(_HOMELESS, cells=cells, name=session.pack.label), homeless)
    copy = copying(homeless)

    def take() -> None:
        if copy:
            copy.act()
        done()

    door = Door(copy.word if copy else N_("Let it go"), take)
    desk.told.emit(Notice(said, is_fault=True, door=door, stays=True))
