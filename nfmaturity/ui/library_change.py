"""Which library lies open, and how another one takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nfmaturity.ui.notice import Notice
from nfmaturity.ui.throw_away import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.domain.errors import Message, UserError
    from nfmaturity.ui.database import Database
    from nfmaturity.ui.desk import Desk
    from nfmaturity.workspace.opening import Workspace

    Fill = Callable[[Workspace], object]


class LibraryChange(QObject):
    """Opens a library in the place of the one that is open, once all edits of that are on disk."""

    failed = Signal(object)
    """A `UserError`: no library could be opened."""

    def __init__(self, desk: Desk, database: Database, named: str | None) -> None:
        """Begin with nothing open; `named` is the user's library where it is not their own place."""
        super().__init__(desk)
        self.own = Place(named)
        """The user's library, to which one comes back from the demonstration."""
        self.place = self.own
        """The library that is open, or on its way to being open."""
        self._desk, self._database = desk, database
        self._to_open: Callable[[], None] | None = None
        desk.sessions.settled.connect(self._open_if_saved)
        desk.sessions.stuck.connect(self._tell_what_is_stuck)

    def open_own(self, named: str | None, then: Callable[[], None] | None) -> None:
        """Open the user's library, at their own place with None; it is made where there is none yet."""
        self.own = Place(named)
        self.open(self.own, None, then)

    def open(self, place: Place, fill: Fill | None, then: Callable[[], None] | None) -> None:
        """Open a library and fill it, as soon as nothing of the one before is on its way to the disk any more."""
        self._desk.leaving.emit()
        self._desk.close_assessment()
        self._to_open = lambda: self._open_now(place, fill, then)
        if self.place.throw_away:
            for session in self._desk.sessions.all():
                session.give_up_saving()
        self._desk.try_saving_again()
        self._open_if_saved()

    def find_at(self, named: str | None) -> None:
        """Take note that the user's library, which is open, lies elsewhere now."""
        self.own = self.place = Place(named)

    def _open_if_saved(self) -> None:
        if self._to_open and not self._desk.sessions.has_aside:
            to_open, self._to_open = self._to_open, None
            to_open()

    def _open_now(self, place: Place, fill: Fill | None, then: Callable[[], None] | None) -> None:
        before, self.place = self.place, place

        def leave() -> None:
            self._desk.close_assessment()  # one that was asked for in the library before
            if before.throw_away and before is not place:
                before.throw_away.cleanup()

        def failed(fault: UserError) -> None:
            leave()
            self.failed.emit(fault)

        def opened(workspace: Workspace) -> None:
            leave()
            if place.named is None:  # another window may choose another library; child processes must find this one
                self.find_at(workspace.library.place.named)
            if fill:
                self._desk.act(fill, lambda _: then() if then else None)
            else:
                self._desk.reload(then, self.failed.emit)
            self._database.ask(lambda workspace: workspace.library.warnings, self._warn, self._desk.tell_fault)

        self._database.open(place.named, opened, failed)

    def _warn(self, warnings: tuple[Message, ...]) -> None:
        for said in warnings:
            self._desk.told.emit(Notice(said))

    def _tell_what_is_stuck(self, fault: Message) -> None:
        """Say why a library that was asked for is not opened yet: edits of the one before must be on disk first."""
        if self._to_open:
            self._desk.told.emit(Notice(fault, is_fault=True))
