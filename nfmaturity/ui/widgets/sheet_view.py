"""A sheet to read: rows of running text in one scrolling list, of which only those in sight are laid out and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nfmaturity.ui.fonts import measure, sized_font
from nfmaturity.ui.models.sheet_model import SheetModel, SheetRole
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import KeyFocus
from nfmaturity.ui.widgets.level_chip import draw_chip
from nfmaturity.ui.widgets.sheet_layout import MOST, PAD, place_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from nfmaturity.ui.sheet_rows import Row
    from nfmaturity.ui.widgets.sheet_layout import Words

    Index = QModelIndex | QPersistentModelIndex

_BATCH = 60
"""Rows that are laid out before the window is served again."""


class _Rows(QStyledItemDelegate):
    """Draws the rows."""

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height that the row takes at the view's width."""
        width = self._view.viewport().width()
        return QSize(100, place_row(index.data(SheetRole.ROW), width).height)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw one row."""
        row: Row = index.data(SheetRole.ROW)
        placed = place_row(row, self._view.viewport().width(), self._view.sought)
        painter.save()
        painter.translate(option.rect.topLeft())
        right = PAD + min(MOST, self._view.viewport().width() - 2 * PAD)
        painter.setPen(QPen(colour("line"), 1))
        for y in placed.lines if index.row() else ():
            painter.drawLine(QPointF(PAD, y), QPointF(right, y))
        if placed.chip[2]:
            draw_chip(painter, QRectF(*placed.chip), row.chip[0], row.chip[1])
        for words in placed.words:
            _draw_words(painter, words)
        if self._view.marks(index):
            painter.fillRect(QRectF(0, 0, 3, placed.height), colour("accfill"))
        painter.restore()


def _draw_words(painter: QPainter, words: Words) -> None:
    """Draw a line, with what a search has found in ink on a ground of its own."""
    painter.setFont(sized_font(words.pixels, bold=words.bold))
    at = 0
    for begin, end in (*words.marks, (len(words.text), len(words.text))):
        _draw_part(painter, words, at, begin)
        if begin < end:
            left, right = _x_of(words, begin), _x_of(words, end)
            ground = QRectF(left - 1, words.y - words.pixels, right - left + 2, words.pixels * 1.32)
            painter.fillRect(ground, colour("found"))
            _draw_part(painter, words, begin, end, "ink")
        at = end


def _draw_part(painter: QPainter, words: Words, begin: int, end: int, role: str = "") -> None:
    painter.setPen(colour(role or words.role))
    painter.drawText(QPointF(_x_of(words, begin), words.y), words.text[begin:end])


def _x_of(words: Words, place: int) -> float:
    return words.x + (measure(words.text[:place], words.pixels, words.bold) if place else 0)


class SheetView(QListView):
    """Shows a sheet; the arrows go from row to row, Ctrl+C copies the row where one is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        take_touch(self)
        self.sheet = SheetModel(self)
        self.setModel(self.sheet)
        self.setItemDelegate(_Rows(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.verticalScrollBar().setSingleStep(24)
        self._key_focus = KeyFocus()
        self.sought = ""

    def mark(self, words: str) -> None:
        """Mark words wherever the sheet says them, none with ""."""
        if words != self.sought:
            self.sought = words
            self.viewport().update()

    def show_first_mark(self) -> None:
        """Bring the first row with a mark into sight, where it is not."""
        width = self.viewport().width()
        placed = (place_row(row, width, self.sought) for row in self.sheet.rows)
        marked = (place for place, row in enumerate(placed) if any(words.marks for words in row.words))
        first = self.sheet.index(next(marked, 0))
        if not self.viewport().rect().contains(self.visualRect(first)):
            self.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtCenter)

    def show_rows(self, rows: Sequence[Row], *, from_top: bool = True) -> None:
        """Show rows; from the top, or where one was as near as may be."""
        at = self.currentIndex().row()
        if self.sheet.show_rows(rows) and self.sheet.rowCount():
            if from_top:
                self.scrollToTop()
            elif at >= 0:
                self.setCurrentIndex(self.sheet.index(min(at, self.sheet.rowCount() - 1)))

    @property
    def said(self) -> str:
        """Everything that the sheet says."""
        return "\n".join(row.spoken for row in self.sheet.rows)

    def marks(self, index: Index) -> bool:
        """Tell whether a row is marked as the one where the keys are."""
        return self.hasFocus() and self._key_focus.shown and index == self.currentIndex()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark a row for those who came by key."""
        self._key_focus.came(event)
        if not self.currentIndex().isValid() and self._key_focus.shown:
            self.setCurrentIndex(self.sheet.index(0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, move, or leave the key to the page."""
        keys = Qt.Key
        moving = {keys.Key_Up, keys.Key_Down, keys.Key_PageUp, keys.Key_PageDown, keys.Key_Home, keys.Key_End}
        if event.matches(QKeySequence.StandardKey.Copy):
            row = self.currentIndex().data(SheetRole.ROW)
            QGuiApplication.clipboard().setText(row.spoken if row else self.said)
        elif event.key() in moving:
            self._key_focus.shown = True
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
