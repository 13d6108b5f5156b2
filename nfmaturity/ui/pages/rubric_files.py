"""Workbooks of rubrics on their way out and in: one child process at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nfmaturity.i18n import _, current_language
from nfmaturity.ui.tasks import Cancelled, Crashed, Done, Refused, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.tasks import Ending, Progress

SUFFIX = ".xlsx"


class RubricFiles(QObject):
    """Runs one task after the other is over; a new one ends the one under way."""

    progressed = Signal(str)
    """What is done now, "" once it is over."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None

    def run(
        self,
        arguments: Sequence[str],
        done: Callable[[Mapping[str, Any]], object],
        refused: Callable[[Refused], object],
        cancelled: Callable[[], object],
    ) -> None:
        """Run a task, and hand on how it ended."""
        self.end()
        task = Task(arguments, library=self._desk.place, language=current_language(), parent=self)
        self._task = task
        is_saving = "--write" in arguments

        def progress(progress: Progress) -> None:
            # A workbook is read once more before it is saved, which is no news to who asked for the saving.
            if not is_saving:
                self.progressed.emit(progress.said)

        def finish(ending: Ending) -> None:
            task.deleteLater()
            if self._task is not task:
                return
            self._task = None
            self.progressed.emit("")
            match ending:
                case Done(result):
                    done(result)
                case Refused():
                    refused(ending)
                case Cancelled():
                    cancelled()
                case Crashed(text):
                    cancelled()
                    self._desk.broke.emit(text)

        task.progressed.connect(progress)
        task.ended.connect(finish)
        task.start()
        self.progressed.emit(_beginning(arguments))

    @property
    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._task is not None

    def cancel(self) -> None:
        """End what is under way; what it would have written stays as it was."""
        if self._task:
            self._task.cancel()

    def end(self) -> None:
        """End what is under way and wait until its process is gone; nobody hears of it any more."""
        task, self._task = self._task, None
        if task:
            task.cancel()
            task.wait()
            self.progressed.emit("")


def _beginning(arguments: Sequence[str]) -> str:
    if "--write" in arguments:
        return _("Saving the rubric pack")
    return _("Writing the workbook") if arguments[0] == "rubric-export" else _("Reading the workbook")
