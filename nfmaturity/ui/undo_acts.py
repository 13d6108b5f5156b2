"""Undo and redo as a person asks for them, and what is said of an edit whose place is not in sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nfmaturity.domain.errors import N_, message
from nfmaturity.ui.frame_content import OF_AN_ASSESSMENT
from nfmaturity.ui.notice import Door, Notice
from nfmaturity.ui.settings import Location

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.domain.errors import UserError
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.undo import Gesture
    from nfmaturity.ui.widgets.notice_bar import NoticeBar

_NO_MOVE = N_("Ctrl+Z takes no move to another version back: that is done on the page of moves.")
_NOT_HERE = N_(
    "Nothing is left to undo: undo reaches back to where this was opened or a file was taken over. "
    "Edited last: {what} – {who}, {when}. The history (H) shows and restores it."
)


class UndoActs(QObject):
    """Takes edits back and does them again where one sees the open assessment.

    Where nothing is left of what was edited since that was opened, or since a file was taken over, it takes back what
    came from the file, and of anything else names who edited last; after a move it names the way back.
    """

    def __init__(self, desk: Desk, notices: NoticeBar, where: Callable[[], Location], go: Go, show: Go) -> None:
        """Act on what is open at a desk; `where` gives the place that is in sight, `show` shows a spot of it."""
        super().__init__(notices)
        self._desk, self._notices = desk, notices
        self._where, self._go, self._show = where, go, show
        self._is_held = self._is_asking = False
        desk.opening.connect(self._hold)

    def undo(self) -> None:
        """Take the newest edit back."""
        session = self._desk.session
        if session is None or self._is_held or self._where().page not in OF_AN_ASSESSMENT:
            return
        if gesture := session.to_undo:
            session.undo()
            self._lead(N_("Undone: {what}."), gesture)
        elif not self._is_asking:
            self._ask_for_last(session)

    def _ask_for_last(self, session: AssessmentSession) -> None:
        """Look into the log for what came last, once all that was edited here is in it."""
        ident = session.assessment.id
        self._is_asking = True
        session.hurry_saving()
        self._desk.look_for_others()
        self._desk.ask(
            lambda workspace: workspace.repository.last_gesture(ident),
            partial(self._answer_last, session),
            self._end_asking,
            self._end_asking,
        )

    def _end_asking(self, fault: UserError | None = None) -> None:
        self._is_asking = False
        if fault:
            self._desk.tell_fault(fault)

    def _answer_last(self, session: AssessmentSession, last: Gesture) -> None:
        """Take back what was taken over from a file; of anything else say that it came last."""
        from nfmaturity.analysis.day_words import moment
        from nfmaturity.ui.gestures import gesture_place, gesture_words

        self._is_asking = False
        if session is not self._desk.session or session.to_undo:
            return  # something was edited meanwhile, and is what one means from now on
        if not last:
            self._desk.tell(N_("There is nothing to undo."))
        elif any(change.target.is_rubric for change in last):
            door = Door(N_("Take the last move back…"), lambda: self._go(Location("move")))
            self._desk.told.emit(Notice(message(_NO_MOVE), door=door))
        elif last[0].is_merged and session.take_back(last):
            what = gesture_words(session.rubric, last)
            self._desk.told.emit(Notice(message(N_("Undone: {what}."), what=what)))
        else:
            what, newest = gesture_words(session.rubric, last), last[-1]
            who = newest.actor or newest.device or "–"
            door = Door(N_("Show it"), lambda: self._go_see(gesture_place(session.rubric, last)))
            said = message(_NOT_HERE, what=what, who=who, when=moment(newest.at))
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
