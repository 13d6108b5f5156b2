"""The reports made in this sitting, each with its file and what is to be known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _, language_name
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.wording import Wording

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was written: `asked` is the file that was asked for, `at` the local time."""

    file: Path
    asked: Path
    pages: int
    at: str
    language: str
    is_draft: bool
    kind: str = ""
    """What else it is than the whole report: an excerpt or a questionnaire."""

    missing: tuple[str, ...] = ()

    @property
    def is_renamed(self) -> bool:
        """Whether it got another name than was asked for."""
        return self.file != self.asked


class MadeRow(Ground):
    """One report with the doors to it."""

    opened = Signal(object)
    """The file or folder that is to be opened."""

    def __init__(self, made: Made, parent: QWidget | None = None) -> None:
        """Show a report."""
        super().__init__("panel", "b", parent)
        self.made = made
        self._words = Wording()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 12, 0, 8)
        down.setSpacing(2)
        self._name = Paragraph(self, bold=True)
        self._folder = Paragraph(self, pixels=12, leading=18, role="ink3")
        self._facts = Paragraph(self, pixels=12, leading=18, role="ink2")
        self._notes = Paragraph(self, pixels=12, leading=18, role="cop")
        for said in (self._name, self._folder, self._facts, self._notes):
            down.addWidget(said)
        down.addLayout(self._doors())
        self.retell()

    def _doors(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(4)
        for name, icon, word, target in (
            ("made-open", "arrow-up-right", N_("Open"), self.made.file),
            ("made-folder", "folder-open", N_("Open folder"), self.made.file.parent),
        ):
            door = Button("link", icon, self)
            door.setObjectName(name)
            self._words.say(door.setText, word)
            door.clicked.connect(lambda _=False, target=target: self.opened.emit(target))
            across.addWidget(door)
        across.addStretch(1)
        return across

    @property
    def said(self) -> str:
        """All sentences of the row."""
        return "\n".join(part.text() for part in (self._name, self._folder, self._facts, self._notes))

    def retell(self) -> None:
        """Say it in the language in force."""
        self._words.retell()
        made = self.made
        self._name.setText(made.file.name)
        self._folder.setText(str(made.file.parent))
        facts = [_("{n} pages").format(n=made.pages), language_name(made.language)]
        facts += [_(made.kind)] if made.kind else []
        facts += [_("Draft")] if made.is_draft else []
        self._facts.setText("  ·  ".join([*facts, made.at]))
        notes = _notes(made)
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))


def _notes(made: Made) -> str:
    said = []
    if made.is_renamed:
        said.append(
            _("{file} was held open by another program, so the report got this name.").format(file=made.asked.name)
        )
    if made.missing:
        shown = _(", ").join(made.missing)
        said.append(
            _("The report's fonts lack these characters, which stand there by their codes: {shown}").format(shown=shown)
        )
    return "\n".join(said)
