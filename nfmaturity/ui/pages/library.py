"""The library page: every assessment as a row, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from nfmaturity.domain.errors import N_
from nfmaturity.i18n import _
from nfmaturity.ui.library_use import use_moved
from nfmaturity.ui.models.library_entries import Entry
from nfmaturity.ui.models.library_filter import LibraryFilter, View, belongs
from nfmaturity.ui.models.library_model import LibraryModel
from nfmaturity.ui.notice import Notice
from nfmaturity.ui.pages.library_acts import LibraryActs
from nfmaturity.ui.pages.library_excerpts import Excerpts
from nfmaturity.ui.pages.library_questions import AskFile, FileQuestion, ask_file, first_folder
from nfmaturity.ui.pages.library_why import ask_in_list
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.drop_frame import DropFrame, dropped_files
from nfmaturity.ui.widgets.library_bars import ActionBar, DemoLine, LibraryTop
from nfmaturity.ui.widgets.library_empty import EmptyLibrary, FailedLibrary
from nfmaturity.ui.widgets.library_note import LibraryNote
from nfmaturity.ui.widgets.library_table import LibraryTable

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent

    from nfmaturity.domain.errors import Message, UserError
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.library_work import LibraryView
    from nfmaturity.ui.pages.library_import import LibraryImport
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.widgets.figure_spots import FigureSpots


_OPEN = ("Enter", N_("open"))
_NEW = (("Ctrl N", N_("new")),)
_SORT = ("Ctrl ←→↑↓", N_("sort"))
_TRASH_KEYS = (*_NEW, ("Ctrl F", N_("search")), _SORT)


class LibraryPage(Page):
    """The list of assessments, or a way in where there is none yet."""

    KEYS = (_OPEN, *_TRASH_KEYS)

    def __init__(self, desk: Desk, go: Go) -> None:
        """Build the page without a list; it comes when the library is read."""
        super().__init__(desk, go)
        self.ask_file: AskFile = ask_file
        self._view: View = "all"
        self._entries: tuple[Entry, ...] = ()
        self._trashed: tuple[Entry, ...] = ()
        self._faults: tuple[Message, ...] = ()
        self._is_filled = False
        self._opens_demo = False
        self.model = LibraryModel()
        self.shown = LibraryFilter(self.model)
        self.acts = LibraryActs(self)
        self._imports: LibraryImport | None = None
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self._excerpts: Excerpts = Excerpts(desk, self)
        self._excerpts.found.connect(self._show_found)
        self._preparing = QTimer(self)
        self._preparing.setInterval(0)
        self._preparing.timeout.connect(self._prepare)
        self._to_prepare: Iterator[None] = iter(())
        for moved in (self.model.modelReset, self.model.dataChanged):
            moved.connect(self._begin_preparing)

    # Building

    def _build(self) -> None:
        self.top = LibraryTop(self.words, self)
        self.demo_line = DemoLine(self.words, self)
        self.demo_line.hide()
        self.note = LibraryNote()
        self.table = LibraryTable(self.shown, self.note, self)
        self.table.setObjectName("assessments")
        self._figures = ask_in_list(self.table)
        self.words.say(self.table.setAccessibleName, N_("Assessments"))
        self.bar = ActionBar(self.acts.all, self.words, self)
        self.listed = QWidget(self)
        down = QVBoxLayout(self.listed)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        for widget in (self.top, self.demo_line, self.table, self.bar):
            down.addWidget(widget, int(widget is self.table))
        self.empty = EmptyLibrary(self.words, self)
        self.failed = FailedLibrary(self.words, self)
        self.faces = QStackedWidget(self)
        for face in (self.listed, self.empty, self.failed):
            self.faces.addWidget(face)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.faces, 1)
        self.frame = DropFrame(self)
        self.top.show_counts(None)

    def _connect(self) -> None:
        for begun in (self.top.new.clicked, self.empty.started):
            begun.connect(lambda: self.go(Location("new")))
        self.top.enterprises.clicked.connect(lambda: self.go(Location("enterprises")))
        for wanted in (self.top.bring.clicked, self.empty.import_wanted):
            wanted.connect(self.ask_for_imports)
        for wanted in (self.top.demo.clicked, self.empty.demo_wanted):
            wanted.connect(self.open_demo)
        self.demo_line.back.clicked.connect(self._leave_demo)
        self.failed.again_wanted.connect(self._open_again)
        self.failed.other_wanted.connect(self._ask_for_library)
        self.failed.moved_wanted.connect(lambda to: use_moved(self.desk, to, self._open_again, self._on_failed))
        self.top.views.chosen.connect(self._on_view)
        self.top.search.textChanged.connect(lambda _: self._filter())
        self.top.search.left_downwards.connect(self._focus_list)
        self.top.search.left.connect(self._leave_search)
        self.table.opened.connect(lambda: None if self._view == "trash" else self.acts.open())
        self.table.discarded.connect(lambda: self.acts.purge() if self._view == "trash" else self.acts.trash())
        self.table.menu_wanted.connect(self._show_menu)
        self.table.selection_moved.connect(self._show_bar)
        self.desk.library_changed.connect(self._on_library)
        self.desk.library_failed.connect(self._on_failed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(lambda: self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _begin_preparing(self) -> None:
        """Make ready, between what a person does, for a long list to be sorted and searched."""
        self._to_prepare = self.model.prepare()
        self._preparing.start()

    def _prepare(self) -> None:
        if next(self._to_prepare, self) is self:
            self._preparing.stop()

    def main_figure(self) -> FigureSpots | None:
        """Give the score of the row where one is."""
        return self._figures if self.table.isVisible() else None

    # Coming and changing

    def keys(self) -> Sequence[tuple[str, str]]:
        """Give the keys that do something as the page stands now."""
        if self.desk.library is None or self.faces.currentWidget() is self.failed:
            return ()
        if self.faces.currentWidget() is self.empty:
            return _NEW
        return _TRASH_KEYS if self._view == "trash" else self.KEYS

    def enter(self, at: Location) -> None:
        """Show the list as it stands now, at an assessment where one is named."""
        if self.desk.library and self.faces.currentWidget() is not self.failed:
            self.desk.reload(lambda: self.show_assessment(at.assessment) if at.assessment else None)
            self._focus()

    def retell(self) -> None:
        """Say everything in the language in force."""
        super().retell()
        self.model.retell()
        self.table.fit_columns()
        self.failed.retell()
        self._show_counts()
        self._show_note()
        self._show_bar()

    def chosen(self) -> list[Entry]:
        """Give the selected entries."""
        return self.table.selected()

    def show_assessment(self, ident: str) -> None:
        """Select an assessment of the library, whatever was searched for."""
        if ident not in {entry.id for entry in self._entries}:
            return
        self.table.select([ident])
        if [entry.id for entry in self.chosen()] != [ident]:
            self.top.search.clear()
            self._choose_view("all")
            self.table.select([ident])

    def _on_library(self, library: LibraryView) -> None:
        if self._imports:
            self._imports.stay_with(self.desk.place)
        self._entries, self._trashed = library.listed.entries, library.trashed.entries
        faults = (*library.listed.faults, *library.trashed.faults)
        if faults and faults != self._faults:
            self.desk.told.emit(Notice(faults[0], is_fault=True))
        self._faults = faults
        self.demo_line.setVisible(library.is_demo)
        self.top.offer_demo(wanted=not library.is_demo)
        is_empty = not (self._entries or self._trashed or library.is_demo)
        self.faces.setCurrentWidget(self.empty if is_empty else self.listed)
        self.keys_changed.emit()
        self._show_counts()
        self._show_list()
        if not self._is_filled:
            self._is_filled = True
            self.show_assessment(self.desk.settings.location.assessment)
            self._focus()

    def _on_failed(self, fault: UserError) -> None:
        self._is_filled = False
        self.failed.show_fault(fault)
        self.faces.setCurrentWidget(self.failed)
        self.keys_changed.emit()
        self.failed.take_keys()

    def _focus(self) -> None:
        if not self.isVisible():
            return
        if self.faces.currentWidget() is self.empty:
            self.empty.start.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.faces.currentWidget() is self.listed:
            self.table.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    # The list

    def _choose_view(self, view: View) -> None:
        self.top.views.choose(view)
        self._on_view(view)

    def _on_view(self, view: str) -> None:
        if view != self._view:
            self._view = cast("View", view)
            self._show_list()
            self.keys_changed.emit()

    def _filter(self) -> None:
        kept = [entry.id for entry in self.chosen()]
        searched = self.top.search.text()
        self.table.show_words(searched.split())
        if self.shown.show_only(self._view, searched, self._excerpts.of(searched)):
            self.table.select(kept)
            self._show_bar()
        self._show_note()

    def _show_found(self) -> None:
        """Show also what the comments hold, where one has scrolled to."""
        bar = self.table.verticalScrollBar()
        at = bar.value()
        self._filter()
        bar.setValue(at)

    def _show_list(self) -> None:
        kept = [entry.id for entry in self.chosen()]
        row = max(self.table.currentIndex().row(), 0)
        in_trash = self._view == "trash"
        self._excerpts.forget()
        searched = self.top.search.text()
        self.shown.show_only(self._view, searched, self._excerpts.of(searched))
        self.model.show_entries(self._trashed if in_trash else self._entries, in_trash=in_trash)
        self.table.select(kept, row)
        self._show_note()
        self._show_bar()

    def _focus_list(self) -> None:
        if self.shown.rowCount():
            if not self.chosen():
                self.table.select(())
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _leave_search(self) -> None:
        """Put the keys on the list, or on the page where it is empty."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_list()

    def _show_counts(self) -> None:
        if self.desk.library is None:
            self.top.show_counts(None)
            return
        whole, complete = len(self._entries), sum(belongs(entry, "complete") for entry in self._entries)
        counts: dict[View, int] = {"all": whole, "open": whole - complete, "complete": complete}
        self.top.show_counts({**counts, "trash": len(self._trashed)})

    def _show_note(self) -> None:
        searched = self.top.search.text().strip()
        if self.desk.library is None:
            self.note.show_note("")
        elif searched:
            said = _("Searching the comments …") if self._excerpts.is_looking else ""
            said = said or _("Nothing matches “{searched}”.").format(searched=searched)
            self.note.show_note(said, _("Clear the search"), self.top.search.clear)
        elif self._view == "trash":
            self.note.show_note(_("The trash is empty."))
        elif self._entries:
            is_complete = self._view == "complete"
            self.note.show_note(
                _("No assessment is complete yet.") if is_complete else _("Every assessment is complete.")
            )
        elif self._trashed:
            said = _("All assessments are in the trash.")
            self.note.show_note(said, _("Show the trash"), lambda: self._choose_view("trash"))
        else:
            self.note.show_note(_("No assessment yet"))

    def _show_bar(self) -> None:
        self.bar.show_selection(self.chosen(), in_trash=self._view == "trash")

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("row-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self.acts.all:
            if act.fits(len(self.chosen()), in_trash=self._view == "trash"):
                action = menu.addAction(_(act.word))
                action.setObjectName(f"menu-{act.name}")
                action.triggered.connect(act.do)
        menu.popup(at)

    # Libraries and files

    def open_demo(self) -> None:
        """Open the made-up enterprises in a throw-away library, whatever the user's own holds."""
        self._opens_demo, self._is_filled = True, False
        self.desk.open_demo()

    def _leave_demo(self) -> None:
        self._opens_demo, self._is_filled = False, False
        self._choose_view("all")
        self.top.search.clear()
        self.desk.leave_demo()

    def _ask_for_library(self) -> None:
        question = FileQuestion("folder", _("Choose the folder of the library"), str(first_folder("")))
        for folder in self.ask_file(self, question):
            self._opens_demo = False
            self.desk.open_library(str(folder))

    def _open_again(self) -> None:
        if self._opens_demo:
            self.open_demo()
        else:
            self.desk.open_library(self.desk.place)

    @property
    def imports(self) -> LibraryImport:
        """The import of files, built when the first ones come."""
        if self._imports is None:
            from nfmaturity.ui.pages.library_import import LibraryImport

            self._imports = LibraryImport(self.desk, self)
            self._imports.progressed.connect(self.working)
            self._imports.brought.connect(self.show_assessment)
        return self._imports

    def cancel(self) -> None:
        """End an import; files that are through stay in the library."""
        if self._imports:
            self._imports.cancel()

    def close_work(self) -> None:
        """End an import and wait until its process is gone."""
        if self._imports:
            self._imports.close()

    def ask_for_imports(self) -> None:
        """Ask for files and import them."""
        start = str(first_folder(self.desk.settings.report_folder))
        self.import_files(self.ask_file(self, FileQuestion("read", _("Import assessments"), start)))

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files into the open library."""
        if paths:
            self.imports.add(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and frame the page to say so."""
        is_open = self.desk.library is not None and self.faces.currentWidget() is not self.failed
        if is_open and dropped_files(event):
            event.acceptProposedAction()
            self.frame.show()
            self.frame.raise_()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Take the frame away."""
        self.frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        self.frame.hide()
        event.acceptProposedAction()
        self.import_files(dropped_files(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frame around the page."""
        super().resizeEvent(event)
        self.frame.setGeometry(self.rect())
