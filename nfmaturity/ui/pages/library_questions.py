"""What the library page asks: for files, for a title, and before what cannot be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.forms.one_line import MOST, OneLine
from nfmaturity.ui.pages.report_file import is_there, with_ending
from nfmaturity.ui.widgets.composing import take_preedit
from nfmaturity.ui.widgets.default_button import make_default
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.segmented import Segmented


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """Which files are asked for: some to read, one to write, or a folder; `start` is where to look first.

    `kinds` names the kind of files as dialogs do, "" for assessments.
    """

    kind: Literal["read", "write", "folder"]
    title: str
    start: str = ""
    kinds: str = ""


AskFile = Callable[[QWidget, FileQuestion], Sequence[Path]]
"""Asks for files; none where the user thought better of it."""


def ask_file(parent: QWidget, question: FileQuestion) -> Sequence[Path]:
    """Ask with the dialog of the user's system."""
    kinds = question.kinds or _("Assessment files (*.json)")
    if question.kind == "folder":
        chosen = [QFileDialog.getExistingDirectory(parent, question.title, question.start)]
    elif question.kind == "write":
        chosen = [QFileDialog.getSaveFileName(parent, question.title, question.start, kinds)[0]]
    else:
        chosen = QFileDialog.getOpenFileNames(parent, question.title, question.start, kinds)[0]
    return [Path(name) for name in chosen if name]


def first_folder(kept: str) -> Path:
    """Give the folder to look in first: the one used last, else that of the user's documents, else the user's own."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return next((Path(folder) for folder in (kept, documents) if folder and Path(folder).is_dir()), Path.home())


class Question(QDialog):
    """A heading, a sentence and answers to choose from; `answer` is "" when it was closed without one."""

    def __init__(self, parent: QWidget, head: str, text: str, answers: Sequence[tuple[str, str]]) -> None:
        """Take answers as names and words; the last is the one that Enter gives."""
        super().__init__(parent)
        self.answer = ""
        self.setObjectName("question")
        self.setWindowTitle(head)
        self.setMinimumWidth(480)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(12)
        heading = Paragraph(self, pixels=17, leading=24, bold=True)
        heading.setText(head)
        self.said = Paragraph(self, role="ink2")
        self.said.setObjectName("question-text")
        self.said.setText(text)
        for widget in (heading, self.said):
            self.column.addWidget(widget)
        self.column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for name, word in answers:
            row.addWidget(self._button(name, word, is_default=name == answers[-1][0]))
        self.column.addLayout(row)

    def _button(self, name: str, word: str, *, is_default: bool) -> QPushButton:
        button = QPushButton(word, self)
        button.setObjectName(f"answer-{name}")
        button.setAutoDefault(is_default)
        if is_default:
            make_default(button)
        button.clicked.connect(lambda: self._answer(name))
        return button

    def ask(self, then: Callable[[str], None]) -> None:
        """Show the question over the window, which goes on living, and hand on the answer."""
        self.finished.connect(lambda _result: then(self.answer))
        self.finished.connect(self.deleteLater)
        self.open()

    def _answer(self, name: str) -> None:
        take_preedit(self.focusWidget())
        self.answer = name
        self.accept()


def ask_and_write(
    parent: QWidget, ask: AskFile, question: FileQuestion, ending: str, write: Callable[[Path], object]
) -> None:
    """Ask for a file, give its name the ending, and write it; what the dialog did not ask about is asked here."""
    for path in ask(parent, question):
        file = with_ending(path, ending)
        if file != path and is_there(file):
            _ask_to_replace(parent, file, partial(write, file))
        else:
            write(file)


def _ask_to_replace(parent: QWidget, file: Path, then: Callable[[], object]) -> None:
    """Ask before a file is replaced that the user did not name in full."""
    question = Question(
        parent.window(),
        _("Replace the file?"),
        _("{file} exists already. What it holds is lost when it is replaced.").format(file=file.name),
        (("replace", _("Replace it")), ("keep", _("Keep the file"))),
    )

    def decide(answer: str) -> None:
        if answer == "replace":
            then()

    question.ask(decide)


CopyKind = Literal["next", "plain"]
_COPIES: dict[CopyKind, tuple[str, str]] = {
    "next": (
        N_("Next year's, to confirm"),
        N_(
            "Follows {name}: grades, comments and exclusions are taken over, each grade to be confirmed; "
            "its date is today, the period goes a year on."
        ),
    ),
    "plain": (N_("Plain copy"), N_("The copy of {name} keeps all grades and comments; its history begins anew.")),
}


class CopyQuestion(Question):
    """Asks what kind of copy is wanted, and for its title."""

    def __init__(self, parent: QWidget, name: str, proposed: Mapping[CopyKind, str]) -> None:
        """Propose next year's assessment, and a title for either kind."""
        answers = (("cancel", _("Cancel")), ("duplicate", _("Duplicate")))
        super().__init__(parent, _("Duplicate the assessment"), "", answers)
        self._name, self._proposed = name, proposed
        self.kinds = Segmented(tuple(_COPIES), self)
        self.kinds.setObjectName("copy-kinds")
        self.kinds.setAccessibleName(_("Kind of copy"))
        self.kinds.set_words([_(word) for word, _text in _COPIES.values()])
        self.kinds.chosen.connect(self._show_kind)
        self.field = OneLine(self, most=MOST)
        self.field.setObjectName("copy-title")
        self.field.setAccessibleName(_("Title of the copy"))
        self.field.setPlaceholderText(_("Title of the copy"))
        self.column.insertWidget(1, self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.insertWidget(3, self.field)
        self.kinds.choose("next")
        self._show_kind("next")
        self.field.setFocus()

    @property
    def kind(self) -> CopyKind:
        """The kind of copy that is wanted."""
        return "plain" if self.kinds.current == "plain" else "next"

    def _show_kind(self, _name: str) -> None:
        """Say what the copy keeps; a title that nobody has touched follows the kind."""
        _word, text = _COPIES[self.kind]
        self.said.setText(_(text).format(name=self._name))
        if self.field.text() in ("", *self._proposed.values()):
            self.field.setText(self._proposed[self.kind])
            self.field.selectAll()
