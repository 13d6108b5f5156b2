"""Taking a workbook in as a rubric pack: its faults or its difference first, then id and version, then the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.pages.rubric_import_content import Proposal, proposal_rows
from nfmaturity.ui.pages.rubric_import_faults import fault_rows
from nfmaturity.ui.sheet_rows import text, title
from nfmaturity.ui.widgets.action_bar import ActionBar
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.composing import TextLine
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from nfmaturity.ui.pages.rubric_files import RubricFiles
    from nfmaturity.ui.sheet_rows import Row
    from nfmaturity.ui.tasks import Refused
    from nfmaturity.ui.wording import Wording


class RubricImport(QWidget):
    """Shows one workbook; nothing is written before a person says so."""

    saved = Signal(object)
    """The `Proposal` that was taken into the library."""

    closed = Signal()
    """The person thought better of it."""

    def __init__(self, files: RubricFiles, words: Wording, parent: QWidget) -> None:
        """Lay the widget out."""
        super().__init__(parent)
        self._files = files
        self._file: Path | None = None
        self._proposal: Proposal | None = None
        self._refused: Refused | None = None
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self.sheet = SheetView(self)
        self.sheet.setObjectName("import-sheet")
        words.say(self.sheet.setAccessibleName, N_("What the workbook changes"))
        down.addWidget(self.sheet, 1)
        down.addWidget(self._bar(words))

    def _bar(self, words: Wording) -> QWidget:
        bar = Ground("panel", "t")
        down = QVBoxLayout(bar)
        down.setContentsMargins(16, 1, 24, 0)
        down.setSpacing(0)
        self.note = Label(bar, role="cop")
        self.note.setObjectName("import-note")
        self.note.setFixedHeight(30)
        self.note.hide()
        down.addWidget(self.note, 0, Qt.AlignmentFlag.AlignRight)
        acts = ActionBar(bar, left=0, right=0)
        down.addWidget(acts)
        self.out = Button("quiet", parent=bar)
        self.again = Button("plain", "rotate-ccw", bar)
        self.ident, self.version = TextLine(bar), TextLine(bar)
        self.save = Button("primary", "check", bar)
        named = {"out": self.out, "again": self.again, "id": self.ident, "version": self.version, "save": self.save}
        for name, widget in named.items():
            widget.setObjectName(f"import-{name}")
        for button, word in (
            (self.out, N_("Do not import")),
            (self.again, N_("Read the workbook again")),
            (self.save, N_("Save as a rubric pack")),
        ):
            words.say(button.setText, word)
        acts.add(self.out, self.again)
        for entry, word, width in ((self.ident, N_("Id"), 160), (self.version, N_("Version"), 84)):
            words.say(entry.setAccessibleName, word)
            entry.setFixedWidth(width)
            entry.editingFinished.connect(self._rename)
            acts.add_right(_labelled(words, word, entry))
        acts.add_right(self.save)
        self.out.clicked.connect(self.leave)
        self.again.clicked.connect(self._read_again)
        self.save.clicked.connect(self._save)
        return bar

    # Reading

    def begin(self, file: Path) -> None:
        """Read a workbook and show what it would change."""
        self._file = file
        self.ident.clear()
        self.version.clear()
        self._read()
        self.sheet.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def leave(self) -> None:
        """Think better of it."""
        self._files.end()
        self._file = None
        self.closed.emit()

    def retell(self) -> None:
        """Say everything in the language in force."""
        self.sheet.show_rows(self._rows(), from_top=False)
        self._show_bar()

    @property
    def is_open(self) -> bool:
        """Whether a workbook is looked at."""
        return self._file is not None

    @property
    def proposal(self) -> Proposal | None:
        """What is shown."""
        return self._proposal

    def _read_again(self) -> None:
        """Read the workbook as it is now, with the id and version that it says now."""
        self.ident.clear()
        self.version.clear()
        self._read()

    def _rename(self) -> None:
        """Compare anew under another id or version."""
        proposal = self._proposal
        if proposal and (self.ident.text().strip(), self.version.text().strip()) != (proposal.id, proposal.version):
            self._read()

    def _read(self) -> None:
        self._proposal, self._refused = None, None
        self._files.run(self._arguments(), self._take, self._refuse, self.leave)
        self._show()

    def _arguments(self) -> list[str]:
        names = (("--id", self.ident.text().strip()), ("--version", self.version.text().strip()))
        options = [part for option, value in names if value for part in (option, value)]
        return ["rubric-import", *options, "--", str(self._file)]

    def _take(self, told: Mapping[str, Any]) -> None:
        self._proposal = Proposal.of(told)
        self.ident.setText(self._proposal.id)
        self.version.setText(self._proposal.version)
        self._show()
        if self._proposal.refused:
            self.version.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, refused: Refused) -> None:
        self._refused = refused
        self._show()

    # Saving

    def _save(self) -> None:
        proposal = self._proposal
        if proposal is None or not proposal.may_be_saved or self._files.is_running:
            return

        def done(_told: Mapping[str, Any]) -> None:
            self._file = None
            self.saved.emit(proposal)

        *options, dashes, file = self._arguments()
        arguments = [*options, "--write", proposal.sha256, dashes, file]
        self._files.run(arguments, done, self._refuse, self._show)
        self._show_bar()

    # Showing

    def _show(self) -> None:
        self.sheet.show_rows(self._rows())
        self._show_bar()

    def _rows(self) -> tuple[Row, ...]:
        name = self._file.name if self._file else ""
        if self._refused:
            return fault_rows(self._refused, name)
        if self._proposal:
            return proposal_rows(self._proposal, name)
        return (title(_("Reading the workbook …"), name), text(_("It is compared with the rubrics at hand."), "ink3"))

    def _show_bar(self) -> None:
        proposal, running = self._proposal, self._files.is_running
        caution = proposal.caution if proposal else ""
        self.note.setText(caution)
        self.note.setVisible(bool(caution))
        self.version.setAccessibleDescription(caution)
        self.save.setEnabled(bool(proposal and proposal.may_be_saved) and not running)
        self.again.setEnabled(not running)
        for entry in (self.ident, self.version):
            entry.setEnabled(proposal is not None and not running)


def _labelled(words: Wording, word: str, entry: TextLine) -> QWidget:
    """Put a word before a field."""
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    label = Label(holder, role="ink3")
    words.say(label.setText, word)
    across.addWidget(label)
    across.addWidget(entry)
    return holder
