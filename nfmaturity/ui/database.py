"""The one thread that touches the library; answers come back in the thread of the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from nfmaturity.domain.errors import N_, UserError

if TYPE_CHECKING:
    from nfmaturity.storage.relocation import Moved
    from nfmaturity.workspace.opening import Workspace

Work = Callable[["Workspace"], Any]
"""A piece of work on an open library; runs in the thread of the database."""

_NOTHING_OPEN = N_("No library is open: choose one on the Library page.")


@dataclass(frozen=True, slots=True)
class _Callers:
    """Whom an answer goes to; kept in the window's thread, where alone Qt's objects may be let go."""

    then: Callable[[Any], None]
    failed: Callable[[UserError], None]
    broken: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    value: Any = None
    fault: UserError | None = None
    crash: Exception | None = None


class _Shelf:
    """Holds the library that is open; lives in the thread."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.workspace: Workspace | None = None

    def open(self, named: str | None) -> Workspace:
        from nfmaturity.workspace.opening import open_workspace

        self.close()
        self.workspace = self._stack.enter_context(open_workspace(named, create=True, writes=True))
        return self.workspace

    def exchange(self, named: str | None, work: Callable[[], Moved]) -> Moved:
        self.close()
        try:
            moved = work()
        except BaseException:
            self.open(named)
            raise
        self.open(moved.place.named)
        return moved

    def close(self) -> None:
        self.workspace = None
        self._stack.close()


class Database(QObject):
    """Does work on the library one piece after the other, in the order asked for."""

    crashed = Signal(object)
    """An exception that is no fault of the user's."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start the thread; no library is open yet."""
        super().__init__(parent)
        self._callers: dict[int, _Callers] = {}
        self._numbers = count()
        self._thread = _Thread(self._answered.emit)
        self._answered.connect(self._deliver)
        self._thread.start()

    def open(self, named: str | None, then: Callable[[Workspace], None], failed: Callable[[UserError], None]) -> None:
        """Open a library, made where there is none yet, in the place of the one that is open."""
        self._ask(lambda shelf: shelf.open(named), _Callers(then, failed))

    def ask_apart(
        self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[UserError], None]
    ) -> None:
        """Do a piece of work that needs no open library, in its turn."""
        self._ask(lambda _shelf: work(), _Callers(then, failed))

    def exchange(
        self,
        named: str | None,
        work: Callable[[], Moved],
        then: Callable[[Moved], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Close the library while it is moved, and open it where it is then: at its old place where that failed."""
        self._ask(lambda shelf: shelf.exchange(named, work), _Callers(then, failed))

    def ask(
        self,
        work: Work,
        then: Callable[[Any], None],
        failed: Callable[[UserError], None],
        broken: Callable[[], None] | None = None,
    ) -> None:
        """Do a piece of work on the open library and hand its result, or the user's fault, to the window's thread.

        `broken` is called as well when the work meets a fault of ours, which `crashed` tells.
        """

        def on_shelf(shelf: _Shelf) -> Any:
            if shelf.workspace is None:
                raise UserError(_NOTHING_OPEN)
            return work(shelf.workspace)

        self._ask(on_shelf, _Callers(then, failed, broken))

    def _ask(self, work: Callable[[_Shelf], Any], callers: _Callers) -> None:
        number = next(self._numbers)
        self._callers[number] = callers
        self._thread.jobs.put((number, work))

    def close(self) -> None:
        """Finish what was asked for, close the library and end the thread; nobody is there for answers any more."""
        self._answered.disconnect(self._deliver)
        self._thread.jobs.put(None)
        self._thread.wait()
        self._callers.clear()

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        callers = self._callers.pop(answer.number, None)
        if callers is None:
            return  # the app was closed meanwhile
        if answer.fault is not None:
            callers.failed(answer.fault)
        elif answer.crash is None:
            callers.then(answer.value)
        else:
            self.crashed.emit(answer.crash)
            if callers.broken:
                callers.broken()


class _Thread(QThread):
    def __init__(self, answer: Callable[[_Answer], None]) -> None:
        super().__init__()
        self.jobs: SimpleQueue[tuple[int, Callable[[_Shelf], Any]] | None] = SimpleQueue()
        self._answer = answer

    def run(self) -> None:
        """Work until told to end."""
        shelf = _Shelf()
        while (job := self.jobs.get()) is not None:
            self._answer(_done(*job, shelf))
        shelf.close()


def _done(number: int, work: Callable[[_Shelf], Any], shelf: _Shelf) -> _Answer:
    try:
        return _Answer(number, work(shelf))
    except UserError as fault:
        return _Answer(number, fault=fault)
    except Exception as crash:  # noqa: BLE001 - reported by the window; the thread serves on
        return _Answer(number, crash=crash)
