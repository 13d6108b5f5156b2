"""The Rubric page: the packs at hand, what each of them says of itself, and every sub-indicator to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nfmaturity.domain.errors import UserError
from nfmaturity.i18n import N_, _, current_language, say
from nfmaturity.ui.notice import Notice
from nfmaturity.ui.pages.import_told import as_told
from nfmaturity.ui.pages.library_questions import AskFile, FileQuestion, ask_and_write, ask_file, first_folder
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.pages.report_file import safe_name
from nfmaturity.ui.pages.rubric_content import ORIGINS, about_item, about_pack
from nfmaturity.ui.pages.rubric_files import SUFFIX, RubricFiles
from nfmaturity.ui.pages.rubric_import import RubricImport
from nfmaturity.ui.pages.rubric_panel import RubricPanel
from nfmaturity.ui.pages.rubric_why import ask_of_weights
from nfmaturity.ui.rubric_names import version_words
from nfmaturity.ui.settings import Location
from nfmaturity.ui.sheet_rows import text, title
from nfmaturity.ui.widgets.action_bar import ActionBar
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.pack_list import PackLine
from nfmaturity.ui.widgets.sheet_view import SheetView
from nfmaturity.workspace.rubrics import RubricEntry, list_rubrics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from nfmaturity.domain.errors import Message
    from nfmaturity.domain.rubric import Rubric, RubricPack
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.pages.rubric_import_content import Proposal
    from nfmaturity.ui.sheet_rows import Row
    from nfmaturity.ui.widgets.figure_spots import FigureSpots

_KINDS = N_("Excel workbooks (*.xlsx)")
_BROKEN = N_("The program met a fault as it read them.")
_PANEL, _NARROW_PANEL, _NARROW_BELOW = 300, 232, 720
"""The width of the panel, and the one where the page is narrow."""

_KEYS = (("↑ ↓", N_("choose")), ("Enter", N_("open it")), ("Ctrl F", N_("search")), ("Ctrl C", N_("copy")))


class RubricPage(Page):
    """Shows one pack at a time, or one sub-indicator of it; begins with the rubric of the open assessment."""

    KEYS = _KEYS

    def __init__(self, desk: Desk, go: Go) -> None:
        """Lay the page out; the packs are read when it is entered."""
        super().__init__(desk, go)
        self.ask_file: AskFile = ask_file
        self._entries: tuple[RubricEntry, ...] = ()
        self._places: dict[str, tuple[RubricEntry, ...]] = {}
        self._chosen = self._item = self._followed = ""
        self._place: str | None = None
        self._fault: Message | None = None
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.panel = RubricPanel(self.words, self)
        across.addWidget(self.panel)
        self.faces = QStackedWidget(self)
        self.faces.addWidget(self._reading())
        self.files = RubricFiles(desk, self)
        self.files.progressed.connect(self.working)
        self.importer = RubricImport(self.files, self.words, self)
        self.importer.closed.connect(self._show)
        self.importer.saved.connect(self._on_saved)
        self.faces.addWidget(self.importer)
        across.addWidget(self.faces, 1)
        self.faces.currentChanged.connect(self._give_room)
        self.panel.packs.chosen.connect(self.show_pack)
        self.panel.item_chosen.connect(self.show_item)
        self.panel.search.textChanged.connect(self._mark)
        desk.session_changed.connect(lambda _session: self._show_bar())

    def _reading(self) -> QWidget:
        face = QWidget(self)
        down = QVBoxLayout(face)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self.sheet = SheetView(face)
        self.sheet.setObjectName("rubric-sheet")
        self.words.say(self.sheet.setAccessibleName, N_("Contents of the rubric"))
        self._weights = ask_of_weights(self.sheet, lambda: self.entry.pack if self.entry else None)
        down.addWidget(self.sheet, 1)
        down.addWidget(self._bar())
        return face

    def _bar(self) -> QWidget:
        bar = ActionBar()
        self.bring, self.export = Button("plain", "download", bar), Button("plain", "file-output", bar)
        self.use = Button("primary", "plus", bar)
        self.use.setObjectName("rubric-use")
        self.words.say(self.use.setText, N_("Use for a new assessment"))
        self.use.clicked.connect(lambda: self.go(Location("new", rubric=self._chosen)))
        self.bring.setObjectName("rubric-import")
        self.export.setObjectName("rubric-export")
        self.words.say(self.bring.setAccessibleName, N_("Import a workbook…"))
        self.words.say(self.export.setAccessibleName, N_("Export as workbook…"))
        self.bring.clicked.connect(self.ask_for_workbook)
        self.export.clicked.connect(self.ask_where_to)
        terms = Button("plain", "book-open", bar)
        terms.setObjectName("rubric-glossary")
        self.words.say(terms.setText, N_("Glossary"))
        terms.clicked.connect(self.glossary_asked)
        bar.add(self.bring, self.export, terms)
        bar.add_right(self.use)
        return bar

    def _give_room(self) -> None:
        """Let the panel give way where the page is narrow, altogether to a workbook that is looked at."""
        is_narrow = self.width() < _NARROW_BELOW
        self.panel.setFixedWidth(_NARROW_PANEL if is_narrow else _PANEL)
        self.panel.setVisible(not (is_narrow and self.faces.currentWidget() is self.importer))

        for button, word in ((self.bring, _("Import…")), (self.export, _("Export…"))):
            button.setText(word if is_narrow else button.accessibleName())
            button.setToolTip(button.accessibleName() if is_narrow else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._give_room()

    def main_figure(self) -> FigureSpots:
        """Give the first weight that the sheet tells."""
        return self._weights

    # Places

    def enter(self, at: Location) -> None:
        """Show a pack, or a sub-indicator of it; the list is read anew."""
        session = self.desk.session
        if self._place != self.desk.place:
            self._leave_import()
            self._place, self._entries, self._places, self._chosen = self.desk.place, (), {}, ""
        if at.rubric:
            self._chosen, self._item = at.rubric, at.node
            self.panel.search.setText(at.requirement)
        elif session and session.pack.sha256 != self._followed:
            self._chosen, self._item = session.pack.sha256, ""
        self._followed = session.pack.sha256 if session else ""
        if session and not self._entries:
            self._entries = (RubricEntry("", session.pack, origin="stored"),)
        self._show_packs()
        self._fault = None
        self.desk.ask(list_rubrics, self._take, self._tell_unread, self._tell_broken)
        self.panel.packs.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def show_pack(self, name: str) -> None:
        """Show what a pack says of itself."""
        is_other = name != self._chosen
        self._chosen, self._item = name, ""
        if is_other:
            self.panel.show_rubric(self._rubric())
        self._leave_import()
        self._show()

    def _leave_import(self) -> None:
        if self.faces.currentWidget() is self.importer:
            self.importer.leave()

    def show_item(self, ident: str) -> None:
        """Show a sub-indicator of the chosen pack."""
        self._item = ident
        self._leave_import()
        self._show()
        self.sheet.show_first_mark()

    @property
    def entry(self) -> RubricEntry | None:
        """The pack that is shown."""
        return next((entry for entry in self._entries if _name(entry) == self._chosen), None)

    def retell(self) -> None:
        """Say everything in the language in force."""
        super().retell()
        self._give_room()
        self.panel.retell()
        self._list()
        self.sheet.show_rows(self._rows(), from_top=False)
        self.importer.retell()

    # Workbooks

    def ask_for_workbook(self) -> None:
        """Ask for a workbook and show what it would change."""
        start = str(first_folder(self.desk.settings.report_folder))
        question = FileQuestion("read", _("Import a workbook of a rubric"), start, _(_KINDS))
        for path in self.ask_file(self, question)[:1]:
            self.faces.setCurrentWidget(self.importer)
            self.importer.begin(path)

    def ask_where_to(self) -> None:
        """Ask where to and write the chosen pack as a workbook."""
        pack = self.entry.pack if self.entry else None
        if pack is None:
            return
        start = first_folder(self.desk.settings.report_folder) / safe_name(pack.label, SUFFIX)
        question = FileQuestion("write", _("Export the rubric as a workbook"), str(start), _(_KINDS))
        ask_and_write(self, self.ask_file, question, SUFFIX, lambda file: self._export(pack, file))

    def _export(self, pack: RubricPack, file: Path) -> None:
        self.desk.settings.report_folder = str(file.parent)
        self.files.run(
            ["rubric-export", pack.sha256, str(file)],
            lambda told: self.desk.tell(N_("{name} was written to {file}."), name=told["name"], file=told["file"]),
            lambda found: self.desk.told.emit(Notice(as_told("\n".join(found.sentences)), is_fault=True)),
            lambda: self.desk.tell(N_("The export was cancelled; nothing was written.")),
        )
        self._show_bar()

    def cancel(self) -> None:
        """End what is under way with a workbook; nothing is written."""
        self.files.cancel()

    def close_work(self) -> None:
        """End what is under way and wait until its process is gone."""
        self.files.end()

    def _on_saved(self, saved: Proposal) -> None:
        self._chosen, self._item = saved.sha256, ""
        self.faces.setCurrentIndex(0)
        self.desk.tell(
            N_("{name} with {n} requirements was saved as a rubric pack of the library."),
            name=f"{saved.id} {saved.version}",
            n=saved.requirements,
        )
        self.desk.ask(list_rubrics, self._take)

    # Within

    def _tell_unread(self, fault: UserError) -> None:
        """Say why the packs cannot be read; what was read before stays, with the line under the header saying so."""
        self._fault = fault.message
        if self._entries:
            self.desk.tell_fault(fault)
        self.sheet.show_rows(self._rows())

    def _tell_broken(self) -> None:
        self._tell_unread(UserError(_BROKEN))

    def _take(self, entries: Sequence[RubricEntry]) -> None:
        before = self.entry
        self._places = places_of(entries)
        self._entries = tuple(held[0] for held in self._places.values())
        if before is None or self.entry is None or before.pack is not self.entry.pack:
            self._show_packs()
        else:
            self._list()

    def _show_packs(self) -> None:
        if self._entries and self.entry is None:
            self._chosen, self._item = _name(self._entries[0]), ""
        self._list()
        self.panel.show_rubric(self._rubric())
        self._show()
        self.sheet.show_first_mark()

    def rubric_at_hand(self) -> Rubric | None:
        """Give the rubric that is shown."""
        return self._rubric()

    def _rubric(self) -> Rubric | None:
        return self.entry.pack.rubric if self.entry and self.entry.pack else None

    def _list(self) -> None:
        packs = [entry.pack for entry in self._entries if entry.pack]
        self.panel.packs.show_lines([_line(entry, self._held(entry), packs) for entry in self._entries], self._chosen)

    def _held(self, entry: RubricEntry) -> tuple[RubricEntry, ...]:
        """Give the places that hold the same pack."""
        return self._places.get(_name(entry), (entry,))

    def _show(self) -> None:
        rubric = self._rubric()
        if self._entries and not (rubric and self._item in rubric.sub_indicators):
            self._item = ""
        if not self.importer.is_open:
            self.faces.setCurrentIndex(0)
        self.sheet.show_rows(self._rows())
        self._mark()
        self.panel.show_item(self._item)
        self._show_bar()
        if self.entry and self.isVisible():
            self.came_to.emit(Location("rubric", node=self._item, rubric=self._chosen))

    def _mark(self) -> None:
        """Mark in a sub-indicator what the search has found; what a pack says of itself is not searched."""
        self.sheet.mark(self.panel.search.text().strip() if self._item else "")

    def _rows(self) -> tuple[Row, ...]:
        entry = self.entry
        if entry is None:
            return _about_reading(self._fault)
        return (
            about_item(entry.pack.rubric, self._item) if entry.pack and self._item else about_pack(*self._held(entry))
        )

    def _show_bar(self) -> None:
        for button in (self.use, self.export):
            button.setEnabled(bool(self.entry and self.entry.pack))


def _about_reading(fault: Message | None) -> tuple[Row, ...]:
    if fault is None:
        return (text(_("Reading the rubric packs …")),)
    advice = _("See that the folder of the library can be reached, then open this page again.")
    return title(_("The rubric packs cannot be read")), text(say(fault), "ink"), text(advice)


def _name(entry: RubricEntry) -> str:
    return entry.pack.sha256 if entry.pack else f"broken:{entry.where}"


def places_of(entries: Sequence[RubricEntry]) -> dict[str, tuple[RubricEntry, ...]]:
    """Put entries of the very same pack together, in the order of the list."""
    found: dict[str, tuple[RubricEntry, ...]] = {}
    for entry in entries:
        found[_name(entry)] = (*found.get(_name(entry), ()), entry)
    return found


def _line(entry: RubricEntry, held: Sequence[RubricEntry], among: Sequence[RubricPack]) -> PackLine:
    if entry.pack is None:
        return PackLine(_name(entry), Path(entry.where).name, _("cannot be read"), is_broken=True)
    rubric = entry.pack.rubric
    origins = dict.fromkeys(_(ORIGINS[one.origin]) for one in held)
    about = f"{version_words(entry.pack, among)}  ·  {_(', ').join(origins)}"
    return PackLine(_name(entry), rubric.say(rubric.title, current_language()), about)
