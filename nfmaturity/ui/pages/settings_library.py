"""The library's part of the Settings page: where it lies, and moving it or taking another one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.domain.errors import UserError
from nfmaturity.i18n import N_, _, say
from nfmaturity.ui.forms.one_line import OneLine
from nfmaturity.ui.library_use import use_library
from nfmaturity.ui.notice import Notice
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.label import Caution
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.setting_row import SettingRow

if TYPE_CHECKING:
    from nfmaturity.storage.relocation import Moved
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.library_work import LibraryView
    from nfmaturity.ui.wording import Wording
    from nfmaturity.workspace.relocating import LibraryFacts

NEW_FOLDER = "nfmaturity-library"
"""The folder that is proposed within one that is not empty."""

_DEMO = N_("This is the demonstration: it lies in a folder that goes when the app is closed.")
_SERVER = N_("A library on a database server is moved by whoever runs the server, not from here.")
_UNSAVED = N_("Not every edit is on disk yet: the library stays where it is. Try again once all is saved.")
_MOVED = N_("The library lies in {place} now, copied, compared and opened there; the old folder holds a note of that.")
_LEFT = N_("The library lies in {place} now, copied, compared and opened there. Other files are left in {left}.")
_MOVE_NOTE = N_(
    "The library is closed, copied, compared file by file and opened there; only then the old folder is emptied, but "
    "for a note of where the library went. If anything fails, it stays where it is."
)
_USE_NOTE = N_("A folder with a library, an empty one for a new library, or an address that begins with postgresql://.")
_MOVED_NAMED = N_(
    "The library lies in {place} now, and the old folder holds a note of that. The old one was named at the start of "
    "the program (--library or NFMATURITY_LIBRARY): name the new folder there."
)


class LibrarySection(QWidget):
    """Says where the library lies; asks in place before anything is moved."""

    asked = Signal()
    """A question was put and stands where it is to stand."""

    def __init__(self, desk: Desk, words: Wording) -> None:
        """Lay the section out."""
        super().__init__()
        self._desk = desk
        self._facts: LibraryFacts | None = None
        self._asked = ""
        self._is_busy = self._is_looking = False
        self._refusal: Notice | None = None
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        self.place = Paragraph(self)
        self.place.setObjectName("settings-place")
        self.row = SettingRow(words, N_("Where it lies"), self.place, stretches=True)
        down.addWidget(self.row)
        self.caution = Caution(self)
        self.caution.setObjectName("settings-caution")
        down.addWidget(self.caution)
        self.to_folder, self.to_move, self.to_use = (Button(parent=self) for _n in range(3))
        for button, name, word, act in (
            (self.to_folder, "open-folder", N_("Open the folder"), self._open_folder),
            (self.to_move, "move-library", N_("Move the library…"), self._ask_where_to),
            (self.to_use, "use-library", N_("Use another library…"), lambda: self._ask("use", "")),
        ):
            button.setObjectName(name)
            words.say(button.setText, word)
            button.clicked.connect(act)
        self._acts = SettingRow(words, "", self.to_folder, self.to_move, self.to_use)
        down.addWidget(self._acts)
        self.asking = self._panel(words)
        down.addWidget(self.asking)
        desk.library_changed.connect(self._on_library)
        desk.library_failed.connect(self._on_failure)
        self._show()

    def _panel(self, words: Wording) -> QWidget:
        panel = Ground("row", "tb", self)
        panel.setObjectName("settings-asking")
        down = QVBoxLayout(panel)
        down.setContentsMargins(16, 12, 16, 14)
        down.setSpacing(8)
        self.question = Paragraph(panel, bold=True)
        self.about = Paragraph(panel, pixels=12, leading=18, role="ink2")
        self.target = OneLine(panel)
        self.target.setObjectName("settings-target")
        words.say(self.target.setAccessibleName, N_("Folder or address"))
        self.target.textChanged.connect(lambda _text: self._show_risk())
        self.target.returnPressed.connect(self._do)
        self.choose = Button("plain", "folder-open", panel)
        self.yes, self.no = Button("primary", parent=panel), Button("quiet", parent=panel)
        for button, name, word, act in (
            (self.choose, "settings-choose", N_("Choose…"), self._choose),
            (self.no, "settings-no", N_("Leave it"), self.leave),
        ):
            button.setObjectName(name)
            words.say(button.setText, word)
            button.clicked.connect(act)
        self.yes.setObjectName("settings-yes")
        self.yes.clicked.connect(self._do)
        self.risk = Caution(panel)
        self.risk.setObjectName("settings-risk")
        line, acts = QHBoxLayout(), QHBoxLayout()
        line.addWidget(self.target, 1)
        line.addWidget(self.choose)
        acts.addWidget(self.yes)
        acts.addWidget(self.no)
        acts.addStretch(1)
        down.addWidget(self.question)
        down.addWidget(self.about)
        down.addLayout(line)
        down.addWidget(self.risk)
        down.addLayout(acts)
        panel.hide()
        return panel

    # Showing

    def look(self) -> None:
        """Look at the library anew."""
        from nfmaturity.workspace.relocating import library_facts

        if self._desk.library is not None:
            self._is_looking = True
            self._desk.ask(library_facts, self._take_facts, lambda _fault: self._take_facts(self._facts))
            self._show()

    def retell(self) -> None:
        """Say everything in the language in force."""
        self._show()
        if self._asked:
            self._ask(self._asked, self.target.text())

    def _on_library(self, _view: LibraryView) -> None:
        if self.isVisible() and not self._is_busy:
            self.look()

    def _take_facts(self, facts: LibraryFacts | None) -> None:
        self._facts, self._is_looking = facts, False
        self._show()

    def _show(self) -> None:
        facts, view = self._facts, self._desk.library
        is_demo = bool(view and view.is_demo)
        self.place.setText(facts.shown if facts else view.shown if view else _("No library is open."))
        counting = _("Counting what it holds…") if self._is_looking else ""  # in the place of what will be said
        self.row.say(_facts_words(facts, is_demo=is_demo) or counting)
        self.caution.said.setText("\n".join(say(said) for said in facts.warnings) if facts else "")
        self.caution.setVisible(bool(facts and facts.warnings))
        free = not self._is_busy and not is_demo
        self.to_folder.setEnabled(bool(facts and facts.folder))
        self.to_move.setEnabled(free and bool(facts and facts.folder))
        self.to_move.setToolTip(_(_SERVER) if facts and not facts.folder else _(_DEMO) if is_demo else "")
        self.to_use.setEnabled(free)
        self.to_use.setToolTip(_(_DEMO) if is_demo else "")

    # Asking

    def _ask_where_to(self) -> None:
        self._ask("move", "")
        self._choose()

    def _ask(self, what: str, target: str) -> None:
        self._asked = what
        moves = what == "move"
        self.question.setText(_("Move the library to") if moves else _("Use the library in"))
        self.about.setText(_(_MOVE_NOTE) if moves else _(_USE_NOTE))
        self.yes.setText(_("Move it") if moves else _("Use it"))
        self.target.setText(target)
        self._show_risk()
        self.asking.show()
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self.asked.emit)

    def leave(self) -> None:
        """Think better of it."""
        self._asked = ""
        self.asking.hide()

    def _choose(self) -> None:
        title = _("Where to move the library") if self._asked == "move" else _("The folder of the library")
        dialog = QFileDialog(self, title, self.target.text() or str(Path.home()))
        dialog.setObjectName("settings-dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_folder)
        dialog.open()

    def take_folder(self, chosen: str) -> None:
        """Take a folder; to move to one that holds something, a new one within it is proposed."""
        folder = Path(chosen)
        if self._asked == "move" and _holds_something(folder):
            folder /= NEW_FOLDER
        self.target.setText(str(folder))

    def _show_risk(self) -> None:
        from nfmaturity.workspace.relocating import warnings_about

        text = self.target.text().strip()
        self.yes.setEnabled(bool(text) and not self._is_busy)
        found = warnings_about(Path(text)) if Path(text).is_absolute() else ()
        self.risk.said.setText("\n".join(say(said) for said in found))
        self.risk.setVisible(bool(found))

    # Doing

    def _do(self) -> None:
        target = self.target.text().strip()
        if self._is_busy or not target:
            return
        if not self._desk.finish_saving():
            self._desk.tell(_UNSAVED)
            return
        self._put_busy(True)
        if self._refusal:
            self._desk.taken_back.emit(self._refusal)
            self._refusal = None
        if self._asked == "move":
            self._move(Path(target).expanduser())
        else:
            self._use(target)

    def _move(self, target: Path) -> None:
        from nfmaturity.workspace.relocating import check_target, is_named_outside, relocate

        named = self._desk.place
        is_named = is_named_outside(named)

        def move(_checked: None) -> None:
            self.about.setText(_("Copying and comparing…"))
            self._desk.move_library(
                lambda: relocate(named, target), lambda moved: self._on_moved(moved, is_named=is_named), self._on_fault
            )

        self._desk.ask_apart(lambda: check_target(named, target), move, self._on_fault)

    def _on_moved(self, moved: Moved, *, is_named: bool) -> None:
        self._put_busy(False)
        self.leave()
        said = _LEFT if moved.left else _MOVED_NAMED if is_named else _MOVED
        self._desk.tell(said, place=moved.place.shown, left=moved.left)
        self.look()

    def _use(self, chosen: str) -> None:
        use_library(self._desk, chosen, self._on_used, self._on_fault)

    def _on_used(self) -> None:
        self._put_busy(False)
        self.leave()
        self.look()

    def _on_failure(self, _fault: UserError) -> None:
        """Be free for another choice where the one that was made could not be opened, as the Library page tells."""
        self._put_busy(False)
        self.leave()

    def _on_fault(self, fault: UserError) -> None:
        self._put_busy(False)
        self._ask(self._asked, self.target.text())
        self._refusal = Notice(fault.message, is_fault=True)
        self._desk.told.emit(self._refusal)

    def _put_busy(self, busy: bool) -> None:
        self._is_busy = busy
        for widget in (self.target, self.choose, self.yes, self.no):
            widget.setEnabled(not busy)
        self._show()

    def _open_folder(self) -> None:
        folder = self._facts.folder if self._facts else None
        if folder and not self.open_url(QUrl.fromLocalFile(str(folder))):
            self._desk.tell(N_("No program could be found to open {file}."), file=str(folder))


def _holds_something(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return False


def _facts_words(facts: LibraryFacts | None, *, is_demo: bool) -> str:
    if is_demo:
        return _(_DEMO)
    if facts is None:
        return ""
    held = _("Assessments: {n}, in the trash: {trashed}").format(n=facts.assessments, trashed=facts.trashed)
    if facts.folder is None:
        return f"{held}\n{_(_SERVER)}"
    return _("{held}; {size} MB on disk").format(held=held, size=f"{facts.size / 1024**2:.1f}")
