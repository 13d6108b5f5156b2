"""The assessments whose edits are on their way to the disk: the open one, and those closed before theirs were there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Signal

if TYPE_CHECKING:
    from nfmaturity.storage.writer import AssessmentWriter
    from nfmaturity.ui.saving import SaveState
    from nfmaturity.ui.session import AssessmentSession

Opened = tuple["AssessmentSession", "AssessmentWriter"]
"""A session with the writer of its assessment."""


class Sessions(QObject):
    """Holds the session that is open and those laid aside, which are let go of once their edits are on disk."""

    moved = Signal(object)
    """The `SaveState` of one of them, after it was let go of where all of it is on disk."""

    settled = Signal()
    """One that was laid aside is on disk as a whole."""

    stuck = Signal(object)
    """The `Message` because of which one that was laid aside cannot be written now."""

    def __init__(self, parent: QObject) -> None:
        """Begin with none."""
        super().__init__(parent)
        self.open: Opened | None = None
        self._aside: dict[str, Opened] = {}

    def all(self) -> list[AssessmentSession]:
        """Give the sessions, the open one last."""
        return [session for session, _ in (*self._aside.values(), *([self.open] if self.open else []))]

    @property
    def has_aside(self) -> bool:
        """Whether edits of closed assessments are on their way."""
        return bool(self._aside)

    @property
    def state(self) -> SaveState:
        """How all edits stand: the worst of them counts."""
        from nfmaturity.ui.saving import together

        return together([session.save_state for session in self.all()])

    @property
    def waiting(self) -> int:
        """How many gestures are not on disk yet."""
        return sum(session.save_state.waiting for session in self.all())

    def follow(self, session: AssessmentSession) -> None:
        """Tell from now on how the edits of a session stand."""
        session.saving.connect(lambda state: self._on_saving(session, state))

    def lay_aside(self, session: AssessmentSession, writer: AssessmentWriter) -> None:
        """Keep a session that is no longer shown until its edits are on disk."""
        session.end_writing()
        if session.save_state.waiting:
            self._aside[session.assessment.id] = (session, writer)
        else:
            session.deleteLater()

    def has_laid_aside(self, ident: str) -> bool:
        """Tell whether edits of an assessment that was closed are on their way."""
        return ident in self._aside

    def take_back(self, ident: str) -> Opened:
        """Give a session that was laid aside, which is so no longer."""
        return self._aside.pop(ident)

    def try_again(self) -> None:
        """Try what could not be saved again now."""
        for session in self.all():
            session.try_saving_again()

    def finish(self) -> bool:
        """Wait until every edit is on disk or was refused by it now; tells whether all are on disk."""
        self.try_again()
        pause = QEventLoop()
        self.moved.connect(pause.quit)
        while any(session.save_state.kind == "saving" for session in self.all()):
            pause.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self.moved.disconnect(pause.quit)
        return not self.waiting

    def _on_saving(self, session: AssessmentSession, state: SaveState) -> None:
        ident = session.assessment.id
        if self._aside.get(ident, (None,))[0] is session:
            if not state.waiting:
                del self._aside[ident]
                session.deleteLater()
                self.settled.emit()
            elif state.fault:
                self.stuck.emit(state.fault)
        self.moved.emit(state)
