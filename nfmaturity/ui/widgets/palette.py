"""The command palette: words in a line, and below it every place and act that they find."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.fonts import elided, measure
from nfmaturity.ui.found_words import found_in
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.lettering import draw_line
from nfmaturity.ui.models.palette_model import KIND_WORDS, PaletteModel, PaletteRole, spoken
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.composing import TextLine
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.key_caps import cap_width, draw_cap
from nfmaturity.ui.widgets.overlay import Overlay
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.status_bar import KeyHints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from nfmaturity.ui.palette_index import Entry, PaletteIndex
    from nfmaturity.ui.wording import Wording

    Index = QModelIndex | QPersistentModelIndex

_ROW, _PAD = 34, 16
_HINTS = (("↑ ↓", N_("choose")), ("Enter", N_("go or do")), ("Esc", N_("close")))


class _Words(TextLine):
    """The line: keys that move in the list go there."""

    moved = Signal(int)
    """So many rows down, or up."""

    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette-words")
        self.setFixedHeight(46)
        self.setTextMargins(38, 0, 12, 0)
        self.setStyleSheet(
            "QLineEdit, QLineEdit:focus { border: none; background: transparent; padding: 0; min-height: 44px; }"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, enter what is chosen, or type."""
        keys = Qt.Key
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: 8, keys.Key_PageUp: -8}
        if event.key() in steps:
            self.moved.emit(steps[keys(event.key())])
        elif event.key() in {keys.Key_Return, keys.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Take Tab for a step in the list: there is nothing else to go to."""
        self.moved.emit(1 if forward else -1)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign before the words."""
        super().paintEvent(event)
        draw_icon(QPainter(self), "search", QRectF(_PAD, self.height() / 2 - 8, 16, 16), colour("ink2"))


class _Rows(QStyledItemDelegate):
    """Draws what kind of thing an entry is, its title with what was found, and at the right what else it is."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.sought: tuple[str, ...] = ()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw one row."""
        box, entry, state = QRectF(option.rect), index.data(PaletteRole.ENTRY), option.state.value
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected.value:
            painter.fillRect(box, colour("acctint"))
            painter.fillRect(QRectF(box.x(), box.y(), 3, box.height()), colour("accfill"))
        elif state & QStyle.StateFlag.State_MouseOver.value:
            painter.fillRect(box, colour("hover"))
        baseline = box.y() + _ROW / 2 + 4.5
        painter.setPen(colour("ink3"))
        draw_line(painter, QPointF(box.x() + _PAD, baseline), _(KIND_WORDS[entry.kind]), 12)
        within = box.adjusted(_kind_width(current_language()), 0, 0, 0)
        within.setRight(self._draw_right(painter, within, entry, baseline))
        self._draw_title(painter, within, entry)
        painter.restore()

    def _draw_right(self, painter: QPainter, box: QRectF, entry: Entry, baseline: float) -> float:
        """Draw key and aside, or why it cannot be done; gives where the title has to end."""
        right = box.right() - _PAD
        if entry.cap:
            right -= cap_width(entry.cap)
            draw_cap(painter, right, box.center().y(), entry.cap, is_idle=bool(entry.refused))
            right -= 12
        if aside := entry.refused or entry.aside:
            room = max(0.0, (right - box.x()) * (0.45 if measure(entry.title, 13, False) > 200 else 0.6))
            shown = elided(aside, room, 12, False)
            right -= measure(shown, 12, False)
            painter.setPen(colour("cop" if entry.refused else "ink3"))
            draw_line(painter, QPointF(right, baseline), shown, 12)
            right -= 16
        return right

    def _draw_title(self, painter: QPainter, box: QRectF, entry: Entry) -> None:
        shown = elided(entry.title, box.width(), 13, False)
        for words in self.sought:
            for begin, end in found_in(shown, words):
                left, far = measure(shown[:begin], 13, False), measure(shown[:end], 13, False)
                painter.fillRect(QRectF(box.x() + left - 1, box.center().y() - 10, far - left + 2, 20), colour("found"))
        painter.setPen(colour("dis" if entry.refused else "ink"))
        draw_line(painter, QPointF(box.x(), box.center().y() + 4.5), shown, 13)


@cache
def _kind_width(_language: str) -> float:
    """Give the room for what kind of thing an entry is; the language in force is told so that one is kept of each."""
    return _PAD + max(measure(_(word), 12, False) for word in KIND_WORDS.values()) + 16


class Palette(Overlay):
    """Finds as one types; arrows choose, Enter goes there or does it."""

    used = Signal(str)
    """The entry that a person took."""

    def __init__(self, words: Wording, window: QWidget) -> None:
        """Lay the panel out."""
        super().__init__(window, "palette", 680, 460)
        self._index: PaletteIndex | None = None
        self._recent: Callable[[], Sequence[str]] = tuple
        self.words = _Words(self.panel)
        words.say(self.words.setPlaceholderText, N_("Page, requirement, term or action: id, name, initials"))
        words.say(self.words.setAccessibleName, N_("Find anything"))
        self.words.textChanged.connect(lambda _: self._find())
        self.words.moved.connect(self._step)
        self.words.entered.connect(lambda: self._take(self.rows.currentIndex()))
        self.rows: QListView = self._make_list(words)
        line, foot = Ground("line", parent=self.panel), Ground("line", parent=self.panel)
        self.nothing = QWidget(self.panel)
        said = QHBoxLayout(self.nothing)
        said.setContentsMargins(_PAD, 12, _PAD, 12)
        sentence = Paragraph(self.nothing, role="ink2")
        words.say(sentence.setText, N_("Nothing is called that."))
        said.addWidget(sentence)
        self.hints = KeyHints(self.panel)
        for edge in (line, foot):
            edge.setFixedHeight(1)
        self.down.addWidget(self.words)
        self.down.addWidget(line)
        self.down.addWidget(self.nothing)
        self.down.addWidget(self.rows, 1)
        self.down.addStretch(0)
        self.down.addWidget(foot)
        below = QHBoxLayout()
        below.setContentsMargins(_PAD, 6, _PAD, 6)
        below.addWidget(self.hints, 1)
        self.down.addLayout(below)

    def _make_list(self, words: Wording) -> QListView:
        view = QListView(self.panel)
        take_touch(view)
        view.setObjectName("palette-list")
        words.say(view.setAccessibleName, N_("What was found"))
        self.model = PaletteModel(view)
        view.setModel(self.model)
        self._drawn = _Rows(view)
        view.setItemDelegate(self._drawn)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(self._take)
        return view

    def begin(self, index: PaletteIndex, recent: Callable[[], Sequence[str]]) -> None:
        """Show the palette with entries to find, and which of them were used last."""
        self._index, self._recent = index, recent
        self.hints.show_keys(_HINTS)
        self.words.clear()
        self.open()
        self._find()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def look_through(self, index: PaletteIndex) -> None:
        """Find among other entries, for the words that stand there; what is chosen stays so where it is found still."""
        chosen: Entry | None = self.rows.currentIndex().data(PaletteRole.ENTRY)
        self._index = index
        self._find()
        for row in range(self.model.rowCount() if chosen else 0):
            entry: Entry = self.model.index(row).data(PaletteRole.ENTRY)
            if chosen and entry.ident == chosen.ident:
                self.rows.setCurrentIndex(self.model.index(row))

    def _find(self) -> None:
        if self._index is None:
            return
        text = self.words.text()
        self._drawn.sought = tuple(text.casefold().split())
        found = self._index.find(text, self._recent())
        self.model.show_entries(found)
        self.nothing.setVisible(not found)
        self.rows.setVisible(bool(found))
        if found:
            self.rows.setCurrentIndex(self.model.index(0))
            self.rows.scrollToTop()
            self._announce()

    def _step(self, by: int) -> None:
        if count := self.model.rowCount():
            at = self.rows.currentIndex().row() + by
            row = at % count if abs(by) == 1 else max(0, min(at, count - 1))
            self.rows.setCurrentIndex(self.model.index(row))
            self._announce()

    def _announce(self) -> None:
        """Tell those who hear the app which entry is chosen, as the keys stay in the line."""
        if QAccessible.isActive() and (entry := self.rows.currentIndex().data(PaletteRole.ENTRY)):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.words, spoken(entry)))

    def _take(self, index: QModelIndex) -> None:
        """Go to or do what is chosen; what cannot be done now says why and stays."""
        entry: Entry | None = index.data(PaletteRole.ENTRY) if index.isValid() else None
        if entry is None or entry.refused or entry.run is None:
            return
        self.put_away()
        self.used.emit(entry.ident)
        entry.run()
