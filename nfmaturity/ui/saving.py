"""Edits on their way to the disk: written in order, shown as saved only then, kept and tried again when that fails."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from nfmaturity.domain.errors import N_, NotAllowed, NotFound, UserError
from nfmaturity.ui.drafting import DraftKeeper
from nfmaturity.ui.undecided import Undecided, UndecidedKeeper
from nfmaturity.ui.undo import merged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nfmaturity.domain.changes import Change, Outcome
    from nfmaturity.domain.errors import Message
    from nfmaturity.storage.writer import AssessmentWriter, Standing
    from nfmaturity.ui.database import Database, Work
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.workspace.opening import Workspace

_FIRST_PAUSE_MS = 2_000
_LONGEST_PAUSE_MS = 5_000
_BROKEN = N_("The program broke while it saved this edit. The edit is kept: try again, or note it down.")


@dataclass(frozen=True, slots=True)
class SaveState:
    """How the edits stand: all on disk, on their way, or refused for now with the reason.

    `waiting` counts the gestures that are not on disk yet; `at` is the local time of the last one that is.
    """

    kind: Literal["saved", "saving", "failed"]
    at: str = ""
    waiting: int = 0
    fault: Message | None = None


def together(states: Sequence[SaveState]) -> SaveState:
    """Give how several assessments stand together: the worst of them counts."""
    order = ("saved", "saving", "failed")
    worst = max(states, key=lambda state: order.index(state.kind), default=SaveState("saved"))
    latest = max((state.at for state in states), default="")
    return SaveState(worst.kind, latest, sum(state.waiting for state in states), worst.fault)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one gesture: the outcome, where the assessment stands after it, and what is still to come.

    `based_on` is the newest change that the write found in the log.
    """

    outcome: Outcome
    standing: Standing
    based_on: str
    pending: tuple[Change, ...]


def when_saved(session: AssessmentSession, then: Callable[[], object], failed: Callable[[Message], object]) -> None:
    """Go on once every edit of a session is on disk, or say why that cannot be now."""

    def follow(_state: SaveState | None = None) -> None:
        state = session.save_state
        if state.waiting and not (state.kind == "failed" and state.fault):
            return
        session.saving.disconnect(follow)
        if state.waiting and state.fault:
            failed(state.fault)
        else:
            then()

    session.saving.connect(follow)
    session.hurry_saving()
    follow()


class SaveQueue(QObject):
    """Writes gestures one after the other through the thread of the database."""

    written = Signal(object)
    """A `Written`, once the gesture is durable."""

    refused = Signal(object, object)
    """A `UserError` because of which a gesture can never be written, and that gesture, which was dropped."""

    moved = Signal(object)
    """The `SaveState` after each step."""

    def __init__(self, database: Database, writer: AssessmentWriter, parent: QObject | None = None) -> None:
        """Write through a writer that lives in the database's thread."""
        super().__init__(parent)
        self._database, self._writer = database, writer
        self._waiting: deque[tuple[Change, ...]] = deque()
        self._held: tuple[Change, ...] = ()
        self._held_of = ""
        self._drafts = DraftKeeper(database, self._on_draft_kept, self.release)
        self._is_draft_old = False
        self._undecided = UndecidedKeeper()
        self._under_way = False
        self._state = SaveState("saved")
        self._pause = _FIRST_PAUSE_MS
        # First the window paints what was asked for, a few milliseconds in which the thread would be in its way.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._write_next)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(0)
        self._keeping.timeout.connect(self._keep_draft)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.try_again)

    @property
    def state(self) -> SaveState:
        """How the edits stand."""
        return self._state

    @property
    def pending(self) -> tuple[Change, ...]:
        """The changes that are not known to be on disk, oldest first."""
        return tuple(change for gesture in (*self._waiting, self._held) for change in gesture)

    def add(self, gesture: Sequence[Change]) -> None:
        """Write a gesture after those that wait, and after the words that are held."""
        self.release()
        self._put(gesture)

    def hold(self, assessment_id: str, gesture: Sequence[Change]) -> None:
        """Keep words being written as a draft, which becomes one change once it is released."""
        goes_on = bool(self._held) and self._held[0].group == gesture[0].group
        if not goes_on:
            self.release()
        self._held, self._held_of = merged(self._held, tuple(gesture)), assessment_id
        if self._held:
            self._is_draft_old = True
            self._keeping.start()
        else:
            self._is_draft_old = False
            self._drafts.forget()
        self._tell_drafts()

    def keep(self, undecided: Undecided) -> None:
        """Keep what waits for a choice, after the edits that wait now: what was chosen is one of them."""
        before = self._undecided.unkept
        self._undecided.want(undecided)
        if self._undecided.unkept != before:
            self._tell_drafts()
        if self._undecided.unkept and self._state.kind != "failed":
            self._soon.start()

    def keep_after(self, other: SaveQueue) -> None:
        """Keep from now on what waits for a choice in the place of another queue of the assessment."""
        self._undecided.take_over(other._undecided)
        other._tell_drafts()
        if self._undecided.is_in_doubt:
            self._tell_drafts()
            self._soon.start()

    def release(self) -> None:
        """Let the words that are held be written as a change."""
        self._keeping.stop()
        self._is_draft_old = False
        held, self._held = self._held, ()
        if held:
            self._put(held)

    def _keep_draft(self) -> None:
        """Keep what is held; what one leaves at once is on its way to the log before.

        A slow disk is asked for one draft after the other, the newest words each time.
        """
        if self._held and not self._drafts.under_way:
            self._is_draft_old = False
            self._drafts.keep(self._held_of, self._held)
        self._tell_drafts()

    def _on_draft_kept(self) -> None:
        if self._is_draft_old and not self._drafts.under_way:
            self._keep_draft()
        else:
            self._tell_drafts()

    @property
    def _unkept(self) -> int:
        """How many gestures are held of which the draft is not on disk, and undecided cells likewise."""
        held = bool(self._held) and (self._is_draft_old or bool(self._drafts.under_way))
        return int(held) + self._undecided.unkept

    def _tell_drafts(self) -> None:
        """Say that words are kept, or on their way there; what else is on its way counts as before."""
        if self._state.kind == "failed":
            self._tell("failed", self._state.fault)
        elif self._waiting or self._unkept:
            self._tell("saving", None)
        else:
            self._tell("saved", None, at=_clock())

    def _put(self, gesture: Sequence[Change]) -> None:
        self._waiting.append(tuple(gesture))
        kind: Literal["saving", "failed"] = "failed" if self._state.kind == "failed" else "saving"
        self._tell(kind, self._state.fault)
        if kind == "saving":
            self._soon.start()

    def hurry(self) -> None:
        """Begin to write at once, before what is asked of the library next."""
        self.release()
        if self._soon.isActive():
            self._soon.stop()
            self._write_next()

    def try_again(self) -> None:
        """Try what failed again now."""
        self._again.stop()
        self.release()
        if self._waiting or self._undecided.unkept:
            self._tell("saving", None)
        self._write_next()

    def hand_over(self) -> None:
        """Put all that waits before the thread at once, as nobody is there for the answers when the app ends.

        What was chosen meanwhile may meet somebody else's edit once more, so that its choice is not forgotten.
        """
        self.release()
        for gesture in tuple(self._waiting)[self._under_way :]:
            self._database.ask(self._writing(gesture), _ignore, _ignore)
        if self._undecided.unkept:
            self._database.ask(self._undecided.begin(forgets=False)[0], _ignore, _ignore)

    def withdraw(self) -> tuple[tuple[Change, ...], ...]:
        """Give what waits and forget it, but for what is being written now."""
        self.release()
        self._again.stop()
        self._drafts.forget()
        self._undecided.give_up()
        kept = [self._waiting.popleft()] if self._under_way else []
        taken, self._waiting = tuple(self._waiting), deque(kept)
        return taken

    def give_up(self) -> None:
        """Drop what waits, as for a library that is thrown away."""
        self.withdraw()
        self._tell("saving" if self._waiting else "saved", None)

    def _write_next(self) -> None:
        if self._under_way or self._undecided.under_way:
            return
        if self._waiting:
            self._under_way = True
            self._database.ask(self._writing(self._waiting[0]), self._wrote, self._failed, self._break)
        elif self._undecided.unkept:
            work, kept = self._undecided.begin()
            self._database.ask(work, lambda _: self._on_kept(kept), self._fail_to_keep, self._break)

    def _on_kept(self, kept: Undecided) -> None:
        self._undecided.end(kept)
        self._pause = _FIRST_PAUSE_MS
        self._tell("saving" if self._waiting or self._unkept else "saved", None, at=_clock())
        self._write_next()

    def _fail_to_keep(self, fault: UserError) -> None:
        self._undecided.end()
        self._wait_for_disk(fault)

    def _writing(self, gesture: tuple[Change, ...]) -> Work:
        """Give the work of writing a gesture; the writer knows a repeated one by the ids of its changes."""
        writer, drop = self._writer, self._drafts.dropping(gesture)

        def work(workspace: Workspace) -> tuple[Outcome, Standing, str]:
            outcome = writer.write(gesture)
            drop(workspace, outcome)
            return outcome, writer.standing, writer.based_on

        return work

    def _wrote(self, result: tuple[Outcome, Standing, str]) -> None:
        self._under_way = False
        self._waiting.popleft()
        self._pause = _FIRST_PAUSE_MS
        outcome, standing, based_on = result
        self.written.emit(Written(outcome, standing, based_on, self.pending))
        self._tell("saving" if self._waiting or self._unkept else "saved", None, at=_clock())
        self._write_next()

    def _failed(self, fault: UserError) -> None:
        self._under_way = False
        if isinstance(fault, NotAllowed | NotFound):
            self.refused.emit(fault, self._waiting.popleft())
            self._tell("saving" if self._waiting or self._unkept else "saved", None)
            self._write_next()
        else:
            self._wait_for_disk(fault)

    def _wait_for_disk(self, fault: UserError) -> None:
        self._tell("failed", fault.message)
        self._again.start(self._pause)
        self._pause = min(2 * self._pause, _LONGEST_PAUSE_MS)

    def _break(self) -> None:
        """Keep what could not be written for a fault of ours; trying on by itself would only tell of it again."""
        self._under_way = False
        self._undecided.end()
        self._tell("failed", UserError(_BROKEN).message)

    def _tell(self, kind: Literal["saved", "saving", "failed"], fault: Message | None, at: str = "") -> None:
        self._state = SaveState(kind, at or self._state.at, len(self._waiting) + self._unkept, fault)
        self.moved.emit(self._state)


def _ignore(_answer: object) -> None:
    """Take an answer that nobody waits for."""


def _clock() -> str:
    from datetime import datetime

    return datetime.now().astimezone().strftime("%H:%M:%S")
