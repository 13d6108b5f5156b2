"""The table of assessments: rows of one height, a head that sorts, and columns that give way where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nfmaturity.analysis.day_words import short_day
from nfmaturity.i18n import _
from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.models.library_entries import Entry
from nfmaturity.ui.models.library_model import HEADS, KINDS, MOVED_TO_TRASH, RIGHT, STATES, Column
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import KeyFocus
from nfmaturity.ui.widgets.library_cells import (
    CHEVRON,
    GAP,
    LEFT,
    MENU,
    PROGRESS_BAR,
    ROW,
    TALL_ROW,
    LibraryCells,
    cell_width,
    menu_box,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from nfmaturity.ui.models.library_filter import LibraryFilter
    from nfmaturity.ui.widgets.library_note import LibraryNote

HEAD = 32
_NARROW = 1200 - 72
"""Below this width of the page, that of a window of 1200 without its rail, the kind drops out."""
_NARROWEST = 720
"""Below this width of the page, as with the largest text on a laptop, a row has several lines."""
_SORTING = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
_USUAL_ORDER = Qt.ItemDataRole.InitialSortOrderRole
_LEAST_NAME = 208
_TITLE = 136
_WIDE_TITLE = 224
_WIDE_NAME = 440
_FITTED = tuple(column for column in Column if column not in {Column.NAME, Column.TITLE})


class LibraryHead(QHeaderView):
    """The heads of the columns; the one that sorts is bold and has a chevron."""

    def __init__(self, parent: QWidget) -> None:
        """Make the head of a table."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setMinimumSectionSize(24)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Keep to the height of a head."""
        return QSize(super().sizeHint().width(), HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the rule, also beyond the last column."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colour("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("line2"))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, box: QRect, section: int) -> None:
        """Draw one head."""
        column, model = Column(section), self.model()
        if model is None:
            return
        sorts = section == self.sortIndicatorSection()
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        made = font("small", bold=sorts)
        painter.setFont(made)
        painter.setPen(colour("ink" if sorts else "ink2"))
        inner = QRectF(box).adjusted(
            LEFT if column == Column.NAME else 0, 0, -(MENU if column == Column.CHANGED else GAP), 0
        )
        width = QFontMetricsF(made).horizontalAdvance(text)
        x = inner.right() - width if column in RIGHT else inner.left()
        painter.drawText(QPointF(x, box.center().y() + 5), text)
        if sorts:
            falling = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            left = x - CHEVRON - 3 if column in RIGHT else x + width + 3
            at = QRectF(left, (HEAD - CHEVRON) / 2, CHEVRON, CHEVRON)
            draw_icon(painter, "chevron-down" if falling else "chevron-up", at, colour("ink"))
        painter.restore()


_BY_MOUSE = Qt.MouseEventSource.MouseEventNotSynthesized


class LibraryTable(QTableView):
    """Shows the list; tells what is to be opened or thrown away, and where a menu is wanted."""

    opened = Signal()
    """The row that is selected is to be opened."""

    discarded = Signal()
    """What is selected is to be thrown away."""

    menu_wanted = Signal(QPoint)
    """A menu for what is selected is wanted at a place of the screen."""

    selection_moved = Signal()

    def __init__(self, shown: LibraryFilter, note: LibraryNote, parent: QWidget | None = None) -> None:
        """Show a list; the note stands in the table where no row does."""
        super().__init__(parent)
        take_touch(self)
        self._cells = LibraryCells(self)
        self._key_focus = KeyFocus()
        self._note, self._shown = note, shown
        self._name_need = _LEAST_NAME
        note.setParent(self)
        self.setItemDelegate(self._cells)
        self._shape()
        self.setModel(shown)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.CHANGED, Qt.SortOrder.DescendingOrder)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.selectionModel().currentChanged.connect(self._show_ring)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        shown.modelReset.connect(self._measure_names)
        for changed in (shown.modelReset, shown.rowsInserted, shown.rowsRemoved, shown.layoutChanged):
            changed.connect(self._follow_rows)
        self.fit_columns()

    def _shape(self) -> None:
        self.setHorizontalHeader(LibraryHead(self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    # What is selected

    def selected(self) -> list[Entry]:
        """Give the selected entries in the order in which they are shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [entry for row in rows if (entry := self._shown.entry(row))]

    def entry(self, row: int) -> Entry | None:
        """Give the entry of a shown row, None where there is none."""
        return self._shown.entry(row)

    def select(self, idents: Iterable[str], otherwise: int = 0) -> None:
        """Select assessments by their ids; where none is shown, the row at a place."""
        model, selection = self.model(), self.selectionModel()
        rows = sorted(row for ident in set(idents) if (row := self._shown.row_of(ident)) >= 0)
        if not rows and model.rowCount():
            rows = [min(max(otherwise, 0), model.rowCount() - 1)]
        flags = QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for first, last in _runs(rows):
            chosen.select(model.index(first, 0), model.index(last, 0))
        selection.clear()
        selection.select(chosen, flags.ClearAndSelect | flags.Rows)
        if rows:
            selection.setCurrentIndex(model.index(rows[0], 0), flags.NoUpdate)
            self.scrollTo(model.index(rows[0], 0))

    # Columns

    def fit_columns(self) -> None:
        """Give every column its width; what does not fit drops out, never level, score or state."""
        room = self.viewport().width()
        self._shape_rows(tall=room < _NARROWEST)
        widths: dict[Column, int] = {column: cell_width(column, *_words(column)) for column in _FITTED}
        widths[Column.TITLE] = _TITLE
        dropped = {Column.KIND} if room < _NARROW else set()
        if self._cells.is_tall:
            dropped |= {Column.TITLE, Column.BOUNDS, Column.PROGRESS, Column.STATE}
        for column in (Column.KIND, Column.BOUNDS):
            if room - _sum(widths, dropped) < _LEAST_NAME:
                dropped.add(column)
        self._cells.has_room_for_bar = room - _sum(widths, dropped) >= _LEAST_NAME
        if not self._cells.has_room_for_bar:
            widths[Column.PROGRESS] -= PROGRESS_BAR
        if room - _sum(widths, dropped) < _LEAST_NAME:
            dropped.add(Column.TITLE)
        self._cells.has_room_for_title = Column.TITLE not in dropped
        spare = room - _sum(widths, dropped) - self._name_need
        widths[Column.TITLE] += min(max(spare, 0), _WIDE_TITLE - _TITLE)
        widths[Column.NAME] = max(LEFT + 100, room - _sum(widths, dropped))
        for column, width in widths.items():
            self.setColumnHidden(column, column in dropped)
            self.setColumnWidth(column, width)

    def _shape_rows(self, *, tall: bool) -> None:
        """Give every row several lines, or one."""
        if tall != self._cells.is_tall:
            self._cells.is_tall = tall
            height = TALL_ROW if tall else ROW
            self.verticalHeader().setDefaultSectionSize(height)
            self.verticalScrollBar().setSingleStep(height)

    def show_words(self, words: Sequence[str]) -> None:
        """Mark words where a comment was found for them."""
        self._cells.words = tuple(words)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the width."""
        super().resizeEvent(event)
        self.fit_columns()
        self._note.setGeometry(self.viewport().geometry())

    def _measure_names(self) -> None:
        names = self._shown.longest_names()
        need = LEFT + GAP + max((round(measure(name, 13, True)) + 2 for name in names), default=0)
        self._name_need = min(max(need, _LEAST_NAME), _WIDE_NAME)
        self.fit_columns()

    def _follow_rows(self) -> None:
        self._note.setVisible(self.model().rowCount() == 0)
        self._hover(-1)
        self._show_ring()

    # Pointer and keys

    def menu_box(self, row: int) -> QRect:
        """Give where the button of a row's menu is, in the viewport."""
        return menu_box(self.visualRect(self.model().index(row, Column.CHANGED)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def viewportEvent(self, event: QEvent) -> bool:
        """Let the light go with the pointer."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, and open the menu at its button, which a finger sees in a selected row only."""
        row = self.rowAt(int(event.position().y()))
        is_seen = event.source() == _BY_MOUSE or self.selectionModel().isRowSelected(row)
        super().mousePressEvent(event)
        if row >= 0 and is_seen and event.button() == Qt.MouseButton.LeftButton:
            box = self.menu_box(row)
            if box.contains(event.position().toPoint()):
                self.menu_wanted.emit(self.viewport().mapToGlobal(box.bottomLeft()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a row, but not by its menu's button."""
        row, at = self.rowAt(int(event.position().y())), event.position().toPoint()
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton and not self.menu_box(row).contains(at):
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is selected."""
        if not self.selectionModel().hasSelection():
            return
        if event.reason() == event.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            at = self.menu_box(self.currentIndex().row()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, throw away and sort by key; the rest is as in every table."""
        key = Qt.Key(event.key())
        chosen = self.selectionModel().hasSelection()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _SORTING:
            self._sort_by_key(key)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and chosen:
            self.opened.emit()
        elif key == Qt.Key.Key_Delete and chosen:
            self.discarded.emit()
        else:
            super().keyPressEvent(event)

    def _sort_by_key(self, key: Qt.Key) -> None:
        """Sort by the column beside the one that sorts, or the other way round."""
        head = self.horizontalHeader()
        order, shown = head.sortIndicatorOrder(), [one for one in Column if not self.isColumnHidden(one)]
        column = Column(head.sortIndicatorSection())
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            order = Qt.SortOrder.AscendingOrder if key == Qt.Key.Key_Up else Qt.SortOrder.DescendingOrder
        else:
            at = shown.index(column) if column in shown else 0
            column = shown[(at + (1 if key == Qt.Key.Key_Right else -1)) % len(shown)]
            usual = self._shown.headerData(column, Qt.Orientation.Horizontal, _USUAL_ORDER)
            order = usual if isinstance(usual, Qt.SortOrder) else order
        self.sortByColumn(column, order)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one is to those who came by key."""
        self._key_focus.came(event)
        super().focusInEvent(event)
        self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._show_ring()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows; where there is none to carry the ring, the table has it itself."""
        super().paintEvent(event)
        if self.hasFocus() and self._key_focus.shown and self._cells.ringed < 0:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(colour("acc"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -2, -2))

    def _on_selection(self) -> None:
        self.selection_moved.emit()

    def _show_ring(self) -> None:
        shown = self.hasFocus() and self._key_focus.shown
        self._cells.ringed = self.currentIndex().row() if shown else -1
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._cells.hovered:
            self._cells.hovered = row
            self.viewport().update()


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Put rising rows together where they follow each other."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _sum(widths: dict[Column, int], dropped: set[Column]) -> int:
    return sum(width for column, width in widths.items() if column not in dropped)


_MOST_WAITING = 999
"""How many grades to confirm the column of states has room for."""


def _words(column: Column) -> tuple[str, Sequence[str]]:
    """Give the head of a column and the longest that its cells can say."""
    texts: dict[Column, Sequence[str]] = {
        Column.KIND: [_(word) for word in KINDS.values()],
        Column.STATE: [_(word).format(n=_MOST_WAITING) for word in STATES.values()],
        Column.CHANGED: [_("Yesterday {time}").format(time="00:00"), short_day("2000-12-28")],
    }
    heads = [_(HEADS[column])] + ([_(MOVED_TO_TRASH)] if column == Column.CHANGED else [])
    return max(heads, key=len), texts.get(column, ())
