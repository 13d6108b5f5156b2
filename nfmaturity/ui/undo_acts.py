"""Undo and redo as a person asks for them, and what is said of an edit whose place is not in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nfmaturity.domain.errors import N_, message
from nfmaturity.ui.frame_content import OF_AN_ASSESSMENT
from nfmaturity.ui.notice import Door, Notice
from nfmaturity.ui.settings import Location

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.undo import Gesture
    from nfmaturity.ui.widgets.notice_bar import NoticeBar


class UndoActs(QObject):
    """Takes edits back and does them again where one sees the open assessment; after a move it names the way back."""

    def __init__(self, desk: Desk, notices: NoticeBar, where: Callable[[], Location], go: Go, show: Go) -> None:
        """Act on what is open at a desk; `where` gives the place that is in sight, `show` shows a spot of it."""
        super().__init__(notices)
        self._desk, self._notices = desk, notices
        self._where, self._go, self._show = where, go, show
        self._moved: AssessmentSession | None = None
        self._is_held = False
        desk.opening.connect(self._hold)
        desk.told.connect(self._note_move)
        desk.session_changed.connect(self._forget_move)

    def undo(self) -> None:
        """Take the newest edit back."""
        session = self._desk.session
        if session is None or self._is_held or self._where().page not in OF_AN_ASSESSMENT:
            return
        if gesture := session.to_undo:
            session.undo()
            self._lead(N_("Undone: {what}."), gesture)
        elif session is self._moved:
            said = message(N_("Ctrl+Z takes no move to another version back: that is done on the page of moves."))
            door = Door(N_("Take the last move back…"), lambda: self._go(Location("move")))
            self._desk.told.emit(Notice(said, door=door))

    def redo(self) -> None:
        """Do again what was taken back last."""
        session = self._desk.session
        if session and not self._is_held and self._where().page in OF_AN_ASSESSMENT and session.to_redo:
            session.redo()
            self._lead(N_("Done again: {what}."), session.to_undo or ())

    def _hold(self, is_opening: bool) -> None:
        """Take nothing back of an assessment in whose place another one comes."""
        self._is_held = is_opening

    def _note_move(self, notice: Notice) -> None:
        if notice.is_move:
            self._moved = self._desk.session

    def _forget_move(self) -> None:
        self._moved = None

    def _lead(self, said: str, gesture: Gesture) -> None:
        """Put away what was told of the edit and lead to it; of one elsewhere say what became of it, with a door.

        What was graded by mistake is the one to be graded now, not the one that came after it.
        """
        from nfmaturity.ui.gestures import gesture_place, gesture_words

        session = self._desk.session
        self._notices.put_passing_away()
        if session is None or not gesture:
            return
        at = self._where()
        place = gesture_place(session.rubric, gesture, at.node)
        if (place.page, place.node) != (at.page, at.node if place.node else ""):
            what = gesture_words(session.rubric, gesture)
            door = Door(N_("Show it"), lambda: self._go_see(place))
            self._desk.told.emit(Notice(message(said, what=what), door=door))
        elif place.requirement:
            self._show(place)

    def _go_see(self, place: Location) -> None:
        self._notices.put_away()
        self._go(place)
