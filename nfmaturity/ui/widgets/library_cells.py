"""The cells of the library's table, painted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.found_words import found_in
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.models.library_entries import Entry
from nfmaturity.ui.models.library_filter import EXCERPT
from nfmaturity.ui.models.library_model import ENTRY, Column, cell_text, short_of, year_and_title
from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nfmaturity.charts.shapes import Chart
    from nfmaturity.ui.models.library_model import Index

ROW = 40
TALL_ROW = 72
"""A row of several lines, where the page is too narrow for the columns."""
LEFT = 24
"""The page's padding, inside the first cell."""
GAP = 20
"""Between a cell's content and the next cell."""
MENU = 66
"""The room at the right end of a row, which holds its menu's button."""
BAR = 128
PROGRESS_BAR = 92
CHEVRON = 14
"""The sign of the column that sorts, beside its head."""
_FIGURES = 64
_NAME_LINE, _LINE = 19, 16
_BALLS: dict[str, float | None] = {"empty": None, "new": 0.0, "open": 0.5, "to_confirm": 0.8, "complete": 1.0}


def menu_box(row: QRect) -> QRect:
    """Give the place of the button of a row's menu in the last cell of the row."""
    return QRect(row.right() - 48, row.top() + (row.height() - 32) // 2, 32, 32)


@cache
def _chip(level: int | None, top: int) -> Chart:
    from nfmaturity.charts.chip import level_chip

    return level_chip("" if level is None else str(level), level, range(1, top + 1), measure, 11.5)


class LibraryCells(QStyledItemDelegate):
    """Paints every cell; which row the pointer is over, and whether focus is shown, the table says."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a row under the pointer."""
        super().__init__(parent)
        self.hovered = -1
        self.ringed = -1
        self.has_room_for_bar = self.has_room_for_title = True
        self.is_tall = False
        self.words: tuple[str, ...] = ()
        """The words that are searched for, to be marked where a comment holds them."""
        self._draw: dict[Column, Callable[[QPainter, QRectF, Entry, bool], None]] = {
            Column.NAME: self._name,
            Column.TITLE: lambda painter, box, entry, _: _text(painter, box, cell_text(entry, Column.TITLE), "ink2"),
            Column.KIND: lambda painter, box, entry, _: _text(painter, box, cell_text(entry, Column.KIND), "ink2"),
            Column.LEVEL: _level,
            Column.BOUNDS: _bounds,
            Column.SCORE: _score,
            Column.PROGRESS: self._progress,
            Column.STATE: _state,
            Column.CHANGED: _changed,
        }

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Keep to the height of a row."""
        return QSize(64, TALL_ROW if self.is_tall else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: ground, content and the hairline under it."""
        cell, column = QRect(option.rect), Column(index.column())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._ground(painter, cell, index, selected=selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small"))
        box, entry = _content(cell, column), index.data(ENTRY)
        if column == Column.NAME:
            box = self._below_the_name(painter, box, entry, index.data(EXCERPT))
        self._draw[column](painter, box, entry, selected)
        if column == Column.CHANGED and (selected or index.row() == self.hovered):
            box = QRectF(menu_box(cell)).adjusted(8, 8, -8, -8)
            draw_icon(painter, "ellipsis", box, colour("ink2"))
        painter.restore()

    def _ground(self, painter: QPainter, cell: QRect, index: Index, *, selected: bool) -> None:
        if selected or index.row() == self.hovered:
            painter.fillRect(cell, colour("acctint" if selected else "hover"))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, colour("line"))
        if selected and index.column() == Column.NAME:
            painter.fillRect(cell.left(), cell.top(), 3, cell.height() - 1, colour("accfill"))
        if index.row() == self.ringed:
            _ring(painter, cell, Column(index.column()))

    def _below_the_name(self, painter: QPainter, box: QRectF, entry: Entry, excerpt: str) -> QRectF:
        """Draw the lines below a name, and give the room that is left for it."""
        titled: list[tuple[str, Sequence[str]]] = [(year_and_title(entry), ())] if entry.title else []
        lines = [*titled, (short_of(entry), ())] if self.is_tall else []
        lines += [(excerpt, self.words)] if excerpt else []
        if not lines and not self.has_room_for_title:
            lines = titled
        if not lines:
            return box
        top = box.center().y() - (_NAME_LINE + len(lines) * _LINE) / 2
        for place, (text, words) in enumerate(lines):
            line = QRectF(box.left(), top + _NAME_LINE + place * _LINE, box.width(), _LINE)
            painter.setFont(font("small" if self.is_tall and not words else "caption"))
            _mark(painter, line, text, words)
            _text(painter, line, text, "ink2")
        return QRectF(box.left(), top, box.width(), _NAME_LINE)

    def _name(self, painter: QPainter, box: QRectF, entry: Entry, selected: bool) -> None:
        metrics = QFontMetricsF(font(bold=selected))
        site = entry.row.site
        after = metrics.horizontalAdvance(f" / {site}") if site else 0.0
        room = max(box.width() - after, min(box.width(), metrics.horizontalAdvance("国国…")))
        name = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font(bold=selected))
        painter.setPen(colour("ink"))
        baseline = _baseline(box)
        painter.drawText(QPointF(box.left(), baseline), name)
        if not site:
            return
        x = box.left() + metrics.horizontalAdvance(name)
        painter.setPen(colour("ink3"))
        painter.drawText(QPointF(x, baseline), " / ")
        x += metrics.horizontalAdvance(" / ")
        painter.setPen(colour("ink"))
        last = metrics.elidedText(site, Qt.TextElideMode.ElideRight, box.right() - x + 1)
        painter.drawText(QPointF(x, baseline), last)

    def _progress(self, painter: QPainter, box: QRectF, entry: Entry, _selected: bool) -> None:
        if self.has_room_for_bar:
            bar = QRectF(box.left(), box.center().y() - 2, PROGRESS_BAR, 4)
            painter.fillRect(bar, colour("track"))
            bar.setWidth(PROGRESS_BAR * entry.part)
            painter.fillRect(bar, colour("met"))
        _text(painter, box, cell_text(entry, Column.PROGRESS), "ink2", at_right=True)


def _mark(painter: QPainter, box: QRectF, text: str, words: Sequence[str]) -> None:
    """Lay a ground below words that were found in a text."""
    metrics = QFontMetricsF(painter.font())
    for begin, end in (span for word in words for span in found_in(text, word)):
        left, right = (box.left() + metrics.horizontalAdvance(text[:place]) for place in (begin, end))
        if left < box.right():
            painter.fillRect(QRectF(left, box.top(), min(right, box.right()) - left, box.height()), colour("found"))


def _ring(painter: QPainter, cell: QRect, column: Column) -> None:
    ink = colour("acc")
    painter.fillRect(cell.left(), cell.top(), cell.width(), 2, ink)
    painter.fillRect(cell.left(), cell.bottom() - 2, cell.width(), 2, ink)
    if column == Column.NAME:
        painter.fillRect(cell.left(), cell.top(), 2, cell.height() - 1, ink)
    if column == Column.CHANGED:
        painter.fillRect(cell.right() - 1, cell.top(), 2, cell.height() - 1, ink)


def _content(cell: QRect, column: Column) -> QRectF:
    left = LEFT if column == Column.NAME else 0
    right = MENU if column == Column.CHANGED else GAP
    return QRectF(cell).adjusted(left, 0, -right, -1)


def _baseline(box: QRectF) -> float:
    return box.center().y() + 4.7


def _text(painter: QPainter, box: QRectF, text: str, role: str, *, at_right: bool = False) -> None:
    painter.setPen(colour(role))
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
    x = box.left() if not at_right else box.right() - metrics.horizontalAdvance(shown)
    painter.drawText(QPointF(x, _baseline(box)), shown)


def _level(painter: QPainter, box: QRectF, entry: Entry, _selected: bool) -> None:
    from nfmaturity.ui.painter import paint_chart

    chart = _chip(entry.level, entry.top)
    paint_chart(painter, chart, QPointF(box.left(), box.center().y() - chart.height / 2))


def _bounds(painter: QPainter, box: QRectF, entry: Entry, _selected: bool) -> None:
    from nfmaturity.charts.bars import bounds_bar
    from nfmaturity.ui.painter import paint_chart

    at = QPointF(box.left(), round(box.center().y()) - 6)
    if entry.bounds is None:
        painter.fillRect(QRectF(at.x(), at.y() + 3, BAR, 6), colour("track"))
        return
    paint_chart(painter, bounds_bar((BAR, 12), entry.bounds, entry.top, entry.row.target_level), at)


_LONGEST_SCORE = "≥0.000"


def _score(painter: QPainter, box: QRectF, entry: Entry, _selected: bool) -> None:
    given = entry.score != "–"
    painter.setFont(font("body", bold=given and entry.state != "open"))
    _text(painter, box, entry.score, "ink" if given else "ink3", at_right=True)


def _state(painter: QPainter, box: QRectF, entry: Entry, _selected: bool) -> None:
    from nfmaturity.ui.painter import draw_ball

    ink = colour("ink3" if entry.state == "empty" else "acc")
    draw_ball(painter, QPointF(box.left() + 6, box.center().y()), _BALLS[entry.state], ink, radius=4.8)
    _text(painter, box.adjusted(19, 0, 0, 0), cell_text(entry, Column.STATE), "ink")


def _changed(painter: QPainter, box: QRectF, entry: Entry, _selected: bool) -> None:
    _text(painter, box, cell_text(entry, Column.CHANGED), "ink2", at_right=True)


def cell_width(column: Column, head: str, texts: Sequence[str]) -> int:
    """Give the width that a column of fixed width needs for what it can say and for its head while it sorts."""
    metrics = QFontMetricsF(font("small"))
    words = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
    content = {
        Column.LEVEL: 22.0,
        Column.BOUNDS: float(BAR),
        Column.PROGRESS: float(PROGRESS_BAR + _FIGURES),
        Column.STATE: words + 19,
        Column.SCORE: QFontMetricsF(font("body")).horizontalAdvance(_LONGEST_SCORE),
    }.get(column, words)
    above = QFontMetricsF(font("small", bold=True)).horizontalAdvance(head) + CHEVRON + 3
    return round(max(content, above) + (MENU if column == Column.CHANGED else GAP) + 0.5)
