"""Things to choose from, one under the other with two lines each: the rubric packs at hand, the enterprises kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nfmaturity.ui.fonts import font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import KeyFocus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    Index = QModelIndex | QPersistentModelIndex

_ROW, _MOST = 48, 4
"""The height of a row, and how many are seen without scrolling."""
_LINE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class PackLine:
    """What the list says of one pack or enterprise; `name` tells it from the others."""

    name: str
    title: str
    about: str
    is_broken: bool = False


class _Lines(QStyledItemDelegate):
    """Draws two lines a pack."""

    def __init__(self, view: PackList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw one row."""
        line: PackLine = index.data(_LINE)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, colour("acctint"))
            painter.fillRect(QRectF(box.x(), box.y(), 3, box.height()), colour("accfill"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.key_focus.shown:
            painter.setPen(QPen(colour("acc"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        x = box.x() + 16
        if line.is_broken:
            draw_icon(painter, "triangle-alert", QRectF(x, box.y() + 7, 16, 16), colour("cop"))
        first = x + (22 if line.is_broken else 0)
        for at, words, role, y in ((first, line.title, "ink", 20.5), (x, line.about, "ink3", 38.0)):
            used = font(bold=selected) if role == "ink" else font("small")
            painter.setFont(used)
            painter.setPen(colour("cop" if line.is_broken and role == "ink3" else role))
            shown = QFontMetricsF(used).elidedText(words, Qt.TextElideMode.ElideRight, box.right() - at - 10)
            painter.drawText(QPointF(at, box.y() + y), shown)
        painter.restore()


class PackList(QListView):
    """One pack is chosen at a time."""

    chosen = Signal(str)
    """The name of the pack that a person went to, or clicked again."""

    def __init__(self, parent: QWidget | None = None, *, most: int = _MOST) -> None:
        """Begin empty; with 0 as `most` the list takes what room there is."""
        super().__init__(parent)
        take_touch(self)
        self._most = most
        self.key_focus = KeyFocus()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Lines(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self.chosen.emit(index.data(_LINE).name))
        if most:
            self.setFixedHeight(_ROW)

    def show_lines(self, lines: Sequence[PackLine], current: str) -> None:
        """Show packs, one of them as chosen."""
        self._model.clear()
        for line in lines:
            item = QStandardItem(line.title)
            item.setData(line, _LINE)
            item.setData(f"{line.title}, {line.about}", Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(f"{line.title}\n{line.about}")
            self._model.appendRow(item)
        if self._most:
            self.setFixedHeight(_ROW * max(1, min(self._most, len(lines))))
        self.choose(current)

    def choose(self, name: str) -> None:
        """Show which pack is chosen; nothing is signalled."""
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(_LINE).name == name:
                self.setCurrentIndex(self._model.index(row, 0))

    @property
    def lines(self) -> list[PackLine]:
        """What is listed."""
        return [self._model.item(row).data(_LINE) for row in range(self._model.rowCount())]

    def click(self, name: str) -> None:
        """Choose a pack as a person does."""
        self.choose(name)
        self.chosen.emit(name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring for those who came by key."""
        self.key_focus.came(event)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by the arrows at once, and leave what is no key of a list to the page."""
        keys = Qt.Key
        if event.key() in {keys.Key_Up, keys.Key_Down, keys.Key_Home, keys.Key_End, keys.Key_Return, keys.Key_Enter}:
            self.key_focus.shown, before = True, self.currentIndex()
            super().keyPressEvent(event)
            index = self.currentIndex()
            if index.isValid() and (index != before or event.key() in {keys.Key_Return, keys.Key_Enter}):
                self.chosen.emit(index.data(_LINE).name)
        else:
            event.ignore()
