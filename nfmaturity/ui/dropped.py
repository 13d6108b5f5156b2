"""Edits that could never be stored: what is said of them, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from nfmaturity.domain.errors import N_, message
from nfmaturity.i18n import _
from nfmaturity.ui.gestures import gesture_words
from nfmaturity.ui.notice import Door, Notice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nfmaturity.domain.changes import Target, Value
    from nfmaturity.domain.errors import Message, UserError
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.undo import Gesture

_MOVED = N_("The assessment was moved to the rubric {name} elsewhere, and is shown under that now.")
_LOST = N_("Not stored: {what}. The assessment was moved to the rubric {name} elsewhere, and is shown under that now.")
_LOST_CLOSED = N_("Not stored: {what}. The assessment was moved to another rubric elsewhere: open it to look.")
_WORDS = {"comment", "reason"}


class DroppedEdits:
    """Says what was not stored, gives words back, and goes on under another rubric where that is the reason."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing lost."""
        self._desk = desk
        self._lost: list[tuple[AssessmentSession, Gesture]] = []
        self._reopening: AssessmentSession | None = None

    def take(self, session: AssessmentSession, fault: UserError, gesture: Gesture) -> None:
        """Show what is stored when an edit could never be: the one on screen is not true. Words are given back."""
        if _is_moved(fault):
            self._take_moved(session, gesture)
            return
        words = max((change.after for change in gesture if isinstance(change.after, str)), key=len, default="")
        if any(change.target.field in _WORDS for change in gesture) and words:
            lost = message(N_("{fault} What you wrote was not stored: {words}"), fault=fault.message, words=words)
            self._desk.told.emit(Notice(lost, is_fault=True, stays=True))
        else:
            self._desk.tell_fault(fault)
        if self._desk.session is session:
            self._desk.look_for_others()

    def look_at(self, session: AssessmentSession, fault: UserError) -> None:
        """Close an assessment that is no longer there, or show it under the rubric that it was moved to."""
        from nfmaturity.domain.errors import NotAllowed, NotFound

        if _is_moved(fault):
            if not session.save_state.waiting:  # else the edit that waits finds out, and is taken care of
                self._reopen()
        elif isinstance(fault, NotAllowed | NotFound):
            self._desk.close_assessment()
            self._desk.tell_fault(fault)
            self._desk.reload()

    def _take_moved(self, session: AssessmentSession, gesture: Gesture) -> None:
        self._lost += [(session, one) for one in (gesture, *session.withdraw())]
        now = self._desk.session
        if now is session:
            self._reopen()
        elif now and now.assessment.id == session.assessment.id:
            self._offer()
        else:
            self._tell_closed()

    def _reopen(self) -> None:
        """Show the open assessment under the rubric that it stands under now."""
        session = self._desk.session
        if session is None or session is self._reopening:
            return
        self._reopening = session
        cells = session.undecided
        self._desk.open_anew(lambda: self._offer(cells), self._give_up, self._let_go)

    def _offer(self, undecided: dict[Target, Value] | None = None) -> None:
        """Put what was lost before the user again, where the new rubric has a place for it."""
        session = self._desk.session
        lost, self._lost, self._reopening = self._lost, [], None
        if session is None:
            return
        cells = dict(undecided or {})
        for _session, gesture in lost:
            cells |= {change.target: change.after for change in gesture}
        homeless = session.offer(cells, is_adrift=True)
        if lost:
            said = message(_LOST, what=_what(lost), name=session.pack.label)
        else:
            said = message(_MOVED, name=session.pack.label)
        self._desk.told.emit(Notice(with_words(said, homeless), is_fault=True, door=copying(homeless), stays=True))

    def _let_go(self) -> None:
        """Say what was lost of an assessment that was closed before it could be shown again."""
        self._reopening = None
        if self._lost:
            self._tell_closed()

    def _give_up(self, fault: UserError) -> None:
        """Close an assessment that cannot be shown under its new rubric."""
        self._desk.close_assessment()
        self._desk.tell_fault(fault)
        self._let_go()

    def _tell_closed(self) -> None:
        lost, self._lost = self._lost, []
        cells = {change.target: change.after for _session, gesture in lost for change in gesture}
        said = message(_LOST_CLOSED, what=_what(lost))
        self._desk.told.emit(Notice(with_words(said, cells), is_fault=True, door=copying(cells), stays=True))


def _what(lost: Sequence[tuple[AssessmentSession, Gesture]]) -> str:
    return _("; ").join(dict.fromkeys(gesture_words(session.rubric, gesture) for session, gesture in lost))


def _words_of(cells: Mapping[Target, Value]) -> dict[str, str]:
    return {t.id: value for t, value in cells.items() if t.field in _WORDS and isinstance(value, str) and value}


def with_words(said: Message, homeless: Mapping[Target, Value]) -> Message:
    """Give a sentence with the words that found no place."""
    words = _words_of(homeless)
    if not words:
        return said
    written = "\n".join(f"{ident}: {text}" for ident, text in words.items())
    return message(N_("{sentence} What you wrote:\n{words}"), sentence=said, words=written)


def copying(homeless: Mapping[Target, Value]) -> Door | None:
    """Give the way to copy words that found no place; None where there are none."""
    words = "\n".join(_words_of(homeless).values())
    return Door(N_("Copy your words"), lambda: QGuiApplication.clipboard().setText(words)) if words else None


def _is_moved(fault: UserError) -> bool:
    from nfmaturity.storage.writer import RubricMoved

    return isinstance(fault, RubricMoved)
