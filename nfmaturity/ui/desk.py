"""What lies open in the app: a library, its list, and one assessment of it at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from nfmaturity.domain.errors import UserError, message
from nfmaturity.ui.drafting import take_up
from nfmaturity.ui.dropped import DroppedEdits
from nfmaturity.ui.library_change import LibraryChange
from nfmaturity.ui.library_work import LibraryView, Opened, begin_assessment, fill, open_stored, stamp_of, view_library
from nfmaturity.ui.notice import Notice
from nfmaturity.ui.sessions import Sessions
from nfmaturity.ui.throw_away import Place, ThrowAway

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
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

    leaving = Signal()
    """The library is being left for another one, or its place: what it has to hold must be asked of it now."""

    library_failed = Signal(object)
    """A `UserError`: no library could be opened."""

    session_changed = Signal(object)
    """The `AssessmentSession` that is open now, or None."""

    opening = Signal(bool)
    """Whether an assessment that was asked for is on its way to being open."""

    told = Signal(object)
    """A `Notice`."""

    taken_back = Signal(object)
    """A `Notice` that holds no more."""

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
        self.predecessor = ""
        """The run of the program that handed over to this one, and may not be over yet."""
        self._database = database
        self._library: LibraryView | None = None
        self.sessions = Sessions(self)
        self.sessions.moved.connect(self._on_saving)
        self._change = LibraryChange(self, database, library)
        self._change.failed.connect(self._fail_to_open)
        self._packs: dict[str, RubricPack] = {}
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
        return self.sessions.open[0] if self.sessions.open else None

    @property
    def place(self) -> str | None:
        """The library as named to child processes; None for the user's own."""
        return self._change.place.named

    @property
    def own_place(self) -> str | None:
        """The user's library, to which one comes back from the demonstration; None for their own place."""
        return self._change.own.named

    @property
    def throw_away(self) -> ThrowAway | None:
        """The folder of the demonstration, where that is open."""
        return self._change.place.throw_away

    # Libraries

    def open_library(self, named: str | None, then: Callable[[], None] | None = None) -> None:
        """Open a library, the user's own with None; it is made where there is none yet."""
        self._change.open_own(named, then)

    def open_demo(self, then: Callable[[], None] | None = None, filled: ThrowAway | None = None) -> None:
        """Open a throw-away library with the made-up enterprises, made now unless one is handed over."""
        folder = filled or ThrowAway()
        self._change.open(Place(str(folder.path / "library"), folder), None if filled else fill, then)

    def leave_demo(self) -> None:
        """Go back from the demonstration to the user's own library."""
        self._change.open(self._change.own, None, None)

    def move_library(
        self, work: Callable[[], Moved], then: Callable[[Moved], None], failed: Callable[[UserError], None]
    ) -> None:
        """Have the library moved, closed meanwhile; nothing of it may be on its way to the disk any more.

        The assessment that was open is opened again, wherever the library lies then.
        """
        ident = self.session.assessment.id if self.session else ""

        def open_again() -> None:
            if ident and self.session is None:
                self.open_assessment(ident)

        def moved(found: Moved) -> None:
            self._change.find_at(found.place.named)
            self.reload(lambda: then(found), self._fail_to_open)
            open_again()

        def refused(fault: UserError) -> None:
            failed(fault)
            open_again()

        self.leaving.emit()
        self.close_assessment()
        self._database.exchange(self.place, work, moved, refused)

    def ask_apart(
        self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[UserError], None]
    ) -> None:
        """Look for something besides the open library, in the thread of the database."""
        self._database.ask_apart(work, then, failed)

    def reload(self, then: Callable[[], None] | None = None, failed: Callable[[UserError], None] | None = None) -> None:
        """Read the list of assessments anew; that it cannot be read is told where nobody else takes it."""

        def show(library: LibraryView) -> None:
            self._library = library
            self.library_changed.emit(library)
            if then:
                then()

        for session in self.sessions.all():
            session.hurry_saving()
        self._is_stale = self.waiting > 0
        known, is_demo = self._library, self.throw_away is not None
        self._database.ask(lambda at: view_library(at, is_demo=is_demo, known=known), show, failed or self.tell_fault)

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

    def create(self, pack: RubricPack, assessment: Assessment, then: Callable[[], None] | None = None) -> None:
        """Store a new assessment and open it."""
        self.begin(
            lambda workspace: begin_assessment(workspace, pack, assessment),
            lambda _: assessment.id,
            lambda _: then() if then else None,
        )

    def begin(
        self, work: Callable[[Workspace], Any], ident_of: Callable[[Any], str], then: Callable[[Any], None]
    ) -> None:
        """Have an assessment made and open it; where it could not be made nothing is being opened any more."""
        turn = self._begin_opening()
        self.opening.emit(True)

        def stored(made: Any) -> None:
            self.reload()
            if turn == self._opening:
                self.open_assessment(ident_of(made), lambda: then(made))
            else:
                then(made)  # another one was asked for since; this one is in the list

        def refused(fault: UserError) -> None:
            self.tell_fault(fault)
            self._end_opening(turn)

        self._database.ask(work, stored, refused, lambda: self._end_opening(turn))

    def open_assessment(
        self,
        ident: str,
        then: Callable[[], None] | None = None,
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Open an assessment in the place of the one that is open."""
        turn, packs, before = self._begin_opening(), dict(self._packs), self.predecessor
        if self._holds(ident):
            self._end_opening(turn)
            if then:
                then()
            return
        self.opening.emit(True)

        def show(opened: Opened) -> None:
            if turn != self._opening:
                return  # another one was asked for since
            fresh = not self._holds(ident)
            if fresh:
                self._show(opened)
            if then:
                then()
            if fresh and self.session and opened.left:
                take_up(self, self.session, opened.left)
            self._end_opening(turn)

        def refused(fault: UserError) -> None:
            (failed or self.tell_fault)(fault)
            self._end_opening(turn)

        work, left = lambda at: open_stored(at, ident, packs, before), lambda: self._end_opening(turn)
        self._database.ask(work, show, refused, left)

    def _begin_opening(self) -> int:
        """Give the turn of an opening; an earlier one that is under way is not to be shown any more."""
        self._opening += 1
        return self._opening

    def _end_opening(self, turn: int) -> None:
        if turn == self._opening:
            self.opening.emit(False)

    def _holds(self, ident: str) -> bool:
        """Tell whether an assessment lies open, or is brought back with the edits that are still on their way."""
        if self.session is not None and self.session.assessment.id == ident:
            return True  # one that it took the place of may be laid aside still
        if is_aside := self.sessions.has_laid_aside(ident):
            self.close_assessment()
            self._put(*self.sessions.take_back(ident))
        return is_aside

    def close_assessment(self) -> None:
        """Close the open assessment; its edits go on to the disk."""
        closed, self.sessions.open = self.sessions.open, None
        if closed:
            self.session_changed.emit(None)
            self.sessions.lay_aside(*closed)

    def open_anew(
        self,
        then: Callable[[], None],
        failed: Callable[[UserError], None] | None = None,
        left: Callable[[], None] | None = None,
    ) -> None:
        """Read the open assessment anew, as one that was moved to another rubric; `left` where it is closed by then."""
        if self.sessions.open is None:
            return
        (session, writer), packs = self.sessions.open, dict(self._packs)

        def show(opened: Opened) -> None:
            if self.session is session:
                anew = self._session_of(opened)
                anew[0].go_on_after(session)
                self._put(*anew)
                self.sessions.lay_aside(session, writer)
                then()
            elif left:
                left()

        ident = session.assessment.id
        self._database.ask(lambda workspace: open_stored(workspace, ident, packs), show, failed or self.tell_fault)

    @property
    def save_state(self) -> SaveState:
        """How all edits stand together: the worst of them counts."""
        return self.sessions.state

    @property
    def waiting(self) -> int:
        """How many gestures are not on disk yet, those of assessments closed meanwhile among them."""
        return self.sessions.waiting

    def try_saving_again(self) -> None:
        """Try what could not be saved again now, of every assessment."""
        self.sessions.try_again()

    def finish_saving(self) -> bool:
        """Wait until every edit is on disk or was refused by it now; tells whether all are on disk."""
        return self.sessions.finish()

    def look_for_others(self) -> None:
        """Take in what others have stored in the open assessment."""
        if self.sessions.open is None:
            return
        session, writer = self.sessions.open

        def take(standing: Standing) -> None:
            if self.session is session:
                session.take_standing(standing)

        def lost(fault: UserError) -> None:
            if self.session is session:
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
        for session in self.sessions.all():
            session.finish_saving()
        self._database.close()
        if self.throw_away:
            self.throw_away.cleanup()

    # Within

    def _fail_to_open(self, fault: UserError) -> None:
        self._library = None
        self.library_failed.emit(fault)

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
        self.sessions.follow(session)
        return session, opened.writer

    def _put(self, session: AssessmentSession, writer: AssessmentWriter) -> None:
        self.sessions.open = session, writer
        self.session_changed.emit(session)

    def _on_saving(self, state: SaveState) -> None:
        if self._is_stale and not self.waiting:
            self.reload()  # the list was read while edits were on their way
        together = self.save_state
        # Words that are being written are known to their session only.
        self.saving.emit(replace(together, kind="saving") if together.kind == "saved" != state.kind else together)
