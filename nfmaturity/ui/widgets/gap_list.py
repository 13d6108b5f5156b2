"""The requirements in the way of the next level, as a list that draws only what is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QWidget

from nfmaturity.analysis.amount_words import person_days
from nfmaturity.analysis.reasons.values import Figure
from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.i18n import _, current_language
from nfmaturity.ui.asking import Spot
from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.painter import draw_ball
from nfmaturity.ui.settings import Location
from nfmaturity.ui.standing_words import gain_words
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import KeyFocus
from nfmaturity.ui.widgets.figure_spots import FigureSpots
from nfmaturity.ui.widgets.paragraph import advance_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from nfmaturity.analysis.blockers import Blocker
    from nfmaturity.domain.rubric import Rubric

ROW = 62
SIDE = 16
GAP = Qt.ItemDataRole.UserRole
_LINE = 18
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GapWords:
    """A requirement in the way as it is shown: what its grade counts (None unanswered) and the word for that."""

    id: str
    text: str
    counts: float | None
    grade: str
    gain: str
    days: str
    waits: str

    @property
    def said(self) -> str:
        """All of it in words."""
        return _("; ").join(part for part in (self.id, self.text, self.grade, self.gain, self.days, self.waits) if part)


def gap_words(rubric: Rubric, blocker: Blocker) -> GapWords:
    """Say what a requirement in the way is, in the language in force.

    Of one without a grade nobody knows yet what it would gain and take.
    """
    spoken = current_language()
    degree = None if blocker.grade is None else rubric.degrees[blocker.grade]
    return GapWords(
        id=blocker.id,
        text=rubric.say(blocker.place.requirement.text, spoken),
        counts=None if degree is None else float(degree.value),
        grade=_("unanswered") if degree is None else rubric.say(degree.name, spoken),
        gain="" if degree is None else gain_words(blocker.gain),
        days="" if degree is None or blocker.effort_days is None else person_days(blocker.effort_days),
        waits=_("after {ids}").format(ids=_(", ").join(_short_ids(blocker))) if degree and blocker.waits_for else "",
    )


def _short_ids(blocker: Blocker) -> list[str]:
    own = blocker.id.rpartition(".")[0] + "."
    return [name.removeprefix(own) for name in blocker.waits_for]


class GapModel(QAbstractListModel):
    """The requirements in the way; words are made when a row is seen."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._rubric: Rubric | None = None
        self._found: Sequence[Blocker] = ()
        self._shown = 0

    @property
    def found(self) -> Sequence[Blocker]:
        """What is in the way, the greatest gain first."""
        return self._found

    def show_found(self, rubric: Rubric, found: Sequence[Blocker], most: int) -> None:
        """Show other requirements, so many of them at most; rows that stay keep which of them is the current one."""
        wanted, shown = min(most, len(found)), self._shown
        if wanted < shown:
            self.beginRemoveRows(QModelIndex(), wanted, shown - 1)
            self._shown = wanted
            self.endRemoveRows()
        self._rubric, self._found = rubric, found
        if wanted > shown:
            self.beginInsertRows(QModelIndex(), shown, wanted - 1)
            self._shown = wanted
            self.endInsertRows()
        if kept := min(wanted, shown):
            self.dataChanged.emit(self.index(0), self.index(kept - 1))

    def rowCount(self, parent: _Index | None = None) -> int:
        """Count those that are shown."""
        return 0 if parent and parent.isValid() else self._shown

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row in words; its tooltip has the text in full."""
        if not index.isValid() or self._rubric is None:
            return None
        if role == GAP:
            return gap_words(self._rubric, self._found[index.row()])
        spoken = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
        return gap_words(self._rubric, self._found[index.row()]).said if role in spoken else None


class GapList(QListView):
    """Shows requirements in the way; `asked` carries the one that was clicked or entered."""

    asked = Signal(str)
    came_to = Signal(QRect)
    """Where the row is that the keys came to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        take_touch(self)
        self.held = GapModel(self)
        self.setModel(self.held)
        self.setItemDelegate(GapRows(self))
        self._key_focus = KeyFocus()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self.clicked.connect(self._ask)
        self.figures = FigureSpots(self.viewport(), self._spots, current=lambda: self._spot(self.currentIndex()))

    @property
    def rings(self) -> bool:
        """Whether the ring around the current row is to be drawn."""
        return self.hasFocus() and self._key_focus.shown

    def show_found(self, rubric: Rubric, found: Sequence[Blocker], most: int) -> None:
        """Show other requirements, so many of them at most, each at its height: nothing scrolls in here."""
        self.held.show_found(rubric, found, most)
        self.setFixedHeight(ROW * self.held.rowCount())

    def sizeHint(self) -> QSize:
        """Take the height of what is shown."""
        return QSize(200, ROW * self.held.rowCount())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell the page around where the keys are now, so that it is scrolled there."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.came_to.emit(self.visualRect(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the current requirement; arrows move as in every list."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._ask(self.currentIndex())
            return
        self._key_focus.shown = True
        super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row and show the ring for those who came by key."""
        self._key_focus.came(event)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.held.rowCount():
            self.setCurrentIndex(self.held.index(0))

    def _spots(self) -> Iterator[Spot]:
        """Give the gains that are seen; the rest of a row leads to its requirement."""
        seen = self.viewport().visibleRegion().boundingRect() or self.viewport().rect()
        for row in range(max(0, seen.top() // ROW), self.held.rowCount()):
            index = self.held.index(row)
            if self.visualRect(index).top() > seen.bottom():
                break
            if spot := self._spot(index):
                yield spot

    def _spot(self, index: QModelIndex) -> Spot | None:
        if not index.isValid():
            return None
        blocker, rect = self.held.found[index.row()], self.visualRect(index).adjusted(SIDE, 4, -SIDE, 0)
        if blocker.grade is None:
            return None
        width = round(measure(gain_words(blocker.gain), 13, True)) + 8
        place = QRect(rect.right() + 1 - width, rect.top(), width, 24)
        at = Location("assess", node=blocker.place.sub_indicator.id, requirement=blocker.id)
        return Spot(place, Figure("gain", requirement=blocker.id), at)

    def _ask(self, index: QModelIndex) -> None:
        if index.isValid():
            self.asked.emit(self.held.found[index.row()].id)


class GapRows(QStyledItemDelegate):
    """Paints the rows of a gap list."""

    def __init__(self, rows: GapList) -> None:
        """Paint for one list."""
        super().__init__(rows)
        self._list = rows

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Give every row the same height."""
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw text and gain, then id, grade and what it waits for, with a hairline under them."""
        words, box = index.data(GAP), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("hover"))
        painter.fillRect(QRectF(SIDE, box.bottom() - 1, box.width() - 2 * SIDE, 1), colour("line"))
        self._draw_text(painter, words, box.adjusted(SIDE, 4, -SIDE, 0))
        if self._list.rings and index == self._list.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("acc"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    def _draw_text(self, painter: QPainter, words: GapWords, box: QRectF) -> None:
        gain = measure(words.gain, 13, True)
        painter.setFont(font(bold=True))
        painter.setPen(colour("cop"))
        painter.drawText(QPointF(box.right() - gain, box.top() + 14), words.gain)
        painter.setFont(font())
        painter.setPen(colour("ink"))
        y = box.top() + 14
        for line in _two_lines(words.text, box.width() - gain - 12, box.width()):
            painter.drawText(QPointF(box.left(), y), line)
            y += _LINE
        self._draw_standing(painter, words, QPointF(box.left(), y), box.right())

    def _draw_standing(self, painter: QPainter, words: GapWords, at: QPointF, right: float) -> None:
        metrics = QFontMetricsF(font("caption"))
        painter.setFont(font("caption"))
        painter.setPen(colour("ink3"))
        painter.drawText(at, words.id)
        x = at.x() + metrics.horizontalAdvance(words.id) + 10
        draw_ball(painter, QPointF(x + 5, at.y() - 4), words.counts, colour("ink2"))
        painter.setPen(colour("ink2"))
        painter.drawText(QPointF(x + 15, at.y()), _standing_words(words, metrics, right - x - 15))


def _standing_words(words: GapWords, metrics: QFontMetricsF, room: float) -> str:
    """Say grade, person-days and what a requirement waits for; without the grade, which the ball says, if need be."""
    for parts in ((words.grade, words.days, words.waits), (words.days, words.waits)):
        said = "  ·  ".join(part for part in parts if part)
        if metrics.horizontalAdvance(said) <= room:
            return said
    return metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)


def _two_lines(text: str, first_width: float, width: float) -> list[str]:
    """Break a text into two lines at most, the first of which has less room."""
    advance = advance_of(13, False)
    first = break_lines(text, advance, first_width)[0]
    rest = text[len(first) :].strip()
    if not rest:
        return [first]
    second, *more = break_lines(rest, advance, width)
    return [first, _with_dots(second, width) if more else second]


def _with_dots(line: str, width: float) -> str:
    while line and measure(line + "…", 13, False) > width:
        line = line[:-1]
    return line.rstrip() + "…"
