"""The Report page: makes the PDF of the open assessment in a child process, and lists what was made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nfmaturity.domain.errors import Message
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.i18n import N_, _, current_language, say
from nfmaturity.report.chapters import ALL_PARTS
from nfmaturity.ui.frame_words import assessment_parts
from nfmaturity.ui.pages.library_questions import first_folder
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.pages.profile_exchange import ProfileUpdate
from nfmaturity.ui.pages.questionnaire import QuestionnaireDialog
from nfmaturity.ui.pages.report_file import SUFFIX, is_there, report_name, wanted_path
from nfmaturity.ui.pages.report_form import ReportForm
from nfmaturity.ui.pages.report_work import ReportWork, Wanted
from nfmaturity.ui.tasks import Cancelled, Crashed, Done, Ending, Refused
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.unprintable import places_words
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.made_report import Made, MadeRow
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.pages.questionnaire import Choice
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.settings import Location

_FORM, _LEAST_FORM, _NARROW_BELOW = 608, 400, 720
"""The width of the form, how far it gives way to the list, and below which width of the page the list gives way."""


class ReportPage(Page):
    """One report at a time; leaving the page does not stop it."""

    def __init__(self, desk: Desk, go: Go) -> None:
        """Lay the page out."""
        super().__init__(desk, go)
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self._session: AssessmentSession | None = None
        self._work: ReportWork | None = None
        self._is_own_file = False
        self._wants_draft: bool | None = None
        self._rows: list[MadeRow] = []
        self._fault: Message | None = None
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.form = ReportForm(self.words)
        self.update_note = ProfileUpdate(desk, self.words, self.form)
        self.form.put_note(self.update_note)
        across.addWidget(self._left())
        across.addWidget(self._right(), 1)
        self._connect()
        self.form.retell()
        self.form.language.choose(current_language())
        desk.session_changed.connect(self._take_session)
        self._take_session(desk.session)

    def _left(self) -> QWidget:
        held = QWidget()
        self._below_form = QVBoxLayout(held)
        self._below_form.setContentsMargins(0, 0, 0, 0)
        self._below_form.setSpacing(0)
        self._below_form.addWidget(self.form, 1)
        self._form_area = _scrolling(held)
        return self._form_area

    def _right(self) -> QWidget:
        side = self._side = Ground("panel", "l")
        down = QVBoxLayout(side)
        down.setContentsMargins(24, 24, 24, 24)
        down.setSpacing(0)
        title = Paragraph(bold=True)
        self.words.say(title.setText, N_("Made in this sitting"))
        self._none = Paragraph(pixels=12, leading=18, role="ink3")
        self.words.say(
            self._none.setText, N_("None yet. The files stay where they are put; this list is only for now.")
        )
        self._made = QVBoxLayout()
        self._made.setSpacing(0)
        down.addWidget(title)
        down.addSpacing(6)
        down.addWidget(self._none)
        down.addLayout(self._made)
        down.addStretch(1)
        self._side_area = _scrolling(side)
        return self._side_area

    def _connect(self) -> None:
        self.form.asked.connect(self.make)
        self.form.cancel_asked.connect(self.cancel)
        self.form.choose_asked.connect(self._choose)
        self.form.questionnaire_asked.connect(self._ask_questionnaire)
        self.form.language.chosen.connect(lambda _language: self._propose_file())
        self.form.draft.clicked.connect(self._note_draft)
        self.form.parts_changed.connect(self._on_parts)
        self.form.file.textEdited.connect(self._note_file)
        self.form.file.textChanged.connect(self._show_remark)

    @property
    def made(self) -> tuple[MadeRow, ...]:
        """The reports made in this sitting, the newest first."""
        return tuple(self._rows)

    # Places

    def enter(self, _at: Location) -> None:
        """Show what would be made now."""
        self._refresh()
        self.update_note.look_at(self._session)
        self.form.language.choice(self.form.language.current).setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _take_session(self, session: AssessmentSession | None) -> None:
        is_other = session is None or self._session is None or session.assessment.id != self._session.assessment.id
        if self._session:
            self._session.moved.disconnect(self._on_moved)
        self._session = session
        if session is None:
            if self._work and self._work.library != self.desk.place:
                self._work.cancel()  # the library that it reads is closed, or thrown away
            return
        if is_other:
            self._is_own_file, self._wants_draft = False, None
            self._show_fault(None)
        session.moved.connect(self._on_moved)
        self._refresh()

    def _on_moved(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        session = self._session
        if session is None:
            return
        overall = session.card.overall
        name, title, _rubric = assessment_parts(session.assessment)
        self.form.subject.setText("  ·  ".join(part for part in (name, title) if part))
        waiting = session.to_confirm.get(OVERALL, 0)
        self.form.show_draft_rule(overall.in_scope - overall.answered, waiting, wanted=self._wants_draft)
        said = places_words(session.assessment)
        self.form.lacking.setText(said)
        self.form.lacking.setVisible(bool(said))
        self._propose_file()
        self._show_remark()

    def retell(self) -> None:
        """Say everything in the language in force."""
        super().retell()
        self.form.retell()
        self.update_note.retell()
        self._refresh()
        if self._fault:
            self._show_fault(self._fault)
        for row in self._rows:
            row.retell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the form give way to the list, which stands below it where the page is narrow."""
        super().resizeEvent(event)
        width, is_narrow = self.width(), self.width() < _NARROW_BELOW
        self._form_area.setFixedWidth(width if is_narrow else min(_FORM, max(_LEAST_FORM, width * 6 // 10)))
        if is_narrow != self._side_area.isHidden():
            self._side_area.setHidden(is_narrow)
            if is_narrow:
                self._below_form.addWidget(self._side_area.takeWidget())
                self._side.show()
            else:
                self._below_form.removeWidget(self._side)
                self._side_area.setWidget(self._side)

    # What is wanted

    def _on_parts(self) -> None:
        self.form.show_left_out()
        self._show_fault(None)
        self._propose_file()

    def _note_draft(self) -> None:
        self._wants_draft = self.form.draft.isChecked()

    def _note_file(self, written: str) -> None:
        self._is_own_file = True
        self.form.file.setToolTip(written)

    def _propose_file(self) -> None:
        if self._session and not self._is_own_file:
            kind = "" if self.form.parts == ALL_PARTS else _("excerpt")
            name = report_name(self._session.assessment, self.form.language.current, kind)
            self._show_file(self._folder() / name)

    def _folder(self) -> Path:
        return first_folder(self.desk.settings.report_folder)

    def _show_remark(self) -> None:
        path = wanted_path(self.form.file.text(), self._folder())
        self.form.about_file.setText(_(_REPLACED) if path and is_there(path) else "")

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Where to put the report"), self.form.file.text(), f"PDF (*{SUFFIX})")
        dialog.setObjectName("report-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, file: str) -> None:
        self._is_own_file = True
        self._show_file(Path(file))

    def _show_file(self, path: Path) -> None:
        self.form.file.once_composed(lambda: self.form.file.setText(str(path)))

    # Making

    def make(self) -> None:
        """Make the report that the form asks for."""
        session, path = self._session, wanted_path(self.form.file.text(), self._folder())
        if session is None or self._work or not self.form.parts:
            return
        if path is None:
            self._show_fault(Message(_NO_FILE))
            return
        self._show_fault(None)
        language, is_draft = self.form.language.current, self.form.draft.isChecked()
        self._start(session, Wanted(session.assessment.id, path, language, is_draft, self.form.parts))

    def _ask_questionnaire(self) -> None:
        if self._session and not self._work:
            dialog = QuestionnaireDialog(self._session, self)
            dialog.asked.connect(self._choose_questionnaire)
            dialog.open()

    def _choose_questionnaire(self, choice: Choice) -> None:
        if self._session is None:
            return
        proposed = self._folder() / report_name(self._session.assessment, choice.language, choice.name)
        dialog = QFileDialog(self, _("Where to put the questionnaire"), str(proposed), f"PDF (*{SUFFIX})")
        dialog.setObjectName("questionnaire-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.make_questionnaire(choice, Path(file)))
        dialog.open()

    def make_questionnaire(self, choice: Choice, path: Path) -> None:
        """Make the questionnaire of a choice."""
        session = self._session
        if session and not self._work:
            self._show_fault(None)
            self._start(session, Wanted(session.assessment.id, path, choice.language, choice=choice))

    def _start(self, session: AssessmentSession, wanted: Wanted) -> None:
        work = ReportWork(wanted, self.desk.place, self)
        work.progressed.connect(self._show_progress)
        work.unsaved.connect(self._on_unsaved)
        work.ended.connect(self._on_ended)
        self._work = work
        work.start(session)

    def cancel(self) -> None:
        """End what is under way; no file is written."""
        if self._work:
            self._work.cancel()

    def close_work(self) -> None:
        """End what is under way and wait until it is gone."""
        if work := self._work:
            work.cancel()
            work.wait()

    def _show_progress(self, said: str, part: float | None) -> None:
        self.form.show_work(said, part)
        self.working.emit(said)

    def _put_work_away(self) -> Wanted:
        if self._work is None:
            raise RuntimeError("no report is under way")
        work, self._work = self._work, None
        work.deleteLater()
        self.form.show_work("", None)
        self.working.emit("")
        return work.wanted

    def _on_unsaved(self, fault: Message) -> None:
        self._put_work_away()
        self._show_fault(Message(_UNSAVED, {"fault": fault}))

    def _on_ended(self, ending: Ending) -> None:
        wanted = self._put_work_away()
        if isinstance(ending, Done):
            self._add(wanted, ending)
        elif isinstance(ending, Refused):
            self._fault = None
            self.form.faults.show_sentences(ending.sentences)
        elif isinstance(ending, Cancelled):
            self._show_fault(Message(_CANCELLED))
        elif isinstance(ending, Crashed):
            self.desk.broke.emit(ending.text)

    def _add(self, wanted: Wanted, done: Done) -> None:
        made = Made(
            file=Path(done.result["file"]),
            asked=wanted.path,
            pages=done.result["pages"],
            at=datetime.now().astimezone().strftime("%H:%M:%S"),
            language=wanted.language,
            is_draft=wanted.is_draft,
            kind=wanted.kind,
            missing=tuple(done.result["missing"]),
        )
        self.desk.settings.report_folder = str(made.file.parent)
        row = MadeRow(made)
        row.opened.connect(self._open)
        self._rows.insert(0, row)
        self._made.insertWidget(0, row)
        self._none.hide()
        self._show_remark()

    def _open(self, target: Path) -> None:
        if not target.exists():
            self.desk.tell(_GONE, file=str(target))
        elif not self.open_url(QUrl.fromLocalFile(str(target))):
            self.desk.tell(_NO_PROGRAM, file=str(target))

    def _show_fault(self, fault: Message | None) -> None:
        self._fault = fault
        self.form.faults.show_sentences([say(fault)] if fault else [])


_REPLACED = N_("This file is there already and will be replaced.")
_NO_FILE = N_("Name the file of the report first.")
_UNSAVED = N_("The report is made from what is saved, and your last edits are not: {fault}")
_CANCELLED = N_("The report was cancelled, and nothing was written.")
_GONE = N_("{file} is no longer there.")
_NO_PROGRAM = N_("No program could be found to open {file}.")


def _scrolling(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    take_touch(area)
    return area
