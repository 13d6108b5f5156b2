"""What lies open in the app: a library, its list, and one assessment of it at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, Signal

from nfmaturity.domain.errors import UserError, message
from nfmaturity.ui.drafting import take_up
from nfmaturity.ui.dropped import DroppedEdits
from nfmaturity.ui.library_work import LibraryView, Opened, begin_assessment, fill, open_stored, stamp_of, view_library
from nfmaturity.ui.notice import Notice
from nfmaturity.ui.throw_away import Place, ThrowAway

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.errors import Message
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.storage.relocation import Moved
    from nfmaturity.storage.writer import AssessmentWriter, Standing
    from nfmaturity.ui.database import Database
    from nfmaturity.ui.saving import SaveState
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.settings import Settings
    from nfmaturity.workspace.opening import Workspace


class Desk(QObject):
    """Opens and closes libraries and assessments; everything on disk goes through the database's thread."""

    library_changed = Signal(object)
    """A `LibraryView`."""

    library_failed = Signal(object)
    """A `UserError`: no library could be opened."""

    session_changed = Signal(object)
    """The `AssessmentSession` that is open now, or None."""

    told = Signal(object)
    """A `Notice`."""

    show_asked = Signal(object)
    """A `Location` that a notice leads to."""

    saving = Signal(object)
    """The `SaveState` of all edits together, those of assessments closed meanwhile among them."""

    broke = Signal(str)
    """The text of a fault of ours in a child process."""

    def __init__(self, database: Database, settings: Settings, library: str | None = None) -> None:
        """Begin with nothing open; `library` names the user's library where it is not their own place."""
        super().__init__()
        self.settings = settings
        self._database = database
        self._own = Place(library)
        self._place = self._own
        self._library: LibraryView | None = None
        self._session: AssessmentSession | None = None
        self._writer: AssessmentWriter | None = None
        self._leaving: dict[str, tuple[AssessmentSession, AssessmentWriter]] = {}
        self._packs: dict[str, RubricPack] = {}
        self._to_open: Callable[[], None] | None = None
        self._opening = 0
        self._is_stale = False
        self._dropped = DroppedEdits(self)

    @property
    def library(self) -> LibraryView | None:
        """The open library; None until it is read."""
        return self._library

    @property
    def session(self) -> AssessmentSession | None:
        """The open assessment."""
        return self._session

    @property
    def place(self) -> str | None:
        """The library as named to child processes; None for the user's own."""
        return self._place.named

    @property
    def own_place(self) -> str | None:
        """The user's library, to which one comes back from the demonstration; None for their own place."""
        return self._own.named

    @property
    def throw_away(self) -> ThrowAway | None:
        """The folder of the demonstration, where that is open."""
        return self._place.throw_away

    # Libraries

    def open_library(self, named: str | None, then: Callable[[], None] | None = None) -> None:
        """Open a library, the user's own with None; it is made where there is none yet."""
        self._own = Place(named)
        self._open(self._own, None, then)

    def open_demo(self, then: Callable[[], None] | None = None, filled: ThrowAway | None = None) -> None:
        """Open a throw-away library with the made-up enterprises, made now unless one is handed over."""
        folder = filled or ThrowAway()
        self._open(Place(str(folder.path / "library"), folder), None if filled else fill, then)

    def leave_demo(self) -> None:
        """Go back from the demonstration to the user's own library."""
        self._open(self._own, None, None)

    def move_library(
        self, work: Callable[[], Moved], then: Callable[[Moved], None], failed: Callable[[UserError], None]
    ) -> None:
        """Have the library moved, closed meanwhile; nothing of it may be on its way to the disk any more."""

        def moved(found: Moved) -> None:
            self._own = self._place = Place(found.place.named)
            self.reload(lambda: then(found))

        self.close_assessment()
        self._database.exchange(self._place.named, work, moved, failed)

    def ask_apart(
        self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[UserError], None]
    ) -> None:
        """Look for something besides the open library, in the thread of the database."""
        self._database.ask_apart(work, then, failed)

    def reload(self, then: Callable[[], None] | None = None) -> None:
        """Read the list of assessments anew."""

        def show(library: LibraryView) -> None:
            self._library = library
            self.library_changed.emit(library)
            if then:
                then()

        for session in self._sessions():
            session.hurry_saving()
        self._is_stale = self.waiting > 0
        is_demo = self._place.throw_away is not None
        self._database.ask(lambda workspace: view_library(workspace, is_demo=is_demo), show, self.tell_fault)

    def act(self, work: Callable[[Workspace], Any], then: Callable[[Any], None] | None = None) -> None:
        """Do something to the library and show its list anew; the user's faults are told."""

        def done(result: Any) -> None:
            self.reload(lambda: then(result) if then else None)

        def failed(fault: UserError) -> None:
            self.tell_fault(fault)
            self.reload()

        self._database.ask(work, done, failed)

    def ask(
        self,
        work: Callable[[Workspace], Any],
        then: Callable[[Any], None],
        failed: Callable[[UserError], None] | None = None,
        broken: Callable[[], None] | None = None,
    ) -> None:
        """Ask something of the library; the user's faults are told where nobody else takes them.

        `broken` is called where the work meets a fault of ours, which the window tells.
        """
        self._database.ask(work, then, failed or self.tell_fault, broken)

    # Assessments

    def create(
        self,
        pack: RubricPack,
        assessment: Assessment,
        then: Callable[[], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Store a new assessment and open it; `failed` is called when it could not be stored, for whatever reason."""
        left = failed or (lambda: None)

        def stored(_: Any) -> None:
            self.reload(lambda: self.open_assessment(assessment.id, then))

        def refused(fault: UserError) -> None:
            self.tell_fault(fault)
            left()

        self._database.ask(lambda workspace: begin_assessment(workspace, pack, assessment), stored, refused, left)

    def open_assessment(
        self,
        ident: str,
        then: Callable[[], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Open an assessment in the place of the one that is open."""
        if self._holds(ident):
            self._opening += 1
            if then:
                then()
            return
        packs = dict(self._packs)
        self._opening += 1
        turn = self._opening

        def show(opened: Opened) -> None:
            if turn != self._opening:
                return  # another one was asked for since
            if not self._holds(ident):
                self._show(opened)
            if then:
                then()
            if self._session and opened.left:
                take_up(self, self._session, opened.left)

        self._database.ask(lambda workspace: open_stored(workspace, ident, packs), show, failed or self.tell_fault)

    def _holds(self, ident: str) -> bool:
        """Tell whether an assessment lies open, or is brought back with the edits that are still on their way."""
        if ident in self._leaving:
            self.close_assessment()
            self._put(*self._leaving.pop(ident))
        return self._session is not None and self._session.assessment.id == ident

    def close_assessment(self) -> None:
        """Close the open assessment; its edits go on to the disk."""
        if self._session is None or self._writer is None:
            return
        session, writer = self._session, self._writer
        self._session, self._writer = None, None
        self.session_changed.emit(None)
        self._lay_aside(session, writer)

    def open_anew(
        self,
        then: Callable[[], None],
        failed: Callable[[UserError], None] | None = None,
        left: Callable[[], None] | None = None,
    ) -> None:
        """Read the open assessment anew, as one that was moved to another rubric; `left` where it is closed by then."""
        session, writer, packs = self._session, self._writer, dict(self._packs)
        if session is None or writer is None:
            return

        def show(opened: Opened) -> None:
            if self._session is session:
                self._put(*self._session_of(opened))
                self._lay_aside(session, writer)
                then()
            elif left:
                left()

        ident = session.assessment.id
        self._database.ask(lambda workspace: open_stored(workspace, ident, packs), show, failed or self.tell_fault)

    @property
    def save_state(self) -> SaveState:
        """How all edits stand together: the worst of them counts."""
        from nfmaturity.ui.saving import together

        return together([session.save_state for session in self._sessions()])

    @property
    def waiting(self) -> int:
        """How many gestures are not on disk yet, those of assessments closed meanwhile among them."""
        return sum(session.save_state.waiting for session in self._sessions())

    def try_saving_again(self) -> None:
        """Try what could not be saved again now, of every assessment."""
        for session in self._sessions():
            session.try_saving_again()

    def finish_saving(self) -> bool:
        """Wait until every edit is on disk or was refused by it now; tells whether all are on disk."""
        self.try_saving_again()
        pause = QEventLoop()
        self.saving.connect(pause.quit)
        while any(session.save_state.kind == "saving" for session in self._sessions()):
            pause.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self.saving.disconnect(pause.quit)
        return not self.waiting

    def look_for_others(self) -> None:
        """Take in what others have stored in the open assessment."""
        session, writer = self._session, self._writer
        if session is None or writer is None:
            return

        def take(standing: Standing) -> None:
            if self._session is session:
                session.take_standing(standing)

        def lost(fault: UserError) -> None:
            if self._session is session:
                self._dropped.look_at(session, fault)

        self._database.ask(lambda _: writer.refresh(), take, lost)

    def look_at_list(self) -> None:
        """Read the list anew if others have changed anything in the library; a library that is away stays as shown."""
        shown = self._library

        def compare(stamp: tuple[object, ...]) -> None:
            if shown is not None and shown is self._library and stamp != shown.stamp:
                self.reload()

        self._database.ask(stamp_of, compare, lambda _away: None)

    # Saying

    def tell(self, template: str, /, **params: object) -> None:
        """Tell the user something, in a sentence marked with `N_`."""
        self.told.emit(Notice(message(template, **params)))

    def tell_fault(self, fault: UserError) -> None:
        """Tell the user of a fault of theirs."""
        self.told.emit(Notice(fault.message, is_fault=True))

    def close(self) -> None:
        """Finish writing, close everything and throw the demonstration away."""
        self.close_assessment()
        for session in self._sessions():
            session.finish_saving()
        self._database.close()
        if self._place.throw_away:
            self._place.throw_away.cleanup()

    # Within

    def _open(self, place: Place, fill: Callable[[Workspace], object] | None, then: Callable[[], None] | None) -> None:
        """Open a library in the place of the one that is open, once all edits of that are on disk."""
        self.close_assessment()
        self._to_open = lambda: self._open_now(place, fill, then)
        if self._place.throw_away:
            for session in self._sessions():
                session.give_up_saving()
        self.try_saving_again()
        self._open_if_saved()

    def _open_if_saved(self) -> None:
        if self._to_open and not self._leaving:
            to_open, self._to_open = self._to_open, None
            to_open()

    def _open_now(
        self, place: Place, fill: Callable[[Workspace], object] | None, then: Callable[[], None] | None
    ) -> None:
        before, self._place = self._place, place

        def leave() -> None:
            self.close_assessment()  # one that was asked for in the library before
            if before.throw_away and before is not place:
                before.throw_away.cleanup()

        def failed(fault: UserError) -> None:
            leave()
            self._library = None
            self.library_failed.emit(fault)

        def opened(workspace: Workspace) -> None:
            leave()
            if place.named is None:  # another window may choose another library; child processes must find this one
                self._own = self._place = Place(workspace.library.place.named)
            if fill:
                self._database.ask(fill, lambda _: self.reload(then), self.tell_fault)
            else:
                self.reload(then)
            self._database.ask(lambda workspace: workspace.library.warnings, self._warn, self.tell_fault)

        self._database.open(place.named, opened, failed)

    def _warn(self, warnings: tuple[Message, ...]) -> None:
        for said in warnings:
            self.told.emit(Notice(said))

    def _show(self, opened: Opened) -> None:
        self.close_assessment()
        self._put(*self._session_of(opened))

    def _session_of(self, opened: Opened) -> tuple[AssessmentSession, AssessmentWriter]:
        from nfmaturity.ui.saving import SaveQueue
        from nfmaturity.ui.session import AssessmentSession

        self._packs[opened.pack.sha256] = opened.pack
        queue = SaveQueue(self._database, opened.writer)
        session = AssessmentSession(opened.pack, opened.standing, queue, lambda: self.settings.signature)
        session.dropped.connect(lambda fault, gesture: self._dropped.take(session, fault, gesture))
        session.saving.connect(lambda state: self._on_saving(session, state))
        return session, opened.writer

    def _lay_aside(self, session: AssessmentSession, writer: AssessmentWriter) -> None:
        """Keep a session that is no longer shown until its edits are on disk."""
        session.end_writing()
        if session.save_state.waiting:
            self._leaving[session.assessment.id] = (session, writer)
        else:
            session.deleteLater()

    def _put(self, session: AssessmentSession, writer: AssessmentWriter) -> None:
        self._session, self._writer = session, writer
        self.session_changed.emit(session)

    def _sessions(self) -> list[AssessmentSession]:
        """Give the open session and those whose edits are still on their way."""
        leaving = [session for session, _ in self._leaving.values()]
        return leaving + ([self._session] if self._session else [])

    def _on_saving(self, session: AssessmentSession, state: SaveState) -> None:
        self._let_go(session, state)
        if self._is_stale and not self.waiting:
            self.reload()  # the list was read while edits were on their way
        together = self.save_state
        # Words that are being written are known to their session only.
        self.saving.emit(replace(together, kind="saving") if together.kind == "saved" != state.kind else together)

    def _let_go(self, session: AssessmentSession, state: SaveState) -> None:
        """Forget a closed assessment once its edits are on disk."""
        ident = session.assessment.id
        if self._leaving.get(ident, (None,))[0] is not session:
            return
        if not state.waiting:
            del self._leaving[ident]
            session.deleteLater()
            self._open_if_saved()
        elif self._to_open and state.fault:
            self.told.emit(Notice(state.fault, is_fault=True))
