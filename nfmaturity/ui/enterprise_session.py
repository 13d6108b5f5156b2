"""The enterprise that is open on its page: what is typed, the way back, and its way to the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from nfmaturity.analysis.profile_differences import FieldDifference, merged
from nfmaturity.domain.errors import N_, NotFound
from nfmaturity.ui.forms.profile_draft import CheckedProfile, ProfileDraft, check_profile, draft_of_profile
from nfmaturity.workspace.enterprises import write_enterprise

if TYPE_CHECKING:
    from nfmaturity.domain.errors import UserError
    from nfmaturity.storage.enterprises import StoredEnterprise, WriteOutcome
    from nfmaturity.ui.desk import Desk
    from nfmaturity.workspace.opening import Workspace

State = Literal["saved", "saving", "failed"]

_REST_MS = 400
"""So long after it was typed something goes to the disk."""
_AGAIN_MS = 5_000
_MOST_STEPS = 500
_ELSEWHERE = N_("Your last entries for an enterprise are kept until the library {place} is open again.")


@dataclass(frozen=True, slots=True)
class Step:
    """One edit on the way back: the field, and what it held before."""

    field: str
    before: Any


class EnterpriseSession(QObject):
    """Holds the draft of one enterprise; every edit is saved after a moment and can be taken back."""

    moved = Signal(str)
    """The draft holds something else than what the inputs show, in this field; "" for any."""

    saving = Signal(object)
    """The `State`."""

    contested = Signal()
    """Other fields than before wait for a choice between what is typed here and what somebody else has stored."""

    failed = Signal(object)
    """A `UserError` because of which nothing could be stored; it is tried again where that may help."""

    def __init__(self, desk: Desk, stored: StoredEnterprise) -> None:
        """Show an enterprise as it is stored."""
        super().__init__()
        self._desk = desk
        self._home = desk.library.shown if desk.library else ""
        self.id = stored.id
        self._take(stored)
        self._draft = self._base
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._goes_on = ""
        self._open: Mapping[str, FieldDifference] = MappingProxyType({})
        self._state: State = "saved"
        self._is_writing = False
        self._checked = check_profile(self._draft)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.save)

    # What is held

    @property
    def draft(self) -> ProfileDraft:
        """What is typed."""
        return self._draft

    @property
    def checked(self) -> CheckedProfile:
        """What is wrong with the draft, and what can be kept of it."""
        return self._checked

    @property
    def state(self) -> State:
        """How the draft stands on its way to the disk."""
        return self._state

    @property
    def changed_at(self) -> str:
        """When the enterprise was stored last."""
        return self._changed_at

    @property
    def differences(self) -> tuple[FieldDifference, ...]:
        """The fields that wait for a choice: `before` is stored, `after` typed here."""
        return tuple(FieldDifference(name, one.before, self._draft[name]) for name, one in self._open.items())

    # Edits

    def edit(self, field: str, value: Any) -> None:
        """Put a value into a field; going on in the same field stays one step on the way back."""
        if value == self._draft[field]:
            return
        if field != self._goes_on:
            self._done = [*self._done, Step(field, self._draft[field])][-_MOST_STEPS:]
        self._undone = []
        self._goes_on = field
        self._put(field, value)

    def rest(self) -> None:
        """End a step: what is typed into the same field from here on is taken back by itself."""
        self._goes_on = ""

    def undo(self) -> str:
        """Take the newest step back; gives its field, "" where there is none."""
        return self._step(self._done, self._undone)

    def redo(self) -> str:
        """Do again what was taken back last; gives its field."""
        return self._step(self._undone, self._done)

    def _step(self, taken: list[Step], kept: list[Step]) -> str:
        if not taken:
            return ""
        step = taken.pop()
        kept.append(Step(step.field, self._draft[step.field]))
        self.rest()
        self._put(step.field, step.before)
        self.moved.emit(step.field)
        return step.field

    def _put(self, field: str, value: Any) -> None:
        self._draft = MappingProxyType({**self._draft, field: value})
        self._checked = check_profile(self._draft)
        self._show_state("saving")
        if not self._rest.isActive() or self._rest.interval() == _AGAIN_MS:
            self._rest.start(_REST_MS)  # also while one types on: a crash loses no more than that

    # Others

    def keep_theirs(self) -> None:
        """Take what somebody else has stored into every field that waits for a choice."""
        for name, difference in self._open.items():
            self.rest()
            self.edit(name, difference.before)
        self._settle()

    def keep_mine(self) -> None:
        """Write what is typed here over what somebody else has stored."""
        self._settle()

    def _settle(self) -> None:
        self._open = MappingProxyType({})
        self.rest()
        self.contested.emit()
        self.moved.emit("")
        self.save()

    def look_again(self, stored: StoredEnterprise) -> None:
        """Take up what somebody else has stored meanwhile, where nothing is on its way to the disk."""
        if stored.revision != self._revision and not self._is_writing:
            self._merge(stored)
            if self._wanted() != self._base:
                self.save()

    # To the disk

    def save(self) -> None:
        """Store what is typed; what waits for a choice stays as somebody else has stored it."""
        self._rest.stop()
        if self._is_writing:
            return
        wanted = self._wanted()
        if wanted == self._base:
            self._show_state("saved")
            return
        if self._desk.library is None or self._desk.library.shown != self._home:
            self._show_state("failed")  # kept until the library that it belongs to is open again
            return
        self._is_writing = True
        self._show_state("saving")
        kept, ident, revision, home = check_profile(wanted).kept, self.id, self._revision, self._home

        def write(workspace: Workspace) -> WriteOutcome:
            if workspace.library.place.shown != home:
                raise NotFound(_ELSEWHERE, place=home)  # another one was opened since it was asked for
            return write_enterprise(workspace, ident, kept, revision)

        def done(outcome: WriteOutcome) -> None:
            self._is_writing = False
            if outcome.is_taken:
                self._take(outcome.stored, wanted)
            else:
                self._merge(outcome.stored)
            self.save()

        self._desk.ask(write, done, self._fail, self._break)

    def _fail(self, fault: UserError) -> None:
        self._break()
        if not isinstance(fault, NotFound):
            self._rest.start(_AGAIN_MS)
        self.failed.emit(fault)

    def _break(self) -> None:
        """Keep what could not be stored; after a fault of ours only the next edit tries again, as that is told anew."""
        self._is_writing = False
        self._show_state("failed")

    def _wanted(self) -> ProfileDraft:
        return MappingProxyType({**self._draft, **{name: one.before for name, one in self._open.items()}})

    def _take(self, stored: StoredEnterprise, draft: ProfileDraft | None = None) -> None:
        self._base = draft_of_profile(stored.kept) if draft is None else draft
        self._revision, self._changed_at = stored.revision, stored.changed_at

    def _merge(self, stored: StoredEnterprise) -> None:
        """Put what was typed since on top of what somebody else has stored; fields that both changed wait."""
        base, mine = self._base, self._draft
        self._take(stored)
        merge = merged(base, self._base, mine)
        before = self._draft
        self._draft = MappingProxyType(dict(merge.fields))
        self._checked = check_profile(self._draft)
        # What others changed is not taken back by one's own undo.
        self._done = [step for step in self._done if self._draft[step.field] == before[step.field]]
        self._undone = []
        self.rest()
        # What waited before waits no longer where both say the same by now.
        waiting = (*self._open, *(difference.field for difference in merge.contested))
        both = (FieldDifference(name, self._base[name], self._draft[name]) for name in waiting)
        found, before_that = {one.field: one for one in both if one.before != one.after}, self._open
        self._open = MappingProxyType(found)
        self.moved.emit("")
        if found != before_that:
            self.contested.emit()

    def _show_state(self, state: State) -> None:
        self._state = state
        self.saving.emit(state)
