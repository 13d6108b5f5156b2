"""Files on their way into the library: one after the other in child processes, told when all are through."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nfmaturity.domain.errors import N_, message
from nfmaturity.i18n import _, current_language
from nfmaturity.ui.notice import Door, Notice
from nfmaturity.ui.pages.apart_question import ApartQuestion
from nfmaturity.ui.pages.import_told import Told, as_told, has_more, in_short, refusal, show_all
from nfmaturity.ui.tasks import Cancelled, Crashed, Done, Refused, Task

if TYPE_CHECKING:
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.tasks import Ending, Progress

_FATES = {
    "added": N_("{file} was added to the library."),
    "same": N_("The library held {file} already; nothing was changed."),
    "newer": N_("The library held {file} already; its newer edits were taken up."),
    "older": N_("The library holds newer edits than {file}; nothing was changed."),
    "replaced": N_("{file} was taken over; edits made: {n}."),
}
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class _Job:
    path: Path
    options: tuple[str, ...] = ()


class LibraryImport(QObject):
    """Imports files, asks where the library and a file were edited apart, and says what became of each."""

    progressed = Signal(str)
    """What is done now; "" when nothing is left to do."""

    brought = Signal(str)
    """The id of an assessment that a file brought."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Begin with nothing to do; questions are asked over a window."""
        super().__init__(window)
        self._desk, self._window = desk, window
        self._waiting: deque[_Job] = deque()
        self._now: _Job | None = None
        self._task: Task | None = None
        self._place: str | None = None
        self._said: list[Told] = []
        self._notice: Notice | None = None
        self._count = 0

    def add(self, paths: Sequence[Path]) -> None:
        """Import files after those that wait; what was told of earlier ones is said no longer."""
        if self._notice:
            self._desk.taken_back.emit(self._notice)
        self._waiting += [_Job(path) for path in paths]
        self._count += len(paths)
        if self._now is None:
            self._begin_next()

    def cancel(self) -> None:
        """End the import; files that are through stay in the library."""
        self._waiting.clear()
        if self._task:
            self._task.cancel()

    def close(self) -> None:
        """End the import and wait until its process is gone."""
        task = self._task
        self.cancel()
        if task:
            task.wait()

    @property
    def is_running(self) -> bool:
        """Whether a file is being imported."""
        return self._task is not None

    def stay_with(self, place: str | None) -> None:
        """End the import when another library was opened."""
        if self._task and place != self._place:
            self.cancel()

    def _begin_next(self) -> None:
        if not self._waiting:
            self._end()
            return
        self._now = self._waiting.popleft()
        self._tell("")
        self._place = self._desk.place
        by, device = self._desk.settings.signature
        arguments = ["import", str(self._now.path), *self._now.options, f"--by={by}", f"--device={device}"]
        self._task = Task(arguments, library=self._place, language=current_language(), parent=self)
        self._task.progressed.connect(self._on_progress)
        self._task.ended.connect(self._on_end)
        self._task.start()

    def _on_progress(self, progress: Progress) -> None:
        self._tell(progress.said)

    def _tell(self, step: str) -> None:
        if self._now is None:
            return
        number = self._count - len(self._waiting)
        said = _("Importing {file}").format(file=_short(self._now.path.name))
        if self._count > 1:
            said = _("{what} ({n} of {of})").format(what=said, n=number, of=self._count)
        self.progressed.emit(_("{what}: {step}").format(what=said, step=step) if step else said)

    def _on_end(self, ending: Ending) -> None:
        job, self._now = self._now, None
        if self._task:
            self._task.deleteLater()
            self._task = None
        if job is None:
            return
        match ending:
            case Done(result):
                self._take(job, result)
                if result["fate"] == "replaced":
                    self._forget_undo(result["id"])
                self._desk.look_for_others()  # of the open assessment, into which the file may have brought edits
                self._desk.reload(lambda: self.brought.emit(result["id"]))
            case Refused(_sentences, told) if told.get("apart"):
                self._ask(job, told)
                return
            case Refused():
                self._said.append(refusal(job.path.name, ending))
            case Cancelled():
                self._say(N_("The import was cancelled; {file} was not taken in."), file=job.path.name)
                self._desk.reload()
            case Crashed(text):
                self._desk.broke.emit(text)
        self._begin_next()

    def _forget_undo(self, ident: str) -> None:
        """Let what was taken over be what is taken back first: it came after all that was edited here before."""
        for session in self._desk.sessions.all():
            if session.assessment.id == ident:
                session.forget_undo()

    def _take(self, job: _Job, done: Mapping[str, Any]) -> None:
        self._say(_FATES[done["fate"]], file=job.path.name, n=done["edits"])
        if outside := done["outside"]:
            self._say(N_("Requirements outside the scope, kept and not counted: {n}."), n=outside)
        self._said += [Told(as_told(note)) for note in done["notes"]]

    def _say(self, template: str, **params: object) -> None:
        self._said.append(Told(message(template, **params)))

    def _ask(self, job: _Job, told: Mapping[str, Any]) -> None:
        self._now = job
        self.progressed.emit("")
        question = ApartQuestion(self._window, job.path.name, told)
        question.ask(lambda answer: self._answer(job, answer, question.merge))

    def _answer(self, job: _Job, answer: str, merge: tuple[str, ...]) -> None:
        self._now = None
        ways = {"merge": merge, "beside": ("--as-copy",)}
        if answer in ways:
            self._waiting.appendleft(_Job(job.path, ways[answer]))
        else:
            self._say(N_("{file} was left aside; the library stays as it is."), file=job.path.name)
        self._begin_next()

    def _end(self) -> None:
        self.progressed.emit("")
        if self._said:
            self._notice = self._told_in_short(tuple(self._said))
            self._desk.told.emit(self._notice)
        self._said, self._count = [], 0

    def _told_in_short(self, told: Sequence[Told]) -> Notice:
        """Say what became of the files, for as long as one is on the page where there is a fault."""
        door = Door(N_("See all"), partial(show_all, self._window, told)) if has_more(told) else None
        return Notice(in_short(told), any(one.is_fault for one in told), door, page="library")


def _short(name: str) -> str:
    """Give a file's name as short as the status bar needs it, with its beginning and its ending."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 13]}…{name[-12:]}"
