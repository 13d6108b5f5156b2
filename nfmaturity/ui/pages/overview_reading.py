"""What the Overview reads from the library: the assessment before this one, who graded what, and the enterprise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nfmaturity.analysis.comparison import Comparison, compare
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.ui.pages.overview_people import read_grading

if TYPE_CHECKING:
    from nfmaturity.analysis.checks.pace import Graded
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.storage.enterprises import StoredEnterprise
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.workspace.earlier import Before
    from nfmaturity.workspace.opening import Workspace

Read = tuple["Before", tuple["Graded", ...], "StoredEnterprise | None"]


class OverviewReading:
    """Reads in the database's thread and keeps what it read for the assessment that is open."""

    def __init__(self, desk: Desk, then: Callable[[], None]) -> None:
        """Call `then` whenever something else was read."""
        self._desk, self._then = desk, then
        self._session: AssessmentSession | None = None
        self._turn = 0
        self.before: Before | None = None
        self.log: tuple[Graded, ...] = ()
        self.kept: StoredEnterprise | None = None

    def follow(self, session: AssessmentSession | None) -> None:
        """Begin with another assessment, of which nothing was read yet."""
        self._session = session
        self._turn += 1
        self.before, self.log, self.kept = None, (), None

    def read(self) -> None:
        """Read anew; what was read stands until then."""
        session = self._session
        if session is None:
            return
        self._turn += 1
        turn, state = self._turn, session.assessment

        def show(found: Read) -> None:
            if turn == self._turn and found != (self.before, self.log, self.kept):
                self.before, self.log, self.kept = found
                self._then()

        self._desk.ask(lambda workspace: _read(workspace, state), show)

    def compared(self) -> Comparison | None:
        """Set the assessment as it stands now beside the one before; None where there is none."""
        session, before = self._session, self.before
        if session is None or before is None or before.chosen is None:
            return None
        return compare(session.rubric, session.card, before.chosen, session.to_confirm.get(OVERALL, 0))


def _read(workspace: Workspace, state: Assessment) -> Read:
    from nfmaturity.workspace.earlier import look_before
    from nfmaturity.workspace.enterprises import enterprise_of

    kept = enterprise_of(workspace, state.enterprise)
    return look_before(workspace, state), read_grading(workspace, state.id), kept
