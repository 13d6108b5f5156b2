"""Edits that the disk does not take: said in full, and saved as a file from what is in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nfmaturity.domain.errors import N_, UserError, message
from nfmaturity.i18n import _
from nfmaturity.ui.frame_words import assessment_parts
from nfmaturity.ui.notice import Door, Notice

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.library_questions import AskFile
    from nfmaturity.ui.saving import SaveState
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.widgets.notice_bar import NoticeBar

SUFFIX = ".json"
_UNSAVED = N_("Your edits are not on disk yet. {fault} They are tried again; a file keeps them meanwhile.")
_KEPT = N_("{file} holds the assessment as it is here. Import it elsewhere should the library not be written again.")


class Unsaved(QObject):
    """Tells of edits that cannot reach the disk until they have, and saves their assessments as files."""

    def __init__(self, desk: Desk, notices: NoticeBar, window: QWidget) -> None:
        """Follow the edits of a desk."""
        super().__init__(window)
        self._desk, self._notices, self._window = desk, notices, window
        self._told: Notice | None = None
        self.ask_file: AskFile | None = None
        """Asks for files in the place of the system's dialog."""
        desk.saving.connect(self._follow)

    def save(self) -> bool:
        """Ask where to and write each assessment whose edits are not on disk; tells whether all were written."""
        unsaved = [session for session in self._desk.sessions.all() if session.save_state.waiting]
        written = [session for session in unsaved if self._save(session)]
        return len(written) == len(unsaved)

    def _save(self, session: AssessmentSession) -> bool:
        from nfmaturity.ui.pages.library_questions import FileQuestion, ask_and_write, ask_file, first_folder
        from nfmaturity.ui.pages.report_file import safe_name

        session.end_writing()
        name, title, _rubric = assessment_parts(session.assessment)
        start = first_folder(self._desk.settings.report_folder) / safe_name(f"{name} {title}", SUFFIX)
        question = FileQuestion("write", _("Save the assessment as a file"), str(start))
        written: list[bool] = []
        ask = self.ask_file or ask_file
        ask_and_write(self._window, ask, question, SUFFIX, lambda file: written.append(self._write(session, file)))
        return any(written)

    def _write(self, session: AssessmentSession, file: Path) -> bool:
        from nfmaturity.domain.assessment_record import Record
        from nfmaturity.files.assessment_files import write_document

        try:
            write_document(file, Record(session.as_wanted, session.as_wanted))
        except UserError as fault:
            self._desk.tell_fault(fault)
            return False
        self._desk.tell(_KEPT, file=file)
        return True

    def _follow(self, state: SaveState) -> None:
        if state.kind == "failed" and state.fault and self._told is None:
            door = Door(N_("Save as file…"), self.save)
            self._told = Notice(message(_UNSAVED, fault=state.fault), is_fault=True, door=door, stays=True)
            self._desk.told.emit(self._told)
        elif state.kind == "saved" and self._told:
            told, self._told = self._told, None
            self._notices.withdraw(told)
