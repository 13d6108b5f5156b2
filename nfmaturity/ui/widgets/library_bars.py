"""The lines around the table of assessments: what one can begin, which rows are shown, what to do with those chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.fonts import font
from nfmaturity.ui.models.library_filter import VIEWS, View
from nfmaturity.ui.tab_order import chain
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.library_search import SearchField
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from nfmaturity.ui.models.library_entries import Entry
    from nfmaturity.ui.wording import Wording

VIEW_WORDS: dict[View, str] = {
    "all": N_("All {n}"),
    "open": N_("In progress {n}"),
    "complete": N_("Complete {n}"),
    "trash": N_("Trash {n}"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do with what is selected; without `in_bar` the menu of a row alone offers it."""

    name: str
    icon: str
    word: str
    do: Callable[[], None]
    in_trash: bool = False
    for_several: bool = False
    in_bar: bool = True

    def fits(self, count: int, *, in_trash: bool) -> bool:
        """Say whether it can be done with so many assessments."""
        return in_trash == self.in_trash and (count == 1 or (count > 1 and self.for_several))


class LibraryTop(Ground):
    """Begin or import at the left, choose and search at the right."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay out the line."""
        super().__init__("page", "b", parent)
        self.new = Button("primary", "plus", self)
        self.new.setObjectName("new")
        words.say(self.new.setText, N_("New assessment"))
        words.say(self.new.setToolTip, N_("Start an assessment (Ctrl N)"))
        self.bring = Button("plain", "download", self)
        self.bring.setObjectName("import")
        words.say(self.bring.setText, N_("Import"))
        words.say(self.bring.setToolTip, N_("Bring assessment files into the library; they can be dropped here, too"))
        self.enterprises = Button("plain", parent=self)
        self.enterprises.setObjectName("to-enterprises")
        words.say(self.enterprises.setText, N_("Enterprises"))
        words.say(self.enterprises.setToolTip, N_("The profiles of enterprises, which assessments take a copy of"))
        self.demo = Button("link", parent=self)
        self.demo.setObjectName("to-demo")
        words.say(self.demo.setText, N_("Open the demo"))
        self._offers_demo = True
        self.views = Segmented(VIEWS, self)
        self.views.setObjectName("views")
        self.views.choose("all")
        words.say(self.views.setAccessibleName, N_("Which assessments are shown"))
        self.search = SearchField(words, self)
        self.search.setObjectName("search")
        words.say(self.search.setPlaceholderText, N_("Enterprise, site, title, comment"))
        words.say(self.search.setAccessibleName, N_("Search the assessments"))
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        for row in (self._first, self._second):
            row.setSpacing(8)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 8, 24, 8)
        down.setSpacing(4)
        down.addLayout(self._first)
        down.addLayout(self._second)
        self._arranged: tuple[bool, bool, bool] | None = None
        self._lay_out()

    def show_counts(self, counts: Mapping[View, int] | None) -> None:
        """Show how many assessments each view holds; None while they are not read yet."""
        said = [_(VIEW_WORDS[view]).format(n="" if counts is None else counts[view]).strip() for view in VIEWS]
        self.views.set_words(said)
        self._lay_out()

    def offer_demo(self, *, wanted: bool) -> None:
        """Lead to the demonstration, unless one is there."""
        self._offers_demo = wanted
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the views a line of their own where all of it has no room on one."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        doors = (self.new, self.bring, self.enterprises)
        need = sum(door.sizeHint().width() + 8 for door in doors) + self.search.minimumWidth() + 8 + 48
        all_on_one = need + self.views.sizeHint().width() + 8
        stacked, is_narrow = self.width() < all_on_one, self.width() < need
        beside = 0 if stacked else all_on_one
        least = beside or self.views.sizeHint().width() + self.enterprises.sizeHint().width() + 64
        has_demo = self._offers_demo and self.width() >= least + self.demo.sizeHint().width() + 8
        if (stacked, is_narrow, has_demo) == self._arranged:
            return
        self._arranged = stacked, is_narrow, has_demo
        self.demo.setVisible(has_demo)
        for row in (self._first, self._second):
            while row.count():
                row.takeAt(0)
        for widget in (self.new, self.bring):
            self._first.addWidget(widget)
        if not is_narrow:
            self._first.addWidget(self.enterprises)
        if not stacked:
            self._first.addWidget(self.demo)
        self._first.addStretch(1)
        if not stacked:
            self._first.addWidget(self.views)
        self._first.addWidget(self.search, 8)
        if stacked:
            self._second.addWidget(self.views)
            self._second.addStretch(1)
            self._second.addWidget(self.demo)
        if is_narrow:
            self._second.addWidget(self.enterprises)
        self.setFixedHeight(84 if stacked else 56)
        choices = [self.views.choice(view) for view in VIEWS]
        begin = [self.new, self.bring] if is_narrow else list(doors)
        end = [self.search, *choices, self.demo] if stacked else [self.demo, *choices, self.search]
        chain([*begin, *end, self.enterprises] if is_narrow else [*begin, *end])


class DemoLine(Ground):
    """Says that the library is thrown away, and leads back."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay out the line."""
        super().__init__("row", "b", parent)
        self.setFixedHeight(36)
        said = Paragraph(self, pixels=12, role="ink2", most_lines=1)
        words.say(said.setText, N_("Throw-away library with made-up enterprises"))
        self.back = Button("link", "undo-2", self)
        self.back.setObjectName("leave-demo")
        words.say(self.back.setText, N_("Back to my own library"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 16, 0)
        layout.addWidget(said, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.back)


class SelectionLine(QWidget):
    """How many are selected, and the name of the one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a selection."""
        super().__init__(parent)
        self._count, self._name = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_selection(self, entries: Sequence[Entry]) -> None:
        """Say what is selected."""
        self._count = _("Selected: {n}").format(n=len(entries)) if entries else ""
        self._name = entries[0].label if len(entries) == 1 else ""
        self.setAccessibleName(f"{self._count} {self._name}".strip())
        self.setToolTip(self._name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw count and name."""
        painter = QPainter(self)
        y = self.height() / 2 + 4.4
        painter.setFont(font("small", bold=True))
        painter.setPen(colour("ink2"))
        painter.drawText(QPointF(0, y), self._count)
        x = QFontMetricsF(font("small", bold=True)).horizontalAdvance(self._count) + 8
        metrics = QFontMetricsF(font("small"))
        painter.setFont(font("small"))
        shown = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, max(0.0, self.width() - x - 12))
        painter.drawText(QPointF(x, y), shown)


class ActionBar(Ground):
    """What can be done with the selection."""

    def __init__(self, acts: Sequence[Act], words: Wording, parent: QWidget | None = None) -> None:
        """Make a button for each act."""
        super().__init__("page", "t", parent)
        self.setFixedHeight(40)
        self._selection = SelectionLine(self)
        self._selection.setObjectName("selection")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 16, 0)
        layout.setSpacing(4)
        layout.addWidget(self._selection, 1)
        self._buttons: list[tuple[Act, Button]] = []
        for act in (act for act in acts if act.in_bar):
            button = Button("link" if act.name in {"open", "restore"} else "quiet", act.icon, self)
            button.setObjectName(f"act-{act.name}")
            words.say(button.setText, act.word)
            button.clicked.connect(act.do)
            button.hide()
            layout.addWidget(button)
            self._buttons.append((act, button))

    def show_selection(self, entries: Sequence[Entry], *, in_trash: bool) -> None:
        """Offer what fits the selection."""
        self._selection.show_selection(entries)
        for act, button in self._buttons:
            button.setVisible(act.fits(len(entries), in_trash=in_trash))
