"""What can be done with assessments of the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nfmaturity.analysis.following_year import title_a_year_on
from nfmaturity.domain.errors import N_, UserError
from nfmaturity.i18n import _
from nfmaturity.ui.models.library_entries import read_entries
from nfmaturity.ui.pages.library_questions import CopyQuestion, FileQuestion, Question, ask_and_write, first_folder
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.library_bars import Act

if TYPE_CHECKING:
    from nfmaturity.storage.listing import AssessmentRow
    from nfmaturity.ui.models.library_entries import Entry
    from nfmaturity.ui.pages.library import LibraryPage
    from nfmaturity.ui.pages.library_questions import CopyKind
    from nfmaturity.workspace.following import Following
    from nfmaturity.workspace.opening import Workspace

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_NAMED_IN_FULL = 6
_SUFFIX = ".json"
_UNSAVED = N_(
    "Your last edits are not on disk yet, and what is taken from the library must hold them: see the status bar."
)
_MOVED_ON = N_(
    "Next year's assessment is begun under the newer rubric {name}. Grades to confirm: {n}; "
    "answers that it has no place for: {left}."
)
_EXPORTED_WITHOUT = (
    N_("Exported to {at}. It is compared with {names}: export that as well, or the comparison is missing elsewhere."),
    N_(
        "Exported to {at}: {n} files. Some are compared with {names}: "
        "export that as well, or the comparison is missing elsewhere."
    ),
)
"""What is said where what one or several are compared with stays behind."""


class LibraryActs:
    """The acts on what is selected in the library page."""

    def __init__(self, page: LibraryPage) -> None:
        """Act for a page."""
        self._page, self._desk = page, page.desk
        self.all: Sequence[Act] = (
            Act("open", "arrow-up-right", N_("Open"), self.open),
            Act("duplicate", "copy", N_("Duplicate…"), self.duplicate),
            Act("report", "file-text", N_("Report"), self.report),
            Act("details", "", N_("Details…"), self.details, in_bar=False),
            Act("export", "file-output", N_("Export…"), self.export, for_several=True),
            Act("move", "", N_("Move to a newer rubric version…"), self.move, in_bar=False),
            Act("trash", "trash-2", N_("Move to trash"), self.trash, for_several=True),
            Act("restore", "rotate-ccw", N_("Bring back"), self.restore, in_trash=True, for_several=True),
            Act("purge", "trash-2", N_("Delete for good…"), self.purge, in_trash=True, for_several=True),
        )

    def open(self) -> None:
        """Open the assessment where it is graded."""
        for entry in self._one():
            self._page.go(Location("assess", entry.id))

    def report(self) -> None:
        """Show the report of the assessment."""
        for entry in self._one():
            self._page.go(Location("report", entry.id))

    def details(self) -> None:
        """Show what was settled at the beginning of the assessment."""
        for entry in self._one():
            self._page.go(Location("details", entry.id))

    def move(self) -> None:
        """Show what a move to a newer version of the rubric would do."""
        for entry in self._one():
            self._page.go(Location("move", entry.id))

    def duplicate(self) -> None:
        """Ask what kind of copy is wanted and for a title, and begin it."""
        for entry in self._one():
            question = CopyQuestion(self._page.window(), entry.label, titles_proposed(entry.row.title))
            question.ask(lambda answer, entry=entry, question=question: self._copy(answer, entry, question))  # type: ignore[misc]

    def _copy(self, answer: str, entry: Entry, question: CopyQuestion) -> None:
        if answer == "duplicate" and self._is_saved():
            begin = self._begin_next_year if question.kind == "next" else self._begin_copy
            begin(entry, question.field.text())

    def _begin_next_year(self, entry: Entry, title: str) -> None:
        def work(workspace: Workspace) -> Following:
            from nfmaturity.workspace.following import begin_next_year

            return begin_next_year(workspace, entry.id, title)

        def opened(following: Following) -> None:
            """Go on in the new one: who stays beside it grades last year's by mistake."""
            session = self._desk.session
            if session and session.assessment.id == following.id:
                self._page.show_assessment(following.id)
                self._page.led_to.emit(Location("assess", following.id))
            if following.moved_to:
                self._desk.tell(_MOVED_ON, n=following.to_confirm, name=following.moved_to, left=following.left)
            else:
                self._desk.tell(N_("Next year's assessment is begun. Grades to confirm: {n}."), n=following.to_confirm)

        self._page.begun.emit()
        self._desk.begin(work, lambda following: following.id, opened)

    def _begin_copy(self, entry: Entry, title: str) -> None:
        def work(workspace: Workspace) -> str:
            from nfmaturity.workspace.assessments import duplicate_assessment

            return duplicate_assessment(workspace, entry.id, title)

        self._desk.act(work, self._page.show_assessment)

    def export(self) -> None:
        """Ask where to and write one assessment as a file, several into a folder."""
        entries = self._page.chosen()
        if not entries or not self._is_saved():
            return
        folder = first_folder(self._desk.settings.report_folder)
        if len(entries) == 1:
            start = str(folder / f"{file_name(entries[0])}{_SUFFIX}")
            question = FileQuestion("write", _("Export the assessment"), start)
            ask_and_write(self._page, self._page.ask_file, question, _SUFFIX, lambda file: self._export(entries, file))
            return
        question = FileQuestion("folder", _("Export the assessments into a folder"), str(folder))
        for path in self._page.ask_file(self._page, question):
            self._export(entries, path)

    def _is_saved(self) -> bool:
        """Tell whether the library holds every edit, as what is taken from it must; says so where it does not."""
        if self._desk.finish_saving():
            return True
        self._desk.tell_fault(UserError(_UNSAVED))
        return False

    def _export(self, entries: Sequence[Entry], path: Path) -> None:
        alone = len(entries) == 1
        self._desk.settings.report_folder = str(path.parent if alone else path)

        def work(workspace: Workspace) -> Sequence[AssessmentRow]:
            from nfmaturity.workspace.assessments import export_assessment
            from nfmaturity.workspace.earlier import left_behind
            from nfmaturity.workspace.subject import stored_subject

            for entry in entries:
                file = path if alone else _free(path, file_name(entry))
                export_assessment(stored_subject(workspace, entry.id), file)
            return left_behind(workspace, [entry.id for entry in entries])

        def told(left: Sequence[AssessmentRow]) -> None:
            at, n = path, len(entries)
            if left:
                one, several = _EXPORTED_WITHOUT
                names = " · ".join(entry.label for entry in read_entries(left).entries)
                self._desk.tell(one if alone else several, at=at, n=n, names=names)
            else:
                self._desk.tell(N_("Exported to {at}.") if alone else N_("Exported to {at}: {n} files."), at=at, n=n)

        self._desk.ask(work, told)

    def trash(self) -> None:
        """Move what is selected to the trash."""
        entries = self._page.chosen()
        one = N_("{name} is in the trash; it can be brought back from there.")
        several = N_("Assessments moved to the trash: {n}. They can be brought back from there.")
        session = self._desk.session
        if session and session.assessment.id in {entry.id for entry in entries}:
            self._desk.close_assessment()

        def work(workspace: Workspace) -> None:
            from nfmaturity.workspace.assessments import trash_assessment

            for entry in entries:
                trash_assessment(workspace, entry.id)

        self._do(entries, work, (one, several))

    def restore(self) -> None:
        """Bring what is selected back from the trash."""

        def work(workspace: Workspace) -> None:
            from nfmaturity.workspace.assessments import restore_assessment

            for entry in entries:
                restore_assessment(workspace, entry.id)

        entries = self._page.chosen()
        self._do(entries, work, (N_("{name} is back in the library."), N_("Assessments brought back: {n}.")))

    def purge(self) -> None:
        """Ask, naming them, and delete what is selected for good."""
        entries = self._page.chosen()
        if not entries:
            return
        named = [entry.label for entry in entries[:_NAMED_IN_FULL]]
        named += ["…"] if len(entries) > _NAMED_IN_FULL else []
        question = Question(
            self._page.window(),
            _("Delete for good?"),
            "\n".join([*named, _("Grades, comments and history are deleted. This cannot be undone.")]),
            (("purge", _("Delete for good")), ("keep", _("Keep in the trash"))),
        )
        question.ask(lambda answer: self._purge(entries) if answer == "purge" else None)

    def _purge(self, entries: Sequence[Entry]) -> None:
        def work(workspace: Workspace) -> None:
            from nfmaturity.workspace.assessments import purge_assessment

            for entry in entries:
                purge_assessment(workspace, entry.id)

        self._do(entries, work, (N_("{name} was deleted for good."), N_("Assessments deleted for good: {n}.")))

    def _do(self, entries: Sequence[Entry], work: Callable[[Workspace], None], said: tuple[str, str]) -> None:
        if not entries:
            return
        one, several = said
        if len(entries) == 1:
            self._desk.act(work, lambda _: self._desk.tell(one, name=entries[0].label))
        else:
            self._desk.act(work, lambda _: self._desk.tell(several, n=len(entries)))

    def _one(self) -> Sequence[Entry]:
        entries = self._page.chosen()
        return entries if len(entries) == 1 else ()


def titles_proposed(title: str) -> dict[CopyKind, str]:
    """Propose a title for each kind of copy: of next year's that of the year after, where a year is named."""
    plain = _("{title} (copy)").format(title=title) if title else _("Copy")
    return {"next": title_a_year_on(title), "plain": plain}


def file_name(entry: Entry) -> str:
    """Give the name of the file for an assessment, without its ending."""
    return _UNFIT.sub(" ", entry.label).strip(" .")[:120]


def _free(folder: Path, name: str) -> Path:
    path, number = folder / f"{name}{_SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{name} ({number}){_SUFFIX}"
    return path
