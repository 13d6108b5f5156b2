"""The Rubric page: the packs at hand, what each of them says of itself, and every sub-indicator to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.pages.rubric_content import ORIGINS, about_item, about_pack
from nfmaturity.ui.pages.rubric_panel import RubricPanel
from nfmaturity.ui.settings import Location
from nfmaturity.ui.sheet_rows import text
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.pack_list import PackLine
from nfmaturity.ui.widgets.sheet_view import SheetView
from nfmaturity.workspace.rubrics import RubricEntry, list_rubrics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.sheet_rows import Row

_KEYS = (("↑ ↓", N_("choose")), ("Enter", N_("open it")), ("Ctrl F", N_("search")), ("Ctrl C", N_("copy")))


class RubricPage(Page):
    """Shows one pack at a time, or one sub-indicator of it; begins with the rubric of the open assessment."""

    KEYS = _KEYS

    def __init__(self, desk: Desk, go: Go) -> None:
        """Lay the page out; the packs are read when it is entered."""
        super().__init__(desk, go)
        self._entries: tuple[RubricEntry, ...] = ()
        self._chosen = self._item = self._followed = ""
        self._place: str | None = None
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.panel = RubricPanel(self.words, self)
        across.addWidget(self.panel)
        down = QVBoxLayout()
        down.setSpacing(0)
        self.sheet = SheetView(self)
        self.sheet.setObjectName("rubric-sheet")
        self.words.say(self.sheet.setAccessibleName, N_("Contents of the rubric"))
        down.addWidget(self.sheet, 1)
        down.addWidget(self._bar())
        across.addLayout(down, 1)
        self.panel.packs.chosen.connect(self.show_pack)
        self.panel.item_chosen.connect(self.show_item)
        desk.session_changed.connect(lambda _session: self._show_bar())

    def _bar(self) -> QWidget:
        bar = Ground("panel", "t")
        bar.setFixedHeight(56)
        across = QHBoxLayout(bar)
        across.setContentsMargins(16, 0, 24, 0)
        across.setSpacing(8)
        self.use = Button("primary", "plus", bar)
        self.use.setObjectName("rubric-use")
        self.words.say(self.use.setText, N_("Use for a new assessment"))
        self.use.clicked.connect(lambda: self.go(Location("new", rubric=self._chosen)))
        across.addStretch(1)
        across.addWidget(self.use)
        self._across = across
        return bar

    # Places

    def enter(self, at: Location) -> None:
        """Show a pack, or a sub-indicator of it; the list is read anew."""
        session = self.desk.session
        if self._place != self.desk.place:
            self._place, self._entries, self._chosen = self.desk.place, (), ""
        if at.rubric:
            self._chosen, self._item = at.rubric, at.node
        elif session and session.pack.sha256 != self._followed:
            self._chosen, self._item = session.pack.sha256, ""
        self._followed = session.pack.sha256 if session else ""
        if session and not self._entries:
            self._entries = (RubricEntry("", session.pack, origin="stored"),)
        self._show_packs()
        self.desk.ask(list_rubrics, self._take)
        self.panel.packs.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def show_pack(self, name: str) -> None:
        """Show what a pack says of itself."""
        is_other = name != self._chosen
        self._chosen, self._item = name, ""
        if is_other:
            self.panel.show_rubric(self._rubric())
        self._show()

    def show_item(self, ident: str) -> None:
        """Show a sub-indicator of the chosen pack."""
        self._item = ident
        self._show()

    @property
    def entry(self) -> RubricEntry | None:
        """The pack that is shown."""
        return next((entry for entry in self._entries if _name(entry) == self._chosen), None)

    def retell(self) -> None:
        """Say everything in the language in force."""
        super().retell()
        self.panel.retell()
        self._list()
        self.sheet.show_rows(self._rows(), from_top=False)

    # Within

    def _take(self, entries: Sequence[RubricEntry]) -> None:
        before = self.entry
        self._entries = tuple(entries)
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

    def _rubric(self) -> Rubric | None:
        return self.entry.pack.rubric if self.entry and self.entry.pack else None

    def _list(self) -> None:
        self.panel.packs.show_lines([_line(entry) for entry in self._entries], self._chosen)

    def _show(self) -> None:
        rubric = self._rubric()
        if self._entries and not (rubric and self._item in rubric.sub_indicators):
            self._item = ""
        self.sheet.show_rows(self._rows())
        self.panel.show_item(self._item)
        self._show_bar()
        if self.entry and self.isVisible():
            self.came_to.emit(Location("rubric", node=self._item, rubric=self._chosen))

    def _rows(self) -> tuple[Row, ...]:
        entry = self.entry
        if entry is None:
            return (text(_("Reading the rubric packs …")),)
        return about_item(entry.pack.rubric, self._item) if entry.pack and self._item else about_pack(entry)

    def _show_bar(self) -> None:
        self.use.setEnabled(bool(self.entry and self.entry.pack))


def _name(entry: RubricEntry) -> str:
    return entry.pack.sha256 if entry.pack else f"broken:{entry.where}"


def _line(entry: RubricEntry) -> PackLine:
    if entry.pack is None:
        folder = entry.where.rstrip("/\\").replace("\\", "/").rpartition("/")[2]
        return PackLine(_name(entry), folder, _("cannot be read"), is_broken=True)
    rubric = entry.pack.rubric
    about = f"{rubric.version}  ·  {_(ORIGINS[entry.origin])}"
    return PackLine(_name(entry), rubric.say(rubric.title, current_language()), about)
