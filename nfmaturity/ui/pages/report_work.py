"""Making one report: once every edit is on disk, a child process writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nfmaturity.i18n import N_, _, current_language
from nfmaturity.report.chapters import ALL_PARTS, Part
from nfmaturity.ui.tasks import Cancelled, Progress, Task

if TYPE_CHECKING:
    from pathlib import Path

    from nfmaturity.domain.errors import Message
    from nfmaturity.ui.pages.questionnaire import Choice
    from nfmaturity.ui.saving import SaveState
    from nfmaturity.ui.session import AssessmentSession


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made: of which assessment, where, in which language, and of a report the draft mark and the parts.

    With `choice` it is a questionnaire for a site walk.
    """

    assessment: str
    path: Path
    language: str
    is_draft: bool = False
    parts: frozenset[Part] = ALL_PARTS
    choice: Choice | None = None

    @property
    def kind(self) -> str:
        """What else it is than the whole report, in a word to be translated, or ""."""
        if self.choice:
            return N_("questionnaire")
        return "" if self.parts == ALL_PARTS else N_("excerpt")

    @property
    def arguments(self) -> list[str]:
        """The task that makes it."""
        of = [self.assessment, str(self.path), "--written-in", self.language]
        if self.choice is None:
            named = () if self.parts == ALL_PARTS else tuple(part for part in Part if part in self.parts)
            chosen = [word for part in named for word in ("--part", str(part))]
            return ["report", *of, "--draft" if self.is_draft else "--no-draft", *chosen]
        parts = [word for node in self.choice.nodes for word in ("--node", node)]
        return ["questionnaire", *of, *parts, *self.choice.flags]


class ReportWork(QObject):
    """One report on its way; tells what it does and how it ended."""

    progressed = Signal(str, object)
    """A sentence in the language in force, and the part that is done (0–1) or None where that is not known."""

    unsaved = Signal(object)
    """The `Message` for which the edits cannot be saved, so that nothing was begun."""

    ended = Signal(object)
    """The `Ending` of the task."""

    def __init__(self, wanted: Wanted, library: str | None, parent: QObject) -> None:
        """Prepare a report from a library."""
        super().__init__(parent)
        self.wanted, self.library = wanted, library
        self._task: Task | None = None
        self._session: AssessmentSession | None = None

    def start(self, session: AssessmentSession) -> None:
        """Begin when every edit of the session is on disk, where the child process reads them."""
        self._session = session
        session.saving.connect(self._follow_saving)
        self._follow_saving(session.save_state)

    def cancel(self) -> None:
        """End it; what it would have written stays as it was."""
        if self._task:
            self._task.cancel()
        elif self._session:
            self._stop_waiting()
            self.ended.emit(Cancelled())

    def wait(self) -> None:
        """Wait until the child process is gone."""
        if self._task:
            self._task.wait()

    def _follow_saving(self, state: SaveState) -> None:
        if state.kind == "failed" and state.fault:
            self._stop_waiting()
            self._tell_unsaved(state.fault)
        elif state.waiting:
            self.progressed.emit(_("Waiting until every edit is saved"), None)
        else:
            self._stop_waiting()
            self._begin()

    def _stop_waiting(self) -> None:
        if self._session:
            self._session.saving.disconnect(self._follow_saving)
            self._session = None

    def _tell_unsaved(self, fault: Message) -> None:
        self.unsaved.emit(fault)

    def _begin(self) -> None:
        self._task = Task(self.wanted.arguments, library=self.library, language=current_language(), parent=self)
        self._task.progressed.connect(self._tell_progress)
        self._task.ended.connect(self.ended)
        self.progressed.emit(_("Making the questionnaire") if self.wanted.choice else _("Making the report"), None)
        self._task.start()

    def _tell_progress(self, progress: Progress) -> None:
        part = progress.part / progress.of if progress.part is not None and progress.of else None
        self.progressed.emit(progress.said, part)
