"""Cells that somebody else changed meanwhile: shown while their assessment is open, decided, told when it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nfmaturity.domain.errors import N_, UserError

if TYPE_CHECKING:
    from nfmaturity.domain.changes import Target
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.widgets.disagreement_bar import DisagreementBar

_UNDECIDED = N_("Not decided yet: {cells}. What others stored holds until you open the assessment again and choose.")


class Decisions(QObject):
    """Keeps a bar showing what waits for a decision in the open assessment, and writes what a person decides there."""

    def __init__(self, desk: Desk, bar: DisagreementBar) -> None:
        """Follow the assessment that is open at a desk."""
        super().__init__(bar)
        self._desk, self._bar = desk, bar
        self._session: AssessmentSession | None = None
        bar.keep_asked.connect(self._keep_theirs)
        bar.put_asked.connect(self._put_yours)
        bar.both_asked.connect(self._put_both)
        desk.session_changed.connect(self._follow)

    def _follow(self, session: AssessmentSession | None) -> None:
        if self._session:
            self._session.disagreed.disconnect(self.show)
            if session is None or session.assessment.id != self._session.assessment.id:
                self._tell_undecided(self._session)
        self._session = session
        if session:
            session.disagreed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Show what waits, in the language in force."""
        self._bar.show_of(self._session)

    def _keep_theirs(self, target: Target) -> None:
        if self._session:
            self._session.keep_theirs(target)

    def _put_yours(self, target: Target) -> None:
        try:
            if self._session:
                self._session.put_yours(target)
        except UserError as refused:
            self._desk.tell_fault(refused)

    def _put_both(self, target: Target) -> None:
        from nfmaturity.ui.disagreement_words import both_of

        try:
            for one in self._session.disagreements if self._session else ():
                if one.target == target and self._session:
                    self._session.edit({target: both_of(one)})
        except UserError as refused:
            self._desk.tell_fault(refused)

    def _tell_undecided(self, session: AssessmentSession) -> None:
        """Say what becomes of the choices that nobody made in an assessment that is closed."""
        if undecided := session.disagreements:
            cells = ", ".join(one.target.id or one.target.field for one in undecided)
            self._desk.tell(_UNDECIDED, cells=cells)
