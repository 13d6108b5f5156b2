"""Moving an assessment, as work for the database's thread, and what is told when it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_, message
from nfmaturity.i18n import _
from nfmaturity.ui.dropped import with_words
from nfmaturity.ui.notice import Door, Notice
from nfmaturity.ui.saving import when_saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.domain.scoring import ScoreCard
    from nfmaturity.ui.desk import Desk
    from nfmaturity.workspace.moving import PastMove, PlannedMove
    from nfmaturity.workspace.opening import Workspace

_MOVED = N_("Moved to version {version} of the rubric; result {before} → {after}.")
_MARKED = N_("{moved} Answers marked for review: {n}.")
_BACK = N_("Back under version {version} of the rubric; result {before} → {after}.")
_UNSAVED = N_("The move was not taken back, as your last edits are not saved yet: {fault}")


@dataclass(frozen=True, slots=True)
class Versions:
    """The newer versions at hand of the rubric that an assessment stands under, newest first, and its past moves."""

    newer: tuple[RubricPack, ...]
    past: tuple[PastMove, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A move that was made."""

    planned: PlannedMove
    is_return: bool = False

    @property
    def marked(self) -> int:
        """How many answers it marked for review."""
        steps = self.planned.move.steps
        return sum(1 for step in steps if step.target.field == "review" and step.after)

    def tell(self, desk: Desk, then: Callable[[], object]) -> None:
        """Show the open assessment under its new rubric and say so, with a way to take the move back."""
        session, ident = desk.session, self.planned.subject.assessment.id
        undecided = session.undecided if session else {}

        def shown() -> None:
            then()
            notice = self._notice(desk, ident)
            homeless = desk.session.offer(undecided, is_adrift=True) if desk.session else {}
            said = with_words(notice.said, homeless)
            stays = bool(homeless)  # words that have no place any more stand nowhere else
            desk.told.emit(replace(notice, said=said, is_move=True, is_fault=stays, stays=stays))

        if session and session.assessment.id == ident:
            desk.open_anew(shown)
        else:
            desk.told.emit(self._notice(desk, ident))

    def _notice(self, desk: Desk, ident: str) -> Notice:
        version = self.planned.move.wanted.rubric.version
        if self.is_return:
            return Notice(message(_BACK, version=version, **_results(self.planned)))
        said = message(_MOVED, version=version, **_results(self.planned))
        if self.marked:
            said = message(_MARKED, moved=said, n=self.marked)
        return Notice(said, door=Door(N_("Take back"), lambda: take_back(desk, ident)))


def read_versions(workspace: Workspace, ident: str, pack: RubricPack) -> Versions:
    """Read which newer versions are at hand, and the moves on record."""
    from nfmaturity.workspace.moving import newer_rubrics, past_moves

    return Versions(tuple(newer_rubrics(workspace, pack)), tuple(past_moves(workspace, ident)))


def plan(ident: str, wanted: RubricPack) -> Callable[[Workspace], PlannedMove]:
    """Give the work of planning a move."""
    from nfmaturity.workspace.moving import plan_of_move

    return lambda workspace: plan_of_move(workspace, ident, wanted)


def plan_back(ident: str) -> Callable[[Workspace], PlannedMove]:
    """Give the work of planning the way back."""
    from nfmaturity.workspace.moving import plan_of_return

    return lambda workspace: plan_of_return(workspace, ident)


def make(planned: PlannedMove, *, is_return: bool = False) -> Callable[[Workspace], Move]:
    """Give the work of making a planned move, or the way back from one."""
    from nfmaturity.workspace.moving import make_move

    def work(workspace: Workspace) -> Move:
        make_move(workspace, planned)
        return Move(planned, is_return)

    return work


def take_back(desk: Desk, ident: str) -> None:
    """Take the last move of the open assessment back and say so."""
    session = desk.session
    if session is None or session.assessment.id != ident:
        return
    planning = plan_back(ident)
    when_saved(
        session,
        lambda: desk.ask(
            lambda workspace: make(planning(workspace), is_return=True)(workspace),
            lambda made: made.tell(desk, lambda: None),
        ),
        lambda fault: desk.told.emit(Notice(message(_UNSAVED, fault=fault), is_fault=True)),
    )


def _results(planned: PlannedMove) -> dict[str, str]:
    return {"before": _score(planned.before), "after": _score(planned.after)}


def _score(card: ScoreCard) -> str:
    from nfmaturity.domain.scoring import cut

    return cut(card.overall.score) if card.overall.score is not None else _("none")
